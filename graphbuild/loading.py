"""What a cluster has built to a build's folder on this machine: its N-Quads to a store, Turtle and TriG."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import IO, cast

from pyoxigraph import BlankNode, DefaultGraph, Quad, RdfFormat, parse

from graphbuild import lookup, output
from graphbuild.errors import GraphbuildError, shown
from graphbuild.graph.write import write
from graphbuild.model import Findings
from graphbuild.report import Report, Stopwatch, document
from graphbuild.vocabulary import VOID
from graphbuild.workers import cores

_QUADS, _DOCUMENTS = "quads", "documents"
"""The folders of what a cluster has built."""
_FORMATS = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG}
_PACKED = ".gz"
_OF_DATA_SET = VOID.uriSpace.value.encode()


def load(paths: Sequence[Path], out: Path, progress: Callable[[str, int, int], None]) -> Report:
    """The quads in ``paths`` to ``graph.ttl``, ``graph.trig`` and ``store/`` in ``out``.

    A path is a file of N-Quads or TriG, packed by gzip or not, a folder of them, or what ``--engine spark`` has built.
    Then the documents' texts come along, so that quotations have their surroundings. Raises GraphbuildError for a path
    that holds none, a file that is not valid, and an output folder that cannot be; that stays as it was then.
    """
    files = [file for path in paths for file in _files(path)]
    timed = Stopwatch()
    with output.locked(out), output.staging(out) as new:
        with timed("read"):
            documents = [found for path in paths for found in _documents(path)]
        with timed("write"):
            counts = write(_quads(files, progress), new, cores())
            if not counts.quads:
                names = " and ".join(map(shown, paths))
                raise GraphbuildError(f"{names} holds no quads in a named graph; give what a build has written")
            lookup.write_index(new)
        output.write_texts(new, {found.source.slug: found.source.text for found in documents})
        report = Report(
            documents=tuple(map(document, documents)),
            refused=(),
            duplicates={},
            warnings=(),
            ignored=0,
            unchanged=0,
            corrections="",
            corrected=0,
            classes=counts.classes,
            triples=counts.triples,
            quads=counts.quads,
            seconds=timed.seconds,
            software={"graphbuild": version("graphbuild")},
        )
        output.write_report(new, report.to_json())
    return report


def _files(path: Path) -> list[Path]:
    """The files of quads at a path."""
    folder = path / _QUADS if (path / _QUADS).is_dir() else path
    files = sorted(file for file in folder.iterdir() if _format(file)) if folder.is_dir() else [path]
    if not files:
        raise GraphbuildError(f"{shown(path)} holds no quads; give a folder of .nq, .nq.gz or .trig files")
    for file in files:
        if not file.is_file():
            raise GraphbuildError(f"{shown(file)} does not exist; check the name")
        if not _format(file):
            raise GraphbuildError(f"{shown(file)} is no file of quads by its name; give one that ends in .nq or .trig")
    return files


def _format(file: Path) -> RdfFormat | None:
    return _FORMATS.get(Path(file.name.removesuffix(_PACKED)).suffix)


def _quads(files: Sequence[Path], progress: Callable[[str, int, int], None]) -> Iterator[Quad]:
    """The quads of all files that are in a named graph; what no graph has is no document's and no linking's.

    What the data's IRIs begin with comes first, wherever it stands: ``write`` wants to know early.
    """
    for file in files:
        yield from (quad for quad in _parsed(file, _OF_DATA_SET) if quad.predicate == VOID.uriSpace)
    for done, file in enumerate(files):
        progress("load", done, len(files))
        for quad in _parsed(file):
            if any(isinstance(term, BlankNode) for term in (quad.subject, quad.object, quad.graph_name)):
                raise GraphbuildError(f"{shown(file)} has blank nodes, so graphbuild has not written it; leave it out")
            if quad.graph_name != DefaultGraph():
                yield quad


def _parsed(file: Path, holding: bytes = b"") -> Iterator[Quad]:
    """The quads of a file; of N-Quads only the lines that hold these bytes."""
    packed, form = file.suffix == _PACKED, _format(file)
    try:
        with cast(IO[bytes], gzip.open(file) if packed else file.open("rb")) as stream:
            if holding and form is RdfFormat.N_QUADS:
                yield from parse(b"".join(line for line in stream if holding in line), form)
            else:
                yield from parse(stream, form)
    except (SyntaxError, EOFError, gzip.BadGzipFile, UnicodeDecodeError) as error:
        raise GraphbuildError(f"{shown(file)} is not valid: {shown(str(error))}; have it written again") from error


def _documents(path: Path) -> Iterator[Findings]:
    """What was found in the documents of a cluster's build."""
    if not (path / _DOCUMENTS).is_dir():
        return
    try:
        from pyarrow import dataset
    except ModuleNotFoundError:
        raise GraphbuildError(
            f"the texts in {shown(path)} can only be read with pyarrow; run pip install 'graphbuild[spark]', or give "
            f"{shown(path / _QUADS)} to go without them"
        ) from None
    from graphbuild.spark.serialised import from_json

    for batch in dataset.dataset(path / _DOCUMENTS, format="parquet").to_batches(columns=["findings"]):
        yield from (from_json(Findings, text) for text in batch.column("findings").to_pylist() if text)
