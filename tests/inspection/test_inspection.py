"""What inspect tells of the demo, and that its page shows any document as it is, each mark where it belongs."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rich.console import Console

from graphbuild.inspection import Inspection, inspect, inspect_source, terminal
from graphbuild.inspection.seen import LEFT_OUT, Mark
from graphbuild.model import Source
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings
from graphbuild.view.inspecting import render, write
from graphbuild.view.text import visible

DEMO = sorted((PACKAGE / "demo" / "corpus").glob("*.txt"))
GOLDEN = Path(__file__).parent / "golden"
HEADING = (
    "ODDLE PARISH COUNCIL\n12 May 2020\n\nPresent: Cllr Ann Hall and Cllr Tom Orme\n\n"
    "1. Apologies\n\nNone.\n\n2. Roads\n\n"
)
HOSTILE = (
    "<script>alert(1)</script> & \"quotes\" 'single' </div></span><!-- \r \x00 \x1b[31m red \x07 \u202eabc "
    "\u202c \u2066x\u2069 \ufeff [bold]not markup[/bold] "
    "{{ 7 * 7 }} &amp; &#0; مجلس المدينة 5 \u200f, Cyngor Tref Llan­bedr"
)
PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["\n", "\n\n", "Cllr Ann Hall ", "Resolved: That ", "<b>", "&lt;", "\u202e", "| a | b |\n", "\t", HOSTILE]
    ),
)


def source(text: str) -> Source:
    return Source(slug="made-up", name="made-up.txt", sha256="0" * 64, text=text)


def told(inspection: Inspection, **options: object) -> str:
    out = io.StringIO()
    terminal.tell(inspection, Console(file=out, highlight=False, **options))  # type: ignore[arg-type]
    return out.getvalue()


class _Page(HTMLParser):
    """The document's text on a page, and the stretches of it that each mark is over."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.over: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.elements: set[str] = set()
        self._depth = 0
        self._marks: list[list[int]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        given = dict(attrs)
        if tag == "div" and (self._depth or given.get("class") == "words"):
            self._depth += 1
        elif tag == "span" and self._depth:
            self._marks.append([int(number) for number in (given.get("data-m") or "").split()])

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._depth:
            self._depth -= 1
        elif tag == "span" and self._depth:
            self._marks.pop()

    def handle_data(self, data: str) -> None:
        if not self._depth:
            return
        for mark in self._marks[-1] if self._marks else ():
            self.over[mark].append((len(self.text), len(self.text) + len(data)))
        self.text += data


def stretch(pieces: list[tuple[int, int]]) -> tuple[int, int]:
    """Begin and end of pieces that join without a gap."""
    assert all(before[1] == after[0] for before, after in pairwise(pieces))
    return pieces[0][0], pieces[-1][1]


def check(inspection: Inspection) -> None:
    text = inspection.source.text
    assert "".join(text[row.begin : row.end] for row in inspection.rows) == text
    page = _Page(render(inspection))
    assert page.text == visible(text)
    assert len(page.text) == len(text)
    assert {index: stretch(pieces) for index, pieces in page.over.items()} == {
        index: (mark.begin, mark.end) for index, mark in enumerate(inspection.marks)
    }


@pytest.mark.parametrize("document", DEMO, ids=lambda path: path.stem)
def test_the_demo_in_a_pipe(document: Path) -> None:
    assert told(inspect(document, Settings())) == (GOLDEN / document.name).read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DEMO, ids=lambda path: path.stem)
def test_the_page_of_the_demo(document: Path) -> None:
    check(inspect(document, Settings()))


@given(st.lists(PIECES, max_size=30).map("".join))
@example("\r\n")
@example(HOSTILE)
@example("\x00" * 5)
@example("\n\n\n")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_page_holds_any_document_as_it_is(text: str) -> None:
    check(inspect_source(source(HEADING + text), Settings()))


@given(st.lists(PIECES, max_size=30).map("".join))
@example("")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_so_does_that_of_a_document_without_a_meeting(text: str) -> None:
    check(inspect_source(source(text), Settings()))


def test_a_hostile_document_is_only_text() -> None:
    seen = inspect_source(
        source(f"{HEADING}{HOSTILE}\n\n<img src=x onerror=alert(1)> Cllr <b>Ann</b> Hall\n"), Settings()
    )
    page = _Page(render(seen))
    assert not page.elements & {"img", "b"}
    assert "49" not in page.text
    shown = told(seen)
    assert "[bold]not markup[/bold]" in shown
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", shown)


@pytest.mark.parametrize("width", [1, 20, 80, 200])
def test_a_terminal_of_any_width_shows_all_words(width: int) -> None:
    seen = inspect(DEMO[0], Settings())
    shown = told(seen, force_terminal=True, width=width, color_system="truecolor")
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "".join(told(seen).split()) == "".join(plain.split())
    assert "\x1b[" in shown


def test_without_a_meeting_it_says_what_is_lacking_and_what_lines_begin_with() -> None:
    text = "A GATHERING\n4 March 2021\n\nSo ordained ~ that one be\n\nSo ordained ~ that two be\n"
    seen = inspect_source(source(text), Settings())
    assert "a date was seen, but no name" in seen.problem
    assert [tuple(one) for one in seen.openings] == [("So ordained ~", 2)]
    assert [row.line for row in seen.not_understood] == [1, 4, 6]


def test_furniture_stands_where_it_was_left_out() -> None:
    seen = inspect_source(source(HEADING + "The road was dug up and\n\nPage 2\n\nmended by the county.\n"), Settings())
    left_out = [row for row in seen.rows if row.kind == LEFT_OUT]
    assert [seen.source.text[row.begin : row.end].strip() for row in left_out] == ["Page 2"]


def test_the_chosen_layout_stands_first_among_those_that_fit() -> None:
    (chosen,) = inspect(DEMO[0], Settings()).chosen
    assert chosen.fits[0].layout == chosen.layout
    assert chosen.fits[0].worth == max(fit.worth for fit in chosen.fits)


def test_every_mark_has_words() -> None:
    marks: list[Mark] = [mark for document in DEMO for mark in inspect(document, Settings()).marks]
    assert {mark.layer for mark in marks} == {"segment", "name", "fact"}
    assert all(mark.label.strip() and "('" not in mark.label for mark in marks)
    assert all(mark.rule and mark.confidence is not None for mark in marks if mark.layer != "segment")


def test_the_same_document_gives_the_same_page(tmp_path: Path) -> None:
    first, second = (write(inspect(DEMO[1], Settings()), tmp_path / name).read_bytes() for name in ("a.html", "b.html"))
    assert first == second
