"""Short forms that a text expands, and what they are bound to."""

from __future__ import annotations

import pytest
from barchester import Told, fault, minutes, read, told

from graphbuild.extract.abbreviations import find_definitions

DEFINITIONS = [
    ("child sexual exploitation (CSE)", [("CSE", "child sexual exploitation")]),
    ("Special Educational Needs and Disabilities (SEND)", [("SEND", "Special Educational Needs and Disabilities")]),
    ("Education, Health and Care Plans (EHCPs)", [("EHCPs", "Education, Health and Care Plans")]),
    ("a Multi-Agency Safeguarding Hub (MASH)", [("MASH", "Multi-Agency Safeguarding Hub")]),
    ("the Department for Education (DfE)", [("DfE", "Department for Education")]),
    ("the Health & Wellbeing Board (HWB)", [("HWB", "Health & Wellbeing Board")]),
    ("Child and Adolescent Mental Health Service (CAMHS)", [("CAMHS", "Child and Adolescent Mental Health Service")]),
    ("Initial Teacher Training ('ITT')", [("ITT", "Initial Teacher Training")]),
    ("Children Board (“BSCB”) of Barchester", []),
    ("Not in Education, Employment or Training (NEET's)", [("NEET", "Not in Education, Employment or Training")]),
    ("key stage 2 (KS2)", [("KS2", "key stage 2")]),
    ("SEND (Special Educational Needs and Disabilities)", [("SEND", "Special Educational Needs and Disabilities")]),
    ("CCE – Child Criminal Exploitation was discussed", [("CCE", "Child Criminal Exploitation")]),
    (
        "Looked After Children (LAC) and Special Educational Needs (SEN)",
        [("LAC", "Looked After Children"), ("SEN", "Special Educational Needs")],
    ),
    ("in Barchester (In)", []),
    ("They bought a mop (MOP)", []),
    ("Councillor Hale (Chair)", []),
    ("the council (BBC)", []),
    ("Barchester Borough Council (the Council)", []),
    ("the report (see page 2)", []),
    ("the Clerk (J. Hale)", []),
    fault(
        "Youth Offending Team (YOT) and (YOT)",
        [("YOT", "Youth Offending Team")],
        reason="the short form expands itself",
    ),
    fault(
        "MASH – Multi-Agency Safeguarding Hub",
        [("MASH", "Multi-Agency Safeguarding Hub")],
        reason="no hyphen after a dash",
    ),
]


@pytest.mark.parametrize(("text", "found"), DEFINITIONS)
def test_definitions(text: str, found: list[tuple[str, str]]) -> None:
    definitions = list(find_definitions(text))
    assert [(short, long) for _, _, short, long in definitions] == found
    assert all(short in text[begin:end] and long in text[begin:end] for begin, end, short, long in definitions)


def short_forms(said: Told) -> list[tuple[str, str | None]]:
    return [(a.short, said.name(a.abbreviates)) for a in said.facts.abbreviations]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        (
            "The Barsetshire Clinical Commissioning Group (CCG) met.",
            ("CCG", "Barsetshire Clinical Commissioning Group"),
        ),
        ("The Harbour Outreach Service (HOS) opened.", ("HOS", "Harbour Outreach Service")),
        ("Members discussed child sexual exploitation (CSE).", ("CSE", "CSE")),
        ("They used a rolling stock ledger (RSL).", ("RSL", "rolling stock ledger")),
    ],
    ids=["organisation", "undertaking", "topic", "term"],
)
def test_what_a_short_form_stands_for(text: str, bound: tuple[str, str]) -> None:
    assert short_forms(told(text)) == [bound]


def test_a_definition_counts_once_a_document_and_the_prose_goes_before_the_title() -> None:
    text = minutes(
        ("ROLLING STOCK LEDGER (RSL)", "The rolling stock ledger (RSL) and the rolling stock ledger (RSL)."),
        ("REPAIRS", "None."),
    )
    [only] = read(text).facts.abbreviations
    assert only.long == "rolling stock ledger"
