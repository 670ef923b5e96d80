"""Which documents are of one authority."""

from __future__ import annotations

import pytest
from linking import document, things

from graphbuild.codes import EntityKind
from graphbuild.link.scope import Scope, scopes
from graphbuild.model import Findings

BARCHESTER = "Barchester Borough Council met in Barchester. All Barchester came. Cabinet agreed."
WEXCOMBE = "Wexcombe Town Council met in Wexcombe. All Wexcombe came. Cabinet agreed. The Town Clerk wrote."
APRIL = "7th April, 2015"


def of(*documents: Findings) -> list[Scope]:
    found = scopes(documents)
    return [found[d.source.slug] for d in documents]


def test_documents_of_one_council_are_of_one_authority() -> None:
    first, second = of(document(BARCHESTER), document(BARCHESTER, body="Housing Committee", date=APRIL))
    assert first == second == Scope("barchester", "Barchester", "Barchester Borough Council")


def test_the_fullest_name_of_the_council_counts() -> None:
    shorter = document("Barchester Council met in Barchester. All Barchester came.", date=APRIL)
    assert {scope.council for scope in of(document(BARCHESTER), shorter)} == {"Barchester Borough Council"}


def test_documents_of_one_body_are_of_one_authority() -> None:
    first, second = of(document(BARCHESTER), document(date=APRIL))
    assert first == second == Scope("barchester", "Barchester", "Barchester Borough Council")


def test_a_body_that_every_council_has_joins_no_councils() -> None:
    first, second = of(
        document(BARCHESTER, body="Planning Committee"), document(WEXCOMBE, body="Planning Committee", date=APRIL)
    )
    assert (first.slug, second.slug) == ("barchester", "wexcombe-town")


def test_letterheads_tell_councils_apart() -> None:
    heads = [f"{place} BOROUGH COUNCIL\n\nPLANNING COMMITTEE" for place in ("BARCHESTER", "WEXCOMBE")]
    documents = [document(body=head) for head in heads]
    assert [(scope.slug, scope.council) for scope in of(*documents)] == [
        ("barchester", "Barchester Borough Council"),
        ("wexcombe", "Wexcombe Borough Council"),
    ]
    councils = [e for e in things(EntityKind.ORGANISATION, *documents) if e.name.endswith("Borough Council")]
    assert [(e.key, e.rule) for e in councils] == [
        (("organisation", "barchester-borough-council"), "layout:letterhead"),
        (("organisation", "wexcombe-borough-council"), "layout:letterhead"),
    ]
    assert len([e for e in things(EntityKind.PERSON, *documents) if e.name == "Quill"]) == 2


def test_a_body_that_two_councils_record_joins_no_councils() -> None:
    board = "Harbour Wellbeing Board"
    ours, theirs, nobodys = of(
        document(BARCHESTER, body=board),
        document(WEXCOMBE, body=board, date=APRIL),
        document(body=board, date="5th May, 2015"),
    )
    assert (ours.slug, theirs.slug) == ("barchester", "wexcombe-town")
    assert nobodys == Scope("harbour-wellbeing-board", None, None), "it may be of either"


def test_a_chain_of_documents_is_one_authority() -> None:
    found = of(
        document(BARCHESTER, body="Barchester Harbour Panel"),
        document(body="Barchester Harbour Panel", date=APRIL),
        document(BARCHESTER, body="Housing Committee", date="5th May, 2015"),
    )
    assert len(set(found)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Barchester Borough Council", "Wexcombe Borough Council"),
        ("North Barset District Council", "North Wexcombe District Council"),
        ("Barset County Council", "Barset District Council"),
        ("Barset City Council", "Barset Borough Council"),
        ("Barset Town Council", "Barset Parish Council"),
    ],
)
def test_two_councils_are_two_authorities(one: str, other: str) -> None:
    first, second = of(document(body=one), document(body=other))
    assert first.slug != second.slug
    assert (first.council, second.council) == (one, other)


@pytest.mark.parametrize(
    ("council", "slug"),
    [
        ("Barset County Council", "barset-county"),
        ("Barset District Council", "barset-district"),
        ("Barchester Borough Council", "barchester"),
        ("Barchester Metropolitan Borough Council", "barchester"),
        ("North Barset District Council", "north-barset-district"),
        ("Council of the City of Barset", "barset-city"),
    ],
)
def test_a_councils_reference_does_not_depend_on_the_others(council: str, slug: str) -> None:
    alone = of(document(body=council))[0]
    beside = of(document(body=council), document(body="Barset Parish Council", date=APRIL))[0]
    assert (alone.slug, beside.slug) == (slug, slug)


def test_a_council_of_unknown_kind_is_the_only_one_of_its_place() -> None:
    county, district = document(body="Barset County Council"), document(body="Barset District Council", date=APRIL)
    unknown = document(body="Barset Council", date="5th May, 2015")
    assert len(set(of(unknown, county))) == 1
    assert len(set(of(unknown, county, district))) == 3


def test_without_a_council_the_body_names_the_authority() -> None:
    assert of(document()) == [Scope("barchester-childrens-panel", None, None)]


def test_two_councils_cabinets_people_and_posts_stay_apart() -> None:
    documents = (document(BARCHESTER), document(WEXCOMBE, body="Wexcombe Harbour Board"))
    cabinets = [e.key for e in things(EntityKind.ORGANISATION, *documents) if e.name == "Cabinet"]
    assert cabinets == [("organisation", "barchester", "cabinet"), ("organisation", "wexcombe-town", "cabinet")]
    assert len([e for e in things(EntityKind.PERSON, *documents) if e.name == "Quill"]) == 2
    assert len([e for e in things(EntityKind.POST, *documents) if e.name == "Chair"]) == 2


def test_what_is_known_everywhere_is_one_for_two_councils() -> None:
    documents = (document("Ofsted came."), document("Ofsted came.", body="Wexcombe Harbour Board"))
    assert [e.key for e in things(EntityKind.ORGANISATION, *documents) if e.name == "Ofsted"] == [
        ("organisation", "ofsted")
    ]


def test_a_place_counts_only_in_the_documents_of_its_authority() -> None:
    text = "The service was commissioned by Wexcombe Rise. The pilot was funded by RISE."
    ours, theirs = document(text), document(WEXCOMBE, body="Wexcombe Harbour Board")
    names = {e.name for e in things(EntityKind.ORGANISATION, ours)}
    assert {"Wexcombe Rise", "RISE"} <= names
    assert names <= {e.name for e in things(EntityKind.ORGANISATION, ours, theirs)}
    own = document(f"{WEXCOMBE} {text}", body="Wexcombe Harbour Board", date=APRIL)
    assert "RISE" not in {e.name for e in things(EntityKind.ORGANISATION, own)}
