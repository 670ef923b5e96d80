"""Commands run in this process, and the graphs that most tests ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import DEMO, GOOD, Result, Run, build

from graphbuild.cli import main


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: its exit code and what it prints."""

    def command(*arguments: object) -> Result:
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        assert "Traceback" not in printed.err
        return Result(int(end.value.code or 0), printed.out, printed.err)

    return command


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's graph."""
    return build(DEMO, tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="session")
def alone(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """``graph.ttl`` of one good document and nothing else."""
    return (build(GOOD, tmp_path_factory.mktemp("alone")) / "graph.ttl").read_bytes()
