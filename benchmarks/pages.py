"""How fast a page of 5,000 things opens in headless Chromium, beside pyvis's plain page of the same nodes and edges.

    python benchmarks/pages.py [--things N] [--runs N] [--at-most RATIO] [--chromium PATH] [--keep FOLDER]

The things and facts are what a corpus of a large council would give: meetings with their items, decisions, people and
posts, organisations and services, each fact with the passages that state it, in paragraphs. Ours is the page of the
whole corpus, as `graphbuild view corpus` writes it; pyvis's has the same nodes and edges, labels, places and colours,
with physics off, and shows everything at once as pyvis does. Both are self-contained.

Each is opened by turns in a fresh window with the network off; the time is from the start of the navigation to the end
of the first drawing in which the network stands. Ends with 1 where ours takes more than RATIO times as long as pyvis's
(the medians), or weighs more than MOST_MB, or takes longer than WRITING to be written.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import networkx as nx
from playwright.sync_api import Browser, sync_playwright
from pyvis.network import Network

from graphbuild.view import groups, kinds
from graphbuild.view.content import View
from graphbuild.view.page import render
from graphbuild.view.reading import Passage

THINGS, RUNS = 5000, 5
MOST_MB = 8.0
WRITING = 60.0
"""Seconds in which the page must be written."""
IRI = "https://example.org/id/{}/{}"
# Of 5,000 things about these shares; each kind's facts lead to things of the kinds named, this many each.
SHARES = {
    "meeting": 0.05,
    "item": 0.3,
    "decision": 0.35,
    "person": 0.08,
    "post": 0.06,
    "organisation": 0.08,
    "undertaking": 0.06,
    "topic": 0.02,
}
FACTS = (
    ("item", "http://purl.org/dc/terms/isPartOf", "is an item of", "meeting", 1),
    ("item", "http://purl.org/dc/terms/subject", "is about", "topic", 1),
    ("item", "presentedBy", "presented by", "post", 1),
    ("item", "discusses", "discusses", "organisation", 1),
    ("item", "discusses", "discusses", "undertaking", 1),
    ("item", "https://w3id.org/graphbuild/ontology#followsUp", "follows up", "item", 1),
    ("decision", "http://purl.org/dc/terms/isPartOf", "was decided under", "item", 1),
    ("decision", "askedOf", "asks", "post", 1),
    ("person", "present", "was present at", "meeting", 5),
    ("person", "held", "held the post", "post", 1),
    ("organisation", "provides", "provides", "undertaking", 2),
    ("post", "postIn", "is a post in", "organisation", 1),
)
WORDS = (
    "the report and answered what members asked about how long families wait for a plan and for places in schools "
    "while costs rose in the second half of the year and partners were asked to come back with figures for each "
    "service by spring so that the commission could see what had changed since it last looked at the matter"
).split()
FIRST_DRAWING = """
  let made;
  window.vis = {
    get Network() { return made; },
    set Network(Real) {
      made = class extends Real {
        constructor(...given) {
          super(...given);
          this.on("afterDrawing", () => { if (this.body.nodeIndices.length) window.drawnAfter ??= performance.now(); });
        }
      };
    },
  };
"""
"""Notes when any vis.Network has first drawn something: vis-network puts what it has into the object of that name."""
DRAWN = """() => new Promise((done) => {
  const look = setInterval(() => {
    if (window.drawnAfter === undefined) return;
    clearInterval(look);
    done(window.drawnAfter);
  }, 20);
})"""


def corpus(things: int) -> nx.MultiDiGraph:
    """A graph as ``graphbuild.view.network.of_corpus`` gives it; the same each time."""
    chance = random.Random(1)
    net = nx.MultiDiGraph(focus="", left_out=0)
    names = {kind: [IRI.format(kind, number) for number in range(int(things * SHARES[kind]))] for kind in SHARES}
    dates = {iri: (_date(chance),) for kind in ("meeting", "item", "decision") for iri in names[kind]}
    for kind, members in names.items():
        for iri in members:
            label = f"{_words(chance, 3, 12).capitalize()} {iri.rpartition('/')[2]}"
            evidence = tuple(_passage(chance) for _ in range(chance.randint(1, 3)))
            known = {"details": (("Also called", _words(chance, 2, 4)),), "confidence": 0.9, "rule": "by-name"}
            when = dates.get(iri, (_date(chance),))
            net.add_node(iri, kind=kind, label=label, short=label, evidence=evidence, beyond=False, context=False)
            net.nodes[iri].update(known, dates=when, years=tuple(date[:4] for date in when))
    for begin, relation, words, end, number in FACTS:
        for iri in names[begin]:
            for other in chance.sample(names[end], min(number, len(names[end]))):
                date = _date(chance)
                said = {"dates": (date,), "years": (date[:4],), "evidence": (_passage(chance),)}
                sure = {"modality": "", "confidence": 0.85, "rule": "by-rule"}
                net.add_edge(iri, other, key=(relation, iri), kind=relation, label=words, node=iri, **said, **sure)
    return net


def _date(chance: random.Random) -> str:
    return f"{chance.randint(2008, 2024)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def _words(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(least, most)))


def _passage(chance: random.Random) -> Passage:
    begin = chance.randint(0, 90_000)
    sentence = f"{_words(chance, 8, 30).capitalize()}."
    date = _date(chance)
    around = (f"{_words(chance, 10, 40).capitalize()}. ", f" {_words(chance, 10, 40).capitalize()}.")
    return Passage(sentence, f"minutes-{date}.txt", (date,), begin, begin + len(sentence), None, *around)


def ours(net: nx.MultiDiGraph, page: Path) -> float:
    """Writes our page; the seconds that it takes."""
    began = time.perf_counter()
    view = View("corpus", "", "The whole corpus", "", net, groups.arrange(net))
    page.write_text(render(view), "utf-8")
    return time.perf_counter() - began


def plain(net: nx.MultiDiGraph, page: Path) -> float:
    """Writes pyvis's page, as its users would; the seconds that it takes."""
    began = time.perf_counter()
    places = nx.random_layout(net, seed=1)
    picture = Network(directed=True, cdn_resources="in_line", height="800px")
    for node, data in net.nodes(data=True):
        x, y = (float(axis) * 8000 for axis in places[node])
        picture.add_node(
            node, label=data["label"][:40], title=data["label"], color=kinds.of(data["kind"]).colour, x=x, y=y
        )
    for begin, end, words in net.edges(data="label"):
        picture.add_edge(begin, end, title=words)
    picture.toggle_physics(False)
    page.write_text(picture.generate_html(), "utf-8")
    return time.perf_counter() - began


def opening(chromium: Browser, page: Path) -> float:
    """Seconds from the start of the navigation to the end of the first drawing."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    try:
        tab = context.new_page()
        tab.set_default_timeout(120_000)
        tab.add_init_script(FIRST_DRAWING)
        tab.goto(page.as_uri(), wait_until="commit")
        return float(tab.evaluate(DRAWN)) / 1000
    finally:
        context.close()


def by_turns(chromium: Browser, pages: dict[str, Path], runs: int) -> Iterator[tuple[str, float]]:
    for page in pages.values():
        opening(chromium, page)  # the first is slower for either
    for _ in range(runs):
        for name, page in pages.items():
            yield name, opening(chromium, page)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--things", type=int, default=THINGS)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--at-most", type=float, metavar="RATIO")
    parser.add_argument("--chromium", default=shutil.which("chromium"), metavar="PATH")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where to leave the pages")
    args = parser.parse_args()
    net = corpus(args.things)
    print(f"{len(net):,} things, {net.number_of_edges():,} facts")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        pages = {name: folder.resolve() / f"{name}.html" for name in ("graphbuild", "pyvis")}
        writing = {"graphbuild": ours(net, pages["graphbuild"]), "pyvis": plain(net, pages["pyvis"])}
        chromium = playwright.chromium.launch(executable_path=args.chromium, chromium_sandbox=False)
        times: dict[str, list[float]] = {name: [] for name in pages}
        for name, seconds in by_turns(chromium, pages, args.runs):
            times[name].append(seconds)
        chromium.close()
        sizes = {name: page.stat().st_size / 1e6 for name, page in pages.items()}
    for name, taken in times.items():
        spread = f"{min(taken):.2f} to {max(taken):.2f} s"
        print(
            f"{name}: opens in {median(taken):.2f} s ({spread}), {sizes[name]:.1f} MB, written in {writing[name]:.1f} s"
        )
    ratio = median(times["graphbuild"]) / median(times["pyvis"])
    print(f"ratio {ratio:.2f}")
    return int(
        (args.at_most is not None and ratio > args.at_most)
        or sizes["graphbuild"] > MOST_MB
        or writing["graphbuild"] > WRITING
    )


if __name__ == "__main__":
    sys.exit(main())
