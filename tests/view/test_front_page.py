"""The front page in real Chromium: its numbers are the graph's, and its ways lead where they say."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from chromium import Browser
from council import HOSTILE, hostile
from playwright.sync_api import Locator, expect
from pyoxigraph import QuerySolutions

from graphbuild import query, view
from graphbuild.format import plain
from graphbuild.graph.store import Graph
from graphbuild.view.text import clean
from graphbuild.vocabulary import PREFIXES

pytestmark = pytest.mark.browser

COUNTED = {
    "documents": "?thing a gb:Source",
    "meetings on record": "?thing a gb:Meeting ; gb:recordedIn ?source",
    "agenda items": "?thing a gb:AgendaItem ; dcterms:title ?title",
    "decisions": "?thing a gb:Resolution",
    "people": "?thing a foaf:Person",
    "organisations": "?thing a org:Organization",
    "services and plans": "?thing a gb:Undertaking",
}


@pytest.fixture(scope="module")
def front(demo_views: Path) -> Path:
    return demo_views / "index.html"


@pytest.fixture(scope="module")
def hostile_front(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return view.write_all(hostile().graph(), tmp_path_factory.mktemp("hostile"))


def number(graph: Graph, pattern: str) -> int:
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    found = graph.query(f"{prefixes}SELECT (COUNT(DISTINCT ?thing) AS ?number) WHERE {{ {pattern} }}")
    assert isinstance(found, QuerySolutions)
    return int(next(iter(found))["number"].value)


def section(chromium: Browser, name: str) -> Locator:
    return chromium.locator(f"section[aria-labelledby={name}]")


def test_numbers_are_those_of_the_graph(chromium: Browser, front: Path, demo_graph: Graph) -> None:
    chromium.open(front)
    expected = [f"{number(demo_graph, pattern)} {words}" for words, pattern in COUNTED.items()]
    expect(chromium.locator("header p")).to_have_text(f"{', '.join(expected)}, 2014 to 2024.")


def test_bars_are_the_topics_over_time(chromium: Browser, front: Path, demo_graph: Graph) -> None:
    answer = query.run(demo_graph, query.load("topics-over-time"))
    columns = [answer.columns.index(name) for name in ("topic", "year", "items")]
    expected: dict[str, dict[str, str]] = {}
    for row in answer.rows:
        topic, year, items = (plain(row[column]) for column in columns)
        if items != "0":
            expected.setdefault(topic, {})[year] = items
    chromium.open(front)
    found = {}
    for card in section(chromium, "topics").locator("li").all():
        bars = {}
        for bar in card.locator("rect").all():
            year, items = (bar.locator("title").text_content() or "").split(": ")
            bars[year] = (items, float(bar.get_attribute("height") or 0), float(bar.get_attribute("x") or 0))
        assert all(
            (int(one[0]) > int(other[0])) == (one[1] > other[1]) for one in bars.values() for other in bars.values()
        )
        assert all(bars[one][2] < bars[other][2] for one, other in pairwise(sorted(bars)))
        name = card.locator("a.main").inner_text()
        found[name] = {year: items for year, (items, _, _) in bars.items()}
        items = sum(map(int, found[name].values()))
        expect(card.locator(".number")).to_have_text(f"{items} item{'s' if items > 1 else ''}")
        said = ", ".join(f"{year} {items}" for year, items in sorted(found[name].items()))
        expect(card.locator("svg")).to_have_attribute("aria-label", f"Items by year: {said}")
    assert found == expected


def test_every_link_leads_to_a_page_that_is_there(chromium: Browser, front: Path) -> None:
    chromium.open(front)
    targets = chromium.locator("a").evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
    assert len(targets) > 100
    for target in targets:
        assert (front.parent / unquote(target.partition("#")[0])).is_file(), target


@pytest.mark.parametrize("part", ["topics", "meetings", "person", "organisation", "undertaking"])
def test_a_link_opens_the_page_of_that_thing(chromium: Browser, front: Path, part: str) -> None:
    chromium.open(front)
    own = section(chromium, part).locator("li a:not(.also):not([href^='corpus'])").first
    name, target = own.inner_text(), own.get_attribute("href")
    own.click()
    assert chromium.page.url.endswith(f"/{target}")
    heading = chromium.locator("h1")
    expect(heading).to_contain_text(name)
    chromium.page.get_by_role("link", name="All views").click()
    assert chromium.page.url == front.as_uri()


def test_a_topic_has_its_story_and_its_network(chromium: Browser, front: Path) -> None:
    chromium.open(front)
    chromium.page.get_by_role("link", name="Network of Child sexual exploitation").click()
    expect(chromium.locator("h1")).to_contain_text("Child sexual exploitation")
    expect(chromium.locator("svg.timeline")).to_have_count(0)
    chromium.page.get_by_role("link", name="The story through the years").click()
    expect(chromium.locator("svg.timeline")).to_be_visible()
    chromium.page.get_by_role("link", name="The network alone").click()
    expect(chromium.locator("svg.timeline")).to_have_count(0)


def test_an_item_of_a_thread_opens_in_the_whole_corpus(chromium: Browser, front: Path) -> None:
    chromium.open(front)
    item = section(chromium, "threads").get_by_role("link", name="62 Independent Evaluation of the Waymark Service")
    item.click()
    assert re.search(r"/corpus\.html#focus=.+item%2F62&depth=1", chromium.page.url)
    expect(chromium.locator("#scope strong")).to_have_text(
        "Around 62 Independent Evaluation of the Waymark Service, 1 link far"
    )
    shown = chromium.shown()
    assert any(iri.endswith("2019-02-12/item/62") for iri in shown)
    assert any(iri.endswith("organisation/university-of-barset") for iri in shown)
    assert chromium.overlaps() == 0


def test_what_was_asked_for_is_that_of_the_query(chromium: Browser, front: Path, demo_graph: Graph) -> None:
    answer = query.run(demo_graph, query.load("open-actions"))
    decisions = [plain(row[answer.columns.index("decision")]) for row in answer.rows][:10]
    chromium.open(front)
    rows = section(chromium, "asked").locator("tbody tr")
    assert [row.locator("td").nth(1).locator("bdi").first.inner_text() for row in rows.all()] == decisions


def test_documents_and_meetings_are_all_listed(chromium: Browser, front: Path) -> None:
    chromium.open(front)
    assert sorted(section(chromium, "documents").locator("bdi").all_inner_texts()) == [
        *("2014-06-minutes.txt", "2014-09-minutes.txt", "2017-10-minutes.txt"),
        *("2019-02-agenda-and-minutes.txt", "2020-09-agenda-pack.txt", "2024-06-minutes.txt"),
    ]
    days = section(chromium, "meetings").locator("a").all_inner_texts()
    assert days == [
        *("25 June 2024", "15 September 2020", "14 July 2020", "12 February 2019"),
        *("10 October 2017", "17 September 2014", "18 June 2014"),
    ]


@pytest.mark.parametrize(
    ("typed", "heading", "page"),
    [
        ("lantern row", "Lantern Row", "organisation-lantern-row.html"),
        ("penhale esther", "Councillor Esther Penhale", "person-barchester-esther-penhale.html"),
        ("Wáymark service", "Waymark Service", "service-barchester-waymark-service.html"),
        ("child sexual", "Child sexual exploitation", "trace-cse.html"),
    ],
)
def test_search_finds_by_name_and_goes_there(
    chromium: Browser, front: Path, typed: str, heading: str, page: str
) -> None:
    chromium.open(front)
    chromium.locator("#search").press_sequentially(typed)
    expect(chromium.locator("#found [role=option]").first).to_contain_text(heading)
    chromium.press("Enter")
    expect(chromium.locator("h1")).to_contain_text(heading)
    assert chromium.page.url.endswith(f"/{page}")


def test_search_goes_by_arrows_and_by_pointer_and_says_what_it_lacks(chromium: Browser, front: Path) -> None:
    chromium.open(front)
    box, options = chromium.locator("#search"), chromium.locator("#found [role=option]")
    box.press_sequentially("waymark")
    assert options.count() > 3
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    chromium.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "found-1")
    chromium.press("Escape")
    expect(chromium.locator("#found")).to_be_hidden()
    box.fill("zzz")
    expect(chromium.locator("#found")).to_have_text("Nothing in this corpus is called so.")
    chromium.press("Enter")
    assert chromium.page.url == front.as_uri()
    box.fill("62 independent")
    options.first.click()
    expect(chromium.locator("#scope strong")).to_contain_text("Around 62 Independent Evaluation")


def test_nothing_is_loaded_and_nothing_complains(chromium: Browser, front: Path) -> None:
    chromium.open(front)
    chromium.locator("#search").press_sequentially("way")
    assert [url for url in chromium.requests() if not url.startswith(("file:", "data:", "blob:"))] == []
    assert chromium.complaints() == []


def test_can_be_read_without_a_script(chromium: Browser, front: Path) -> None:
    chromium.open(front, script=False)
    expect(chromium.locator(".search")).to_be_hidden()
    expect(section(chromium, "topics").locator("svg").first).to_be_visible()
    chromium.page.get_by_role("link", name="Lantern Row").first.click()
    expect(chromium.locator("h1")).to_contain_text("Lantern Row")
    expect(chromium.locator("#facts table")).to_be_visible()


@pytest.mark.parametrize("page", ["front", "hostile_front"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_runs_out_of_the_window(
    chromium: Browser, page: str, width: int, request: pytest.FixtureRequest
) -> None:
    chromium.open(request.getfixturevalue(page), width, 844)
    assert chromium.run("document.documentElement.scrollWidth") <= width
    chromium.locator("#search").press_sequentially("a")
    box = chromium.locator("#found").bounding_box()
    assert box
    assert 0 <= box["x"] < box["x"] + box["width"] <= width


def test_hostile_names_print_as_typed(chromium: Browser, hostile_front: Path) -> None:
    chromium.open(hostile_front)
    listed = section(chromium, "organisation").locator("bdi").all_text_contents()
    assert {clean(f"{title} Ltd") for title in HOSTILE} <= set(listed)
    chromium.locator("#search").press_sequentially("<script>window")
    expect(chromium.locator("#found [role=option]").first).to_contain_text(HOSTILE[0])
    chromium.press("Enter")
    expect(chromium.locator("h1, #scope").first).to_contain_text(
        "The whole corpus" if "#" in chromium.page.url else HOSTILE[0]
    )
    assert chromium.run("window.hacked === undefined")
    assert chromium.locator("img").count() == 0
    assert chromium.complaints() == []


def test_the_same_graph_gives_the_same_front_page(front: Path, demo_graph: Graph, tmp_path: Path) -> None:
    again = view.write_all(demo_graph, tmp_path / "again")
    assert again.read_bytes() == front.read_bytes()
    assert {path.name for path in again.parent.iterdir()} == {path.name for path in front.parent.iterdir()}
