"""Findings and texts kept from build to build, so that a document that has not changed is not read again.

    texts = Texts(out / output.FINDINGS, readers())
    content = texts.parse(".pdf", data)         # parsed, unless these bytes were before
    kept = Cache(out / output.FINDINGS, fingerprint(settings))
    outcome = kept.get(source)                  # None: it has to be extracted
    kept.put(source, outcome)
    kept.prune(sources)                         # after the build: what no document of it needs goes
    texts.prune()

One file a document, named by what it depends on: its bytes or the source as read, and the fingerprint of everything
else. So an entry is right whichever build wrote it, needs no swapping in, and stays when a build is killed: what it had
read need not be read again. Files are JSON, checked against a schema and a checksum; one that is damaged, of another
version or not ours counts as missing, and nothing in it is ever run. Whoever may write to the output folder can
put false findings there, as into ``graph.ttl`` itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Set
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from graphbuild.model import Source
from graphbuild.outcome import Outcome
from graphbuild.read import Content, Parse, parsed
from graphbuild.read.formats import formats

_LARGEST = 500_000_000
"""Bytes: findings weigh ten times their text, and no file that is read is larger than 20 MB."""
_CHECKSUM = 64
_FINDINGS, _TEXT, _NEW = ".json", ".text.json", ".new"
_OURS = r"[0-9a-f]{{64}}{}(?:\.new)?"
T = TypeVar("T")


class Cache:
    """The outcomes in ``folder`` that were found under ``fingerprint``; without ``read`` only those of this build."""

    def __init__(self, folder: Path, fingerprint: str, read: bool = True) -> None:
        self._entries, self._fingerprint, self._read = _Entries(folder, _FINDINGS), fingerprint, read

    def get(self, source: Source) -> Outcome | None:
        """What came of ``source``; None where that is not known."""
        outcome = self._entries.get(self._key(source), _outcomes()) if self._read else None
        if outcome is None or outcome.findings is None:
            return outcome
        # The text is not kept twice; all else of the source is as found, its status too.
        found = replace(outcome.findings.source, text=source.text)
        return replace(outcome, findings=replace(outcome.findings, source=found))

    def put(self, source: Source, outcome: Outcome) -> None:
        """Keeps what came of ``source``. That it cannot be written costs only time, and is not raised."""
        if not outcome.lasting:
            return
        if outcome.findings:
            slim = replace(outcome.findings, source=replace(outcome.findings.source, text=""))
            outcome = replace(outcome, findings=slim)
        self._entries.put(self._key(source), outcome, _outcomes())

    def prune(self, sources: Iterable[Source]) -> None:
        """Removes every entry that none of ``sources`` needs, of earlier versions too; what is not ours stays."""
        self._entries.prune({self._key(source) for source in sources})

    def _key(self, source: Source) -> str:
        """The name of an entry: a document of another name or title has other findings, since facts cite both."""
        return hashlib.sha256(f"{self._fingerprint}\n{source!r}".encode()).hexdigest()


class Texts:
    """The texts in ``folder`` of files that are slow to parse, read by readers of ``fingerprint``."""

    def __init__(self, folder: Path, fingerprint: str, read: bool = True, parse: Parse = parsed) -> None:
        self._entries, self._fingerprint, self._read, self._parse = _Entries(folder, _TEXT), fingerprint, read, parse
        self._used: set[str] = set()

    def parse(self, suffix: str, data: bytes) -> Content:
        """What is in a file of these bytes, parsed unless it is known. Raises Unreadable, as parsing does."""
        if not formats()[suffix].NATIVE:  # as fast as what is kept of it would be
            return self._parse(suffix, data)
        key = hashlib.sha256(f"{self._fingerprint}\n{suffix}\n".encode() + data).hexdigest()
        content = self._entries.get(key, _contents()) if self._read else None
        if content is None:
            content = self._parse(suffix, data)
            self._entries.put(key, content, _contents())
        self._used.add(key)
        return content

    def prune(self) -> None:
        """Removes every text that was not asked for: what was taken out of a document is not to stay here."""
        self._entries.prune(self._used)


class _Entries:
    """Files in ``folder`` whose names end in ``suffix``, each signed with its own name."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self._folder, self._suffix = folder, suffix
        self._ours = re.compile(_OURS.format(re.escape(suffix)))

    def get(self, key: str, kind: TypeAdapter[T]) -> T | None:
        data = _bytes(self._folder / f"{key}{self._suffix}")
        checksum, written = data[:_CHECKSUM], data[_CHECKSUM:]
        if not written or checksum != _checksum(key, written):
            return None
        try:
            return kind.validate_json(written)
        except ValidationError:
            return None

    def put(self, key: str, value: T, kind: TypeAdapter[T]) -> None:
        path = self._folder / f"{key}{self._suffix}"
        new = path.with_name(f"{path.name}{_NEW}")
        with suppress(OSError, ValueError):  # a text with half a character in it has no bytes
            written = kind.dump_json(value, exclude_defaults=True)
            self._folder.mkdir(exist_ok=True)
            new.unlink(missing_ok=True)
            with new.open("xb") as file:  # never through a link that someone put there
                file.write(_checksum(key, written) + written)
            new.replace(path)

    def prune(self, needed: Set[str]) -> None:
        with suppress(OSError):
            for path in self._folder.iterdir():
                if self._ours.fullmatch(path.name) and path.name.removesuffix(self._suffix) not in needed:
                    path.unlink()


@lru_cache(maxsize=1)
def _outcomes() -> TypeAdapter[Outcome]:
    return TypeAdapter(Outcome)


@lru_cache(maxsize=1)
def _contents() -> TypeAdapter[Content]:
    return TypeAdapter(Content)


def _checksum(key: str, written: bytes) -> bytes:
    """Also over the key: an entry under another's name is not that one's."""
    return hashlib.sha256(key.encode() + written).hexdigest().encode()


def _bytes(path: Path) -> bytes:
    """A regular file's bytes; none where there is no such file, or one that no build wrote."""
    try:
        found = path.lstat()
        return path.read_bytes() if S_ISREG(found.st_mode) and found.st_size <= _LARGEST else b""
    except OSError:
        return b""
