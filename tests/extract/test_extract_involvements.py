"""What sentences say of who provides, commissions, funds ... what, how sure the text is of it, and when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from barchester import Told, minutes, read, told

from graphbuild.codes import InvolvementKind, Modality
from graphbuild.errors import GraphbuildError
from graphbuild.extract import rulebook
from graphbuild.extract.frames import expressions
from graphbuild.extract.modality import modality_of
from graphbuild.extract.verbs import inflected, plural

TABLE: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("relations.yaml").read_text("utf-8"))
ELSEWHERE = (
    "The Lantern Trust, the Wexcombe Foundation, the Wexcombe Partnership, the University of Wexcombe, Councillor "
    "Amara Blythe, the Placements Team and the Home Office were present. The Lantern Trust stayed. The Wexcombe "
    "Partnership was thanked.\n\nMembers saw the Harbour Outreach Service. They saw the Quayside Programme."
)
"""Another item, from which the names in the table are known."""


def sentences() -> Iterator[Any]:
    for kind, rows in TABLE.items():
        stated = [*rows["stated"].items(), *((text, []) for text in rows["not"])]
        for text, finds in stated:
            yield pytest.param(text, set(finds), id=f"{kind}: {text}")


@pytest.mark.parametrize(("text", "relations"), list(sentences()))
def test_a_sentence_states_these_relations_and_no_other(text: str, relations: set[str]) -> None:
    assert stated(("LETTINGS", text), ("REPAIRS", ELSEWHERE)) == relations


def stated(*items: tuple[str, str]) -> set[str]:
    """The involvements of minutes with these items, as sentences, with the modality in brackets."""
    found = Told(read(minutes(*items)))
    return {
        f"{found.name(i.agent)} {i.involvement.value} {found.name(i.target)}"
        + (f" ({i.modality})" if i.modality else "")
        for i in found.facts.involvements
    }


def test_the_table_has_enough_of_every_kind() -> None:
    assert set(TABLE) == {kind.value for kind in InvolvementKind}
    few = [kind for kind, rows in TABLE.items() if len(rows["stated"]) < 14 or len(rows["not"]) < 6]
    assert few == []


def test_a_relation_of_a_thing_to_itself_is_none() -> None:
    assert told("The Lantern Trust partnered with the Lantern Trust.").involvements() == set()


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The project was run by the Lantern Trust.", "Lantern Trust provides Tideway Project"),
        ("The scheme was run by the Lantern Trust.", "Lantern Trust provides Tideway Project"),
        ("The evaluation was run by the Lantern Trust.", None),
        ("The contract was run by the Lantern Trust.", None),
    ],
)
def test_a_description_is_of_what_the_item_named_before(text: str, relation: str | None) -> None:
    relations = stated(("LETTINGS", f"Members saw the Tideway Project.\n\n{text}"))
    assert relations == ({relation} if relation else set())


def test_a_description_that_two_things_fit_is_of_neither() -> None:
    text = "Members saw the Tideway Service and the Harbour Service. The programme was run by the Lantern Trust."
    assert stated(("LETTINGS", text)) == set()


def test_a_description_is_not_of_what_another_item_named() -> None:
    assert stated(("LETTINGS", "They saw the Tideway Project."), ("FEES", "The project was run by Ofsted.")) == set()


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Members saw the Lantern Trust. The Home Office funded the Trust.", {"Home Office funds Lantern Trust"}),
        ("Members saw the Wexcombe Foundation. The Home Office funded the Trust.", set()),
        ("Members saw the Lantern Trust and the Quay Trust. The Home Office funded the Trust.", set()),
        ("Members saw the Lantern Trust. The Home Office funded the Trust Board.", set()),
        ("Members saw the Quay Harbour Board. The Board was funded by Ofsted.", {"Ofsted funds Quay Harbour Board"}),
        ("Members saw the Lantern Trust. The Board was funded by Ofsted.", set()),
    ],
)
def test_what_a_noun_in_capitals_takes_up_has_it_in_its_name(text: str, relations: set[str]) -> None:
    assert stated(("LETTINGS", text)) == relations


def test_it_is_no_thing_where_what_was_said_follows() -> None:
    text = "Members saw the Tideway Service. It was reported that there were rooms provided by the Lantern Trust."
    assert stated(("LETTINGS", text)) == set()


def test_a_name_described_is_taken_up_by_the_noun() -> None:
    text = (
        "The Tideway Service, a project for tenants, was near the Harbour Service. Members left. The project was run "
        "by the Lantern Trust."
    )
    assert stated(("LETTINGS", text)) == {"Lantern Trust provides Tideway Service"}


def test_a_sentence_of_thousands_of_characters_is_not_read() -> None:
    assert told("The Lantern Trust provides " + "very " * 500 + "the Harbour Outreach Service.").involvements() == set()


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The Trust runs it.", None),
        ("The Trust does not run it.", Modality.NEGATED),
        ("The Trust refused to run it.", Modality.NEGATED),
        ("The Trust could run it.", Modality.CONDITIONAL),
        ("Did the Trust run it?", Modality.CONDITIONAL),
        ("The Trust plans to run it.", Modality.PROPOSED),
        ("The Trust may run it.", Modality.CONDITIONAL),
        ("The Trust ran it in May.", None),
        ("It is possible that the Trust runs it.", Modality.CONDITIONAL),
        ("It was made possible by the Trust.", None),
        ("The Trust had bid to run it.", Modality.PROPOSED),
        ("The Trust was successful in its bid to run it.", None),
        ("The Trust was the only one to be graded good.", None),
        ("The Trust would not run it.", Modality.NEGATED),
    ],
)
def test_modality_of_a_sentence(sentence: str, modality: Modality | None) -> None:
    assert modality_of(sentence) is modality


@pytest.mark.parametrize(
    ("words", "when"),
    [
        (" since 2014", "since 2014"),
        (" from April 2014 to March 2016", "from April 2014 to March 2016"),
        (" from 1st April, 2014", "from 1st April, 2014"),
        (" for two years", "for two years"),
        (" in its own rooms", None),
    ],
)
def test_when(words: str, when: str | None) -> None:
    [found] = told(f"The Harbour Outreach Service was provided by the Lantern Trust{words}.").facts.involvements
    assert found.when == when


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("fund", ("funds", "funded", "funded", "funding")),
        ("provide", ("provides", "provided", "provided", "providing")),
        ("carry out", ("carries out", "carried out", "carried out", "carrying out")),
        ("co-run", ("co-runs", "co-ran", "co-run", "co-running")),
        ("finish", ("finishes", "finished", "finished", "finishing")),
    ],
)
def test_the_forms_of_a_verb(lemma: str, forms: tuple[str, ...]) -> None:
    assert inflected(lemma) == forms


@pytest.mark.parametrize(
    ("noun", "many"), [("trustee", "trustees"), ("member of the board", "members of the board"), ("body", "bodies")]
)
def test_the_plural_of_a_role(noun: str, many: str) -> None:
    assert plural(noun) == many


def test_a_phrase_with_an_unknown_word_in_braces_is_refused() -> None:
    [rule] = [r for r in rulebook.relations() if r.id == "supports"]
    with pytest.raises(GraphbuildError, match=r"supports has \{teh\}, which frames\.yaml does not define"):
        list(expressions(rule.model_copy(update={"phrases": ["{agent} helps {teh}{target}"]})))


def test_two_clauses_of_a_sentence_state_a_pair_once() -> None:
    text = "The Harbour Outreach Service, which was run by the Lantern Trust, was provided by the Lantern Trust."
    assert len(told(text).facts.involvements) == 1


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("WFT now funds the Quayside Programme.", {"Wexcombe Fair Trust funds Quayside Programme"}),
        ("The WFT Board met. The WFT-led Quayside Programme was new.", set()),
        ("WFX now funds the Quayside Programme.", set()),
    ],
)
def test_a_short_form_that_the_document_explains_stands_for_its_name(text: str, relations: set[str]) -> None:
    explained = "Members met the Wexcombe Fair Trust (WFT) and saw the Quayside Programme."
    assert stated(("LETTINGS", text), ("REPAIRS", explained)) == relations


def test_a_short_form_is_meant_by_a_description_after_it() -> None:
    explained = "Members met the Wexcombe Fair Trust (WFT) and saw the Quayside Programme."
    text = "The report of WFT was read. Money was short. The Trust runs the Quayside Programme."
    relations = stated(("LETTINGS", text), ("REPAIRS", explained))
    assert relations == {"Wexcombe Fair Trust provides Quayside Programme"}


def test_a_school_is_meant_whatever_its_name() -> None:
    text = "Members saw Quayside Academy and the Home Office. The Lantern Trust supports the school for a day a week."
    assert stated(("LETTINGS", text), ("REPAIRS", ELSEWHERE)) == {"Lantern Trust supports Quayside Academy"}


def test_a_pronoun_is_not_of_an_owner() -> None:
    text = "The refuge is the Lantern Trust's. The tower is the Lantern Trust's second shop. It was judged by Ofsted."
    assert stated(("LETTINGS", text), ("REPAIRS", ELSEWHERE)) == set()
