"""Threads between items of made-up meetings, each kind with what must not make one."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from barchester import PANEL, Item, minutes, read

from graphbuild.link import link
from graphbuild.link.matters import words_of
from graphbuild.link.requests import comes_back
from graphbuild.model import Claim, Corpus, Findings, Ref
from graphbuild.vocabulary import slug

RULES = ("minute-clause", "request-answered", "decision-carried-out", "register", "meeting-and-matter", "same-matter")
MARCH, JUNE, JULY = "3rd March, 2015", "2nd June, 2015", "7th July, 2015"
ASKED = "Members met.\n\nResolved: - {}"
NOTED = ASKED.format("That the report be noted.")


def met(date: str, *items: Item, body: str = PANEL) -> Findings:
    """Minutes of a meeting; the items given are numbered from 2, and an item without matter comes last."""
    record = minutes(*items, ("URGENT BUSINESS", "None."), body=body, date=date)
    return read(record, f"{slug(f'{body} {date}')}.txt")


def threads(corpus: Corpus) -> list[Claim]:
    return [c for c in corpus.facts.claims if c.predicate == "followsUp"]


def told(documents: Iterable[Findings]) -> list[tuple[str, str, str]]:
    """(rule, later item, earlier item or decision) of each thread that linking found, items as "date number"."""
    corpus = link(list(documents))
    items = {i.key: f"{i.meeting[-1]} {i.number}" for i in corpus.facts.items}
    clauses = {r.key: f"{items[r.item]}({r.clause or ''})" for r in corpus.facts.resolutions}

    def shown(ref: Ref) -> str:
        return items.get(ref) or clauses[ref]

    found = sorted((c.rule, shown(c.subject), shown(c.object)) for c in threads(corpus))
    return [row for row in found if row[0] in (*RULES, "decision-quoted")]


# ---------------------------------------------------------------- requests and what answers them

ANSWERED = [
    # title of the item that asks, what it asks, title of a later item, whether that answers it in June
    ("DAMP", "That a report on damp in tower blocks be brought to this Panel.", "DAMP IN TOWER BLOCKS", True),
    ("DAMP", "That a report on damp in tower blocks be brought to this Panel.", "Tower Blocks and Damp: Update", True),
    ("DAMP", "That a report on damp in tower blocks be brought to this Panel.", "TOWER BLOCKS: LIFTS", False),
    ("DAMP", "That a report on damp in tower blocks be brought to this Panel.", "DAMP IN SCHOOLS", False),
    ("DAMP", "That a report on damp in tower blocks be submitted to Cabinet.", "DAMP IN TOWER BLOCKS", False),
    ("DAMP", "That a report on damp in tower blocks be circulated to all Members.", "DAMP IN TOWER BLOCKS", False),
    ("DAMP", "That the report on damp in tower blocks be noted.", "DAMP IN TOWER BLOCKS", False),
    ("DAMP", "That the Head of Housing be asked to repair damp tower blocks.", "DAMP IN TOWER BLOCKS", False),
    ("DAMP", "That an update on damp in tower blocks be provided in three months' time.", "DAMP IN TOWER BLOCKS", True),
    ("DAMP", "That an update on damp in tower blocks be provided in May, 2016.", "DAMP IN TOWER BLOCKS", False),
    ("DAMP", "That a report on damp in tower blocks be brought here by December, 2015.", "DAMP IN TOWER BLOCKS", True),
    ("DAMP", "That a report on damp in tower blocks be brought back after May, 2016.", "DAMP IN TOWER BLOCKS", False),
    ("EMPTY GARAGES", "That a further report be submitted to this Panel.", "EMPTY GARAGES", True),
    ("EMPTY GARAGES", "That a further report be submitted to this Panel.", "EMPTY HOMES", False),
    ("GARAGES", "That a report on tenants be brought to this Panel.", "TENANTS", True),
    ("GARAGES", "That a report on the arrears of tenants be brought to this Panel.", "TENANTS", False),
    ("YOUTH", "That a report on support for young people be brought to this Panel.", "YOUNG PEOPLE", False),
    ("DAMP", "That a report on damp in tower blocks be brought to this Panel.", "WORK PROGRAMME: DAMP", False),
    ("COSTS", "That a report on quarterly repair costs be brought to this Panel.", "QUARTERLY REPAIR COSTS", False),
]


@pytest.mark.parametrize(("asking", "clause", "later", "answered"), ANSWERED)
def test_a_request_answered(asking: str, clause: str, later: str, answered: bool) -> None:
    found = told([met(MARCH, (asking, ASKED.format(clause))), met(JUNE, (later, NOTED))])
    requests = [row for row in found if row[0] == "request-answered"]
    assert requests == [("request-answered", "2015-06-02 2", "2015-03-03 2()")] * answered


DAMP = ("DAMP", ASKED.format("That a report on damp in tower blocks be brought to this Panel."))
BLOCKS = ("DAMP IN TOWER BLOCKS", NOTED)
ANSWER = ("request-answered", "2015-06-02 2", "2015-03-03 2()")


def test_only_the_first_later_item_of_the_same_body_answers() -> None:
    assert [r for r in told([met(MARCH, DAMP), met(JUNE, BLOCKS), met(JULY, BLOCKS)]) if r[0] == ANSWER[0]] == [ANSWER]
    assert told([met(MARCH, DAMP), met(JUNE, BLOCKS, body="WEXCOMBE HOUSING PANEL")]) == []
    assert told([met(JUNE, DAMP), met(MARCH, BLOCKS)]) == []


def test_two_items_that_would_answer_alike_do_not() -> None:
    twice = [BLOCKS, ("TOWER BLOCKS: DAMP", NOTED)]
    assert [row for row in told([met(MARCH, DAMP), met(JUNE, *twice)]) if row[0] == "request-answered"] == []


def test_an_answer_that_points_at_the_request_is_surest() -> None:
    text = "Further to Minute No. 2 of the meeting held on 3rd March, 2015, the Director spoke."
    pointing, silent = met(JUNE, (BLOCKS[0], text)), met(JUNE, BLOCKS)
    [sure] = [c for c in threads(link([met(MARCH, DAMP), pointing])) if c.rule == "request-answered"]
    [likely] = [c for c in threads(link([met(MARCH, DAMP), silent])) if c.rule == "request-answered"]
    assert (sure.confidence, likely.confidence) == (0.9, 0.7)
    assert len(sure.evidence) == 3
    assert {passage.source for passage in sure.evidence} == {pointing.source.slug, met(MARCH, DAMP).source.slug}


def test_the_evidence_of_an_answer_is_its_title_and_the_request() -> None:
    documents = [met(MARCH, DAMP), met(JUNE, BLOCKS)]
    texts = {d.source.slug: d.source.text for d in documents}
    [claim] = threads(link(documents))
    assert [texts[p.source][p.begin : p.end] for p in claim.evidence] == [
        "DAMP IN TOWER BLOCKS",
        "That a report on damp in tower blocks be brought to this Panel.",
    ]


COMING = [
    ("That an update be provided in six months' time.", True),
    ("That the Head of Housing be requested to report back to the next meeting.", True),
    ("That the Panel seek a further update on lettings.", True),
    ("That the outcome of the tender be reported to Barchester Children's Panel in May.", True),
    ("That the review group bring its findings to this Panel.", True),
    ("That a report be brought to the Health and Wellbeing Board.", False),
    ("That the report be circulated to Members.", False),
    ("That rents be lowered.", False),
]


@pytest.mark.parametrize(("clause", "expected"), COMING)
def test_what_comes_back(clause: str, expected: bool) -> None:
    assert comes_back(clause, "Barchester Children's Panel") is expected


# ---------------------------------------------------------------- decisions of the item that a text points at

FURTHER = "Further to Minute No. {} of the meeting held on 3rd March, 2015, the Director spoke."
TWO = "Members met.\n\nResolved: - (1) That {}\n\n(2) That {}"
CARRIED_OUT = [
    ("PLANS", TWO.format("damp be treated.", "lifts be mended."), "LIFTS MENDED IN TOWER BLOCKS", "2", []),
    ("PLANS", TWO.format("damp be treated.", "lifts be mended."), "REPAIR OF LIFTS", "2", []),
    ("PLANS", TWO.format("damp be treated.", "lifts be mended."), "LIFTS", "2", ["2015-03-03 2(2)"]),
    ("PLANS", TWO.format("lifts be painted.", "lifts be mended."), "LIFTS", "2", []),
    ("PLANS", TWO.format("damp be treated.", "the work on lifts be noted."), "LIFTS", "2", []),
    ("LIFTS", TWO.format("oil be bought.", "stairs be swept."), "LIFTS AND OIL", "2", ["2015-03-03 2(1)"]),
    ("WORK PROGRAMME", ASKED.format("That a review of lifts be added."), "REVIEW OF LIFTS", "2", ["2015-03-03 2()"]),
    ("PLANS", TWO.format("damp be treated.", "lifts be mended."), "LIFTS", "3", []),
]


@pytest.mark.parametrize(("title", "decided", "later", "number", "meant"), CARRIED_OUT)
def test_a_decision_carried_out(title: str, decided: str, later: str, number: str, meant: list[str]) -> None:
    found = told([met(MARCH, (title, decided)), met(JUNE, (later, FURTHER.format(number)))])
    assert found == [("decision-carried-out", "2015-06-02 2", clause) for clause in meant]


CLAUSES = [
    ("2(2)", [("minute-clause", "2015-06-02 2", "2015-03-03 2(2)")]),
    ("2.2", [("minute-clause", "2015-06-02 2", "2015-03-03 2(2)")]),
    ("2(3)", []),
    ("3(2)", []),
]


@pytest.mark.parametrize(("number", "found"), CLAUSES)
def test_a_clause_that_the_text_names(number: str, found: list[tuple[str, str, str]]) -> None:
    earlier = met(MARCH, ("PLANS", TWO.format("damp be treated.", "lifts be mended.")))
    documents = [earlier, met(JUNE, ("STAIRS", FURTHER.format(number)))]
    assert told(documents) == found
    pointed = [c.object[-1] for c in threads(link(documents)) if c.rule == "reference-minute"]
    assert pointed == [number[0]]


# ---------------------------------------------------------------- the item of a meeting that a text names by its date

OF_MEETING = [
    ("EMPTY GARAGES", "Further to the meeting held on 3rd March, 2015, the Director spoke.", ["2015-03-03 3"]),
    ("EMPTY GARAGES", "Costs were given as requested at the meeting on 3rd March, 2015.", ["2015-03-03 3"]),
    (
        "COSTS",
        "Further to costs and rents of empty garages at the meeting held on 3rd March, 2015, all met.",
        ["2015-03-03 3"],
    ),
    ("COSTS", "Further to the meeting held on 3rd March, 2015, the Director spoke.", []),
    ("EMPTY HOMES", "Further to the meeting held on 3rd March, 2015, the Director spoke.", []),
    ("EMPTY GARAGES", "Further to the meeting held on 3rd February, 2015, the Director spoke.", []),
    ("TOWER BLOCKS", "Further to the meeting held on 3rd March, 2015, the Director spoke.", []),
]


@pytest.mark.parametrize(("title", "text", "items"), OF_MEETING)
def test_an_item_of_a_meeting_by_its_matter(title: str, text: str, items: list[str]) -> None:
    earlier = met(
        MARCH, ("LIFTS IN TOWER BLOCKS", NOTED), ("EMPTY GARAGES: COSTS AND RENTS", NOTED), ("DAMP TOWER BLOCKS", NOTED)
    )
    found = [row for row in told([earlier, met(JUNE, (title, text))]) if row[0] == "meeting-and-matter"]
    assert found == [("meeting-and-matter", "2015-06-02 2", item) for item in items]


# ---------------------------------------------------------------- registers

HEAD = "Decision Date\tItem\tRecommendation\tResponse\n"
LETTINGS = (
    "LETTINGS TO KEEPERS (LK) - PROGRESS REPORT",
    TWO.format("the Head of Housing let no more homes without a lift.", "tenants be told of each delay at once."),
)
REGISTERS = [
    (
        "3/3/15\tLettings to Keepers\tThat tenants be told of each delay at once.\tDone",
        ["2015-03-03 2", "2015-03-03 2(2)"],
    ),
    (
        "3/3/15\tLettings to Keepers\t1. That the Head of Housing let no more homes without a lift. "
        "2. That tenants be told of each delay at once.\tDone",
        ["2015-03-03 2", "2015-03-03 2(1)", "2015-03-03 2(2)"],
    ),
    ("3/3/15\tLettings to Keepers of Geese\tThat tenants be informed of delays.\tDone", ["2015-03-03 2"]),
    ("3/3/15\tKeepers\tThat tenants be informed of delays.\tDone", []),
    ("3/3/15\tHomes\tThat tower blocks be swept.\tDone", []),
    ("3/3/15\tHomes\tThat tenants be told of each delay at once.\tDone", ["2015-03-03 2(2)"]),
    ("3/3/15\tStairs\tThat tenants be told of each delay at once.\tDone", ["2015-03-03 2(2)"]),
    ("3/3/15\tTower Blocks\tThat tenants be told of each delay at once.\tDone", ["2015-03-03 3"]),
    ("3/3/15\tHomes\tThat stairs be swept.\tDone", []),
    ("3/2/15\tLettings to Keepers\tThat tenants be told of each delay at once.\tDone", []),
]


@pytest.mark.parametrize(("row", "named"), REGISTERS)
def test_a_register_names_items_and_decisions(row: str, named: list[str]) -> None:
    earlier = met(MARCH, LETTINGS, ("TOWER BLOCKS", NOTED))
    found = told([earlier, met(JUNE, ("MONITORING OF RECOMMENDATIONS", HEAD + row))])
    assert [r for r in found if r[0] == "register"] == [("register", "2015-06-02 2", name) for name in named]


# ---------------------------------------------------------------- decisions quoted

LONG = "That the Chair write to every landlord in Quarnby about the lifts, stairs and lamps that tenants find broken."
QUOTED = [
    (LONG, f"The Panel had asked:\n\n{LONG}", True),
    (LONG, f"The Panel had asked: **{LONG.removesuffix('.')}**, and he had.", True),
    (LONG, f"The Panel had asked: {LONG[:60]} and so on.", False),
    (LONG, f"Members met.\n\nResolved: - {LONG}", False),
    ("That the report be noted and sent to all.", "It was said: That the report be noted and sent to all.", False),
]


@pytest.mark.parametrize(("decision", "text", "quoted"), QUOTED)
def test_a_decision_quoted(decision: str, text: str, quoted: bool) -> None:
    found = told([met(MARCH, ("HOMES", ASKED.format(decision))), met(JUNE, ("LAMPS AND STAIRS", text))])
    assert [r for r in found if r[0] == "decision-quoted"] == [
        ("decision-quoted", "2015-06-02 2", "2015-03-03 2()")
    ] * quoted


# ---------------------------------------------------------------- the same matter

SAME = [
    ("EMPTY GARAGES", "Empty Garages - Progress report", True),
    ("EMPTY GARAGES IN BARCHESTER", "UPDATE ON EMPTY GARAGES", True),
    ("Presentation - The Garage Strategy for Quarnby", "QUARNBY GARAGE STRATEGY: FINAL REPORT", True),
    ("QUARNBY GARAGE STRATEGY", "QUARNBY GARAGE REVIEW", False),
    ("EMPTY GARAGES", "EMPTY HOMES", False),
    ("EMPTY GARAGES", "EMPTY GARAGES AND SHEDS", False),
    ("GARAGE STRATEGY 2012-2015", "GARAGE STRATEGY 2015-2018", False),
    ("QUARNBY GARAGES: PHASE TWO", "QUARNBY GARAGES: PHASE THREE", False),
    ("CHILDREN AND YOUNG PEOPLE", "CHILDREN AND YOUNG PEOPLE", False),
    ("HOMES", "HOMES", False),
    ("WORK PROGRAMME FOR EMPTY GARAGES", "WORK PROGRAMME FOR EMPTY GARAGES", False),
    ("GARAGE RENTS: QUARTERLY PERFORMANCE", "GARAGE RENTS: QUARTERLY PERFORMANCE", False),
    ("APOLOGIES FOR ABSENCE FROM GARAGES", "APOLOGIES FOR ABSENCE FROM GARAGES", False),
    ("CASUAL VACANCY IN QUARNBY WARD", "CASUAL VACANCY IN QUARNBY WARD", False),
    ("PORTFOLIO HOLDER'S UPDATE", "PORTFOLIO HOLDER'S UPDATE", False),
    ("Reports from Village Halls", "Reports from Village Halls", False),
    ("PLANNING APPLICATIONS FOR EMPTY GARAGES", "PLANNING APPLICATIONS FOR EMPTY GARAGES", False),
    ("BARCHESTER CHILDREN'S PANEL - UPDATES", "BARCHESTER CHILDREN'S PANEL - UPDATES", False),
]


@pytest.mark.parametrize(("earlier", "later", "same"), SAME)
def test_the_same_matter(earlier: str, later: str, same: bool) -> None:
    town = "Barchester Borough Council met in Barchester. All Barchester came."
    found = told([met(MARCH, (earlier, f"{town}\n\n{NOTED}")), met(JUNE, (later, f"{town}\n\n{NOTED}"))])
    assert found == [("same-matter", "2015-06-02 2", "2015-03-03 2")] * same


GARAGES = ("EMPTY GARAGES", NOTED)


def test_a_matter_goes_on_from_the_last_item_on_it() -> None:
    found = told([met(MARCH, GARAGES), met(JUNE, ("LIFTS", NOTED), GARAGES), met(JULY, GARAGES)])
    assert found == [("same-matter", "2015-06-02 3", "2015-03-03 2"), ("same-matter", "2015-07-07 2", "2015-06-02 3")]


def test_what_the_text_says_comes_before_what_titles_suggest() -> None:
    text = "Further to Minute No. 9 of the meeting held on 5th May, 2015, the Director spoke."
    assert told([met(MARCH, GARAGES), met(JUNE, (GARAGES[0], text))]) == []


def test_an_item_of_nearly_every_meeting_is_a_standing_one() -> None:
    dates = ("3rd March, 2015", "7th April, 2015", "5th May, 2015", "2nd June, 2015")
    assert told([met(date, GARAGES) for date in dates]) == []
    assert len(told([met(date, GARAGES) for date in dates[:3]])) == 2


def test_minutes_are_gone_on_from_rather_than_an_agenda() -> None:
    agenda = f"{PANEL}\n2nd June, 2015\n\nAGENDA\n\n1. APOLOGIES.\n\n2. LIFTS IN TOWERS.\n\n3. EMPTY GARAGES.\n"
    both = [read(agenda, "agenda.txt"), met(JUNE, GARAGES)]
    claims = [c for c in threads(link([met(MARCH, GARAGES), *both, met(JULY, GARAGES)])) if c.rule == "same-matter"]
    assert sorted((c.subject[-3:], c.object[-3:]) for c in claims) == [
        (("2015-06-02", "agenda", "3"), ("2015-03-03", "item", "2")),
        (("2015-06-02", "item", "2"), ("2015-03-03", "item", "2")),
        (("2015-07-07", "item", "2"), ("2015-06-02", "item", "2")),
    ]


WORDS = [
    ("Re-letting of Homes", "THE RELETTING OF HOMES", True),
    ("Looked After Children (LAC)", "LAC", True),
    ("Looked After Children", "Children", False),
    ("Support for Disabilities", "Disability Support", True),
]


@pytest.mark.parametrize(("one", "other", "same"), WORDS)
def test_words_of_a_title(one: str, other: str, same: bool) -> None:
    forms = {"looked after children": "LAC"}
    assert (words_of(one, forms) == words_of(other, forms)) is same


# ---------------------------------------------------------------- of all threads

CORPUS = (
    met(MARCH, DAMP, GARAGES, LETTINGS),
    met(JUNE, BLOCKS, ("MONITORING", HEAD + REGISTERS[0][0]), GARAGES),
    met(JULY, GARAGES, BLOCKS),
)


def test_the_order_of_documents_does_not_matter() -> None:
    assert link(CORPUS).facts.claims == link(CORPUS[::-1]).facts.claims


def test_a_further_document_takes_no_thread_away() -> None:
    before, after = (threads(link(documents)) for documents in (CORPUS[:2], CORPUS))
    assert {claim.key for claim in before} < {claim.key for claim in after}


def test_each_thread_has_evidence_of_both_ends() -> None:
    for claim in threads(link(CORPUS)):
        assert len({passage.source for passage in claim.evidence}) == 2
        assert 0.6 <= claim.confidence <= 0.93
