"""Random and broken inputs through the readers and the segmenter: no crash, no hang, no memory without bound.

    python benchmarks/fuzz.py [--inputs 20000] [--minutes 15] [--seed 1]

Inputs are pieces of minutes in random order, the demo's documents cut, doubled and damaged, and bytes of any kind, read
by the parser of every format. Prints how many were read, refused and faulty, and what was slowest; exits 1 where
one crashed or took longer than 10 seconds a megabyte (of small ones: longer than two seconds).
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from graphbuild.errors import Unreadable
from graphbuild.model import Source
from graphbuild.read.formats import formats
from graphbuild.resources import PACKAGE
from graphbuild.segment import segment

SECONDS_A_MEGABYTE, LEAST = 10.0, 2.0
HEADING = "ODDLE PARISH COUNCIL\n12 May 2020\n\nPresent: Cllr Hall\n\n"
PIECES = (
    *(
        "\n",
        "\n\n",
        "\f",
        "\t",
        " ",
        " | ",
        "---\n",
        "**",
        "*",
        "## ",
        "\\",
        "<br>",
        "<b>",
        "• ",
        "- ",
        "\u00ad",
        "’",
        "\r\n",
    ),
    *(
        "1. ",
        "2. ",
        "12/18 ",
        "1.1 ",
        "(1) ",
        "(a) ",
        "IV. ",
        "C1/20 ",
        "Item 2: ",
        "(Item 3)",
        "31 June 2020",
        "30.2.21",
    ),
    *(
        "Present:",
        "Apologies: ",
        "In attendance: ",
        "AGENDA",
        "Venue: ",
        "Date: 3 May 2019",
        "12 May 2020",
        "Page 2 of 3",
    ),
    *(
        "Resolved:- ",
        "RESOLVED that ",
        "Agreed: ",
        "It was agreed that ",
        "Proposed Cllr Hall",
        ", and Cllr Orme",
        ", ",
    ),
    *(
        "Town Council",
        "PLANNING COMMITTEE",
        "Apologies",
        "Any other business",
        "pdf icon PDF 1 KB",
        "held at the Swan on ",
    ),
    *(
        "view the full minutes text for item 7",
        "Report Title",
        "Recommendations",
        "Cllr Ann Hall, ",
        "7.30 pm",
        "title: x\n",
    ),
    *(
        "Y Cynghorydd Siân Llŷr",
        "Cyngor Cymuned",
        "Comhairle nan Eilean",
        "An Comhairleoir Ó Briain",
        "ﺎﻟﻤﺠﻠﺲ",
        "کونسلر احمد",
    ),
    *(
        "\u202e",
        "\u2067",
        "\x00",
        "\x1b[31m",
        "\ufeff",
        "\U0001f600",
        "e\u0301" * 20,
        "A" * 300,
        "a " * 300,
        "&" * 50,
        "(" * 50,
    ),
)


class TooSlow(Exception):
    """An input that was stopped."""


@dataclass
class Found:
    """What came of the inputs."""

    counts: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    faults: dict[str, str] = field(default_factory=dict)
    """The last line of each traceback, and the beginning of an input that led to it."""


def inputs(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Suffix and bytes of one file after the other, without end."""
    demo = [path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "demo" / "corpus").glob("*.txt"))]
    suffixes = sorted(formats())
    while True:
        kind = chance.random()
        if kind < 0.5:
            text = "".join(chance.choices(PIECES, k=chance.randint(1, 120)))
            data = (text if chance.random() < 0.2 else HEADING + text).encode()
        elif kind < 0.85:
            data = _damaged(chance.choice(demo), chance).encode()
        else:
            data = chance.randbytes(chance.randint(0, 3000))
        yield chance.choice(suffixes) if kind > 0.9 else ".txt", data


def _damaged(text: str, chance: random.Random) -> str:
    """A part of a text with stretches moved, doubled, dropped and pieces put in."""
    begin = chance.randrange(len(text))
    part = list(text[begin if chance.random() < 0.4 else 0 :][: chance.randint(200, 4000)].splitlines(keepends=True))
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(part))
        match chance.randrange(5):
            case 0:
                part.insert(place, chance.choice(PIECES) * chance.randint(1, 5))
            case 1:
                part.insert(place, part[chance.randrange(len(part))])
            case 2 if len(part) > 1:
                del part[place]
            case 3:
                part[place] = part[place].strip()
            case _:
                line = part[place]
                cut = chance.randrange(len(line) + 1)
                part[place] = line[:cut] + chance.choice(PIECES) + line[cut:]
    return "".join(part)


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    """Raises TooSlow in the block when it has taken this process so many processor seconds."""

    def stop(signum: int, frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def attempt(suffix: str, data: bytes) -> str:
    """What comes of one input: "read" or "refused". Raises what the readers and the segmenter may not."""
    try:
        content = formats()[suffix].parse(data)
        source = Source(slug="x", name="x", sha256="0" * 64, text=content.text, page_starts=content.page_starts)
        record = segment(source)
    except Unreadable:
        return "refused"
    for block in record.blocks:
        assert all(0 <= offset < len(source.text) for offset in (block.text.begin, block.text.end - 1))
    return "read"


def fuzz(most: int, seconds: float, seed: int) -> Found:
    """Tries inputs until there were ``most`` or the time is over."""
    found, began = Found(), time.monotonic()
    for number, (suffix, data) in enumerate(inputs(random.Random(seed))):
        if number >= most or time.monotonic() - began > seconds:
            break
        begun = time.perf_counter()
        try:
            with stopped_after(max(LEAST, SECONDS_A_MEGABYTE * len(data) / 1e6)):
                found.counts[attempt(suffix, data)] += 1
        except TooSlow:
            found.faults.setdefault("too slow", f"{data[:200]!r}")
            found.counts["too slow"] += 1
        except Exception:  # whatever it is, it is what this is for
            where = " ".join(traceback.format_exc().strip().splitlines()[-3:])
            found.faults.setdefault(where, f"{data[:200]!r}")
            found.counts["crashed"] += 1
        spent = time.perf_counter() - begun
        if spent > found.slowest[0]:
            found.slowest = (spent, f"{len(data):,} bytes: {data[:80]!r}")
    return found


def main() -> int:
    """Runs it and prints what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    found = fuzz(given.inputs, 60 * given.minutes, given.seed)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    counts = ", ".join(f"{number:,} {what}" for what, number in sorted(found.counts.items()))
    print(f"{sum(found.counts.values()):,} inputs: {counts}; {memory} MB at most")
    print(f"slowest: {found.slowest[0]:.2f} s, {found.slowest[1]}")
    for fault, data in found.faults.items():
        print(f"FAULT {fault}\n  {data}")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
