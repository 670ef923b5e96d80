"""Facts put right: struck, confirmed, added with their passage; topics of items. On the demo's documents."""

from __future__ import annotations

import dataclasses

import pytest
from correcting import corrected, demo, facts, named, problem, said, well

from graphbuild.codes import EntityKind
from graphbuild.corrections import relations
from graphbuild.link import link
from graphbuild.model import Corpus, Findings, Ref

BEFORE = link(demo())
LATER = "document: 2019-02-agenda-and-minutes.txt"
PROVIDED = f"{LATER}\n  quote: Lantern Row had provided the Waymark Service under contract"

ADDED = (
    # (correction, what the graph then says)
    (
        f"missing: [Lantern Row, provides, Waymark Service]\n  {PROVIDED}",
        ("Lantern Row", "provides", "Waymark Service"),
    ),
    (
        f"missing: [Cobb Lane Youth Trust, partner of, Barchester Borough Council]\n  {LATER}\n"
        "  quote: handing the Cobb Lane Youth Centre to the Cobb Lane Youth Trust",
        ("Cobb Lane Youth Trust", "partner of", "Barchester Borough Council"),
    ),
    (
        f"missing: [Councillor Nwosu, present at, 2019-02-12]\n  {LATER}\n  quote: In answer to Councillor Nwosu",
        ("Nwosu", "present at", "2019-02-12"),
    ),
    (
        f"missing: [Florence Inchbald, apologies for, {{meeting: 2019-02-12}}]\n  {LATER}\n  quote: Florence Inchbald",
        ("Florence Inchbald", "apologies for", "2019-02-12"),
    ),
    (
        "missing: [Ruth Dacre, holds, Performance Manager]\n  document: 2017-10-minutes.txt\n"
        "  quote: The Performance Manager took Members through",
        ("Ruth Dacre", "holds", "Performance Manager"),
    ),
    (
        "missing: [{meeting: 2014-06-18, number: 8}, chaired by, Councillor Tapley]\n"
        "  document: 2014-06-minutes.txt\n  quote: Councillor Tapley",
        ("2014 8", "chaired by", "Tapley"),
    ),
    (
        "missing: [{meeting: 2014-06-18, number: '13', clause: 2}, moved by, D. Wintle]\n"
        "  document: 2014-06-minutes.txt\n  quote: Councillor D. Wintle was troubled",
        ("2014 13 (2)", "moved by", "D. Wintle"),
    ),
    (
        "missing: [Councillor Haldane, declared an interest in, Holiday Plus Club]\n"
        "  document: 2014-09-minutes.txt\n  quote: Councillor Haldane asked if",
        None,
    ),
    (
        "missing: [Councillor Haldane, declared an interest in, Schools Forum]\n"
        "  document: 2014-09-minutes.txt\n  quote: Councillor Haldane asked if",
        ("Haldane", "declared an interest in", "Schools Forum"),
    ),
    (
        "missing: [{meeting: 2017-10-10, number: 47}, discusses, Quarto]\n"
        "  document: 2017-10-minutes.txt\n  quote: It had replaced Quarto",
        ("2017 47", "discusses", "Quarto"),
    ),
    (
        "missing: [CareTrack, follows up, {meeting: 2014-09-17, number: 32}]\n"
        "  document: 2017-10-minutes.txt\n  quote: It had replaced Quarto",
        ("2017 47", "follows up", "2014 32"),
    ),
)


@pytest.mark.parametrize(("one", "triple"), ADDED)
def test_a_missing_fact_is_added_with_its_passage(one: str, triple: tuple[str, str, str] | None) -> None:
    if triple is None:
        assert "is called 'Holiday Plus Club'" in problem(one)
        return
    corpus = well(one)
    assert said(corpus) - said(BEFORE) == {triple} - said(BEFORE)
    assert triple in said(corpus)
    added = [f for f in facts(corpus) if f.rule == "correction"]
    [record] = added
    assert record.confidence == 1
    text = {s.slug: s.text for s in corpus.sources}
    quotes = {" ".join(text[p.source][p.begin : p.end].split()) for p in record.evidence}
    assert one.rpartition("quote: ")[2] in quotes


def test_an_added_fact_has_the_reference_that_extraction_would_give_it() -> None:
    corpus = well(f"missing: [Lantern Row, provides, Waymark Service]\n  {PROVIDED}")
    parts = ("organisation", "lantern-row", "provides", "undertaking", "barchester", "waymark-service")
    assert [f.key for f in corpus.facts.involvements if f.rule == "correction"] == [("involvement", *parts)]


def test_what_a_passage_names_is_seen_there() -> None:
    quote = "document: 2024-06-minutes.txt\n  quote: when it took over from Lantern Row"
    corpus = well(f"missing: [{{meeting: 2024-06-25, number: 14}}, discusses, Lantern Row]\n  {quote}")
    [row] = [e for e in corpus.entities if e.name == "Lantern Row"]
    [there] = [p for p in row.evidence if p.source.startswith("2024")]
    text = next(s.text for s in corpus.sources if s.slug == there.source)
    assert text[there.begin : there.end] == "Lantern Row"


def test_a_quote_may_break_its_lines_elsewhere_than_the_document() -> None:
    quote = "with   the addition of a review\n    of exclusions"
    corpus = well(
        f"missing: [Councillor Farrant, present at, 2014-09-17]\n  document: 2014-06-minutes.txt\n  quote: '{quote}'"
    )
    assert any(a.evidence[0].source.startswith("2014-06") for a in corpus.facts.attendances if a.rule == "correction")


def test_a_missing_thing_is_linked_like_any_other() -> None:
    one = "missing: {}\n  kind: {}\n  document: {}\n  quote: {}"
    classified = "organisation\n  classification: directorate or team"
    corpus = well(
        one.format("Scrutiny Team", classified, "2014-06-minutes.txt", "Scrutiny Team"),
        one.format("Cllr. Esther Penhale", "person", "2020-09-agenda-pack.txt", "Councillor Penhale"),
    )
    [team] = [e for e in corpus.entities if e.name == "Scrutiny Team"]
    assert (team.classification, team.key[-1]) == ("directorate or team", "scrutiny-team")
    assert named(corpus, EntityKind.PERSON) == named(BEFORE, EntityKind.PERSON)
    assert "Scrutiny Team" not in named(BEFORE, EntityKind.ORGANISATION)


def test_a_fact_can_be_about_a_thing_that_was_missing() -> None:
    document = "document: 2024-06-minutes.txt\n  quote: Osier Bank"
    corpus = well(
        f"missing: [Osier Bank, provides, Turnstone Service]\n  {document}",
        f"missing: Osier Bank\n  kind: organisation\n  {document}",
    )
    assert ("Osier Bank", "provides", "Turnstone Service") in said(corpus)


STRUCK = (
    ("[University of Barset, evaluates, Waymark Service]", ("University of Barset", "evaluates", "Waymark Service")),
    ("[Councillor Haldane, present at, 2014-09-17]", ("Haldane", "present at", "2014-09-17")),
    ("[D. Wintle, PRESENT  at, 2014-09-17]", ("D. Wintle", "present at", "2014-09-17")),
    ("[{meeting: 2014-06-18, number: 13}, about, SEND]", ("2014 13", "about", "SEND")),
    ("[Councillor Nwosu, declared an interest in, Lantern Row]", ("Nwosu", "declared an interest in", "Lantern Row")),
    ("[{meeting: 2014-06-18, number: 14, clause: ''}, moved by, Farrant]", None),
)


@pytest.mark.parametrize(("statement", "triple"), STRUCK)
def test_a_wrong_fact_is_struck_and_nothing_else(statement: str, triple: tuple[str, str, str] | None) -> None:
    if triple is None:
        assert corrected(f"wrong: {statement}").warnings
        return
    assert triple in said(BEFORE)
    corpus = well(f"wrong: {statement}")
    assert said(BEFORE) - said(corpus) == {triple}
    assert not said(corpus) - said(BEFORE)


def test_a_field_of_a_decision_is_struck() -> None:
    moved = next(r for r in BEFORE.facts.resolutions if r.moved_by and r.moved_by[0][-1] == "farrant")
    iri = "https://example.org/id/" + "/".join(moved.key)
    corpus = well("wrong: [<, moved by, Councillor Farrant]".replace("<", iri))
    [after] = [r for r in corpus.facts.resolutions if r.key == moved.key]
    assert (after.moved_by, after.seconded_by) == ((), moved.seconded_by)


def test_a_fact_is_struck_only_where_one_document_says_it() -> None:
    triple = "[Lantern Row, provides, Waymark Service]"
    both = well(f"missing: {triple}\n  {PROVIDED}")
    only = well(f"missing: {triple}\n  {PROVIDED}", f"wrong: {triple}\n  document: 2020-09-agenda-pack.txt")

    def sources(corpus: Corpus) -> set[str]:
        found = [
            f for f in corpus.facts.involvements if f.key[1:3] == ("organisation", "lantern-row") and not f.modality
        ]
        return {p.source[:7] for f in found if f.target[-1] == "waymark-service" for p in f.evidence}

    assert sources(both) == {"2019-02", "2020-09"}
    assert sources(only) == {"2019-02"}


def test_any_fact_can_be_struck_by_its_address_with_what_hangs_on_it() -> None:
    item = next(i for i in BEFORE.facts.items if i.number == "12" and "2014-06-18" in i.key)
    corpus = well(f"wrong: https://example.org/id/{'/'.join(item.key)}")
    assert [r for r in BEFORE.facts.resolutions if r.item == item.key]
    assert not [r for r in corpus.facts.resolutions if r.item == item.key]
    gone = {i.key for i in BEFORE.facts.items} - {i.key for i in corpus.facts.items}
    assert gone == {item.key}
    assert no_loose_ends(corpus)


@pytest.mark.parametrize(
    ("name", "kind"), [("Neil Orrock", "person"), ("Holiday Plus", "service"), ("Lantern Row", "organisation")]
)
def test_what_is_no_thing_at_all_goes_with_its_facts(name: str, kind: str) -> None:
    corpus = well(f"wrong: {name}\n  kind: {kind}")
    assert any(name in triple for triple in said(BEFORE))
    assert not any(name in triple for triple in said(corpus))
    assert not [e for e in corpus.entities if e.name == name]
    assert no_loose_ends(corpus)


def no_loose_ends(corpus: Corpus) -> bool:
    """Whether every reference is to something that is there."""
    records = [*corpus.entities, *facts(corpus)]
    there = {record.key for record in records}
    for record in records:
        for field in dataclasses.fields(record):
            value = getattr(record, field.name)
            if field.metadata.get("ref") and value:
                refs: tuple[Ref, ...] = value if isinstance(value[0], tuple) else (value,)
                if not all(ref in there or ref[0] == "topic" for ref in refs):
                    return False
    return True


def test_no_loose_ends_can_fail() -> None:
    assert no_loose_ends(BEFORE)
    assert not no_loose_ends(dataclasses.replace(BEFORE, entities=BEFORE.entities[1:]))


def test_a_fact_that_is_right_is_certain() -> None:
    corpus = well("right: [Lantern Row, provides, Waymark Service]", "right: [2014-09-17, chaired by, Tolliver]")
    facts = [
        f
        for f in corpus.facts.involvements
        for t in relations.triples(f)
        if t[0][-1] == "lantern-row" and t[1] == "provides" and t[2][-1] == "waymark-service" and not f.modality
    ]
    assert {(f.confidence, f.rule != "correction") for f in facts} == {(1, True)}
    assert said(corpus) == said(BEFORE)


def test_topics_of_items() -> None:
    corpus = well(
        "topic: Prevent\n  item: {meeting: 2017-10-10, number: 47}",
        "not_topic: send\n  item: {meeting: 2014-06-18, number: '13.'}",
        "topic: EARLY-HELP\n  item: CARETRACK",
    )
    assert said(corpus, "about") - said(BEFORE, "about") == {
        ("2017 47", "about", "PREVENT"),
        ("2017 47", "about", "EARLY-HELP"),
    }
    assert said(BEFORE, "about") - said(corpus, "about") == {("2014 13", "about", "SEND")}


PROBLEMS = (
    ("wrong: [Dunstane Trust, inspects, Quarto]", "no document says 'Dunstane Trust inspects Quarto'"),
    ("wrong: [Dunstane Trust, inspect, Quarto]", "the relation 'inspect' is unknown; did you mean inspects"),
    ("wrong: [Dunstane Trust, zzz, Quarto]", "the relation 'zzz' is unknown; there are: provides, commissions"),
    ("wrong: [Dunstan Trust, funds, Quarto]", "is called 'Dunstan Trust'; did you mean Dunstane Trust"),
    ("wrong: [Quarto, funds, Dunstane Trust]", "no organisation, person or post is called 'Quarto'"),
    ("wrong: https://example.org/id/claim/about/nothing", "no fact has the address https://example.org/id/claim"),
    ("wrong: https://elsewhere.example/x", "no fact has the address https://elsewhere.example/x"),
    ("wrong: Growing Up Well Select Commission", "are recorded, so that it cannot be struck"),
    ("right: [Dunstane Trust, inspects, Quarto]", "to say so with a passage, write it as `missing`"),
    (f"missing: [Lantern Row, funds, Quarto]\n  {LATER}\n  quote: Quarto was free", "does not say 'Quarto was free'"),
    (
        "missing: [Lantern Row, funds, Quarto]\n  document: 2019-02-agenda.txt\n  quote: X",
        "no document is called '2019-02-agenda.txt'; did you mean 2019-02-agenda-and-minutes.txt",
    ),
    (f"missing: Osier Bonk\n  kind: organisation\n  {LATER}\n  quote: Osier Bonk", "does not say 'Osier Bonk'"),
    ("topic: SENDS\n  item: CARETRACK", "no topic is called 'SENDS'; did you mean SEND"),
    ("topic: SEND\n  item: COMMUNICATIONS", "'COMMUNICATIONS' can be COMMUNICATIONS <https://"),
    ("topic: SEND\n  item: {meeting: 2017-10-10, number: 99}", "no item is called 'Minute No. 99, 2017-10-10'"),
    ("topic: SEND\n  item: {meeting: 2017-10-10, number: 45, body: Cabinet}", "no item is called"),
    ("not_topic: PREVENT\n  item: CARETRACK", "so that there is nothing to strike; if that is as it should be"),
)


@pytest.mark.parametrize(("one", "message"), PROBLEMS)
def test_what_does_not_apply_is_told_and_the_graph_is_as_before(one: str, message: str) -> None:
    assert message in problem(one)
    corpus = corrected(one).corpus
    assert (corpus.entities, corpus.facts, corpus.corrections) == (BEFORE.entities, BEFORE.facts, ())


def test_of_a_fact_that_is_right_and_wrong_the_first_to_apply_holds_and_the_other_is_told() -> None:
    triple = "[University of Barset, evaluates, Waymark Service]"
    done = corrected(f"right: {triple}", f"wrong: {triple}")
    assert done.warnings == ("corrections.yaml, line 1: this contradicts the correction in corrections.yaml, line 4;"
                             " take one of them out",)  # fmt: skip


def changed(source: str, before: str, after: str) -> tuple[Findings, ...]:
    """The demo's documents, one with other words."""
    from barchester import read

    name = next(d.source.name for d in demo() if d.source.name.startswith(source))
    kept = tuple(d for d in demo() if d.source.name != name)
    text = next(d.source.text for d in demo() if d.source.name == name)
    assert before in text
    return (*kept, read(text.replace(before, after), name))


def test_a_correction_still_applies_when_a_document_changes_around_it() -> None:
    one = f"missing: [Lantern Row, provides, Waymark Service]\n  {PROVIDED}"
    documents = changed(
        "2019-02", "Councillor Penhale took the Chair.", "It snowed. Councillor Penhale took the Chair."
    )
    corpus = well(one, documents=documents)
    [fact] = [f for f in corpus.facts.involvements if f.rule == "correction"]
    place = next(p for p in fact.evidence if p.source.startswith("2019") or "2019" in p.source)
    text = next(s.text for s in corpus.sources if s.slug == place.source)
    assert text[place.begin : place.end] == "Lantern Row had provided the Waymark Service under contract"


def test_one_whose_words_are_gone_is_told() -> None:
    one = f"missing: [Lantern Row, provides, Waymark Service]\n  {PROVIDED}"
    documents = changed("2019-02", "Lantern Row had provided", "Somebody had provided")
    assert "does not say 'Lantern Row had provided" in problem(one, documents=documents)


def test_one_for_a_document_that_is_gone_is_told_and_the_others_apply() -> None:
    those = (f"missing: [Lantern Row, provides, Waymark Service]\n  {PROVIDED}", "name: The Row\n  of: Lantern Row")
    left = [d for d in demo() if not d.source.name.startswith("2019")]
    done = corrected(*those, documents=left)
    assert [c.change for c in done.corpus.corrections] == ["name"]
    [told] = done.warnings
    assert told.startswith("corrections.yaml, line 1: no document is called '2019-02-agenda-and-minutes.txt'")


def test_a_meeting_is_called_by_its_date_as_people_write_it() -> None:
    said = "wrong: [Councillor Haldane, present at, {}]"
    written_out, in_figures = (well(said.format(day)) for day in ("17th September 2014", "2014-09-17"))
    assert written_out.facts == in_figures.facts != well().facts
