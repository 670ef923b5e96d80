"""Where names end among capitalised words, and the forms that names have."""

from __future__ import annotations

import pytest

from graphbuild.extract.names.bounds import words_of_name
from graphbuild.extract.names.people import match_name

RUNS = [
    ("Jo Hale", 2),
    ("Jo Hale Peter Quill", 2),
    ("J Hale P Quill", 2),
    ("J Hale Peter Quill", 2),
    ("J. P. Hale", 3),
    ("Peter J Hale", 3),
    ("Mary Ann Hale", 3),
    ("Jo Hale Harbour Warden", 2),
    ("T Rudge Tree Officer", 2),
    ("Rudge Facilities Manager", 1),
    ("Jo Hale Wexcombe Town Council", 2),
    ("Jo Senior", 2),
    ("Jo Senior Planning Officer", 2),
    ("Peter Warden", 2),
    ("Jo Church", 2),
    ("A Hale BDC", 2),
    ("Ann HALE", 2),
    ("ANN HALE", 2),
]


@pytest.mark.parametrize(("run", "count"), RUNS)
def test_words_that_are_the_name(run: str, count: int) -> None:
    assert words_of_name(run.split()) == count


NAMES = [
    ("Gail Hale Clerk to the Council", "Gail Hale"),
    ("Ó Briain", "Ó Briain"),
    ("Áine Ní Dhálaigh,", "Áine Ní Dhálaigh"),
    ("P.J. Hale and", "P.J. Hale"),
    ("Étienne Moreau", "Étienne Moreau"),
    ("Yusuf al-Karim,", "Yusuf al-Karim"),
    ("van der Berg", "van der Berg"),
    ("Hale (J), Quill", "Hale (J)"),
    ("Will Hale said", "Will Hale"),
    ("Will Members agree", None),
    ("Jo Hale's report", "Jo Hale"),
    ("Jo Hale Email: jo@wexcombe.example", "Jo Hale"),
    ("Hale. Peter Quill", "Hale"),
    ("the Clerk", None),
    ("Chair", None),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_the_name_that_a_text_begins_with(text: str, name: str | None) -> None:
    end = match_name(text, 0)
    assert (text[:end] if end else None) == name
