"""A Ctrl-C that Python swallows is noticed at the next step of the work."""

from __future__ import annotations

import signal
import subprocess
import sys

PROGRAM = """
import os, signal, sys
from graphbuild import console, interrupts

class Swallows:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):
            pass

interrupts.watch()
with console.progress() as told:
    told("extract", 0, 2)
    swallows = Swallows()
    del swallows
    print("went on", flush=True)
    told("extract", 1, 2)
    print("to the end", flush=True)
"""


def test_what_a_destructor_swallows_is_raised_at_the_next_step() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert done.stdout == "went on\n"
    assert "Exception ignored in" in done.stderr
    assert done.returncode in (1, -signal.SIGINT)
    assert done.stderr.rstrip().endswith("KeyboardInterrupt")
