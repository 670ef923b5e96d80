"""Findings kept from build to build, so that a document that has not changed is not read by the model again.

    kept = Cache(out / output.FINDINGS, fingerprint(settings))
    outcome = kept.get(source)          # None: it has to be extracted
    kept.put(source, outcome)
    kept.prune(sources)                 # after the build: what no document of it needs goes

One file a document, named by what its findings depend on: the source as read and the fingerprint of everything else.
So an entry is right whichever build wrote it, needs no swapping in, and stays when a build is killed: what it had read
need not be read again. Files are JSON, checked against a schema and a checksum; one that is damaged, of another
version or not ours counts as missing, and nothing in it is ever run. Whoever may write to the output folder can
put false findings there, as into ``graph.ttl`` itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG

from pydantic import TypeAdapter, ValidationError

from graphbuild.model import Findings, Source

_LARGEST = 500_000_000
"""Bytes: findings weigh ten times their text, and no file that is read is larger than 20 MB."""
_CHECKSUM = 64
_OURS = re.compile(r"[0-9a-f]{64}\.json(?:\.new)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a document: its findings, or a sentence on why there are none."""

    findings: Findings | None = None
    refused: str | None = None
    lasting: bool = True
    """Whether it would be the same again; a fault of ours may not be."""


class Cache:
    """The outcomes in ``folder`` that were found under ``fingerprint``; without ``read`` only those of this build."""

    def __init__(self, folder: Path, fingerprint: str, read: bool = True) -> None:
        self._folder, self._fingerprint, self._read = folder, fingerprint, read

    def get(self, source: Source) -> Outcome | None:
        """What came of ``source``; None where that is not known."""
        key = self._key(source)
        outcome = _outcome(_bytes(self._folder / f"{key}.json"), key) if self._read else None
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
        key = self._key(source)
        path = self._folder / f"{key}.json"
        new = path.with_suffix(".json.new")
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            new.unlink(missing_ok=True)
            with new.open("xb") as file:  # never through a link that someone put there
                written = _outcomes().dump_json(outcome, exclude_defaults=True)
                file.write(_checksum(key, written) + written)
            new.replace(path)

    def prune(self, sources: Iterable[Source]) -> None:
        """Removes every entry that none of ``sources`` needs, of earlier versions too; what is not ours stays."""
        needed = {f"{self._key(source)}.json" for source in sources}
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in needed and _OURS.fullmatch(path.name):
                    path.unlink()

    def _key(self, source: Source) -> str:
        """The name of an entry: a document of another name or title has other findings, since facts cite both."""
        return hashlib.sha256(f"{self._fingerprint}\n{source!r}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _outcomes() -> TypeAdapter[Outcome]:
    return TypeAdapter(Outcome)


def _checksum(key: str, written: bytes) -> bytes:
    """Also over the key: an entry under another's name is not that one's."""
    return hashlib.sha256(key.encode() + written).hexdigest().encode()


def _outcome(data: bytes, key: str) -> Outcome | None:
    checksum, written = data[:_CHECKSUM], data[_CHECKSUM:]
    if not written or checksum != _checksum(key, written):
        return None
    try:
        return _outcomes().validate_json(written)
    except ValidationError:
        return None


def _bytes(path: Path) -> bytes:
    """A regular file's bytes; none where there is no such file, or one that no build wrote."""
    try:
        found = path.lstat()
        return path.read_bytes() if S_ISREG(found.st_mode) and found.st_size <= _LARGEST else b""
    except OSError:
        return b""
