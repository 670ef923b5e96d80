"""What is written: the same bytes for the same quads, and the same triples for every reader."""

from __future__ import annotations

import dataclasses
import io
import os
import random
import shutil
import string
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from madeup import CORPUS, FACTS
from madeup.settings import PROVENANCE, SETTINGS

from graphbuild.graph.emit import quads, statements
from graphbuild.graph.load import Loader
from graphbuild.graph.terms import Triple
from graphbuild.graph.turtle import Turtle, natural
from graphbuild.graph.write import as_trig, as_turtle, write
from graphbuild.model import Facts
from graphbuild.vocabulary import FOAF, GB, PREFIXES, RDF, RDFS, VOID, XSD

FILES = ("graph.ttl", "graph.trig")
AGAIN = f"""
import sys
from pathlib import Path
sys.path[:0] = {[str(Path(__file__).parent)]!r}
from madeup import CORPUS
from madeup.settings import PROVENANCE, SETTINGS

from graphbuild.graph.emit import quads
from graphbuild.graph.write import write
write(quads(CORPUS, SETTINGS, PROVENANCE), Path(sys.argv[1]))
"""


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_bytes_do_not_depend_on_the_hash_seed(built: Path, tmp_path: Path, seed: str) -> None:
    root = str(Path(__file__).parents[2])
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": root}
    subprocess.run([sys.executable, "-c", AGAIN, str(tmp_path)], check=True, env=environment)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


@pytest.fixture
def in_small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What only large corpora need: several batches, runs, parts and files."""
    for name, size in {
        "write._BATCH": 40,
        "write._LARGEST": 60,
        "files._RUN": 25,
        "files._IN_MEMORY": 300,
        "spill._BATCH": 7,
        "load._PART": 30_000,
    }.items():
        monkeypatch.setattr(f"graphbuild.graph.{name}", size)


@pytest.mark.usefixtures("in_small_parts")
@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_written_in_small_parts_is_the_same(built: Path, tmp_path: Path, workers: int) -> None:
    counts = write(statements(CORPUS, SETTINGS, PROVENANCE), tmp_path, workers)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes()
    assert set(ox.Store.read_only(f"{tmp_path}/store")) == set(ox.Store.read_only(f"{built}/store"))
    (tmp_path / "whole").mkdir()
    assert write(set(quads(CORPUS, SETTINGS, PROVENANCE)), tmp_path / "whole") == counts
    assert {path.name for path in tmp_path.iterdir()} == {*FILES, "store", "whole"}  # no temporary file is left


def test_bytes_do_not_depend_on_the_order_of_records_or_quads(built: Path, tmp_path: Path) -> None:
    shuffle = random.Random(7).sample
    facts = {
        f.name: tuple(shuffle(getattr(FACTS, f.name), len(getattr(FACTS, f.name)))) for f in dataclasses.fields(FACTS)
    }
    mixed = dataclasses.replace(
        CORPUS,
        sources=CORPUS.sources[::-1],
        entities=tuple(shuffle(CORPUS.entities, len(CORPUS.entities))),
        facts=Facts(**{name: tuple(shuffle(records, len(records))) for name, records in facts.items()}),
    )
    emitted = list(quads(mixed, SETTINGS, PROVENANCE))
    write(shuffle(emitted, len(emitted)) + emitted[:50], tmp_path)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


def test_every_reader_finds_the_same_triples(built: Path) -> None:
    path = built / "graph.ttl"
    parsed = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    assert len(parsed) == len(set(parsed)) > 900
    assert len(rdflib.Graph().parse(path)) == len(parsed)
    assert {t.triple for t in quads(CORPUS, SETTINGS, PROVENANCE)} == {t.triple for t in parsed}


@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper (raptor2-utils) is not installed")
def test_rapper_finds_as_many_triples(built: Path) -> None:
    path = built / "graph.ttl"
    run = subprocess.run(["rapper", "-q", "-i", "turtle", str(path)], capture_output=True, check=True)
    assert not run.stderr
    parsed = set(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    assert set(ox.parse(run.stdout, format=ox.RdfFormat.N_TRIPLES)) == parsed
    assert len(run.stdout.splitlines()) == len(parsed)


@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper (raptor2-utils) is not installed")
def test_odd_characters_are_read_by_all(tmp_path: Path) -> None:
    """Every code point below 0x300 but NUL, which reading refuses, and some of each kind above."""
    texts = [chr(i) for i in (*range(1, 0x300), 0x2028, 0xD7FF, 0xE000, 0xFFFD, 0xFFFE, 0xFFFF, 0x10000, 0x10FFFF)]
    graph = ox.NamedNode("https://example.org/id/linking")
    given_quads = {ox.Quad(graph, RDFS.label, ox.Literal(f"{text}x{text}"), graph) for text in texts}
    write(given_quads, tmp_path)
    path = tmp_path / "graph.ttl"
    expected = {quad.object.value for quad in given_quads}
    assert {str(o) for o in rdflib.Graph().parse(path).objects()} == expected
    run = subprocess.run(["rapper", "-q", "-i", "turtle", str(path)], capture_output=True, check=True)
    assert len(run.stdout.splitlines()) == len(expected)
    raptor = {t.object.value for t in ox.parse(run.stdout, format=ox.RdfFormat.N_TRIPLES)}
    assert raptor - {""} == {text for text in expected if text[0] not in "\ufffe\uffff"}


def test_trig_and_store_hold_the_same_quads_and_count_them(built: Path, tmp_path: Path) -> None:
    emitted = set(quads(CORPUS, SETTINGS, PROVENANCE))
    assert set(ox.parse(path=str(built / "graph.trig"), format=ox.RdfFormat.TRIG)) == emitted
    assert len(set(rdflib.Dataset().parse(built / "graph.trig", format="trig").quads())) == len(emitted)
    store = ox.Store.read_only(str(built / "store"))
    named = {quad for quad in store if quad.graph_name != ox.DefaultGraph()}
    assert named == emitted
    together = [quad.triple for quad in store if quad.graph_name == ox.DefaultGraph()]
    assert len(together) == len(set(together)) < len(emitted)
    assert set(together) == {quad.triple for quad in emitted}
    counts = write(emitted, tmp_path)
    assert counts.quads == len(emitted)
    assert counts.triples == len(together)
    assert counts.graphs == 3
    assert counts.classes["gb:Meeting"] == 4
    assert counts.classes["foaf:Person"] == 4
    assert list(counts.classes) == sorted(counts.classes)


def test_an_older_store_is_not_added_to(tmp_path: Path) -> None:
    write(quads(CORPUS, SETTINGS), tmp_path)
    with pytest.raises(FileExistsError, match="store is there already"):
        write(quads(CORPUS, SETTINGS), tmp_path)


def test_a_fault_while_emitting_is_not_swallowed(tmp_path: Path) -> None:
    def broken() -> Iterator[ox.Quad]:
        yield from list(quads(CORPUS, SETTINGS))[:10]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(broken(), tmp_path)


def test_a_fault_while_loading_is_not_swallowed(tmp_path: Path) -> None:
    loader = Loader(ox.Store(str(tmp_path / "store")), "", workers=2)
    with pytest.raises(SyntaxError), loader:
        loader.put(ox.RdfFormat.TURTLE, ["<https://example.org/a> no triple ."])


def test_it_reads_as_a_person_would_write_it(built: Path) -> None:
    text = (built / "graph.ttl").read_text(encoding="utf-8")
    headings = [line[2:] for line in text.splitlines() if line.startswith("# ")]
    assert headings[:4] == ["Data set", "Sources", "Meetings", "Agenda items"]
    assert headings[-2:] == ["Passages", "Codes and topics"]
    assert "\n<person/barchester/fenella-marsh> a foaf:Person ;\n    rdfs:label " in text
    assert text.index("/2014-06-11/9> a gb:AgendaItem") < text.index("/2014-06-11/10> a gb:AgendaItem")
    assert "\\/" not in text


# ---------------------------------------------------------------- properties of the Turtle writer

STARTS = ["https://example.org/id/", "https://e.example/a/../b/", "https://e.example/?q=/", "https://e.example/x#"]
BASES = st.sampled_from([*STARTS, ""])
PATHS = st.text(string.ascii_letters + string.digits + "/.-_~%#:=,?@é", max_size=20)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text("\"\\\n\r\t'", max_size=6)


@st.composite
def iris(draw: st.DrawFn) -> ox.NamedNode:
    start = draw(st.sampled_from([*STARTS, *sorted(PREFIXES.values())]))
    try:
        return ox.NamedNode(start + draw(PATHS))
    except ValueError:
        return ox.NamedNode("https://example.org/id/a")


DATATYPES = st.sampled_from([XSD.string, XSD.integer, XSD.decimal, XSD.date]) | iris()
NUMBERS = st.from_regex(r"[+-]?[0-9]{0,3}\.?[0-9]{0,3}", fullmatch=True)
LITERALS = (
    TEXTS.map(ox.Literal)
    | st.builds(lambda text, language: ox.Literal(text, language=language), TEXTS, st.sampled_from(["en", "en-gb"]))
    | st.builds(lambda text, datatype: ox.Literal(text, datatype=datatype), NUMBERS | TEXTS, DATATYPES)
)
TRIPLES = st.tuples(iris(), st.sampled_from([RDF.type, RDFS.label, FOAF.name]) | iris(), iris() | LITERALS)


@settings(max_examples=300, deadline=None)
@given(base=BASES, triples=st.sets(TRIPLES, max_size=6))
def test_what_is_written_reads_back_the_same(base: str, triples: set[Triple]) -> None:
    turtle = Turtle(base, PREFIXES)
    subjects = {subject for subject, _, _ in triples}
    text = turtle.header() + "".join(turtle.subject(s, [(p, o) for x, p, o in triples if x == s]) for s in subjects)
    assert {(t.subject, t.predicate, t.object) for t in ox.parse(text, format=ox.RdfFormat.TURTLE)} == triples


@settings(max_examples=20, deadline=None)
@given(triples=st.sets(TRIPLES, min_size=1, max_size=5))
def test_files_and_store_hold_what_went_in_whatever_it_is(
    triples: set[Triple],
) -> None:
    graph = ox.NamedNode("https://example.org/id/linking")
    given_quads = [ox.Quad(*triple, graph) for triple in triples]
    given_quads.append(ox.Quad(graph, VOID.uriSpace, ox.Literal("https://example.org/id/"), graph))
    with tempfile.TemporaryDirectory() as folder:
        write(given_quads, Path(folder))
        stored = {quad for quad in ox.Store.read_only(f"{folder}/store") if quad.graph_name == graph}
        assert set(ox.parse(path=f"{folder}/graph.trig", format=ox.RdfFormat.TRIG)) == stored
        assert {t.triple for t in ox.parse(path=f"{folder}/graph.ttl", format=ox.RdfFormat.TURTLE)} == {
            quad.triple for quad in stored
        }


CLASSES = [GB.Meeting, GB.Passage, FOAF.Person, ox.NamedNode("https://example.org/other")]
NAMES = st.integers(1, 30).map(lambda number: ox.NamedNode(f"https://example.org/id/{number}"))
QUADS = st.builds(ox.Quad, NAMES, st.sampled_from([RDF.type, GB.agent]), NAMES | st.sampled_from(CLASSES), NAMES)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("in_small_parts")
@given(given_quads=st.lists(QUADS, min_size=1, max_size=150))
def test_however_quads_come_in_small_parts_the_same_is_written(given_quads: list[ox.Quad]) -> None:
    """Graphs that come in pieces, subjects that only another graph gives a type, and the same again."""
    with tempfile.TemporaryDirectory() as folder:
        write(given_quads, Path(folder), workers=2)
        reference = ox.Store()
        reference.extend(given_quads)
        reference.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in given_quads)
        assert set(ox.Store.read_only(f"{folder}/store")) == set(reference)
        for name, write_store in zip(FILES, (as_turtle, as_trig), strict=True):
            text = io.StringIO()
            write_store(reference, text)
            assert Path(folder, name).read_text(encoding="utf-8") == text.getvalue()


@given(st.lists(st.text("aB/-0129٣²", max_size=8)))
def test_numbers_sort_by_value(texts: list[str]) -> None:
    # "0" and "00" are of one value: whoever sorts lets the text itself decide then.
    assert sorted(texts, key=lambda text: (natural(text), text)) == sorted(sorted(texts), key=natural)
    assert sorted(["i/10", "i/9", "i/09b", "i"], key=natural) == ["i", "i/9", "i/09b", "i/10"]
    natural("9" * 5000)
