"""The index of names beside a build's store finds what reading all names finds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from graphbuild import lookup, output
from graphbuild.errors import GraphbuildError
from graphbuild.graph.store import Graph, open_graph
from graphbuild.lookup import Thing
from graphbuild.naming import folded

DATA = Path(__file__).parents[1] / "data" / "barchester.ttl"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build's folder as far as looking up goes: its store, and the index in it."""
    folder = tmp_path_factory.mktemp("indexed")
    loaded = open_graph(DATA).store
    assert loaded is not None
    store = Store(str(folder / output.STORE))
    store.bulk_extend(loaded)
    store.flush()
    del store
    lookup.write_index(folder)
    return folder


@pytest.fixture(scope="module")
def graph(folder: Path) -> Graph:
    graph = open_graph(folder)
    assert graph.names is not None
    return graph


def ways_to_name(thing: Thing) -> set[str]:
    """Texts that name it, or come near to it."""
    ways = {thing.iri, "", "?", "the", "Councillor", "topic:SEND", "x" + thing.iri}
    for name in thing.names:
        words = name.split()
        ways |= {name, name.upper(), folded(name), f"The {name}", f"Cllr {words[-1]}", words[-1], words[0]}
        ways |= {f"{words[0][0]} {words[-1]}", f"{words[0][0]}. {words[-1]}", f"Z {words[-1]}", name[:-1]}
    return ways


@pytest.mark.parametrize("kind", lookup.INDEXED)
def test_it_finds_what_reading_all_names_finds(graph: Graph, kind: str) -> None:
    known = lookup.things(graph, kind)
    texts = {way for thing in known for way in ways_to_name(thing)}
    without = replace(graph, names=None)
    assert len(texts) > 50
    for text in sorted(texts):
        expected = lookup.find(known, text)
        assert lookup.named(graph, kind, text) == expected, text
        assert lookup.named(without, kind, text) == expected


def test_a_kind_without_index_is_read_from_the_graph(graph: Graph) -> None:
    (meeting,) = lookup.things(graph, "meeting")[:1]
    assert meeting in lookup.named(graph, "meeting", meeting.label)


def test_a_broken_index_is_an_error_with_its_remedy(graph: Graph, tmp_path: Path) -> None:
    broken = tmp_path / "names.sqlite"
    broken.write_bytes(b"no database " * 100)
    with pytest.raises(GraphbuildError, match=r"names\.sqlite cannot be read .*; build it again"):
        lookup.named(replace(graph, names=broken), "person", "Penhale")


def test_a_file_beside_a_store_is_asked_for_its_own_names(folder: Path) -> None:
    (folder / "graph.ttl").write_bytes(DATA.read_bytes())
    assert open_graph(folder / "graph.ttl").names is None
