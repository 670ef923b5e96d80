"""What of a web page is the document, in reading order; and what is refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.errors import Unreadable
from graphbuild.extract import extract
from graphbuild.read import read
from graphbuild.read.formats.html import parse
from graphbuild.settings import Settings

SAVED = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Minutes, 5 May 2021 | Wexcombe Council</title>
<style>p { color: red }</style><script>var p = "<p>no</p>";</script></head><body class="has-sidebar">
<div id="cookie-banner"><p>We use cookies to make this site better.</p><button>Accept</button></div>
<a class="skip-link" href="#main">Skip to content</a>
<header><img alt="Council crest"><p>Wexcombe Council: serving you</p></header>
<nav><ul><li>Home</li><li>Bins</li></ul></nav>
<form id="aspnetForm"><div class="layout sidebar-left">
<ol class="breadcrumb"><li>Home</li><li>Meetings</li></ol>
<div id="body-text">
<h1>Ferry Committee</h1><h2>Minutes of the meeting held on 5&nbsp;May 2021</h2>
<p><strong>Present:</strong> Councillors A. Hall (Chair), B.&#160;Orme and C. P&shy;ell</p>
<ol><li><h3>Apologies</h3><p>There were none.</p></li>
<li><h3>Ferry</h3><p>The company <em>said</em> that
   the lamps were out.<br>It would mend them.</p>
<ol type="a"><li>that the lamps be mended;<li>that the Clerk write.</ol></li></ol>
<p hidden>Draft note</p><p style="display:none">Another</p>
</div></div><aside><p>Other news of the council</p></aside></form>
<footer><p>© Wexcombe Council. Privacy</p></footer></body></html>"""


def refusal(data: bytes) -> str | None:
    """Why a file is not read; None where it is."""
    try:
        parse(data)
    except Unreadable as refused:
        return str(refused)
    return None


def text(page: str) -> str:
    return parse(page.encode()).text.strip()


def test_a_saved_page_without_what_surrounds_it() -> None:
    assert text(SAVED).split("\n\n") == [
        "# Ferry Committee",
        "## Minutes of the meeting held on 5 May 2021",
        "**Present:** Councillors A. Hall (Chair), B. Orme and C. Pell",
        "### 1. Apologies",
        "There were none.",
        "### 2. Ferry",
        "The company said that the lamps were out.\nIt would mend them.",
        "a. that the lamps be mended;",
        "b. that the Clerk write.",
    ]
    assert parse(SAVED.encode()).title == "Minutes, 5 May 2021"


def test_a_wrapper_named_like_a_surrounding_is_kept_where_it_holds_the_document() -> None:
    assert (
        text("<div class='page-footer'><p>1. Ferry</p><p>The lamps were out.</p></div>")
        == "1. Ferry\n\nThe lamps were out."
    )


def test_the_main_part_goes_before_what_stands_beside_it() -> None:
    page = "<div>Latest news</div><main><p>The ferry was late and its lamps were out.</p></main><div>Follow us</div>"
    assert text(page) == "The ferry was late and its lamps were out."


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (
            "<tr><th>Present<th>Apologies<tr><td>Cllr Hall<td>Cllr Orme<tr><td>Cllr Pell",
            "Present\tApologies\nCllr Hall\tCllr Orme\nCllr Pell",
        ),
        (
            "<tr><th>Present<th>Apologies<tr><td>Cllr Hall<br>Cllr Pell<td><p>Cllr Orme</p>",
            "Present\tApologies\nCllr Hall\tCllr Orme\nCllr Pell",
        ),
        ("<tr><td rowspan=2>Clerk<td>Ferry<tr><td>Bus", "Clerk\tFerry\n\tBus"),
        ("<tr><td colspan=2>Clerk<td>Ferry<tr><td>a<td>b<td>c", "Clerk\t\tFerry\na\tb\tc"),
        (
            "<tr><td><p>4.</p><td><p>Ferry</p><p>The company said that the lamps of the ferry were out.</p>",
            "4. Ferry\n\nThe company said that the lamps of the ferry were out.",
        ),
        ("<tr><td>7<td><h3>Ferry</h3><p>Late.</p>", "### 7 Ferry\n\nLate."),
    ],
)
def test_tables(table: str, lines: str) -> None:
    assert text(f"<table>{table}</table>") == lines


def test_terms_with_what_is_said_of_them() -> None:
    assert text("<dl><dt>Venue<dd>Town Hall<dt>Contact<dd>Clerk<dd>Deputy</dl>") == (
        "Venue\tTown Hall\n\nContact: Clerk, Deputy"
    )


@pytest.mark.parametrize(
    ("attributes", "marks"),
    [
        ("", ["1.", "2."]),
        ("type=A start=26", ["Z.", "AA."]),
        ("type=i start=4", ["iv.", "v."]),
        ("style='list-style-type: upper-roman'", ["I.", "II."]),
        ("start=oops", ["1.", "2."]),
    ],
)
def test_the_marks_of_lists(attributes: str, marks: list[str]) -> None:
    found = text(f"<ol {attributes}><li>Ferry<li>Bus</ol>").split("\n\n")
    assert [entry.split()[0] for entry in found] == marks


@pytest.mark.parametrize(
    "page",
    [
        "<ol style='" + "list-style:" * 90_000 + "'><li>Ferry</ol>",
        "<table>" + "<tr><td rowspan=9999 colspan=9999>Ferry" * 5_000,
    ],
)
def test_what_grows_with_the_square_of_a_page(page: str) -> None:
    began = time.process_time()
    assert "Ferry" in parse(page.encode()).text
    assert time.process_time() - began < 10 * max(1, len(page) / 1e6)


def test_bullets_nested_lists_and_numbers_of_their_own() -> None:
    page = "<ol><li value=7>Ferry<ul><li>lamps<li>oars</ul><li>Bus</ol><ul style='list-style: none'><li>Tram</ul>"
    assert text(page).split("\n\n") == ["7. Ferry", "- lamps", "- oars", "8. Bus", "Tram"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<meta charset='iso-8859-1'><p>Fáilte – £5".encode("cp1252"), "Fáilte – £5"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><p>موجود'.encode("cp1256"),
            "موجود",
        ),
        ("<meta charset=windows-1252><p>Dŵr Cŷmru".encode("utf-8-sig"), "Dŵr Cŷmru"),
        ("<p>Rùnaire Mòr".encode("utf-16"), "Rùnaire Mòr"),
        ("<p>Ó Súilleabháin".encode(), "Ó Súilleabháin"),
        ("<meta charset=utf-8><p>Ó Súilleabháin".encode("cp1252"), "Ó Súilleabháin"),
        ("<meta charset=nonsense><p>Ó Súilleabháin".encode(), "Ó Súilleabháin"),
        ("<meta charset=shift_jis><p>Ó Sú".encode(), "Ó Sú"),
        ("<p dir=rtl>کونسلر احمد موجود".encode(), "کونسلر احمد موجود"),
    ],
)
def test_encodings(data: bytes, words: str) -> None:
    assert parse(data).text.strip() == words


MODERNGOV = """<html><head><title>Agenda and minutes - Ferry Committee - Wednesday, 5th May, 2021</title></head><body>
<div id="modgov"><h1>Agenda and minutes</h1>
<h2 class="mgSubTitleTxt">Ferry Committee - Wednesday, 5th May, 2021 2.00 pm</h2>
<ul class="mgActionList"><li><a>Attendance details</a></li><li><a>Agenda frontsheet</a></li></ul>
<div class="mgContent"><p class="mgLabel"><strong>Venue:</strong> Town Hall, Wexcombe</p>
<p>Present: Councillor A. Hall (in the Chair); Councillors Orme, Pell and Rudd.</p>
<table class="mgItemTable" summary="Table of agenda items"><caption class="mgHide">Items</caption>
<tr><th>No.</th><th>Item</th></tr>
<tr><td class="mgItemNumberCell"><p>1.</p></td><td><p class="mgAiTitleTxt"><a>Apologies for absence</a></p>
<p>Minutes:</p><div class="mgWordPara"><p>There were no apologies from any member of the committee.</p></div></td></tr>
<tr><td class="mgItemNumberCell"><p>2.</p></td><td><p class="mgAiTitleTxt"><a>Lamps of the ferry</a></p>
<ul class="mgBulletList"><li><a>Report</a> <img alt="pdf icon"> PDF 123 KB</li></ul><p>Minutes:</p>
<div class="mgWordPara"><p>The Clerk presented the report on the lamps, of which two were out.</p>
<p><strong>Resolved:-</strong> That the lamps be mended.</p></div></td></tr></table></div></div></body></html>"""


def test_a_page_of_a_committee_system_yields_its_meeting(tmp_path: Path) -> None:
    path = tmp_path / "ieListDocuments.htm"
    path.write_text(MODERNGOV, "utf-8")
    found = extract(read(path), Settings())
    names = {mention.key: mention.name for mention in found.mentions}
    [meeting] = [meeting for meeting in found.facts.meetings if meeting.recorded_in]
    assert (names[meeting.body], meeting.date) == ("Ferry Committee", "2021-05-05")
    assert [(item.number, item.title) for item in found.facts.items] == [
        ("1", "Apologies for absence"),
        ("2", "Lamps of the ferry"),
    ]
    assert [names[attendance.attendee] for attendance in found.facts.attendances] == ["A. Hall", "Orme", "Pell", "Rudd"]
    assert [resolution.text for resolution in found.facts.resolutions] == ["That the lamps be mended."]


@pytest.mark.parametrize("element", ["div", "b", "ul><li", "table><tr><td", "font><p", "dl><dd", "svg><g"])
def test_a_hundred_thousand_deep(element: str) -> None:
    data = (f"<{element}>" * 100_000 + "The ferry was late.").encode()
    began = time.process_time()
    said = refusal(data)
    assert "deep" in said if said else "The ferry was late." in parse(data).text
    assert time.process_time() - began < 10 * max(1, len(data) / 1e6)


@pytest.mark.parametrize("element", ["p>", "li>word ", "br>", "td>x", "b>y</i>", "p>a<b>", "a href='x'>"])
def test_a_megabyte_of_one_element(element: str) -> None:
    data = b"<" + f"{element}<".encode() * (1_000_000 // (len(element) + 1)) + b"p>The end"
    began = time.process_time()
    try:
        said = parse(data).text
    except Unreadable as refused:
        # The parser puts each into the one before where nothing ends it.
        said = str(refused)
    assert time.process_time() - began < 10
    assert said.endswith("The end\n") or "deep" in said


@pytest.mark.parametrize("data", [b"", b"<!-- nothing -->", b"<p></p>", b"<script>x</script>"])
def test_a_page_without_text_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=r"page\.html is empty"):
        read(path)


TAGS = st.sampled_from(
    "p div table tr td th li ul ol dl dt dd b br h2 main nav script style template svg pre a".split()
)
PIECES = st.one_of(
    TAGS.map(lambda tag: f"<{tag}>"),
    TAGS.map(lambda tag: f"</{tag}>"),
    st.text(max_size=20),
    st.sampled_from(
        ["<td rowspan=99999>", "<td colspan=-1>", "<ol start=99999999999>", "<!--", "-->", "<![CDATA[", "&#0;"]
    ),
)


@settings(deadline=2000, max_examples=400)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_page_is_read_or_refused(page: str) -> None:
    assert refusal(page.encode("utf-8", "replace")) != ""


@settings(deadline=2000, max_examples=200)
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert refusal(data) != ""
