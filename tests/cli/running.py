"""Commands run as a user runs them, and the documents to run them on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graphbuild.cli import main
from graphbuild.resources import PACKAGE

DEMO = PACKAGE / "demo" / "corpus"
GOOD = DEMO / "2014-06-minutes.txt"
COMMAND = [sys.executable, "-m", "graphbuild"]


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


def build(documents: Path, out: Path) -> Path:
    with pytest.raises(SystemExit) as end:
        main(["build", str(documents), "--out", str(out)])
    assert not end.value.code
    return out
