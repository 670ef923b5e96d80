"""The files of a build from quads that come a few graphs at a time, in any order.

``graph.ttl`` is all graphs' subjects sorted: runs of them are sorted in memory and merged from a temporary file. Only
then the section of each is known, and ``graph.trig`` can be put in order, a graph at a time.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, RdfFormat, Triple

from graphbuild.graph.load import Loader
from graphbuild.graph.sections import BY_CLASS, LAST, SECTIONS
from graphbuild.graph.spill import Run, Spill
from graphbuild.graph.turtle import INDENT, Said, Statement, Turtle, block, natural, united

Graphs = dict[NamedNode | BlankNode | DefaultGraph, dict[NamedNode | BlankNode | Triple, list[Statement]]]
"""What graphs say of subjects."""
Row = tuple[str, str, str, Said]
"""A subject: what it is sorted by, its IRI, how that is written, and what is said of it."""
_SORTED_BY = itemgetter(0, 1)
_RUN = 30_000
"""Subjects that are sorted in memory."""
_IN_MEMORY = 1_000_000
"""Bytes of a section that need no file."""


class Files:
    """Takes graphs with ``add``, then writes ``graph.ttl``, then ``graph.trig``."""

    def __init__(self, folder: Path, turtle: Turtle, loader: Loader) -> None:
        """What is written into ``folder`` goes to ``loader`` as well. Raises OSError where there is no room."""
        self._folder, self._turtle, self._loader = folder, turtle, loader
        self._by_class = {turtle.term(cls): number for cls, number in BY_CLASS.items()}
        self._open = ExitStack()
        self._spill: Spill[Row] = self._open.enter_context(Spill(folder))
        self._held: list[Row] = []
        self._runs: list[Run] = []
        self._graphs: defaultdict[str, list[Run]] = defaultdict(list)
        self._sections: dict[str, int] = {}
        """By IRI, of subjects that a graph alone would put into another."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()

    @property
    def graphs(self) -> int:
        """How many there are."""
        return len(self._graphs)

    def add(self, graphs: Graphs) -> None:
        """Takes what ``graphs`` say."""
        for graph, subjects in graphs.items():
            assert isinstance(graph, NamedNode)
            rows = [self._row(node, said) for node, said in subjects.items() if isinstance(node, NamedNode)]
            self._graphs[graph.value].append(self._spill.put(rows))
            self._held += rows
            texts = [block(written, said) for _, _, written, said in rows]
            self._loader.put(RdfFormat.TRIG, [f"{self._turtle.term(graph)} {{\n", *texts, "}\n"])
            if len(self._held) > _RUN:
                self._runs.append(self._sorted_run())

    def write_turtle(self) -> tuple[int, dict[str, int]]:
        """Writes ``graph.ttl``; gives the number of its triples, and of instances by class."""
        self._runs.append(self._sorted_run())
        triples = 0
        classes: Counter[str] = Counter()
        with ExitStack() as files:
            sections = [
                files.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=str(self._folder))) for _ in SECTIONS
            ]
            for iri, parts in self._subjects():
                said = united([part[3] for part in parts])
                section = self._section(said)
                if any(self._section(part[3]) != section for part in parts):
                    self._sections[iri] = section
                text = "\n" + block(parts[0][2], said)
                sections[section].write(text.encode())
                self._loader.put(RdfFormat.TURTLE, [text])
                triples += sum(map(len, said.values()))
                classes.update(said.get("a", ()))
            self._put_together(sections)
        return triples, dict(sorted(classes.items()))

    def write_trig(self) -> int:
        """Writes ``graph.trig``; gives the number of its quads."""
        quads = 0
        with (self._folder / "graph.trig").open("w", encoding="utf-8", newline="\n") as file:
            file.write(self._turtle.header())
            for graph in sorted(self._graphs, key=lambda iri: (natural(iri), iri)):
                file.write(f"\n{self._turtle.term(NamedNode(graph))} {{\n")
                for section, members in groupby(self._in_order(graph), key=itemgetter(0)):
                    file.write(f"\n{INDENT}# {SECTIONS[section][0]}\n")
                    for _, (_, _, written, said) in members:
                        file.write("\n" + block(written, said, INDENT))
                        quads += sum(map(len, said.values()))
                file.write("}\n")
        return quads

    def _row(self, node: NamedNode, statements: Iterable[Statement]) -> Row:
        iri = node.value
        return natural(iri), iri, self._turtle.term(node), self._turtle.said(statements)

    def _sorted_run(self) -> Run:
        self._held.sort(key=_SORTED_BY)
        run = self._spill.put(self._held)
        self._held = []
        return run

    def _subjects(self) -> Iterator[tuple[str, list[Row]]]:
        """Each subject's IRI and what graphs say of it, in order."""
        for (_, iri), parts in groupby(self._spill.merged(self._runs, _SORTED_BY), key=_SORTED_BY):
            yield iri, list(parts)

    def _in_order(self, graph: str) -> list[tuple[int, Row]]:
        """The subjects of a graph in the order of the file, each with its section."""
        rows = [row for run in self._graphs[graph] for row in self._spill.get(run)]
        rows.sort(key=_SORTED_BY)
        found = []
        for (key, iri), parts in groupby(rows, key=_SORTED_BY):
            (_, _, written, first), *others = parts
            said = united([first, *(other[3] for other in others)])
            section = self._sections.get(iri)
            found.append((self._section(said) if section is None else section, (key, iri, written, said)))
        found.sort(key=itemgetter(0))
        return found

    def _section(self, said: Mapping[str, list[str]]) -> int:
        return min((self._by_class.get(cls, LAST) for cls in said.get("a", ())), default=LAST)

    def _put_together(self, sections: Iterable[tempfile.SpooledTemporaryFile[bytes]]) -> None:
        with (self._folder / "graph.ttl").open("wb") as file:
            file.write(self._turtle.header().encode())
            for (heading, _), section in zip(SECTIONS, sections, strict=True):
                if section.tell():
                    file.write(f"\n# {heading}\n".encode())
                    section.seek(0)
                    shutil.copyfileobj(section, file)
