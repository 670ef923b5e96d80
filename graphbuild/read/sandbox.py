"""Formats that libraries in C read, read in a process of their own, which a hostile document may bring down.

One process is started for the first such document, and used for all that follow; it ends with this one. It may not
reach the network nor take more than so much memory, and where a document takes it too long it is killed, and the
document refused.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from graphbuild.confinement import confine
from graphbuild.errors import Unreadable
from graphbuild.read.content import Content
from graphbuild.read.formats import formats

MEMORY = 2_000_000_000
"""Bytes of addresses that the process may have; the largest document that is read takes a third of them."""
SECONDS, SECONDS_A_MEGABYTE = 30.0, 5.0
"""That a document may take: so many, and for each megabyte of it so many more. Real ones take hundredths of these."""


def parse(suffix: str, data: bytes) -> Content:
    """What the format with this suffix makes of a file's bytes.

    Raises Unreadable (what follows the file's name in a sentence) where the format does, and for a document that takes
    too long, takes too much memory or brings its reader down.
    """
    seconds = SECONDS + SECONDS_A_MEGABYTE * len(data) / 1_000_000
    with _child_lock:
        answer = _child.ask(suffix, data, seconds)
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return Content(answer["text"], answer["title"], tuple(answer["page_starts"]), tuple(answer["lost"]))


class _Child:
    """The process, started when it is first asked and again after it has ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, suffix: str, data: bytes, seconds: float) -> dict[str, Any]:
        """The answer of ``_answer`` there, or one that says why there is none."""
        if self._process is None or self._process.poll() is not None:
            self._process = _started()
        process = self._process
        assert process.stdin
        assert process.stdout
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        alarm = threading.Timer(seconds, stop)
        alarm.daemon = True
        alarm.start()
        line = b""
        try:
            with suppress(OSError):  # it has ended; the empty line says so
                head = json.dumps({"suffix": suffix, "size": len(data), "seconds": seconds})
                process.stdin.write(head.encode() + b"\n")
                process.stdin.write(data)
                process.stdin.flush()
                line = process.stdout.readline()
        finally:
            alarm.cancel()
            if not line.endswith(b"\n"):  # also where Ctrl-C left it with an answer that nobody waits for
                self.end()
        if line.endswith(b"\n"):
            return dict(json.loads(line))
        if late.is_set():
            return {"unreadable": f"takes longer than {seconds:.0f} seconds to read, as no minutes do; {_REMEDY}"}
        memory = f"{MEMORY // 1_000_000_000} GB"
        return {"unreadable": f"needs more than {memory} of memory or breaks its reader, as no minutes do; {_REMEDY}"}

    def end(self) -> None:
        """Ends the process, whatever it is at."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()


_REMEDY = "save it again, as plain text if need be, and give that"
_child, _child_lock = _Child(), threading.Lock()
atexit.register(_child.end)


def _started() -> subprocess.Popen[bytes]:
    # Not by multiprocessing, which would run again the script of a caller that has no guard against that.
    places = os.pathsep.join(place or str(Path.cwd()) for place in sys.path)
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "graphbuild.read.sandbox", str(MEMORY)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": places},
    )


def _serve(asked: IO[bytes], answers: IO[bytes], memory: int) -> None:
    """In the process: a line for each document, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the parent, which ends this one
    confine(memory)
    while line := asked.readline():
        head = json.loads(line)
        _stop_after(head["seconds"])
        answers.write(json.dumps(_answer(head["suffix"], asked.read(head["size"]))).encode() + b"\n")
        answers.flush()


def _stop_after(seconds: float) -> None:
    """Lets the system end this process where it works so long, should the parent be gone that else does it."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _answer(suffix: str, data: bytes) -> dict[str, Any]:
    try:
        return formats()[suffix].parse(data)._asdict()
    except Unreadable as error:
        return {"unreadable": str(error)}
    except MemoryError:
        raise
    except Exception as error:
        fault = f"could not be read for a fault of graphbuild ({type(error).__name__})"
        return {"unreadable": f"{fault}; please report it, with the document if it is public"}


if __name__ == "__main__":
    # What libraries print must not come among the answers.
    own = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _serve(sys.stdin.buffer, own, int(sys.argv[1]))
