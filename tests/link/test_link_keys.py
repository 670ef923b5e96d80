"""References of the corpus: whole, unambiguous, and the same whatever the order and company of the documents."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import Any

import pytest
from barchester import minutes, read
from hypothesis import given, settings
from hypothesis import strategies as st
from linking import document, records, references

from graphbuild.extract import extract
from graphbuild.link import link
from graphbuild.link.entities import link_entities
from graphbuild.link.keys import Keys
from graphbuild.link.scope import scopes
from graphbuild.model import Facts, Findings, Record, Ref, resolve
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings

RICH = (
    "Further to Minute No. 2 of the meeting held on 2nd December, 2014, Mrs. T. Farrow, Head of Housing, introduced "
    "a report on the Harbour Outreach Service (HOS), which was provided by the Lantern Trust for £5,000. Councillor "
    "Quill declared a personal interest in item 3 as she was a trustee of the Lantern Trust. Ofsted and Cabinet came."
)
FINDINGS = (
    document(RICH),
    document(RICH, date="7th April, 2015", present="Councillor Jo Hale (in the Chair) and Councillor Quill."),
    document("Members met in December.", date="2nd December, 2014", present="Councillor Hale (in the Chair)."),
    document(RICH, body="Barchester Health Panel"),
)
UNRELATED = (
    document(RICH, body="Wexcombe Town Council"),
    document("The Panel met the Board.", body="Wexcombe Harbour Board", present="Councillors Hale and Blythe."),
)
CORPUS = link(FINDINGS)


@pytest.fixture(scope="module")
def demo() -> list[Findings]:
    return [read(path.read_text("utf-8"), path.name) for path in sorted((PACKAGE / "demo" / "corpus").glob("*.txt"))]


@given(st.permutations(FINDINGS))
@settings(max_examples=20)
def test_the_order_of_documents_makes_no_difference(documents: list[Findings]) -> None:
    assert link(documents) == CORPUS


@given(st.permutations(FINDINGS[0].mentions[1:]))
@settings(max_examples=20)
def test_the_order_of_mentions_makes_no_difference_to_references(mentions: list[Any]) -> None:
    first = FINDINGS[0].mentions[:1]
    shuffled = dataclasses.replace(FINDINGS[0], mentions=(*first, *mentions))
    assert [r.key for r in records(link([shuffled]))] == [r.key for r in records(link(FINDINGS[:1]))]


def test_the_same_input_twice_gives_an_equal_corpus() -> None:
    again = [extract(d.source, Settings()) for d in FINDINGS]
    assert link(again) == CORPUS


def test_everything_is_sorted_by_reference() -> None:
    for group in (CORPUS.entities, *(getattr(CORPUS.facts, f.name) for f in dataclasses.fields(Facts))):
        keys = [record.key for record in group]
        assert keys == sorted(set(keys))


@pytest.mark.parametrize("added", [UNRELATED[:1], UNRELATED[1:], UNRELATED], ids=["council", "board", "both"])
def test_an_unrelated_document_changes_nothing_of_the_others_but_what_is_known_everywhere(
    added: tuple[Findings, ...],
) -> None:
    everywhere = {"ofsted", "lantern-trust"}
    before = {r.key: r for r in records(CORPUS)}
    after = {r.key: r for r in records(link([*FINDINGS, *added]))}
    assert [key for key in before if key not in after] == []
    assert [key for key, r in before.items() if after[key] != r and key[-1] not in everywhere] == []


def test_a_document_of_the_same_body_changes_no_reference_that_it_names_no_better() -> None:
    before, after = (({r.key for r in records(link(FINDINGS[:n]))}) for n in (3, 4))
    assert before <= after


def check_whole(findings: list[Findings]) -> None:
    """Every reference leads somewhere, every passage lies in its text, nothing lacks evidence."""
    corpus = link(findings)
    texts = {s.slug: s.text for s in corpus.sources}
    known = [r.key for r in records(corpus)]
    assert len(known) == len(set(known))
    for record in records(corpus):
        for ref in references(record):
            assert ref[0] == "topic" or ref in set(known), (record, ref)
        assert record.evidence
        for passage in record.evidence:
            assert 0 <= passage.begin < passage.end <= len(texts[passage.source]), record
            assert texts[passage.source][passage.begin : passage.end].strip()


IDENTITY: dict[str, tuple[str, ...]] = {
    "meetings": ("body", "date"),
    "items": ("meeting", "number"),
    "attendances": ("attendee", "meeting", "capacity"),
    "resolutions": ("item", "clause", "text"),
    "declarations": ("declarant", "item", "interest_in"),
    "tenures": ("person", "post"),
    "involvements": ("agent", "involvement", "target", "when", "modality"),
    "papers": ("meeting", "title"),
    "recommendations": ("paper", "text"),
    "amounts": ("value", "currency", "amount_for", "item"),
    "abbreviations": ("short",),
    "claims": ("subject", "predicate", "object"),
}
"""What makes two facts one; the evidence and what only one of two documents says may differ."""


def clashes(findings: list[Findings]) -> list[tuple[Ref, list[Record]]]:
    """References under which one document has two different facts."""
    linked = link_entities(findings, scopes(findings))
    found: list[tuple[Ref, list[Record]]] = []
    for one in findings:
        keys = Keys(one, linked)
        by_key: dict[Ref, dict[tuple[Any, ...], Record]] = defaultdict(dict)
        for field in dataclasses.fields(Facts):
            for record in getattr(one.facts, field.name):
                resolved = resolve(record, keys.lookup)
                by_key[resolved.key][tuple(getattr(resolved, name) for name in IDENTITY[field.name])] = resolved
        found += [(key, list(same.values())) for key, same in by_key.items() if len(same) > 1]
    return found


def test_made_up_documents_are_whole_and_without_clashes() -> None:
    check_whole([*FINDINGS, *UNRELATED])
    assert clashes([*FINDINGS, *UNRELATED]) == []


def test_the_demo_is_whole_and_without_clashes(demo: list[Findings]) -> None:
    check_whole(demo)
    assert clashes(demo) == []


ALIKE = {
    "two interests in one item": (
        "Councillor Quill declared a personal interest in item 3 as a governor of Millbeck Academy. Councillor Quill "
        "declared a personal interest in item 3 as a trustee of the Lantern Trust.",
        "declarations",
        2,
    ),
    "two sums in one sentence": ("The Harbour Service cost £5,000 and the Lettings Policy £7,000.", "amounts", 2),
    "one sum for two things": (
        "The Harbour Service cost £5,000 while, as the Panel had long known, £5,000 went on the Lettings Policy.",
        "amounts",
        2,
    ),
    "two decisions alike but at the end": (
        "Members met. It was agreed that the very long report on the lettings of the houses by the harbour be noted "
        "in March. It was agreed that the very long report on the lettings of the houses by the harbour be noted in "
        "April.",
        "resolutions",
        2,
    ),
    "one provider of two": (
        "The Lantern Trust provides the Harbour Service. The Lantern Trust provides the Turnstone Service.",
        "involvements",
        2,
    ),
}


@pytest.mark.parametrize(("text", "kind", "count"), ALIKE.values(), ids=ALIKE)
def test_facts_that_are_alike_have_references_of_their_own(text: str, kind: str, count: int) -> None:
    findings = read(minutes(("LETTINGS", text), ("REPAIRS", "None.")))
    assert len(getattr(findings.facts, kind)) == count
    assert len(getattr(link([findings]).facts, kind)) == count
    assert clashes([findings]) == []
