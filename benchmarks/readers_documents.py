"""The documents that benchmarks/readers.py reads, made here, each with what it says in the order of reading."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import docx
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "read"))

from making_docx import entry, level, numbered, of, saved
from making_pdfs import FONT, LEADING, LEFT, SIZE, TOP, lines, pdf, written
from reportlab.lib.utils import simpleSplit


class Document(NamedTuple):
    name: str
    suffix: str
    data: bytes
    text: str
    pages: int


PROSE = (
    "The Clerk reported that the ferry had been late on nine days of the month, that two of its lamps were out and "
    "that the harbour master had asked the company for a date by which they would be mended."
)
HEAD = "Wexcombe Town Council, Harbour Committee, 5 May 2021"
SAID = [PROSE.replace("ferry", thing) for thing in ("ferry", "bus", "tram", "crane", "mill")]


def _page(number: int, *texts: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 805, HEAD)
        canvas.drawString(280, 40, f"Page {number} of 3")
        written(canvas, TOP, *texts)

    return draw


def pages_with_heads() -> Document:
    cut = SAID[2].index(" out and")
    first, last = SAID[2][:cut], SAID[2][cut + 1 :]
    data = pdf(
        _page(1, "**1. Ferry", SAID[0], "**2. Bus", SAID[1], "**3. Tram", first),
        _page(2, last, "**4. Crane", SAID[3]),
        _page(3, "**5. Mill", SAID[4]),
    )
    titles = ("1. Ferry", "2. Bus", "3. Tram", "4. Crane", "5. Mill")
    text = "\n".join([HEAD, *(f"{title}\n{said}" for title, said in zip(titles, SAID, strict=True))])
    return Document("running heads", ".pdf", data, text, 3)


def lists_side_by_side() -> Document:
    left = "Councillors Hall, Orme, Pell, Rudd, Sands, Tarn, Usk, Vale, Wick, Yarrow, Abbot, Birch and Cole were there."
    right = "Apologies came from Councillors Dunn, Elm, Frost, Gale, Heath, Ives, Jarrow, Kerr, Lowe, Moss and Noon."

    def draw(canvas: Canvas) -> None:
        # Line by line across both, as programs draw what tabs part.
        sides = [simpleSplit(text, FONT, SIZE, 150) for text in (left, right)]
        y = TOP
        for one, other in zip_longest(*sides, fillvalue=""):
            canvas.drawString(LEFT, y, one)
            canvas.drawString(320, y, other)
            y -= LEADING
        written(canvas, y - 20, PROSE)

    return Document("two columns", ".pdf", pdf(draw), f"{left}\n{right}\n{PROSE}", 1)


def ruled_table() -> Document:
    rows = [
        ("Who", "What", "When"),
        ("Clerk", "to ask the company for a date by which the lamps are mended", "June"),
        ("Harbour master", "to say who is to pay for the oars", "at the next meeting"),
    ]

    def draw(canvas: Canvas) -> None:
        edges, y = (72, 132, 250, 310), TOP
        for cells in rows:
            canvas.line(edges[0], y + 11, edges[3], y + 11)
            ends = [
                written(canvas, y, text, left=left + 4, width=right - left - 8)
                for left, right, text in zip(edges[:-1], edges[1:], cells, strict=True)
            ]
            for x in edges:
                canvas.line(x, y + 11, x, min(ends) + 12)
            y = min(ends)
        canvas.line(edges[0], y + 11, edges[3], y + 11)

    return Document("table", ".pdf", pdf(draw), "\n".join(" ".join(row) for row in rows), 1)


def hyphens() -> Document:
    def draw(canvas: Canvas) -> None:
        lines(
            canvas,
            TOP,
            "The harbour committee met, and its well-known chair asked the com-",
            "mittee to hear the ferrymen, who had a long list of things that the well-",
            "known company had left undone.",
        )

    text = (
        "The harbour committee met, and its well-known chair asked the committee to hear the ferrymen, who had a long "
        "list of things that the well-known company had left undone."
    )
    return Document("hyphens", ".pdf", pdf(draw), text, 1)


def saved_page() -> Document:
    page = f"""<html><head><title>Minutes</title><style>p {{ color: red }}</style></head><body>
    <div id="cookie-banner"><p>We use cookies to make this site better.</p><button>Accept all cookies</button></div>
    <nav><ul><li>Home</li><li>Bins and recycling</li><li>Council tax</li></ul></nav>
    <div class="layout"><ol class="breadcrumb"><li>Home</li><li>Meetings</li></ol><h1>Harbour Committee</h1>
    <p><b>Present:</b> Councillors Hall, Orme and Pell</p>
    <ol><li><h3>Ferry</h3><p>{SAID[0]}</p></li><li><h3>Bus</h3><p>{SAID[1]}</p>
    <ol type="a"><li>that the lamps be mended;<li>that the Clerk write.</ol></li></ol></div>
    <footer><p>© Wexcombe Council. Privacy. Contact us.</p></footer></body></html>"""
    text = (
        f"Harbour Committee\nPresent: Councillors Hall, Orme and Pell\n1. Ferry\n{SAID[0]}\n2. Bus\n{SAID[1]}\n"
        "a. that the lamps be mended;\nb. that the Clerk write."
    )
    return Document("saved page", ".html", page.encode(), text, 1)


def page_of_tables() -> Document:
    names = [("Cllr Hall", "Chair"), ("Cllr Orme", "Member"), ("Cllr Pell", "Member")]
    people = "".join(f"<tr><td>{name}</td><td>{role}</td></tr>" for name, role in names)
    items = "".join(
        f"<tr><td><p>{number}.</p></td><td><p><a>{title}</a></p><p>Minutes:</p><p>{said}</p></td></tr>"
        for number, title, said in ((1, "Ferry", SAID[0]), (2, "Bus", SAID[1]))
    )
    page = f"<html><body><h1>Harbour Committee</h1><table>{people}</table><table>{items}</table></body></html>"
    text = "\n".join(
        [
            "Harbour Committee",
            *(f"{name} {role}" for name, role in names),
            *(f"{n}. {title}\nMinutes:\n{said}" for n, title, said in ((1, "Ferry", SAID[0]), (2, "Bus", SAID[1]))),
        ]
    )
    return Document("tables", ".html", page.encode(), text, 1)


def numbered_lists() -> Document:
    levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)")
    texts = [("Ferry", 0), (SAID[0], 1), (SAID[1], 1), ("Bus", 0), (SAID[2], 1)]
    marks = ["1.", "(a)", "(b)", "2.", "(a)"]
    text = "\n".join(f"{mark} {said}" for mark, (said, _) in zip(marks, texts, strict=True))
    return Document("numbers", ".docx", numbered(levels, *(entry(said, at) for said, at in texts)), text, 1)


def tracked_changes() -> Document:
    def run(text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'

    changes = f"<w:del><w:r><w:delText>the oars of </w:delText></w:r></w:del><w:ins>{run('the lamps of ')}</w:ins>"
    data = of(f"<w:p>{run('That ')}{changes}{run('the ferry be mended.')}</w:p>", f"<w:p>{run(PROSE)}</w:p>")
    return Document("changes", ".docx", data, f"That the lamps of the ferry be mended.\n{PROSE}", 1)


def tables_between() -> Document:
    document = docx.Document()
    document.add_paragraph(SAID[0])
    table = document.add_table(2, 2)
    for at, text in enumerate(("Cllr Hall", "Chair", "Cllr Orme", "Member")):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph(SAID[1])
    text = f"{SAID[0]}\nCllr Hall Chair\nCllr Orme Member\n{SAID[1]}"
    return Document("table between", ".docx", saved(document), text, 1)


DOCUMENTS = [
    pages_with_heads(),
    lists_side_by_side(),
    ruled_table(),
    hyphens(),
    saved_page(),
    page_of_tables(),
    numbered_lists(),
    tracked_changes(),
    tables_between(),
]
