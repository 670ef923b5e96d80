"""Declarations of interest: who, of what kind, about which item, in what body."""

from __future__ import annotations

import pytest
from barchester import Told, minutes, read

Q = "Councillor Quill"
DECLARATIONS = [
    (
        "Councillor Quill declared a personal interest in Minute No. 3 (Harbour Outreach Service) as she was a trustee "
        "of the Lantern Trust.",
        [(Q, "personal", "item 3", "Lantern Trust")],
    ),
    (
        "Councillor Quill declared a personal and prejudicial interest in item 4, as a governor of Millbeck Academy.",
        [(Q, "personal and prejudicial", "item 4", "Millbeck Academy")],
    ),
    (
        "Councillor Quill declared a personal interest (as a governor of Millbeck Academy) in Minute No. 4.",
        [(Q, "personal", "item 4", "Millbeck Academy")],
    ),
    (
        "Councillors Osgood and Quill declared non-pecuniary interests in item 4.",
        [("Councillor Osgood", "non-pecuniary", "item 4", None), (Q, "non-pecuniary", "item 4", None)],
    ),
    (
        "Councillor Quill declared a disclosable pecuniary interest in agenda item 3.",
        [(Q, "disclosable pecuniary", "item 3", None)],
    ),
    (
        "Councillor Osgood declared a personal interest in item 4 as he was employed by Osier Ltd. Councillor Quill "
        "declared a personal interest in the same item.",
        [("Councillor Osgood", "personal", "item 4", "Osier Ltd"), (Q, "personal", "item 4", None)],
    ),
    ("Councillor Quill declared an interest in the Harbour Outreach Service.", [(Q, None, "item 3", None)]),
    ("Councillor Quill declared a personal interest in Minute No. 99.", [(Q, "personal", None, None)]),
    ("Councillor Quill declared an interest.", [(Q, None, None, None)]),
    ("There were no declarations of interest.", []),
    ("No declarations of interest were made by Councillor Quill.", []),
    ("Councillor Quill declared that he had no interest in item 3.", []),
    ("The Chair asked whether Councillor Quill had declared an interest in item 3.", []),
    ("Councillor Quill declared the meeting open.", []),
    ("Members had an interest in item 3.", []),
    ("Councillor Quill disclosed a personal interest in item 3.", [(Q, "personal", "item 3", None)]),
    ("Councillor Quill - item 3 (trustee of the Lantern Trust).", [(Q, None, "item 3", "Lantern Trust")]),
    (
        "Councillor Quill: Item 4 – personal interest, governor of Millbeck Academy.",
        [(Q, "personal", "item 4", "Millbeck Academy")],
    ),
    (
        "Councillors Osgood and Quill in relation to the Harbour Outreach Service, as trustees of the Lantern Trust.",
        [("Councillor Osgood", None, "item 3", "Lantern Trust"), (Q, None, "item 3", "Lantern Trust")],
    ),
    ("A personal interest was declared by Councillor Quill in item 3.", [(Q, "personal", "item 3", None)]),
    ("Declarations of interest were received from Councillor Quill in respect of item 4.", [(Q, None, "item 4", None)]),
    ("Councillor Quill declared a ‘significant other interest’ in item 3.", [(Q, "significant other", "item 3", None)]),
    ("Councillor Quill declared an interest in item 3b.", [(Q, None, "item 3", None)]),
    ("Councillor Quill - nothing to declare.", []),
    ("Item 4 - Councillor Quill - personal interest.", [(Q, "personal", "item 4", None)]),
    ("Item 4: Councillor Quill declared a personal interest.", [(Q, "personal", "item 4", None)]),
    ("Agenda item 9 (Repairs) - Councillor Quill (personal).", [(Q, "personal", "item 4", None)]),
    ("In respect of Minute No. 4, Councillor Quill declared a personal interest.", [(Q, "personal", "item 4", None)]),
    (
        "Councillor Quill: item 4, pecuniary, as trustee of the Lantern Trust.",
        [(Q, "pecuniary", "item 4", "Lantern Trust")],
    ),
    ("Item 4 - Councillor Quill was late.", []),
    ("Item 4 - the personal file of Councillor Quill.", []),
    ("Councillor Quill was late.", []),
    (
        "Councillor Quill declared that she was a volunteer with the Lantern Trust, in relation to item 4.",
        [(Q, None, "item 4", "Lantern Trust")],
    ),
    ("Councillor Quill declared that she was delighted with item 4.", []),
    ("Councillor Quill thanked the Chair.", []),
    ("Members were asked to declare any interests; Councillor Quill had none.", []),
]


@pytest.mark.parametrize(("text", "declarations"), DECLARATIONS)
def test_declarations(text: str, declarations: list[tuple[str, str | None, str | None, str | None]]) -> None:
    items = (("DECLARATIONS OF INTEREST", text), ("HARBOUR OUTREACH SERVICE", "It met."), ("REPAIRS", "None."))
    assert Told(read(minutes(*items))).declarations() == declarations


def test_an_interest_declared_when_the_item_is_reached_is_about_it() -> None:
    items = (("HARBOUR OUTREACH SERVICE", "Councillor Quill declared an interest and left."), ("REPAIRS", "None."))
    assert Told(read(minutes(*items))).declarations() == [(Q, None, "item 2", None)]


def test_a_declaration_is_not_told_twice() -> None:
    items = (
        ("DECLARATIONS OF INTEREST", "Councillor Quill declared a personal interest in item 3."),
        ("HARBOUR OUTREACH SERVICE", "Councillor Quill, having earlier declared an interest in this item, left."),
    )
    assert Told(read(minutes(*items))).declarations() == [(Q, "personal", "item 3", None)]
