"""The same minutes as text, web page, Word document and PDF: how much of their facts is found in each.

    python benchmarks/printed.py [--style m|w|l ...] [--by libreoffice|chromium] [--keep FOLDER] [--lost]

The made-up minutes of tests/corpus are set as web pages (``printed_pages.py``), turned into DOCX and PDF by LibreOffice
and into PDF by Chromium, and read; F1 is against the facts written down by hand. What is not installed is left out.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright
from printed_pages import STYLES, page
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "corpus"))

from corpus_facts import FOLDER, SAME, Count, by_hand, count, found

from graphbuild.extract import extract
from graphbuild.read.source import read
from graphbuild.settings import Settings

FACTS = FOLDER / "made-up"
PROGRAMS = {"libreoffice": "soffice", "chromium": "chromium"}
AS_WRITER = "--infilter=HTML (StarWriter)"  # else LibreOffice opens web pages in an editor of web pages
Counts = dict[str, Count]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--style", nargs="+", choices=STYLES, default=list(STYLES))
    parser.add_argument("--by", nargs="+", choices=PROGRAMS, default=list(PROGRAMS))
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep what was made in it")
    parser.add_argument("--lost", action="store_true", help="say what is missed or made up in a format and not as text")
    args = parser.parse_args()
    by = [name for name in args.by if shutil.which(PROGRAMS[name])]
    for name in sorted(set(args.by) - set(by)):
        print(f"{name} ({PROGRAMS[name]}) is not installed: what it makes is left out.")
    with tempfile.TemporaryDirectory() as temporary:
        show(compared((args.keep or Path(temporary)).resolve(), args.style, by), args.lost)


def compared(folder: Path, styles: Sequence[str], by: Collection[str]) -> Iterator[tuple[str, Counts]]:
    """By name of the format and style: what is found of the minutes, but those in Markdown, which nobody prints."""
    texts = [path for path in sorted((FOLDER.parent / "made-up").glob("*.txt")) if "**" not in path.read_text("utf-8")]
    yield f"text ({len(texts)} minutes)", counted(texts)
    for style in styles:
        for name, made in printed(texts, folder / style, style, by):
            yield f"{name}, {STYLES[style]}", counted(made)


def printed(texts: Sequence[Path], folder: Path, style: str, by: Collection[str]) -> Iterator[tuple[str, list[Path]]]:
    """The minutes in a style, in each format that can be made of it."""
    pages = [written(path, folder / "html", style) for path in texts]
    yield "HTML", pages
    if "libreoffice" in by:
        office = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        documents = converted([*office, AS_WRITER], pages, "docx:MS Word 2007 XML", folder / "docx")
        yield "DOCX by LibreOffice", documents
        yield "PDF by LibreOffice", converted(office, documents, "pdf", folder / "pdf-libreoffice")
    if "chromium" in by:
        yield "PDF by Chromium", printed_by_chromium(pages, folder / "pdf-chromium")


def written(path: Path, folder: Path, style: str) -> Path:
    """The web page made of a text."""
    folder.mkdir(parents=True, exist_ok=True)
    meetings = yaml.safe_load((FACTS / f"{path.stem}.yaml").read_text("utf-8"))["meetings"]
    items = [item for meeting in meetings for item in meeting["items"] if "number" in item]
    out = folder / f"{path.stem}.html"
    out.write_text(page(path.read_text("utf-8"), [(item["number"], item["title"]) for item in items], style), "utf-8")
    return out


def converted(office: Sequence[str], paths: Sequence[Path], to: str, folder: Path) -> list[Path]:
    """What LibreOffice makes of files, all in one call."""
    subprocess.run(
        [*office, "--convert-to", to, "--outdir", folder, *paths], check=True, capture_output=True, timeout=600
    )
    return [folder / f"{path.stem}.{to.partition(':')[0]}" for path in paths]


def printed_by_chromium(pages: Sequence[Path], folder: Path) -> list[Path]:
    """What Chromium prints of web pages."""
    made = [folder / f"{path.stem}.pdf" for path in pages]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), chromium_sandbox=False)
        tab = browser.new_page()
        for path, pdf in zip(pages, made, strict=True):
            tab.goto(path.as_uri())
            tab.pdf(path=pdf, prefer_css_page_size=True)
        browser.close()
    return made


def counted(paths: Sequence[Path]) -> Counts:
    """What is found in documents of the facts by hand."""
    counts: Counts = {}
    for path in paths:
        count(by_hand(FACTS / f"{path.stem}.yaml"), found(extract(read(path), Settings())), counts, path.stem)
    return counts


def show(rows: Iterator[tuple[str, Counts]], lost: bool) -> None:
    """A table of F1; where ``lost``, also what is wrong in a row and not in the first."""
    table, plain = Table("F1", *SAME), set[str]()
    for place, (name, counts) in enumerate(rows):
        table.add_row(name, *(f"{counts[kind].f1:.3f}" for kind in SAME))
        wrong = {f"{kind} {line}" for kind in SAME for line in counts[kind].wrong}
        plain = plain if place else wrong
        for line in sorted(wrong - plain) if lost else ():
            print(f"{name}: {line}")
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
