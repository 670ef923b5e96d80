from __future__ import annotations

import base64
import hashlib
import html.parser
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from council import HOSTILE, Council
from hypothesis import given
from hypothesis import strategies as st

from graphbuild import view
from graphbuild.codes import EntityKind
from graphbuild.errors import GraphbuildError
from graphbuild.graph.store import Graph, open_graph
from graphbuild.view.packing import packed
from graphbuild.view.page import embedded

HERE = Path(__file__).parent
MADE = """
import sys
sys.path.insert(0, {here!r})
from pathlib import Path
from council import through_the_years
from graphbuild import view
view.write(through_the_years().graph(), "topic", "SEND", Path(sys.argv[1]))
"""


class Outline(html.parser.HTMLParser):
    """The elements of a page, and what its scripts and styles hold."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in self.texts and not data.isspace():
            self.texts[self.elements[-1][0]].append(data)

    def data(self) -> dict[str, Any]:
        """What the page's script reads, with its lists of records unpacked."""
        written = json.loads(self.texts["script"][0])
        return {name: unpacked(value) if is_packed(value) else value for name, value in written.items()}


def is_packed(value: Any) -> bool:
    return isinstance(value, dict) and "columns" in value


def unpacked(table: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [{} for _ in range(table["size"])]
    for name, column in table["columns"].items():
        for row, place in zip(rows, column.get("at", range(table["size"])), strict=True):
            if place >= 0:
                row[name] = column["values"][place]
    return rows


@pytest.fixture(scope="module")
def outline(send_page: Path) -> Outline:
    return Outline(send_page.read_text("utf-8"))


def test_points_at_nothing_outside_itself(outline: Outline) -> None:
    for tag, attributes in outline.elements:
        assert tag not in ("base", "iframe", "object", "embed", "form") or not attributes.get("action")
        assert attributes.get("src") is None
        assert (attributes.get("href") or "data:").startswith("data:")


def test_policy_allows_what_is_on_the_page_by_its_hash_alone(outline: Outline) -> None:
    policy = next(a["content"] for tag, a in outline.elements if tag == "meta" and a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "connect-src" not in policy
    for text in (*outline.texts["style"], *outline.texts["script"][1:]):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not any(
        "style" in attributes or any(name.startswith("on") for name in attributes) for _, attributes in outline.elements
    )


def test_keeps_the_licence_of_what_it_carries(send_page: Path) -> None:
    text = send_page.read_text("utf-8")
    assert "@license" in text
    assert "vis.js is dual licensed under both" in text


def test_hostile_text_is_text(hostile_page: Path) -> None:
    text = hostile_page.read_text("utf-8")
    outline = Outline(text)
    assert [tag for tag, _ in outline.elements].count("script") == 3
    assert not any(tag == "img" for tag, _ in outline.elements)
    things = outline.data()["things"]
    assert any(thing["name"] == f"1 {HOSTILE[0]}" for thing in things)
    assert "{{ 7 * 7 }}" in things[[t["name"][0] for t in things].index("3")]["name"]


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.none() | st.booleans() | st.integers(0, 2) | st.text())))
def test_packed_records_can_be_had_again(records: list[dict[str, Any]]) -> None:
    found = packed({"records": records, "kind": "topic"})
    assert found["kind"] == "topic"
    assert json.dumps(unpacked(found["records"]) if records else found["records"], sort_keys=True) == json.dumps(
        records, sort_keys=True
    )


@pytest.mark.parametrize("text", ["</script>", "<!--", "]]>", "&lt;", "a\u2028b\u2029c", '"\\'])
def test_embedded_data_cannot_leave_its_element(text: str) -> None:
    written = str(embedded({"text": text}))
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"text": text}


@pytest.mark.parametrize("kind", view.KINDS)
def test_every_kind_of_view_can_be_written(graph: Graph, kind: str, tmp_path: Path) -> None:
    names = {
        "topic": "send",
        "person": "Amara Blythe",
        "organisation": "Lantern Trust",
        "service": "Harbour Short Breaks Service",
        "meeting": "2019-03-05",
        "corpus": None,
    }
    out = tmp_path / "new" / "folder" / f"{kind}.html"
    assert view.write(graph, kind, names[kind], out) == out
    assert out.read_text("utf-8").rstrip().endswith("</html>")
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_a_thing_that_is_only_named_has_a_page_too(tmp_path: Path) -> None:
    council = Council()
    council.name(EntityKind.ORGANISATION, "Lantern Trust", council.say("2014-06-11", "The Lantern Trust was named."))
    text = view.write(council.graph(), "organisation", "Lantern Trust", tmp_path / "trust.html").read_text("utf-8")
    assert "<title>Lantern Trust</title>" in text
    assert len(Outline(text).data()["nodes"]) == 1


def test_same_graph_same_bytes_whatever_the_hash_seed(send_page: Path, tmp_path: Path) -> None:
    made = set()
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.html"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, "-c", MADE.format(here=str(HERE)), str(out)], env=environment, check=True)
        made.add(out.read_bytes())
    assert made == {send_page.read_bytes()}


def test_what_is_too_much_to_draw_starts_from_groups(big_graph: Graph, tmp_path: Path) -> None:
    text = view.write(big_graph, "topic", "SEND", tmp_path / "big.html").read_text("utf-8")
    data = Outline(text).data()
    assert 2 <= len(data["groups"]) <= 33
    assert not any("x" in node for node in data["nodes"])
    placed = {thing["group"] for number, thing in enumerate(data["things"]) if number != data["focus"]}
    assert placed == set(range(len(data["groups"])))
    assert "group" not in data["things"][data["focus"]]
    assert text.count("<tr>") == min(len(data["facts"]), 1000) + 1
    assert "The first 1000 of" in text


def test_a_page_that_would_weigh_too_much_quotes_less(
    big_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = view.write(big_graph, "topic", "SEND", tmp_path / "full.html").stat().st_size
    monkeypatch.setattr("graphbuild.view.page.WEIGHT", full - 1)
    light = view.write(big_graph, "topic", "SEND", tmp_path / "light.html")
    assert light.stat().st_size < full
    facts = Outline(light.read_text("utf-8")).data()["facts"]
    assert all(fact["evidence"] for fact in facts)


def test_a_page_that_weighs_too_much_even_so_shows_less_and_says_so(
    big_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Outline(view.write(big_graph, "corpus", None, tmp_path / "full.html").read_text("utf-8")).data()
    monkeypatch.setattr("graphbuild.view.page.WEIGHT", 1)
    text = view.write(big_graph, "corpus", None, tmp_path / "less.html").read_text("utf-8")
    data = Outline(text).data()
    assert len(data["things"]) <= 300 < len(full["things"])
    assert all(fact["evidence"] for fact in data["facts"])
    assert {thing["group"] for thing in data["things"]} == set(range(len(data["groups"])))
    assert not {"was present at", "sent apologies to", "was in attendance at"} & {f["words"] for f in data["facts"]}
    assert re.search(r"Who came to which meeting is left out here: \d+ facts", text)
    left_out = len(full["things"]) - len(data["things"])
    assert f"the {len(data['things'])} things with the most facts; {left_out} others are not" in text


def test_a_kind_that_there_is_not(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(GraphbuildError, match="no view of kind 'town'; there are: topic, person"):
        view.write(graph, "town", None, tmp_path / "town.html")


def test_the_corpus_has_no_name(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(GraphbuildError, match="of everything; leave 'SEND' out"):
        view.write(graph, "corpus", "SEND", tmp_path / "corpus.html")


def test_a_corpus_without_facts(tmp_path: Path) -> None:
    with pytest.raises(GraphbuildError, match="no facts to draw"):
        view.write(Council().graph(), "corpus", None, tmp_path / "corpus.html")


def test_a_file_that_cannot_be_written(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(GraphbuildError, match=r"file/view\.html cannot be written \(.+\); choose another --out"):
        view.write(graph, "topic", "SEND", tmp_path / "file" / "view.html")
    with pytest.raises(GraphbuildError, match="is a folder; name a file in it"):
        view.write(graph, "topic", "SEND", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_a_graph_written_by_hand_after_the_contract(tmp_path: Path) -> None:
    graph = open_graph(HERE.parent / "data" / "barchester.ttl")
    assert "Waymark" in view.write(graph, "topic", "CSE", tmp_path / "cse.html").read_text("utf-8")


def test_text_stands_out_from_what_is_behind_it() -> None:
    style = (Path(view.__file__).parent / "templates" / "page.css").read_text("utf-8")
    schemes = [dict(re.findall(r"--(\w+): (#\w{6});", block)) for block in re.findall(r":root \{(.*?)\}", style, re.S)]
    assert len(schemes) == 2
    for colours in schemes:
        for text in ("ink", "soft", "accent"):
            for behind in ("page", "band"):
                assert contrast(colours[text], colours[behind]) >= 4.5, (text, behind)
        assert contrast(colours["ink"], colours["mark"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
