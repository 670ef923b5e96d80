"""What stands on the pages of a PDF, in reading order; and what is refused."""

from __future__ import annotations

import time
from bisect import bisect_right
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_pdfs import LEADING, LEFT, TOP, WIDTH, by_hand, lines, pdf, written
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import graphbuild
from graphbuild.errors import Unreadable
from graphbuild.read import read
from graphbuild.read.content import Content
from graphbuild.read.formats.pdf import parse

PROSE = (
    "The Clerk reported that the ferry had been late on nine days of the month, that two of its lamps were out "
    "and that the harbour master had asked the company for a date by which they would be mended."
)


def refusal(data: bytes) -> str | None:
    """Why a file is not read; None where it is."""
    try:
        parse(data)
    except Unreadable as refused:
        return str(refused)
    return None


def paragraphs(data: bytes) -> list[str]:
    return parse(data).text.strip().split("\n\n")


def page_of(found: Content, words: str) -> int:
    assert found.text.count(words) == 1
    return bisect_right(found.page_starts, found.text.index(words))


def test_a_paragraph_is_a_line_and_a_title_in_bold_is_marked() -> None:
    data = pdf(lambda c: written(c, TOP, "**1. Ferry", PROSE, "**2. Any other business", "There was none."))
    assert paragraphs(data) == ["**1. Ferry**", PROSE, "**2. Any other business**", "There was none."]


def test_paragraphs_that_nothing_but_a_short_line_parts() -> None:
    def draw(c: Canvas) -> None:
        y = written(c, TOP, PROSE)
        written(c, y + 7, "Nobody spoke against it.")

    assert paragraphs(pdf(draw)) == [PROSE, "Nobody spoke against it."]


def test_running_heads_and_page_numbers_are_left_out_and_pages_are_known() -> None:
    cut = PROSE.index(" out and")
    head, tail = PROSE[:cut], PROSE[cut + 1 :]
    shown = "Wexcombe Town Council, Harbour Committee, 5 May 2021"

    def draw(number: int, *texts: str) -> object:
        def page(c: Canvas) -> None:
            c.drawString(LEFT, 805, shown)
            c.drawString(280, 40, f"Page {number} of 3")
            written(c, TOP, *texts)

        return page

    opening = "The meeting began at seven."
    data = pdf(draw(1, opening, head), draw(2, tail, "The vote was put off."), draw(3, "The meeting ended at nine."))  # type: ignore[arg-type]
    found = parse(data)
    assert found.text.strip().split("\n\n") == [
        shown,
        opening,
        PROSE,
        "The vote was put off.",
        "The meeting ended at nine.",
    ]
    assert [page_of(found, w) for w in ("began at seven", "put off", "ended at nine")] == [1, 2, 3]
    assert page_of(found, tail[:40]) == 2, "the page begins within the paragraph"
    assert page_of(found, head[:40]) == 1


def test_a_page_without_text_counts() -> None:
    found = parse(pdf(lambda c: written(c, TOP, "First."), lambda c: None, lambda c: written(c, TOP, "Third.")))
    assert [page_of(found, "First."), page_of(found, "Third.")] == [1, 3]
    assert len(found.page_starts) == 3


def test_two_lists_side_by_side_are_rows() -> None:
    def draw(c: Canvas) -> None:
        lines(c, TOP, "Present:", "Councillor A. Hall (Chair)", "Councillor B. Orme", "Councillor C. Pell")
        lines(c, TOP, "Apologies:", "Councillor D. Rudd", "Councillor E. Sands", left=330)
        written(c, TOP - 80, PROSE)

    assert paragraphs(pdf(draw)) == [
        "Present:\tApologies:\nCouncillor A. Hall (Chair)\tCouncillor D. Rudd\nCouncillor B. Orme\tCouncillor E. Sands",
        "Councillor C. Pell",
        PROSE,
    ]


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = "Councillors Hall, Orme, Pell, Rudd, Sands, Tarn, Usk, Vale, Wick, Yarrow, Abbot, Birch and Cole were there"
    right = "Apologies came from Councillors Dunn, Elm, Frost, Gale, Heath, Ives, Jarrow, Kerr, Lowe, Moss and Noon too"

    def draw(c: Canvas) -> None:
        written(c, TOP, left + ", and so on, as the book of the council says.", width=150)
        written(c, TOP, right + ", and from others, as the book of the council says.", left=320, width=150)

    found = paragraphs(pdf(draw))
    assert [text.split(",")[0] for text in found] == [left.split(",")[0], right.split(",")[0]]


def test_a_row_alone_is_a_table_where_lines_are_drawn_beside_its_cells() -> None:
    def draw(c: Canvas) -> None:
        y = written(c, TOP, PROSE)
        c.grid([LEFT, LEFT + 110, LEFT + 240, LEFT + 300], [y - 30, y + 12])
        lines(c, y, "Mary Lowther,", "in the chair", left=LEFT + 4)
        lines(c, y, "Harbour Trust", left=LEFT + 114)
        lines(c, y, "(ML)", left=LEFT + 244)
        written(c, y - 60, PROSE)

    assert paragraphs(pdf(draw)) == [PROSE, "Mary Lowther, in the chair\tHarbour Trust\t(ML)", PROSE]


def test_lists_of_names_with_commas_stay_under_their_labels() -> None:
    def draw(c: Canvas) -> None:
        y = TOP
        for label, names in (
            ("Members present:", ["Cllr Hall,", "Cllr Orme,", "Cllr Pym,"]),
            ("Officers:", ["Mr Ash,"]),
        ):
            lines(c, y, label)
            for name in names:
                y = lines(c, y - LEADING, name) + LEADING
                lines(c, y - LEADING + LEADING, f"{name[:-1]} the younger,", left=LEFT + 200)
            y -= LEADING

    assert paragraphs(pdf(draw)) == [
        "Members present:",
        "Cllr Hall,\tCllr Hall the younger,\nCllr Orme,\tCllr Orme the younger,\nCllr Pym,\tCllr Pym the younger,",
        "Officers:",
        "Mr Ash,\tMr Ash the younger,",
    ]


def test_a_label_that_chances_to_stand_at_the_foot_of_pages_is_kept() -> None:
    def draw(c: Canvas) -> None:
        y = written(c, TOP, "The ferry was late." if c.getPageNumber() == 1 else "The lamps were out.", PROSE)
        for _ in range(3):
            y = written(c, y, "Minutes:", PROSE)
        lines(c, 60, "Minutes:")
        lines(c, 30, f"Page {c.getPageNumber()}")

    text = parse(pdf(draw, draw)).text
    assert text.count("Minutes:") == 8
    assert "Page" not in text


def test_a_plain_number_beside_a_bold_title_is_bold_with_it() -> None:
    def draw(c: Canvas) -> None:
        lines(c, TOP, "4.")
        y = written(c, TOP, "**Ferry", left=LEFT + 36)
        written(c, y, PROSE)

    assert paragraphs(pdf(draw)) == ["**4. Ferry**", PROSE]


def test_letters_below_the_line_part_no_paragraph() -> None:
    words = PROSE.replace("that two", "gypsum, pitch and paper (quays) jumped, that two")
    assert paragraphs(pdf(lambda c: written(c, TOP, words, "So it was.", words, width=150.0))) == [
        words,
        "So it was.",
        words,
    ]


def test_a_table_with_drawn_lines_is_read_cell_by_cell() -> None:
    rows = [("Who", "What", "When"), ("Clerk", "to ask the company for a date by which the lamps are mended", "June")]

    def draw(c: Canvas) -> None:
        edges, y = (72, 112, 250, 300), TOP
        for cells in rows:
            below = y
            c.line(edges[0], y + 11, edges[3], y + 11)
            for left, right, text in zip(edges[:-1], edges[1:], cells, strict=True):
                below = min(below, written(c, y, text, left=left + 4, width=right - left - 8))
            for x in edges:
                c.line(x, y + 11, x, below + 12)
            y = below
        c.line(edges[0], y + 11, edges[3], y + 11)

    assert paragraphs(pdf(draw)) == ["\n".join("\t".join(row) for row in rows)]


def test_who_is_to_act_is_set_on_the_right_and_makes_no_table() -> None:
    def draw(c: Canvas) -> None:
        y = written(c, TOP, "**4. Ferry", PROSE)
        y = lines(c, y, "The lamps would be mended in June, and the company would pay for them.")
        c.drawRightString(LEFT + WIDTH, y + LEADING, "Clerk")
        written(c, y, PROSE.replace("ferry", "bus"))

    assert "company would pay for them. Clerk" in paragraphs(pdf(draw))[2]
    assert paragraphs(pdf(draw))[3].startswith("The Clerk reported that the bus")


def test_hyphens_at_line_ends_by_how_the_document_spells_elsewhere() -> None:
    data = pdf(
        lambda c: lines(
            c,
            TOP,
            "The harbour committee met, and its well-known chair asked the com-",
            "mittee to hear the ferrymen, who had a long list of things that the well-",
            "known company had left undone.",
        )
    )
    assert parse(data).text.strip() == (
        "The harbour committee met, and its well-known chair asked the committee to hear the ferrymen, who had a long "
        "list of things that the well-known company had left undone."
    )


def test_list_entries_with_hanging_lines_and_bullets_beside_their_lines() -> None:
    def draw(c: Canvas) -> None:
        y = TOP
        for mark, text in (("(a)", PROSE), ("(b)", "that the Clerk write to the company."), ("\u2022", PROSE)):
            c.drawString(LEFT, y + (2 if mark == "\u2022" else 0), mark)
            y = written(c, y, text, left=LEFT + 24, width=WIDTH - 24) + 7

    assert paragraphs(pdf(draw)) == [f"(a) {PROSE}", "(b) that the Clerk write to the company.", f"\u2022 {PROSE}"]


def test_a_raised_ending_stays_at_its_number() -> None:
    def draw(c: Canvas) -> None:
        c.drawString(LEFT, TOP, "Meeting of the 10")
        x = LEFT + c.stringWidth("Meeting of the 10", "Helvetica", 11)
        c.setFont("Helvetica", 7)
        c.drawString(x, TOP + 4, "th")
        c.setFont("Helvetica", 11)
        c.drawString(x + 10, TOP, "October 2018")

    assert paragraphs(pdf(draw)) == ["Meeting of the 10th October 2018"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned(turn: int) -> None:
    def draw(c: Canvas) -> None:
        c.translate(300, 400)
        c.rotate(turn)
        c.translate(-300, -400)
        written(c, 500, "**1. Ferry", "The lamps were out.", left=150, width=300)

    assert paragraphs(pdf(draw)) == ["**1. Ferry**", "The lamps were out."]


def test_a_stamp_across_the_page_is_left_out() -> None:
    def draw(c: Canvas) -> None:
        written(c, TOP, PROSE)
        c.rotate(45)
        c.setFont("Helvetica-Bold", 90)
        c.drawString(300, 100, "DRAFT")

    assert paragraphs(pdf(draw)) == [PROSE]


def test_urdu_is_read_from_right_to_left() -> None:
    words = "موجود کونسلر"
    codes = dict(zip("abcdefghijkl", words, strict=True))
    # Drawn letter by letter from the right, as programs set such a line.
    shown = "".join(f"1 0 0 1 {500 - 8 * i} 700 Tm ({code}) Tj " for i, code in enumerate(codes) if codes[code] != " ")
    assert parse(by_hand(f"BT /F 12 Tf {shown}ET", codes)).text.strip() == words


@pytest.mark.parametrize("name", ["Dŵr Cŷmru Ó Súilleabháin", "Rùnaire Mòr"])
def test_letters_with_accents(name: str) -> None:
    codes = {chr(33 + i): letter for i, letter in enumerate(dict.fromkeys(name.replace(" ", ""))) if letter}
    back = {letter: code for code, letter in codes.items()}
    text = (
        "".join(back.get(letter, " ") for letter in name).replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    )
    assert parse(by_hand(f"BT /F 12 Tf 72 700 Td ({text}) Tj ET", codes)).text.strip() == name


def scan(c: Canvas) -> None:
    c.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf(lambda c: written(c, TOP, PROSE), password="x"), "is locked with a password; save it without"),
        (pdf(lambda c: written(c, TOP, PROSE))[:900], "is cut off before its end; download"),
        (pdf(scan, scan), "is a scan: .* run OCR on it first (ocrmypdf"),
        (pdf(lambda c: written(c, TOP, "Cover"), scan, scan), "is mostly a scan: 2 of its 3 pages"),
        (b"Minutes of the meeting", "is no PDF, whatever its name says"),
        (b"%PDF-1.7\n" + b"x" * 500 + b"%%EOF", "is damaged; download"),
    ],
)
def test_what_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(data)
    with pytest.raises(Unreadable) as refused:
        read(path)
    sentence = str(refused.value)
    assert sentence.startswith(str(path))
    assert all(part in sentence for part in words.split(" .* "))


def test_pages_of_a_mixed_document_that_are_scans_are_told(tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    prose = [lambda c: written(c, TOP, PROSE)] * 7
    path.write_bytes(pdf(prose[0], scan, *prose[1:]))
    assert read(path).lost == (
        "page 2 is a picture without text and not read; ocrmypdf --skip-text in.pdf out.pdf reads such pages",
    )
    path.write_bytes(pdf(*prose, *[scan] * 6))
    assert "pages 8, 9, 10, 11, 12 and 1 more are pictures" in read(path).lost[0]
    path.write_bytes(pdf(*prose))
    assert read(path).lost == ()


def test_an_empty_page_is_an_empty_document(tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(pdf(lambda c: None))
    with pytest.raises(Unreadable, match="has no text on its pages: it is empty or damaged"):
        read(path)


def letters(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def test_two_thousand_pages_are_read_in_seconds() -> None:
    data = pdf(*[lambda c, n=n: written(c, TOP, f"Minute {letters(n)}.", PROSE) for n in range(2000)])  # type: ignore[misc]
    began = time.process_time()
    found = parse(data)
    assert time.process_time() - began < 10 * max(2, len(data) / 1e6)
    assert len(found.page_starts) == 2000
    assert page_of(found, f"Minute {letters(1234)}.") == 1235


GOOD = pdf(lambda c: written(c, TOP, "**1. Ferry", PROSE), lambda c: written(c, TOP, PROSE))


@settings(deadline=5000, max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=20)), max_size=12))
def test_a_damaged_file_is_read_or_refused(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(GOOD)
    for at, other in changes:
        data[at : at + len(other)] = other
    assert refusal(bytes(data)) != ""


@settings(deadline=5000, max_examples=100)
@given(st.binary(max_size=3000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for whole in (data, b"%PDF-1.4\n" + data + b"\n%%EOF"):
        with pytest.raises(Unreadable):
            parse(whole)


def test_the_graph_says_on_which_page_a_thing_stands(tmp_path: Path) -> None:
    def first(c: Canvas) -> None:
        y = written(c, TOP, "**WEXCOMBE TOWN COUNCIL", "**Minutes of the meeting held on 5 May 2021")
        written(c, y, "Present: Councillors A. Hall (Chair), B. Orme and C. Pell", "**1. Apologies", "There were none.")

    def second(c: Canvas) -> None:
        written(c, TOP, "**2. Ferry", PROSE, "RESOLVED: That the lamps be mended.")

    path = tmp_path / "minutes.pdf"
    path.write_bytes(pdf(first, second))
    graphbuild.build([path], tmp_path / "out")
    turtle = (tmp_path / "out" / "graph.ttl").read_text("utf-8")
    [passage] = [block for block in turtle.split("\n\n") if 'gb:quote "That the lamps be mended' in block]
    assert "gb:page 2" in passage


def test_an_image_of_a_letterhead_does_not_make_a_scan() -> None:
    picture = BytesIO()
    Image.new("L", (60, 80), 200).save(picture, "PNG")

    def draw(c: Canvas) -> None:
        c.drawImage(ImageReader(BytesIO(picture.getvalue())), 400, 790, 60, 40)
        written(c, TOP, PROSE)

    assert paragraphs(pdf(draw)) == [PROSE]
