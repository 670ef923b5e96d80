"""The output folder: a build is written beside what is there and swapped in by renames, under a lock.

    with locked(out):               # refuses early: another build, no folder, someone else's files
        ...                         # read, extract, link
        with staging(out) as new:   # write graph.ttl, store/ ... into ``new``; swapped in when the block ends well
            ...

A process that ends at any point, in whatever way, leaves the previous build or one that ``settle`` completes: staging
becomes ready by one rename, and swapping in what is ready can be done again from wherever it stopped. What no build
wrote is never removed. Not covered: a machine that loses power before its disk has everything.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from graphbuild.errors import GraphbuildError, shown

GRAPHS = ("graph.ttl", "graph.trig")
REPORT = "report.json"
STORE = "store"
NAMES = "store/names.sqlite"
"""The index of names: in the store's folder, so that both are swapped in at once."""
SOURCES = "sources"
FINDINGS = ".findings"
"""What was found in each document, kept from build to build: see ``cache``."""

_WRITING, _READY, _LOCK = ".graphbuild-writing", ".graphbuild-ready", ".graphbuild-lock"
_STALE, _OLD_STORE = ".stale.json", ".store"  # inside what is ready
_NAMESPACE = b"https://w3id.org/graphbuild/ontology#"
_HEAD = 65_536
_OF_STORE = re.compile(
    r"names\.sqlite|(bulk-)?\d+\.(sst|log|blob|dbtmp)|CURRENT|IDENTITY|LOCK|LOG(\.old\.\d+)?|(MANIFEST|OPTIONS)-\d+(\.dbtmp)?"
)


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Holds the output folder ``out`` for one build, makes it where it is missing, and completes one that was killed.

    Raises GraphbuildError where the folder cannot be made or written, another build holds it, or a file that no build
    wrote stands where a build would write. A folder that it made and that stays empty is removed.
    """
    made = False
    try:
        with _sentence(out):
            made = not out.exists()
            _make(out)
        with _held(out):
            with _sentence(out):
                _complete(out)
                _check_ours(out)
            yield
    finally:
        if made:
            with suppress(OSError):
                out.rmdir()


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A new folder inside ``out`` to write a build into; its files replace the previous build when the block ends well.

    Wants ``locked(out)`` around it. Raises GraphbuildError where writing fails (a full disk); ``out`` stays as it was.
    """
    new = out / _WRITING
    try:
        with _sentence(out):
            new.mkdir()
            yield new
            _make_ready(out, new)
            _complete(out)
    except KeyboardInterrupt:
        if new.exists():
            raise
        _complete(out)  # the build was done but for this: it counts
    finally:
        shutil.rmtree(new, ignore_errors=True)


def write_texts(new: Path, texts: Mapping[str, str]) -> None:
    """Writes each source's text, by slug, into the staged build: UTF-8, with the line ends that it has."""
    (new / SOURCES).mkdir()
    for name, text in texts.items():
        (new / SOURCES / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")


def write_report(new: Path, text: str) -> None:
    """Writes the report's JSON into the staged build."""
    (new / REPORT).write_text(text, encoding="utf-8", newline="\n")


def report(out: Path) -> dict[str, Any] | None:
    """The report of the build in ``out``; None where there is none."""
    return _report(out)


def settle(out: Path) -> None:
    """Completes a build into ``out`` that was killed while it was swapped in; does nothing otherwise or while one runs.

    Raises GraphbuildError where that cannot be done.
    """
    if not (out / _READY).is_dir():
        return
    with suppress(_Busy), _held(out), _sentence(out):
        _complete(out)


def _make_ready(out: Path, new: Path) -> None:
    """The one rename after which the new build counts."""
    for file in _files(new):
        target = out / file.relative_to(new)
        if target.is_symlink() or target.is_dir():
            raise _not_ours(target)
    kept = {file.name for file in (new / SOURCES).glob("*")}
    stale = [name for name in _sources_of(out) if name not in kept]
    (new / _STALE).write_text(json.dumps(stale), encoding="utf-8")
    _check_ours(out)
    new.rename(out / _READY)


def _complete(out: Path) -> None:
    """Removes what was not finished, and swaps in what is ready; can be repeated after a death at any point."""
    shutil.rmtree(out / _WRITING, ignore_errors=True)
    ready = out / _READY
    if not ready.is_dir():
        return
    for file in _files(ready):
        target = out / file.relative_to(ready)
        target.parent.mkdir(exist_ok=True)
        file.replace(target)
    if (ready / STORE).is_dir():
        if (out / STORE).is_dir():
            (out / STORE).rename(ready / _OLD_STORE)
        (ready / STORE).rename(out / STORE)
    for inside in sorted((ready / _OLD_STORE).glob("*")):
        if not _OF_STORE.fullmatch(inside.name):
            inside.rename(out / STORE / inside.name)
    for name in _json(ready / _STALE) or ():
        (out / SOURCES / name).unlink(missing_ok=True)
    shutil.rmtree(ready)


def _files(folder: Path) -> list[Path]:
    """The files of a staged build that replace others one by one: all but the store's and the swap's own."""
    inside = sorted(folder.glob("*")) + sorted((folder / SOURCES).glob("*"))
    return [file for file in inside if file.is_file() and file.name != _STALE]


def _check_ours(out: Path) -> None:
    """Raises GraphbuildError where something that no build wrote stands where a build would write."""
    for name in GRAPHS:
        if _stands(out / name) and not _is_graph(out / name):
            raise _not_ours(out / name)
    if _stands(out / REPORT) and not _report(out):
        raise _not_ours(out / REPORT)
    for folder in (out / SOURCES, out / STORE, out / FINDINGS):
        if _stands(folder) and (folder.is_symlink() or not folder.is_dir()):
            raise _not_ours(folder)
    if any((out / STORE).glob("*")) and not (out / STORE / "CURRENT").is_file():
        raise _not_ours(out / STORE)


def _not_ours(path: Path) -> GraphbuildError:
    what = f"{shown(path)} was not written by graphbuild and would be lost"
    return GraphbuildError(f"{what}; move it away or choose another --out")


def _stands(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _is_graph(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return _NAMESPACE in file.read(_HEAD)


def _report(out: Path) -> dict[str, Any] | None:
    """The previous build's report; None where there is none or it is not one of ours."""
    path = out / REPORT
    report = _json(path) if path.is_file() and not path.is_symlink() else None
    ours = isinstance(report, dict) and isinstance(report.get("software"), dict) and "graphbuild" in report["software"]
    return report if ours else None


def _sources_of(out: Path) -> list[str]:
    """Names of the files in ``sources`` that the previous build wrote."""
    documents = (_report(out) or {}).get("documents")
    slugs = [d.get("slug") for d in documents if isinstance(d, dict)] if isinstance(documents, list) else []
    names = [f"{slug}.txt" for slug in slugs if isinstance(slug, str)]
    return [name for name in names if Path(name).name == name and (out / SOURCES / name).is_file()]


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


@contextmanager
def _sentence(out: Path) -> Iterator[None]:
    """Turns what the operating system says of ``out`` into a sentence for the user."""
    try:
        yield
    except OSError as error:
        traceback.clear_frames(error.__traceback__)  # a half-written store in them would stay open, and locked
        known = map(os.strerror, sorted(errno.errorcode))  # Oxigraph gives a text, no number
        why = error.strerror or next((words for words in known if words in str(error)), error)
        raise GraphbuildError(
            f"{shown(out)} cannot be written ({why}), what it held is as it was; "
            "make room or give yourself the right to write there, or choose another --out"
        ) from error


class _Busy(GraphbuildError):
    """Another process holds the folder."""


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        what = f"{shown(out)} cannot be an output folder, since a file stands there"
        raise GraphbuildError(f"{what}; choose another --out") from None


@contextmanager
def _held(out: Path) -> Iterator[None]:
    """Holds the lock of the folder. Raises _Busy where another process has it."""
    lock: int | None = None
    try:
        with _sentence(out), _uninterrupted():
            lock = _lock(out)
        yield
    finally:
        if lock is not None:
            _unlock(out, lock)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A Ctrl-C in the block is heard when it has ended, but on Windows, which cannot put it off."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _lock(out: Path) -> int:
    """A lock that the system drops when this process ends. Raises _Busy where another process has it."""
    path = out / _LOCK
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if sys.platform != "win32":  # Windows has no fcntl: there it is the user's care to run one build at a time
                import fcntl

                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        except BlockingIOError:
            os.close(descriptor)
            raise _Busy(f"another build is writing to {shown(out)}; wait for it or choose another --out") from None
        os.close(descriptor)  # the previous holder removed the file between our two steps


def _unlock(out: Path, descriptor: int) -> None:
    with suppress(OSError):
        (out / _LOCK).unlink()
    os.close(descriptor)
