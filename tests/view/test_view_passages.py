"""The words that state a fact, marked in their paragraph: compared with the graph's quotes and the documents' texts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from chromium import Browser
from playwright.sync_api import Locator, expect
from pyoxigraph import QuerySolutions

from graphbuild import view
from graphbuild.graph.store import Graph
from graphbuild.view.text import clean

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUOTES = """
PREFIX gb: <https://w3id.org/graphbuild/ontology#>
PREFIX schema: <https://schema.org/>
SELECT ?file ?begin ?end ?quote ?source WHERE {
  ?passage gb:quote ?quote ; gb:begin ?begin ; gb:end ?end ; gb:source ?source .
  ?source schema:name ?file
}
"""
Quotes = dict[tuple[str, int, int], tuple[str, str]]


@pytest.fixture(scope="module")
def quotes(demo_graph: Graph, demo_output: Path) -> Quotes:
    """By the document's name and offsets: what the graph quotes there, and the document's text."""
    found = demo_graph.query(QUOTES)
    assert isinstance(found, QuerySolutions)
    texts = {path.stem: path.read_text("utf-8") for path in (demo_output / "sources").glob("*.txt")}
    return {
        (row["file"].value, int(row["begin"].value), int(row["end"].value)): (
            row["quote"].value,
            texts[row["source"].value.rpartition("/")[2]],
        )
        for row in found
    }


@pytest.fixture(scope="module")
def demo_page(demo_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return view.write(demo_graph, "topic", "SEND", tmp_path_factory.mktemp("views") / "demo.html")


def cited(quotation: Locator) -> tuple[str, int, int]:
    """The document and the offsets that stand below a quotation."""
    place = quotation.locator("xpath=following-sibling::p[1]")
    numbers = re.search(r"characters ([\d,]+) to ([\d,]+)", place.inner_text())
    assert numbers
    begin, end = (int(number.replace(",", "")) for number in numbers.groups())
    return place.locator("bdi").inner_text(), begin, end


def test_a_passage_is_marked_in_its_paragraph(chromium: Browser, demo_page: Path, quotes: Quotes) -> None:
    chromium.open(demo_page).settle()
    checked = 0
    for item in chromium.run("view.nodes.filter((node) => node.group === 'item').map((node) => node.id)")[:4]:
        chromium.run("(id) => choose('thing', id)", item)
        for quotation in chromium.locator("#panel blockquote:has(mark)").all():
            file, begin, end = cited(quotation)
            quote, text = quotes[file, begin, end]
            marked, paragraph = quotation.locator("mark").text_content() or "", quotation.text_content() or ""
            assert marked == clean(quote) == clean(text[begin:end])
            assert "\n\n" not in text[begin:end].strip()
            assert len(paragraph) > len(marked)
            assert without_spaces(paragraph) in without_spaces(text), "the paragraph stands so in the document"
            checked += 1
    assert checked >= 5


def without_spaces(text: str) -> str:
    """``text`` as the page has it, less its spaces: the page has one where a document breaks a line."""
    return re.sub(r"\s", "", clean(text))


def test_every_quotation_of_a_thing_stands_in_the_graph(chromium: Browser, demo_page: Path, quotes: Quotes) -> None:
    chromium.open(demo_page).settle()
    chromium.run("(id) => choose('thing', id)", chromium.run("view.nodes.find((n) => n.group === 'organisation').id"))
    quotations = chromium.locator("#panel blockquote").all()
    assert quotations
    for quotation in quotations:
        quote, _ = quotes[cited(quotation)]
        mark = quotation.locator("mark")
        said = mark.text_content() if mark.count() else quotation.text_content()
        assert said == clean(quote)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mark_stands_out_from_its_paragraph(
    chromium: Browser, demo_page: Path, scheme: Literal["light", "dark"]
) -> None:
    chromium.open(demo_page).settle()
    chromium.prefer(scheme)
    chromium.run("(id) => choose('thing', id)", chromium.run("view.nodes.find((n) => n.group === 'item').id"))
    expect(chromium.locator("#panel mark").first).to_be_visible()
    behind = "(selector) => getComputedStyle(document.querySelector(selector)).backgroundColor"
    assert chromium.run(behind, "#panel mark") != chromium.run(behind, "#panel blockquote")
