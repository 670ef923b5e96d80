"""A build that kills its own process. Imported where builds are forked from, so that the model and all rules are loaded
once.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from graphbuild.extract import extract
from graphbuild.fingerprint import fingerprint
from graphbuild.pipeline import build
from graphbuild.read import read
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings

EVENTS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir")
NEVER = -1

# Not a whole build: the threads of its store would not be in the fork.
extract(read(PACKAGE / "demo" / "corpus" / "2024-06-minutes.txt"), Settings())
fingerprint(Settings())


def run(documents: Path, out: Path, point: int, told: Path | None = None) -> None:
    """Builds, and kills this process at its ``point``-th touch of a file; writes into ``told`` how many there were."""
    passed = 0

    def count(event: str, _: tuple[object, ...]) -> None:
        nonlocal passed
        if event in EVENTS:
            if passed == point:
                os.kill(os.getpid(), signal.SIGKILL)
            passed += 1

    sys.addaudithook(count)
    build([documents], out)
    if told:
        told.write_text(str(passed))
