"""Mentions of organisations, undertakings, posts and terms to entities."""

from __future__ import annotations

import pytest
from linking import document, things

from graphbuild.codes import EntityKind
from graphbuild.link import link
from graphbuild.model import Entity, Findings

COUNCIL = "Barchester Borough Council met in Barchester. All Barchester came."
PANEL_NAME, COUNCIL_NAME = "Barchester Children's Panel", "Barchester Borough Council"


def organisations(text: str) -> dict[str, set[str]]:
    """The other names of each organisation of one document, by its name; its body left out."""
    found = things(EntityKind.ORGANISATION, document(text))
    assert len({e.name for e in found}) == len(found)
    return {e.name: set(e.alt_names) for e in found if e.name != PANEL_NAME}


SAME = [
    ("The Lantern Trust met. The Lantern Trust's plan was read. Lantern Trust met.", {"Lantern Trust": set()}),
    (
        "The Barsetshire Clinical Commissioning Group (CCG) met. The CCG agreed.",
        {"Barsetshire Clinical Commissioning Group": {"CCG"}},
    ),
    (
        f"{COUNCIL} The Barchester Youth Trust and the Youth Trust met.",
        {COUNCIL_NAME: set(), "Barchester Youth Trust": {"Youth Trust"}},
    ),
    (
        f"{COUNCIL} The Council agreed. Barchester Council agreed. This Council agreed.",
        {COUNCIL_NAME: {"Barchester Council", "the Council"}},
    ),
    (
        "Children's and Young People's Services met. Children and Young People's Service met.",
        {"Children's and Young People's Services": {"Children and Young People's Service"}},
    ),
    (
        "The Health & Wellbeing Board met the Health and Wellbeing Board.",
        {"Health and Wellbeing Board": {"Health & Wellbeing Board"}},
    ),
]
APART = [
    ("The Lantern Trust met the Harbour Trust.", {"Lantern Trust": set(), "Harbour Trust": set()}),
    (
        f"{COUNCIL} The Barchester Youth Council met.",
        {COUNCIL_NAME: set(), "Barchester Youth Council": set()},
    ),
    (
        f"{COUNCIL} Barchester Parish Council met Wexcombe Town Council.",
        {COUNCIL_NAME: set(), "Barchester Parish Council": set(), "Wexcombe Town Council": set()},
    ),
    ("The Lantern Trust (Harbour) met the Lantern Foundation.", {"Lantern Trust": set(), "Lantern Foundation": set()}),
]


@pytest.mark.parametrize(("text", "found"), [*SAME, *APART])
def test_organisations_of_one_document(text: str, found: dict[str, set[str]]) -> None:
    assert organisations(text) == found


def test_the_council_is_one_in_all_documents_of_the_authority() -> None:
    documents = (document(COUNCIL), document("The Council agreed.", date="7th April, 2015"))
    council = next(e for e in things(EntityKind.ORGANISATION, *documents) if e.classification == "council")
    assert (council.name, council.alt_names) == (COUNCIL_NAME, ("the Council",))
    assert {passage.source for passage in council.evidence} == {d.source.slug for d in documents}


def test_the_council_without_a_name_is_of_its_authority() -> None:
    theirs = document("The Council agreed.", body="Wexcombe Harbour Board")
    councils = [
        e
        for e in things(EntityKind.ORGANISATION, document("The Council agreed."), theirs)
        if e.classification == "council"
    ]
    assert [e.name for e in councils] == ["the Council", "the Council"]
    assert councils[0].key != councils[1].key


def test_a_part_has_its_parent() -> None:
    corpus = link([document("The Placements Team is part of the Safer Barchester Partnership.")])
    names = {e.key: e.name for e in corpus.entities}
    assert {e.name: names[e.parent] for e in corpus.entities if e.parent} == {
        "Placements Team": "Safer Barchester Partnership"
    }


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Outreach Service opened. The Harbour Outreach Service closed.",
        f"{COUNCIL} The Barchester Outreach Service and the Outreach Service opened.",
        "The Harbour and Quay Strategy (HQS) was read. The Harbour & Quay Strategy was praised.",
    ],
)
def test_an_undertaking_by_several_forms_is_one(text: str) -> None:
    assert len(things(EntityKind.UNDERTAKING, document(text))) == 1


def posts(*documents: Findings) -> set[tuple[str, str | None]]:
    """Posts and the bodies that they are in."""
    corpus = link(documents)
    names = {e.key: e.name for e in corpus.entities}
    return {(e.name, names.get(e.organisation)) for e in corpus.entities if e.kind is EntityKind.POST}


def test_small_words_make_no_other_post() -> None:
    found = things(
        EntityKind.POST,
        document(
            "The Head of Inclusion and Learning, the Head of Inclusion & Learning and the Head for Inclusion and "
            "Learning met."
        ),
    )
    assert len([e for e in found if "Inclusion" in e.name]) == 1


def test_another_portfolio_is_another_post() -> None:
    found = posts(document("The Head of Housing met the Head of Finance and the Deputy Head of Housing."))
    assert {name for name, _ in found} >= {"Head of Housing", "Head of Finance", "Deputy Head of Housing"}


def test_long_titles_that_differ_at_their_end_are_two_posts() -> None:
    title = "Assistant Director, Commissioning, Performance, Quality Assurance, Improvement, Schools and"
    found = posts(document(f"The {title} Skills spoke. The {title} Sport spoke."))
    assert {f"{title} Skills", f"{title} Sport"} <= {name for name, _ in found}


def test_each_body_has_a_chair_of_its_own() -> None:
    documents = (document(), document(body="Barchester Health Panel", date="7th April, 2015"))
    assert posts(*documents) == {("Chair", PANEL_NAME), ("Chair", "Barchester Health Panel")}


def test_a_chair_by_several_words_is_one_post() -> None:
    found = posts(document("The Chairman thanked the Chair. The Chairperson agreed."))
    assert {body for _, body in found} == {PANEL_NAME}
    assert len(found) == 1


def test_the_chair_of_another_body_is_not_of_this_one() -> None:
    corpus = link([document("Councillor Quill, Chair of the Lantern Trust, spoke.")])
    entities = {e.key: e for e in corpus.entities}
    chairs = [(entities[t.person].name, entities[t.post].organisation) for t in corpus.facts.tenures]
    assert [name for name, body in chairs if body and entities[body].name == PANEL_NAME] == ["J. Hale"]


def terms(*documents: Findings) -> list[Entity]:
    return things(EntityKind.TERM, *documents)


def test_a_term_is_one_in_its_authority() -> None:
    text = "They used a rolling stock ledger (RSL)."
    [term] = terms(document(text), document(text, date="7th April, 2015"))
    assert (term.name, len(term.evidence)) == ("rolling stock ledger", 2)
    assert len(terms(document(text), document(text, body="Wexcombe Town Council"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The Barchester Safeguarding Board's report. The Barchester Safeguarding Board met.",
        "The Barchester Safeguarding Board met. The Barchester Safeguarding Board met.",
    ],
)
def test_a_possessive_is_a_mention_too(text: str) -> None:
    [board] = [e for e in things(EntityKind.ORGANISATION, document(text)) if e.name.endswith("Board")]
    assert len(board.evidence) == 2


def test_a_service_is_followed_through_its_renamings() -> None:
    documents = (
        document("The Quay Youth Service opened."),
        document("The Quay Youth Service was renamed the Harbour Youth Service.", date="7th April, 2016"),
        document("The Strand Youth Service, formerly the Harbour Youth Service, closed.", date="9th May, 2017"),
    )
    [service] = things(EntityKind.UNDERTAKING, *documents)
    assert {service.name, *service.alt_names} == {f"{name} Youth Service" for name in ("Quay", "Harbour", "Strand")}
    assert {passage.source for passage in service.evidence} == {d.source.slug for d in documents}


def test_the_chair_of_a_body_is_its_own_documents_chair() -> None:
    documents = (
        document(f"{COUNCIL} The Chair of the Licensing Board spoke."),
        document(COUNCIL, body="LICENSING BOARD", date="7th April, 2015"),
    )
    assert posts(*documents) == {("Chair", PANEL_NAME), ("Chair", "Licensing Board")}
    assert "Chair of the Licensing Board" in {n for e in things(EntityKind.POST, *documents) for n in e.alt_names}
