"""Who is who, as people say: linking keeps to it, and everything that follows from it is right."""

from __future__ import annotations

import pytest
from barchester import minutes, read
from correcting import corrected, demo, named, problem, said, well

from graphbuild.codes import EntityKind
from graphbuild.link import link
from graphbuild.model import Corpus, Findings

ORGANISATION, SERVICE, POST = EntityKind.ORGANISATION, EntityKind.UNDERTAKING, EntityKind.POST


def meeting(present: str, year: int, text: str = "Members met.") -> Findings:
    """Minutes of a meeting in March of a year, with these people present."""
    found = minutes(("LETTINGS", text), ("REPAIRS", "None."), present=present, date=f"3rd March, {year}")
    return read(found, f"{year}-03-minutes.txt")


def present(corpus: Corpus) -> set[tuple[str, str]]:
    return {(who, when[:4]) for who, _, when in said(corpus, "present at")}


TWO = (
    meeting("Councillor Joanna Hale (in the Chair); Councillors Osgood and Quill.", 2015),
    meeting("Councillor Beth Hale (in the Chair); Councillors Osgood and Quill.", 2016),
    meeting("Councillor Hale (in the Chair); Councillors Osgood and Quill.", 2017),
)
"""Two people of one surname, and one of whom it is not told which of them it is."""


def test_without_corrections_the_two_and_the_third_are_three() -> None:
    assert present(link(TWO)) >= {("Joanna Hale", "2015"), ("Beth Hale", "2016"), ("Hale", "2017")}


def test_a_surname_is_that_of_whom_people_say() -> None:
    corpus = well("same: [{name: Councillor Hale, document: 2017-03-minutes.txt}, Beth Hale]", documents=TWO)
    assert {who for who in present(corpus) if "Hale" in who[0]} == {
        *(("Joanna Hale", "2015"), ("Beth Hale", "2016"), ("Beth Hale", "2017"))
    }


def test_names_that_are_joined_leave_nothing_open_for_a_surname() -> None:
    """Once both are one person, the surname alone is that person's: linking is steered, not patched after."""
    corpus = well("same: [Joanna Hale, Beth Hale]", documents=TWO)
    assert {who for who in present(corpus) if "Hale" in who[0]} == {("Joanna Hale", str(y)) for y in (2015, 2016, 2017)}
    [person] = [e for e in corpus.entities if e.family_name == "Hale"]
    assert person.key[-1] == "joanna-hale"
    assert {"Beth Hale", "Councillor Beth Hale", "Hale"} <= set(person.alt_names)


def test_a_change_of_surname_is_one_person() -> None:
    corpus = well("same: [Joanna Hale, Beth Hale, Councillor Quill]\n  kind: person", documents=TWO)
    assert "Councillor Quill" not in named(corpus)


INITIAL = (
    meeting("Councillor Joanna Hale (in the Chair); Councillors Osgood and Quill.", 2015),
    meeting("Councillor J. Hale (in the Chair); Councillors Osgood and Quill.", 2016),
)


def test_what_linking_joined_is_taken_apart() -> None:
    assert named(link(INITIAL)) == {"Councillor Joanna Hale", "Councillor Osgood", "Councillor Quill"}
    corpus = well("not_same: [J. Hale, Joanna Hale]", documents=INITIAL)
    assert {who for who in present(corpus) if "Hale" in who[0]} == {("Joanna Hale", "2015"), ("J. Hale", "2016")}


def test_two_people_of_one_name_are_told_apart_by_document() -> None:
    names = "{name: Councillor Osgood, document: 2015-03-minutes.txt}, {name: Osgood, document: 2016-03-minutes.txt}"
    corpus = well(f"not_same: [{names}]", documents=INITIAL)
    osgoods = [e for e in corpus.entities if e.name == "Osgood"]
    assert len({e.key for e in osgoods}) == len(osgoods) == 2
    assert [{p.source for p in e.evidence} for e in osgoods] == [{"2015-03-minutes"}, {"2016-03-minutes"}]
    assert len([f for f in corpus.facts.attendances if f.attendee in {e.key for e in osgoods}]) == 2


def test_a_better_name_is_everywhere_and_the_old_one_stays_findable() -> None:
    corpus = well("name: Dr. Joanna M. Hale\n  of: Joanna Hale", documents=INITIAL)
    [person] = [e for e in corpus.entities if e.family_name == "Hale"]
    assert (person.name, person.given_name, person.title) == ("Joanna M. Hale", "Joanna M.", "Councillor")
    assert person.key[-1] == "joanna-m-hale"
    assert {"Joanna Hale", "J. Hale"} <= set(person.alt_names)
    assert {a.attendee for a in corpus.facts.attendances} >= {person.key}


def test_a_name_that_another_correction_makes_can_be_used() -> None:
    corpus = well("same: [Jo Ember, Councillor Osgood]", "name: Jo Ember\n  of: Joanna Hale", documents=INITIAL)
    assert named(corpus) == {"Councillor Jo Ember", "Councillor Quill"}


@pytest.mark.parametrize(
    ("one", "other", "kind", "gone"),
    [
        ("Merrowfield Foundation", "Dunstane Trust", ORGANISATION, "Merrowfield Foundation"),
        ("Waymark pilot", "Waymark Service", SERVICE, "Waymark pilot"),
        ("Head of Inclusion", "Head of School Improvement", POST, "Head of School Improvement"),
    ],
)
def test_organisations_services_and_posts_are_joined(one: str, other: str, kind: EntityKind, gone: str) -> None:
    before, corpus = link(demo()), well(f"same: [{one}, {other}]")
    assert {one, other} <= named(before, kind)
    assert len(named(corpus, kind)) == len(named(before, kind)) - 1
    assert len({one, other} & named(corpus, kind)) == 1
    facts = {name for triple in said(corpus) for name in triple}
    assert len({one, other} & facts) == 1


def test_an_organisation_is_taken_apart_by_document() -> None:
    names = "{name: Lantern Row, document: 2014-06-minutes.txt}, {name: Lantern Row, document: 2017-10-minutes.txt}"
    corpus = well(f"not_same: [{names}]")
    rows = [e for e in corpus.entities if e.name == "Lantern Row"]
    assert len(rows) == 2
    told = [{p.source[:7] for p in e.evidence} for e in rows]
    assert sorted(told, key=len) == [{"2017-10"}, {"2014-06", "2019-02", "2020-09"}]


def test_a_body_with_a_better_name_has_its_meetings_under_it() -> None:
    corpus = well("name: Growing Up Well Commission\n  of: Growing Up Well Select Commission")
    [body] = [e for e in corpus.entities if e.name == "Growing Up Well Commission"]
    assert body.key[-1] == "growing-up-well-commission"
    held = [m for m in corpus.facts.meetings if m.recorded_in]
    assert held
    assert all(m.body == body.key and "growing-up-well-commission" in m.key for m in held)
    assert all("growing-up-well-commission" in i.key for i in corpus.facts.items if i.title)


def test_things_can_be_named_by_iri() -> None:
    base = "https://example.org/id/person/barchester-childrens-panel"
    corpus = well(f"same: ['{base}/joanna-hale', '{base}/beth-hale']", documents=TWO)
    assert len([e for e in corpus.entities if e.family_name == "Hale"]) == 1


PROBLEMS = (
    ("same: [Joanna Hale, Wyn Nobody]", "no person, post, organisation, service or term is called 'Wyn Nobody'"),
    ("same: [Joanna Hale, Beth Hail]", "is called 'Beth Hail'; did you mean"),
    ("same: [Beth Hale, Osgoode]\n  kind: post", "no post is called 'Beth Hale'"),
    ("same: [Councillor Osgood, Barchester Children's Panel]", "these are things of different kinds"),
    ("not_same: [Joanna Hale, Councillor Joanna Hale]", "both names are those of the same mentions; say which with"),
    ("name: Beth Hale\n  of: Joanna Hale", "another person is called 'Beth Hale' already; if they are one, say so"),
    ("name: X Y\n  of: {name: Joanna Hale, document: 2011.txt}", "no document is called '2011.txt'"),
    ("name: X Y\n  of: {name: Joanna Hale, document: 2017-03-minutes.txt}", "does not name 'Joanna Hale'"),
)


@pytest.mark.parametrize(("one", "message"), PROBLEMS)
def test_what_does_not_apply_is_told_and_changes_nothing(one: str, message: str) -> None:
    assert message in problem(one, documents=TWO)
    assert corrected(one, documents=TWO).corpus == link(TWO)


def test_a_name_of_several_is_told_with_what_it_can_be() -> None:
    both = "Barchester Children's Panel"
    told = problem(f"same: [Hale, {both}]", documents=TWO[:2])
    assert told.startswith("'Hale' can be Beth Hale <https://example.org/id/person/")
    assert "or Joanna Hale <" in told


CONTRADICTIONS = (
    (("same: [Joanna Hale, Beth Hale]", "not_same: [Joanna Hale, Beth Hale]"), "line 4"),
    (("not_same: [Joanna Hale, Beth Hale]", "same: [Beth Hale, Joanna Hale]"), "line 4"),
    (
        ("same: [Joanna Hale, Osgood]", "same: [Osgood, Quill]", "not_same: [Joanna Hale, Quill]"),
        "line 7",
    ),
    (("name: Jo Hale\n  of: Joanna Hale", "name: Joan Hale\n  of: Joanna Hale"), "line 5"),
    (("name: Jo Hale\n  of: Joanna Hale", "name: Joanna Hale\n  of: Jo Hale"), "line 5"),
)


@pytest.mark.parametrize(("those", "line"), CONTRADICTIONS)
def test_of_two_that_contradict_the_first_holds_and_the_other_is_told(those: tuple[str, ...], line: str) -> None:
    done = corrected(*those, documents=TWO)
    assert len(done.warnings) == 1
    assert done.warnings[0].startswith(f"corrections.yaml, {line}: ")
    assert done.corpus.entities == corrected(*those[:-1], documents=TWO).corpus.entities


def test_a_circle_of_names_that_are_the_same_is_one_thing() -> None:
    those = ("same: [Joanna Hale, Osgood]", "same: [Osgood, Quill]", "same: [Quill, Joanna Hale]")
    assert named(well(*those, documents=TWO[:1])) == {"Councillor Joanna Hale"}


def test_what_is_said_of_a_person_leaves_all_others_as_they_are() -> None:
    before, after = link(demo()), well("same: [Merrowfield Foundation, Dunstane Trust]")
    touched = {"organisation/merrowfield-foundation", "organisation/dunstane-trust"}
    assert [e for e in before.entities if "/".join(e.key) not in touched] == [
        e for e in after.entities if "/".join(e.key) not in touched
    ]
