"""Stubs of meetings and items that become the real ones when their document is added; what several documents state."""

from __future__ import annotations

from barchester import minutes, read
from linking import document, records, things

from graphbuild.codes import EntityKind, RecordKind
from graphbuild.link import link
from graphbuild.model import Corpus, Item, Meeting, Resolution

POINTING = document("Further to Minute No. 2 of the meeting held on 2nd December, 2014, the Head of Housing spoke.")
DECEMBER = document("Members met in December.", date="2nd December, 2014")
BARCHESTER = "Barchester Borough Council met in Barchester. All Barchester came."


def meeting(corpus: Corpus, date: str) -> Meeting:
    [found] = [m for m in corpus.facts.meetings if m.date == date]
    return found


def item(corpus: Corpus, date: str, number: str) -> Item:
    [found] = [i for i in corpus.facts.items if i.meeting == meeting(corpus, date).key and i.number == number]
    return found


def test_a_pointer_outside_the_corpus_has_a_stub() -> None:
    corpus = link([POINTING])
    stub, source = item(corpus, "2014-12-02", "2"), POINTING.source
    assert (stub.title, stub.position) == (None, None)
    assert (meeting(corpus, "2014-12-02").record, meeting(corpus, "2014-12-02").recorded_in) == (
        RecordKind.MENTIONED,
        (),
    )
    [passage] = stub.evidence
    assert "Minute No. 2 of the meeting" in source.text[passage.begin : passage.end]


def test_a_stub_becomes_the_real_item_when_its_document_is_added() -> None:
    before, after = link([POINTING]), link([POINTING, DECEMBER])
    stub, real = item(before, "2014-12-02", "2"), item(after, "2014-12-02", "2")
    assert stub.key == real.key
    assert (real.title, real.position) == ("LETTINGS", 2)
    assert {passage.source for passage in real.evidence} == {POINTING.source.slug, DECEMBER.source.slug}
    held = meeting(after, "2014-12-02")
    assert (held.record, held.recorded_in) == (RecordKind.MINUTES, (DECEMBER.source.slug,))
    assert held.key == meeting(before, "2014-12-02").key


def test_a_pointer_is_a_reference_and_goes_on_where_the_text_says_so() -> None:
    corpus = link([POINTING, DECEMBER])
    here, there = item(corpus, "2015-03-03", "2"), item(corpus, "2014-12-02", "2")
    claims = {
        (c.predicate, c.subject, c.object) for c in corpus.facts.claims if c.predicate in ("references", "followsUp")
    }
    assert claims == {("references", here.key, there.key), ("followsUp", here.key, there.key)}


def test_an_announced_meeting_becomes_the_real_one() -> None:
    announcing = document("The next meeting would be held on 7th April, 2015 at 2.00 p.m.")
    before, after = link([announcing]), link([announcing, document(date="7th April, 2015")])
    announced, held = meeting(before, "2015-04-07"), meeting(after, "2015-04-07")
    assert (announced.record, announced.recorded_in, announced.start_time) == (RecordKind.ANNOUNCED, (), "14:00")
    assert (held.record, held.start_time, held.key) == (RecordKind.MINUTES, "14:00", announced.key)


def test_a_minute_of_another_body_becomes_that_bodys() -> None:
    pointing = document(f"{BARCHESTER} At its meeting on 2nd December, 2014 (Minute No. 2), Cabinet agreed the policy.")
    cabinet = document(BARCHESTER, body="Cabinet", date="2nd December, 2014")
    corpus = link([pointing, cabinet])
    [claim] = [c for c in corpus.facts.claims if c.predicate == "references"]
    assert (
        claim.object
        == item(corpus, "2014-12-02", "2").key
        == ("meeting", "barchester", "cabinet", "2014-12-02", "item", "2")
    )
    assert item(corpus, "2014-12-02", "2").title == "LETTINGS"


def test_an_agendas_numbers_are_not_those_of_the_minutes() -> None:
    agenda = "BARCHESTER CHILDREN'S PANEL\n3rd March, 2015\n\nAGENDA\n\n1. APOLOGIES.\n\n2. REPAIRS.\n\n3. LETTINGS.\n"
    corpus = link([read(agenda, "agenda.txt"), document()])
    assert meeting(corpus, "2015-03-03").record is RecordKind.MINUTES
    assert sorted((i.title, i.number) for i in corpus.facts.items) == [
        *(
            ("APOLOGIES", "1"),
            ("APOLOGIES", "1"),
            ("LETTINGS", "2"),
            ("LETTINGS", "3"),
            ("REPAIRS", "2"),
            ("REPAIRS", "3"),
        )
    ]


def test_one_meeting_in_two_documents_is_one() -> None:
    text = minutes(("LETTINGS", "Members met.\n\nResolved: - (1) That the report be noted."), ("REPAIRS", "None."))
    draft, final = read(text, "draft.txt"), read(text, "final.txt")
    corpus, alone = link([draft, final]), link([final])
    assert [m.recorded_in for m in corpus.facts.meetings] == [("draft", "final")]
    assert {r.key for r in records(corpus)} == {r.key for r in records(alone)}
    [resolution] = corpus.facts.resolutions
    assert {passage.source for passage in resolution.evidence} == {"draft", "final"}


def test_two_records_of_one_clause_that_differ_are_two() -> None:
    def record(words: str) -> str:
        return minutes(("LETTINGS", f"Members met.\n\nResolved: - (1) That the {words}."), ("REPAIRS", "None."))

    corpus = link([read(record("report be noted"), "draft.txt"), read(record("report be approved"), "final.txt")])
    assert [r.text for r in corpus.facts.resolutions] == ["That the report be approved.", "That the report be noted."]
    assert len({r.key for r in corpus.facts.resolutions}) == 2


def test_tenures_have_the_dates_of_the_meetings_that_attest_them() -> None:
    text = "Mrs. T. Farrow, Head of Housing, spoke."
    documents = [document(text), document(text, date="7th April, 2015"), document("None.", date="5th May, 2015")]
    corpus = link(documents)
    [head] = [e for e in things(EntityKind.POST, *documents) if e.name == "Head of Housing"]
    [tenure] = [t for t in corpus.facts.tenures if t.post == head.key]
    assert (tenure.first_seen, tenure.last_seen) == ("2015-03-03", "2015-04-07")
    assert len(tenure.evidence) == 2


def test_the_chair_passes_from_one_to_the_next() -> None:
    quill, hale = "Councillor T. Quill (in the Chair); Councillor Hale.", "Councillor Jo Hale (in the Chair)."
    documents = [
        document(present=quill, date="4th March, 2014"),
        document(present=quill, date="6th May, 2014"),
        document(present=hale, date="2nd September, 2014"),
        document(present=hale),
    ]
    corpus = link(documents)
    entities = {e.key: e for e in corpus.entities}
    [chair] = [e for e in corpus.entities if e.kind is EntityKind.POST]
    assert chair.organisation == meeting(corpus, "2014-03-04").body
    assert {entities[t.person].name: (t.first_seen, t.last_seen) for t in corpus.facts.tenures} == {
        "T. Quill": ("2014-03-04", "2014-05-06"),
        "Jo Hale": ("2014-09-02", "2015-03-03"),
    }
    assert {t.post for t in corpus.facts.tenures} == {chair.key}


def test_clauses_without_number_in_one_item_stay_apart() -> None:
    text = "Members met. It was agreed that rents rise. It was agreed that rents fall."
    findings = read(minutes(("LETTINGS", text), ("REPAIRS", "None.")))
    found: tuple[Resolution, ...] = link([findings]).facts.resolutions
    assert sorted(r.text for r in found) == ["It was agreed that rents fall.", "It was agreed that rents rise."]
