"""Who presents an item, and who was there for it because they presented or spoke."""

from __future__ import annotations

import pytest
from barchester import told

PRESENTERS = [
    ("The Head of Housing presented the report.", ["Head of Housing"]),
    ("Mrs. T. Farrow, Head of Housing, introduced the report.", ["Mrs T. Farrow"]),
    ("A report by the Director of Housing was considered.", ["Director of Housing"]),
    ("Consideration was given to a report presented by the Head of Housing.", ["Head of Housing"]),
    ("Mrs. T. Farrow and Mr. P. Rudge gave a presentation.", ["Mrs T. Farrow", "Mr P. Rudge"]),
    ("The Director of Housing and the Head of Finance submitted a paper.", ["Director of Housing", "Head of Finance"]),
    ("Councillor Osgood, Cabinet Member for Housing, introduced the policy.", ["Councillor Osgood"]),
    ("Tamsin Farrow (Lantern Trust) demonstrated the new system.", ["Tamsin Farrow"]),
    ("The Chair welcomed Mrs. T. Farrow to the meeting.", ["Mrs T. Farrow"]),
    ("Councillor Quill asked for the figures.", []),
    ("The Chair introduced the item.", []),
    ("The report presented a fair picture.", []),
    ("Members thanked the Head of Housing for presenting the report.", []),
    ("The Head of Housing was asked to present a report in May.", []),
    ("A discussion ensued. Mrs. T. Farrow introduced a further point.", []),
    ("The Head of Housing will present a report in May.", []),
    ("The Head of Housing did not present the report.", []),
]


@pytest.mark.parametrize(("text", "presenters"), PRESENTERS)
def test_who_presents(text: str, presenters: list[str]) -> None:
    assert told(text).claims("presentedBy") == [("item 2", name) for name in presenters]


SPEAKERS = [
    ("Mrs. T. Farrow introduced the report.", ["Mrs T. Farrow"]),
    ("Councillor Dacre asked about rents.", ["Councillor Dacre"]),
    ("Mr. G. Askew asked a question. Mr. G. Askew said more.", ["Mr G. Askew"]),
    ("In reply to Councillor Dacre the officer agreed.", ["Councillor Dacre"]),
    ("Tamsin Farrow (Lantern Trust) explained the figures.", ["Tamsin Farrow"]),
    ("Councillor Quill asked about rents.", []),
    ("Councillor Jo Quill asked about rents.", []),
    ("Members asked about Councillor Dacre.", []),
    ("A letter from Mr. G. Askew was read out.", []),
    ("The Head of Housing replied.", []),
]


@pytest.mark.parametrize(("text", "people"), SPEAKERS)
def test_who_speaks_and_is_on_no_list_was_in_attendance_for_the_item(text: str, people: list[str]) -> None:
    said = told(text)
    assert [name for name, capacity in said.attendance() if capacity == "in attendance"] == people
    assert said.attended_for() == [(name, "item 2") for name in people]


def test_who_sent_apologies_and_is_thanked_was_not_there() -> None:
    said = told("Councillor Dacre thanked officers in a letter.", preamble="Apologies: Councillor Dacre.")
    assert [capacity for name, capacity in said.attendance() if name == "Councillor Dacre"] == ["apologies"]
