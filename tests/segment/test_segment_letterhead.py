"""Whose paper it is, by its head: the one council or other authority that it names."""

from __future__ import annotations

import pytest
from segmenting import meetings, segmented

from graphbuild.segment.title import proper

REST = "\n\nPresent: Councillors Hall and Orme\n\n1. Lamps\n\nResolved: That Wexcombe Town Council be told.\n"


@pytest.mark.parametrize(
    ("head", "authority"),
    [
        ("WEXCOMBE BOROUGH COUNCIL\n\nFERRY COMMITTEE\n\n3 May 2019", "Wexcombe Borough Council"),
        ("WEXCOMBE BOROUGH COUNCIL\nFERRY COMMITTEE\n3 May 2019", "Wexcombe Borough Council"),
        ("Wexcombe Council\n\nFerry Committee\n\n3 May 2019", "Wexcombe Council"),
        ("The Wexcombe Council\n\nFerry Committee\n\n3 May 2019", "Wexcombe Council"),
        ("**North Wexcombe District Council**\n\nFerry Committee, 3 May 2019", "North Wexcombe District Council"),
        ("Wexcombe County Council - Ferry Committee\n3 May 2019", "Wexcombe County Council"),
        ("Ferry Committee of Wexcombe and Hexley Borough Council, 3 May 2019", "Wexcombe and Hexley Borough Council"),
        ("FERRY COMMITTEE\n\n3 May 2019\n\nWexcombe County Council, Mill Lane", "Wexcombe County Council"),
        ("LONDON BOROUGH OF WEXCOMBE\n\nFERRY COMMITTEE\n\n3 May 2019", "London Borough of Wexcombe"),
        (
            "Royal Borough of Wexcombe upon Sea\n\nFerry Committee, 3 May 2019",
            "Royal Borough of Wexcombe upon Sea",
        ),
        ("City of Wexcombe Council\n\nFerry Committee, 3 May 2019", "City of Wexcombe Council"),
        ("WEXCOMBE BOROUGH COUNCIL\n\n3 May 2019", "Wexcombe Borough Council"),
        ("WEXCOMBE MAYORAL COMBINED AUTHORITY\n\nFERRY BOARD\n\n3 May 2019", "Wexcombe Mayoral Combined Authority"),
        ("COUNCIL OF THE CITY OF WEXCOMBE\n\nFERRY COMMITTEE\n\n3 May 2019", "Council of the City of Wexcombe"),
        # Several, or none that is certainly one.
        ("Joint Ferry Committee of Wexcombe Borough Council and Hexley District Council, 3 May 2019", None),
        ("WEXCOMBE BOROUGH COUNCIL\n\nHEXLEY DISTRICT COUNCIL\n\nJOINT FERRY COMMITTEE\n\n3 May 2019", None),
        ("FERRY COMMITTEE\n\n3 May 2019", None),
        ("Ferry Committee held in the Council Chamber\n3 May 2019", None),
        ("Ferry Committee held at Wexcombe Borough Council Offices\n3 May 2019", None),
        ("Ferry Committee with the Wexcombe Youth Council\n3 May 2019", None),
        ("TOWN COUNCIL\n\nFERRY COMMITTEE\n\n3 May 2019", None),
        ("Ferry Committee\n\n3 May 2019\n\nIt was noted that Wexcombe Town Council had written twice.", None),
    ],
)
def test_the_authority_of_a_head(head: str, authority: str | None) -> None:
    found = segmented(head + REST).authority
    assert (proper(found.value) if found else None) == authority


def test_it_says_where_the_name_stands() -> None:
    text = "WEXCOMBE BOROUGH COUNCIL\n\nFERRY COMMITTEE\n\n3 May 2019" + REST
    found = segmented(text).authority
    assert found is not None
    assert text[found.begin : found.end] == "WEXCOMBE BOROUGH COUNCIL"


def test_who_is_only_present_is_not_whose_paper_it_is() -> None:
    text = "FERRY COMMITTEE\n\n3 May 2019\n\nPresent:\n\nA. Hall\n\nWexcombe Borough Council\n\nB. Orme\n\n1. Lamps\n"
    assert segmented(text).authority is None


@pytest.mark.parametrize("mark", ["-", "–", ":", "|", ","])
def test_the_committee_behind_its_council_is_the_body(mark: str) -> None:
    [meeting] = meetings(f"Wexcombe Borough Council {mark} Ferry Committee\n3 May 2019{REST}")
    assert meeting["body"] == "Ferry Committee"
