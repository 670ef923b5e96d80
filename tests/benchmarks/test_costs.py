from __future__ import annotations

import subprocess
import sys

import pytest
from costs import Cost, Run, Sample, by_turns, fastest, run

BUSY = "import time\nend = time.process_time() + {seconds}\nwhile time.process_time() < end: pass\n"
PARENT = f"""
import subprocess, sys, time
subprocess.run([sys.executable, "-c", 'kept = bytearray(80_000_000)\\n' + {BUSY.format(seconds=0.3)!r}])
print("done")
"""


def test_what_a_process_starts_is_counted_with_it_and_its_own_memory_apart() -> None:
    ended = run([sys.executable, "-c", PARENT])
    assert ended.output == "done\n"
    assert 0.3 <= ended.whole.processor <= 2
    assert ended.whole.seconds >= 0.3
    assert ended.whole.own < 60e6
    assert ended.whole.largest > 80e6
    assert ended.whole.memory - ended.whole.own > 75e6


def test_a_command_that_fails_is_no_measure() -> None:
    with pytest.raises(subprocess.CalledProcessError) as raised:
        run([sys.executable, "-c", "import sys; sys.exit('no such model')"])
    assert raised.value.stderr == "no such model\n"


def test_a_stretch_has_its_own_peak_and_its_share_of_the_processor() -> None:
    watched = Run([Sample(10, 0, 1, 1, 1), Sample(12, 2, 5, 5, 9), Sample(14, 4, 2, 3, 4), Sample(16, 4, 2, 2, 2)], "")
    assert watched.between(10, 13) == Cost(3, 3, 5, 5, 9)
    assert watched.between(13, 16) == Cost(3, 1, 2, 3, 4)
    assert watched.between(14.8, 15.8) == Cost(1, 0, 2, 2, 2), "between two looks, the nearer one tells"


def test_commands_take_turns_and_the_least_of_each_figure_counts() -> None:
    commands = {name: [sys.executable, "-c", f"print({name!r})"] for name in ("ours", "theirs")}
    turns = list(by_turns(commands, 2))
    assert [(name, ended.output) for name, ended in turns] == [("ours", "ours\n"), ("theirs", "theirs\n")] * 2
    assert fastest([Cost(1, 4, 5, 6, 9), Cost(2, 3, 6, 7, 8)]) == Cost(1, 3, 5, 6, 8)
