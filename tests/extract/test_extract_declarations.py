"""Declarations of interest: who, of what kind, about which item, in what body."""

from __future__ import annotations

import pytest
from barchester import Told, fault, minutes, read

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
    fault(
        "Councillor Quill disclosed a personal interest in item 3.",
        [(Q, "personal", "item 3", None)],
        reason="'disclosed' is not read",
    ),
    fault(
        "Councillor Quill - item 3 (trustee of the Lantern Trust).",
        [(Q, None, "item 3", "Lantern Trust")],
        reason="a list under the title is not read",
    ),
]


@pytest.mark.parametrize(("text", "declarations"), DECLARATIONS)
def test_declarations(text: str, declarations: list[tuple[str, str | None, str | None, str | None]]) -> None:
    items = (("DECLARATIONS OF INTEREST", text), ("HARBOUR OUTREACH SERVICE", "It met."), ("REPAIRS", "None."))
    assert Told(read(minutes(*items))).declarations() == declarations
