"""Documents made to bring their reader down: each is refused, and those after it are read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from making_pdfs import by_hand, pdf, written
from reportlab.pdfgen.canvas import Canvas

from graphbuild.errors import Unreadable
from graphbuild.read import read, sandbox

WORDS = "The Clerk reported that the ferry had been late."
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux alone")


@pytest.fixture
def fresh() -> Iterator[None]:
    """With a process that begins anew, and ends."""
    sandbox._child.end()
    yield
    sandbox._child.end()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.pdf"
    path.write_bytes(pdf(lambda c: written(c, 700, WORDS)))
    return path


def bomb(path: Path, megabytes: int) -> Path:
    """A small PDF whose page is so large once it is unpacked."""
    page = zlib.compress(b" " * (megabytes * 1_000_000)).decode("latin-1")
    whole = by_hand(page, {"A": "A"})
    path.write_bytes(whole.replace(b">>\nstream\nx", b"/Filter /FlateDecode >>\nstream\nx", 1))
    return path


@linux
@pytest.mark.usefixtures("fresh")
def test_what_takes_too_much_memory(tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MEMORY", 600_000_000)
    path = bomb(tmp_path / "bomb.pdf", 400)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(
        Unreadable, match=r"bomb\.pdf needs more than .* of memory or breaks its reader.*; save it again"
    ):
        read(path)
    assert WORDS in read(good).text


@pytest.mark.usefixtures("fresh")
def test_what_takes_too_long(tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert WORDS in read(good).text
    slow = tmp_path / "slow.html"
    slow.write_bytes(b"<p " + b" ".join(b"a%d" % number for number in range(200_000)) + b">x")
    with monkeypatch.context() as patched:
        patched.setattr(sandbox, "SECONDS", 0.2)
        patched.setattr(sandbox, "SECONDS_A_MEGABYTE", 0.0)
        with pytest.raises(Unreadable, match=r"slow\.html takes longer than 0 seconds to read.*; save it again"):
            read(slow)
    assert WORDS in read(good).text


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_process_that_was_killed_between_documents_costs_none(good: Path) -> None:
    read(good)
    process = sandbox._child._process
    assert process
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert WORDS in read(good).text


def test_one_process_reads_many(good: Path, tmp_path: Path) -> None:
    read(good)
    first = sandbox._child._process
    page = tmp_path / "page.html"
    page.write_text("<p>Ferry")
    assert read(page).text == "Ferry\n"
    assert sandbox._child._process is first


def test_a_script_without_a_guard_may_read(good: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\nfrom graphbuild.read import read\n"
        f"print(read(Path({str(good)!r})).text)\nraise SystemExit(3)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (3, WORDS, "")


def test_pages_of_a_pdf_come_through(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        written(canvas, 700, WORDS if canvas.getPageNumber() == 1 else "Nobody spoke against it.")

    path = tmp_path / "pages.pdf"
    path.write_bytes(pdf(draw, draw))
    found = read(path)
    assert found.page_starts == (0, found.text.index("Nobody"))
