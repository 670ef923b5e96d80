"""Settings on their way to the workers: plain data, and the user's files by what is in them.

So nothing of the user's has to stand at the same path on every machine but a model that is a folder; a model that is a
package has to be installed on each.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphbuild import topics, userfile
from graphbuild.segment import own
from graphbuild.settings import Settings


@dataclass(frozen=True, slots=True)
class Carried:
    """Settings and the files that they name."""

    values: dict[str, Any]
    """Without those that are paths."""
    files: dict[str, bytes]
    """By ``topics/NAME`` or ``layouts/NAME``."""


def carried(settings: Settings) -> Carried:
    """``settings`` with the files of topics and layouts in them.

    Raises GraphbuildError, with the file and what to correct, where one of them cannot be used.
    """
    own.families(settings.layouts)
    topics.load(settings.topics)
    files: dict[str, bytes] = {}
    if settings.topics:
        files[f"topics/{settings.topics.name}"] = settings.topics.read_bytes()
    if settings.layouts:
        files |= {f"layouts/{file.name}": userfile.data(file, own.LARGEST) for file in own.files(settings.layouts)}
    return Carried(settings.model_dump(exclude={"topics", "layouts", "corrections"}), files)


def settled(carry: Carried, into: Path) -> Settings:
    """The settings on a worker, their files written below ``into``, once whatever number of processes does so."""
    folder = into / f"graphbuild-{_digest(carry.files)}"
    if carry.files and not folder.is_dir():
        new = Path(tempfile.mkdtemp(dir=into))
        for name, data in carry.files.items():
            (new / name).parent.mkdir(exist_ok=True)
            (new / name).write_bytes(data)
        try:
            new.rename(folder)
        except OSError:  # another process was first
            shutil.rmtree(new)
    topic_files = [name for name in carry.files if name.startswith("topics/")]
    has_layouts = any(name.startswith("layouts/") for name in carry.files)
    return Settings(
        **carry.values,
        topics=folder / topic_files[0] if topic_files else None,
        layouts=folder / "layouts" if has_layouts else None,
        corrections=None,
    )


def _digest(files: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name}\n{len(data)}\n".encode(errors="surrogateescape") + data)
    return digest.hexdigest()
