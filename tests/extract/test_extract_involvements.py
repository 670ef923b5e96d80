"""What an involvement says besides its two ends: how sure the text is of it, when, and whom "It" stands for."""

from __future__ import annotations

import pytest
from barchester import fault, told

from graphbuild.extract.involvements import modality_of
from graphbuild.model import Modality

TRUST, SERVICE = "Lantern Trust", "Harbour Outreach Service"
PROVIDES = {(TRUST, "provides", SERVICE)}
STATED = [
    ("The Harbour Outreach Service is provided by the Lantern Trust.", PROVIDES),
    ("The Lantern Trust provides the Harbour Outreach Service.", PROVIDES),
    ("The Harbour Outreach Service opened in May. It was run by the Lantern Trust.", PROVIDES),
    (
        "The Harbour Outreach Service was funded by the Lantern Trust and the Home Office.",
        {(TRUST, "funds", SERVICE), ("Home Office", "funds", SERVICE)},
    ),
    ("The Lantern Trust partnered with the Home Office.", {(TRUST, "partner of", "Home Office")}),
    ("The Lantern Trust partnered with the Lantern Trust.", set()),
    ("Members asked the Lantern Trust about the Harbour Outreach Service.", set()),
    ("The Lantern Trust met. The Harbour Outreach Service opened.", set()),
    fault(
        "Councillor Quill declared a personal interest in Minute No. 3 (Repairs) as a trustee of the Lantern Trust.",
        {("Councillor Quill", "board member of", TRUST)},
        reason="too many words between the person and the trust",
    ),
]


@pytest.mark.parametrize(("text", "involvements"), STATED)
def test_involvements(text: str, involvements: set[tuple[str, str, str]]) -> None:
    assert told(text).involvements() == involvements


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The Lantern Trust provides the Harbour Outreach Service.", None),
        ("The Lantern Trust would provide the Harbour Outreach Service.", Modality.PROPOSED),
        ("The Harbour Outreach Service is no longer provided by the Lantern Trust.", Modality.NEGATED),
        ("It was asked whether the Harbour Outreach Service was provided by the Lantern Trust.", Modality.CONDITIONAL),
    ],
)
def test_how_sure_the_text_is(text: str, modality: Modality | None) -> None:
    found = told(text).facts.involvements
    assert [i.modality for i in found] == [modality]


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The Trust runs it.", None),
        ("The Trust does not run it.", Modality.NEGATED),
        ("The Trust could run it.", Modality.CONDITIONAL),
        ("The Trust plans to run it.", Modality.PROPOSED),
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
