"""The index of names beside a build's store finds what reading all names finds."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from graphbuild import lookup, output
from graphbuild.errors import GraphbuildError
from graphbuild.graph.store import Graph, open_graph
from graphbuild.lookup import Thing
from graphbuild.naming import folded

TEXTS = 300
"""That are looked up of each kind, at most."""
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


@pytest.mark.parametrize("unused", [True, False])
@pytest.mark.parametrize("kinds", [*((kind,) for kind in lookup.KINDS), lookup.KINDS], ids=" ".join)
def test_it_finds_what_reading_all_names_finds(graph: Graph, kinds: tuple[str, ...], unused: bool) -> None:
    known = [thing for kind in kinds for thing in lookup.things(graph, kind, unused)]
    texts = {way for thing in known for way in ways_to_name(thing)}
    without = replace(graph, names=None)
    assert len(texts) > 15
    some = sorted(texts)[:: 1 + len(texts) // TEXTS]
    for text in some:
        assert lookup.named(graph, kinds, text, unused) == lookup.find(known, text), text
    for text in some[::10]:
        assert lookup.named(without, kinds, text, unused) == lookup.find(known, text), text


def test_a_broken_index_is_an_error_with_its_remedy(graph: Graph, tmp_path: Path) -> None:
    broken = tmp_path / "names.sqlite"
    broken.write_bytes(b"no database " * 100)
    with pytest.raises(GraphbuildError, match=r"names\.sqlite cannot be read .*; build it again"):
        lookup.named(replace(graph, names=broken), ("person",), "Penhale")


def test_an_index_of_another_version_is_an_error_and_lacks_no_names(graph: Graph, tmp_path: Path) -> None:
    assert graph.names is not None
    older = Path(shutil.copy(graph.names, tmp_path))
    with closing(sqlite3.connect(older)) as database:
        database.execute("PRAGMA user_version = 0")
    with pytest.raises(GraphbuildError, match=r"another version of graphbuild has written it.*build it again"):
        lookup.named(replace(graph, names=older), ("person",), "Penhale")


def test_a_file_beside_a_store_is_asked_for_its_own_names(folder: Path) -> None:
    (folder / "graph.ttl").write_bytes(DATA.read_bytes())
    assert open_graph(folder / "graph.ttl").names is None
