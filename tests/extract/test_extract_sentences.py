"""Where sentences end, and which paragraphs are parsed at all."""

from __future__ import annotations

from typing import Any

import pytest
from barchester import minutes, read
from hypothesis import given
from hypothesis import strategies as st

from graphbuild import extract
from graphbuild.extract.parses import Parses
from graphbuild.extract.sentences import ends
from graphbuild.model import Source

CUT = [
    "The report was noted.| Members thanked the officers.",
    "Was it safe?| It was!| (So the Clerk said.)| Members agreed.",
    "The vote was lost by 3 to 5.| Councillor Quill then moved.",
    "Resolved:-| That the report be noted.",
    "The work went on:| • Grit bins were filled.| • Signs were put up.",
    "He wrote to Osier Ltd.| Councillor Quill did not.",
    "They met at 2.00 p.m. Councillor Quill was late.",
    "Minute No. 12 and Nos. 13 to 15 were read by Cllr. Quill and Mr. J. Osgood.",
    "1. Background",
    "2.1. Finance",
    "a. That it be so.",
    "They met in Newcastle, Co. Limerick.",
    "it cost £1.5 million in all, i.e. Half of the grant.",
    "The rate was 4.5 per cent. of the whole.",
    "",
    "   ",
    "No end",
]


@pytest.mark.parametrize("marked", CUT)
def test_sentences_end_where_the_bars_stand(marked: str) -> None:
    text, wanted = marked.replace("|", ""), []
    for part in marked.split("|")[:-1]:
        wanted.append((wanted[-1] if wanted else 0) + len(part))
    assert list(ends(text, ())) == [*wanted, *([len(text)] if text.strip() else [])]


def test_none_ends_within_what_is_whole() -> None:
    text = "They met St. Mary. Ltd. And left. Then it rained."
    whole = (text.index("Mary"), text.index(" And"))
    assert next(text[:end] for end in ends(text, [whole])) == "They met St. Mary. Ltd."


@given(st.text(alphabet="aB1 .:?-•)\n", max_size=60))
def test_ends_ascend_and_no_text_is_left(text: str) -> None:
    found = list(ends(text, ()))
    assert found == sorted(set(found))
    assert not text[found[-1] if found else 0 :].strip()


def test_a_paragraph_that_leaves_no_question_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Parses] = []

    def counted(pipeline: Any) -> Parses:
        made.append(Parses(pipeline))
        return made[-1]

    monkeypatch.setattr(extract, "Parses", counted)
    plain = "The roof had been mended and the paths had been swept."
    phrased = "The Harbour Outreach Service was provided by the Lantern Trust."
    telling = "The Harbour Outreach Service, which after some years the Lantern Trust still found hard, it did provide."
    source: Source = read(minutes(("REPAIRS", f"{plain}\n\n{phrased}\n\n{telling}"))).source
    assert plain in source.text
    [parses] = made
    assert telling in parses._parsed
    assert not {plain, phrased} & set(parses._parsed)
    assert parses._recognised == {}
