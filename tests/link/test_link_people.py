"""Mentions of people to people: who is one, and who stays two."""

from __future__ import annotations

import pytest
from barchester import fault
from hypothesis import given
from hypothesis import strategies as st
from linking import document, people, things

from graphbuild.codes import EntityKind
from graphbuild.link import people as linking_people
from graphbuild.link.names import PersonName, fit, parse, stands_for
from graphbuild.link.people import Cluster, cluster
from graphbuild.model import Mention, Passage

APRIL, MAY = "7th April, 2015", "5th May, 2015"
ONE_DOCUMENT = [
    ("Councillor Hale.", "Councillor Maggie Hale asked.", {"Councillor Maggie Hale"}),
    ("Councillor M. Hale.", "Councillor Maggie Hale asked. Councillor Hale asked.", {"Councillor Maggie Hale"}),
    ("Councillor Joanna Hale.", "Councillor Jo Hale asked.", {"Councillor Joanna Hale"}),
    ("Councillors J. Hale and P. Hale.", "Members met.", {"Councillor J. Hale", "Councillor P. Hale"}),
    ("Councillors Hale (J) and Hale (P).", "Members met.", {"Councillor J Hale", "Councillor P Hale"}),
    ("Councillors Jo Hale and Peter Hale.", "Members met.", {"Councillor Jo Hale", "Councillor Peter Hale"}),
    ("Councillor Quill.", "Mr. Hale and Mrs. Hale asked.", {"Councillor Quill", "Mr Hale", "Mrs Hale"}),
    ("Councillor Quill.", "Mr. J. Hale and Mrs. J. Hale asked.", {"Councillor Quill", "Mr J. Hale", "Mrs J. Hale"}),
    ("Councillor Dacre.", "Ruth Dacre, Head of Inclusion, replied.", {"Councillor Dacre", "Ruth Dacre"}),
    ("Councillor Dacre.", "Mrs. Dacre, Head of Inclusion, replied.", {"Councillor Dacre", "Mrs Dacre"}),
    ("Councillor O'Dowd.", "Councillor O’Dowd asked.", {"Councillor O'Dowd"}),
    ("Councillor Zoë Brontë.", "Councillor Zoe Bronte asked.", {"Councillor Zoë Brontë"}),
    ("Councillor É. Brontë.", "Councillor Emily Bronte asked.", {"Councillor Emily Bronte"}),
    ("Councillor Hale-Smith.", "Councillor Hale asked.", {"Councillor Hale-Smith", "Councillor Hale"}),
    fault(
        "Councillor Hale Smith.",
        "Councillor Smith asked.",
        {"Councillor Hale Smith", "Councillor Smith"},
        reason="nothing shows that Hale is no given name",
    ),
    (
        "Councillors Hale Smith, Quill, Osgood and Farrow.",
        "Councillor Smith asked.",
        {f"Councillor {name}" for name in ("Hale Smith", "Quill", "Osgood", "Farrow", "Smith")},
    ),
    (
        "Councillors Hale, Quill, Hale Quill and Osgood.",
        "Councillor Quill asked.",
        {f"Councillor {name}" for name in ("Hale", "Quill", "Osgood")},
    ),
    ("Councillor Mrs. J. Hale.", "Councillor Hale asked.", {"Councillor J. Hale"}),
    ("Councillors Hale, P. Hale and Quill.", "None.", {"Councillor Hale", "Councillor P. Hale", "Councillor Quill"}),
    ("Councillor Ruth Dacre.", "Ruth Dacre, Head of Inclusion, replied.", {"Councillor Ruth Dacre", "Ruth Dacre"}),
]


@pytest.mark.parametrize(("present", "text", "names"), ONE_DOCUMENT)
def test_people_of_one_document(present: str, text: str, names: set[str]) -> None:
    assert people(document(text, present=present)) == names


def test_a_person_goes_by_the_fullest_form_and_keeps_the_others() -> None:
    documents = (
        document(present="Councillor Hale."),
        document(present="Councillor J. Hale.", date=APRIL),
        document(present="Councillor Jo Hale.", date=MAY),
    )
    [hale] = things(EntityKind.PERSON, *documents)
    assert (hale.name, hale.title, hale.given_name, hale.family_name) == ("Jo Hale", "Councillor", "Jo", "Hale")
    assert {"Councillor Hale", "Councillor J. Hale", "Hale", "J. Hale"} <= set(hale.alt_names)
    assert {passage.source for passage in hale.evidence} == {d.source.slug for d in documents}


def test_a_bare_surname_that_fits_two_is_of_neither() -> None:
    documents = (
        document(present="Councillor Hale."),
        document(present="Councillor J. Hale.", date=APRIL),
        document(present="Councillor P. Hale.", date=MAY),
    )
    assert people(*documents) == {"Councillor Hale", "Councillor J. Hale", "Councillor P. Hale"}


def test_a_bare_surname_that_fits_two_is_the_one_of_its_own_document() -> None:
    documents = (
        document("Councillor Hale asked.", present="Councillor J. Hale."),
        document("Councillor Hale asked.", present="Councillor P. Hale.", date=APRIL),
    )
    assert people(*documents) == {"Councillor J. Hale", "Councillor P. Hale"}


def test_a_bare_surname_is_the_only_councillors_of_later_years() -> None:
    documents = (
        document(present="Councillor Hale (in the Chair).", date="4th March, 2014"),
        document(present="Councillor Maggie Hale (in the Chair)."),
        document(present="Councillor Hale (in the Chair).", date="7th April, 2020"),
    )
    assert people(*documents) == {"Councillor Maggie Hale"}
    known = {p.source for p in things(EntityKind.PERSON, *documents)[0].evidence}
    assert known == {d.source.slug for d in documents}


def test_one_name_in_two_councils_is_two_people() -> None:
    theirs = document(body="Wexcombe Town Council", present="Councillor J. Hale.")
    assert len(things(EntityKind.PERSON, document(present="Councillor J. Hale."), theirs)) == 2


NAMES = [
    "Hale",
    "J. Hale",
    "Jo Hale",
    "Joanna Hale",
    "P. Hale",
    "Peter Hale",
    "Hale (P)",
    "Quill",
    "T. Quill",
    "Ó Briain",
]
TITLES = [None, "Councillor", "Mr", "Mrs", "Dr"]
MENTIONS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(TITLES), st.sampled_from(NAMES)), max_size=12
)


def mention(position: int, source: str, title: str | None, name: str) -> tuple[str, Mention]:
    evidence = (Passage(source, position, position + 1),)
    key = ("mention", str(position))
    return source, Mention(
        key=key, kind=EntityKind.PERSON, name=name, title=title, evidence=evidence, rule="test", confidence=1.0
    )


def partition(clusters: list[Cluster]) -> set[frozenset[tuple[str, str]]]:
    return {frozenset((source, m.key[1]) for source, m in c.mentions) for c in clusters}


@given(MENTIONS, st.randoms(use_true_random=False))
def test_clusters_do_not_depend_on_the_order_of_mentions(
    drawn: list[tuple[str, str | None, str]], random: object
) -> None:
    mentions = [mention(position, *told) for position, told in enumerate(drawn)]
    shuffled = list(mentions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert partition(cluster(mentions)) == partition(cluster(shuffled))


@given(MENTIONS)
def test_a_cluster_contradicts_itself_in_nothing(drawn: list[tuple[str, str | None, str]]) -> None:
    mentions = [mention(position, *told) for position, told in enumerate(drawn)]
    clusters = cluster(mentions)
    assert sorted(m.key for c in clusters for _, m in c.mentions) == sorted(m.key for _, m in mentions)
    for found in clusters:
        assert len({name.family for name in found.names}) == 1
        assert len({name.initial for name in found.names if name.given}) <= 1
        assert not {"Mr", "Mrs"} <= set(found.titles)


@pytest.mark.parametrize(
    ("name", "given_name", "family_name"),
    [
        ("Jo Hale", "Jo", "Hale"),
        ("J. Hale", "J.", "Hale"),
        ("J.P. Hale", "J. P.", "Hale"),
        ("Hale (J)", "J", "Hale"),
        ("Hale", "", "Hale"),
        ("Jean-Luc Moreau", "Jean-Luc", "Moreau"),
        ("Ó Briain", "", "Ó Briain"),
        ("", "", ""),
    ],
)
def test_a_name_taken_apart(name: str, given_name: str, family_name: str) -> None:
    assert (parse(name).given, parse(name).family) == (given_name, family_name)


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ("J. Hale", "Jo Hale", True),
        ("J.P. Hale", "J. Hale", True),
        ("J.P. Hale", "J.T. Hale", False),
        ("Jo Ann Hale", "Jo Hale", True),
        ("Jo Hale", "Joanne Hale", False),
        ("Hale", "Jo Hale", True),
    ],
)
def test_given_names_fit(one: str, other: str, fits: bool) -> None:
    assert fit(parse(one), parse(other)) is fit(parse(other), parse(one)) is fits


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Jo", "Joanne", True),
        ("Jo", "Joe", False),
        ("Bill", "William", True),
        ("Bob", "Bill", False),
        ("Debby", "Debbie", True),
        ("Lesley", "Leslie", False),
        ("Carol", "Caroline", False),
        ("J.", "Joanne", False),
        ("Jo Ann", "Joanne Beth", False),
    ],
)
def test_short_forms_of_given_names(one: str, other: str, alike: bool) -> None:
    names = PersonName(one, "Hale"), PersonName(other, "Hale")
    assert stands_for(*names) is stands_for(*reversed(names)) is alike


@pytest.mark.parametrize("shape", ["one name", "many given names"])
def test_the_work_grows_with_the_mentions(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times as many mentions of one surname take about four times as many comparisons, not sixteen."""
    compared = 0

    def counted(one: PersonName, other: PersonName) -> bool:
        nonlocal compared
        compared += 1
        return fit(one, other)

    def comparisons(size: int) -> int:
        nonlocal compared
        compared = 0
        givens = ["Jo" if shape == "one name" else f"Jo{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(size)]
        cluster([mention(n, f"s{n}", "Councillor", f"{given} Hale") for n, given in enumerate(givens)])
        return compared

    monkeypatch.setattr(linking_people, "fit", counted)
    assert comparisons(600) <= 5 * max(comparisons(150), 30)
