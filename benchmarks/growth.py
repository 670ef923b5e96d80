"""The build against bare ``nlp.pipe`` at several sizes: ratios, and how time, memory and files grow."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import minutes
from bare_pipe import Compared, compare
from costs import Cost
from fitting import LEAST, POOR, Fit, fit
from results import Chart, Limit, Part, Series, Table

SEED = 5
GROWS = 1.25
"""What memory may differ by and still not grow with the corpus."""
PER_DOCUMENT = ("read", "load model", "extract")
"""Stages that see one document at a time."""
BARE = "bare `nlp.pipe`"
LARGEST = "per document, largest process"
MEGA = 1e6


def measure(
    sizes: Sequence[int], predicted: int, runs: int, at_most: tuple[float, float], tell: Callable[[str], None]
) -> Part:
    """Builds made-up minutes of each size, by turns with bare ``nlp.pipe``.

    The ratios of the largest, by the clock and of a processor, have to keep ``at_most``.
    """
    found: dict[int, Compared] = {}
    files: dict[str, list[float]] = {"store": [], "graph.ttl": [], "graph.trig": []}
    for size in sizes:
        tell(f"build of {size} documents, and bare nlp.pipe")
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            minutes.write(folder / "documents", size, SEED)
            found[size] = compare([folder / "documents"], folder, runs)
            tell(f"  ratio {found[size].ratio:.3f}, in seconds of a processor {found[size].processor:.3f}")
            for file, weights in files.items():
                weights.append(_bytes(folder / "output" / file) / MEGA)
    times, memory, output, largest = _times(found), _memory(found), _output(found, files), max(sizes)
    ours = {name: costs for name, costs in memory.items() if name != BARE}  # beside that nothing could be told apart
    return Part(
        "The build against bare `nlp.pipe`",
        (
            _ratios(found),
            _by_stage(largest, found[largest]),
            _growth("Time, seconds of a processor", times, sizes, predicted),
            _growth("Memory, MB at most at a time", memory, sizes, predicted, slope=True),
            _growth("What is written", output, sizes, predicted),
        ),
        (
            Limit(f"build of {largest} documents over bare `nlp.pipe`", found[largest].ratio, at_most[0]),
            Limit("the same in seconds of a processor", found[largest].processor, at_most[1]),
            Limit(
                "memory of a process that extracts, largest corpus over smallest",
                memory[LARGEST][-1] / memory[LARGEST][0],
                GROWS,
            ),
        ),
        {size: asdict(compared) | {"ratio": compared.ratio} for size, compared in found.items()}
        | {"time": _fits(times, sizes, predicted), "memory": _fits(memory, sizes, predicted)}
        | {"output": _fits(output, sizes, predicted)},
        (
            _chart("growth-time", "Time of a build", "seconds of a processor", times, sizes, predicted),
            _chart("growth-memory", "Memory of a build", "MB at most at a time", ours, sizes, 0, logarithmic=False),
        ),
    )


def _times(found: Mapping[int, Compared]) -> dict[str, list[float]]:
    every = list(found.values())
    return {
        BARE: [c.bare.processor for c in every],
        "build": [c.build.processor for c in every],
        "read": [c.stages["read"].processor for c in every],
        "extract": [_together(c, ("load model", "extract")) for c in every],
        "link": [c.stages["link"].processor for c in every],
        "write": [c.stages["write"].processor for c in every],
    }


def _together(compared: Compared, stages: Sequence[str]) -> float:
    return sum(compared.stages[stage].processor for stage in stages)


def _memory(found: Mapping[int, Compared]) -> dict[str, list[float]]:
    def most(of: Callable[[Cost], int], *stages: str) -> list[float]:
        return [max(of(c.stages[stage]) for stage in stages) / MEGA for c in found.values()]

    return {
        BARE: [c.bare.memory / MEGA for c in found.values()],
        "per document, all processes": most(lambda cost: cost.memory, *PER_DOCUMENT),
        LARGEST: most(lambda cost: cost.largest, *PER_DOCUMENT),
        "per document, main process": most(lambda cost: cost.own, *PER_DOCUMENT),
        "link": most(lambda cost: cost.memory, "link"),
        "write, main process": most(lambda cost: cost.own, "write"),
        "write, all processes": most(lambda cost: cost.memory, "write"),
    }


def _output(found: Mapping[int, Compared], files: Mapping[str, Sequence[float]]) -> dict[str, list[float]]:
    return {
        "triples, thousands": [c.report["triples"] / 1000 for c in found.values()],
        "quads, thousands": [c.report["quads"] / 1000 for c in found.values()],
        **{f"`{file}`, MB": list(weights) for file, weights in files.items()},
    }


def _ratios(found: Mapping[int, Compared]) -> Table:
    return Table(
        "Ratios",
        (
            *("documents", "million characters", "bare `nlp.pipe`, s", "build, s", "ratio"),
            *("bare, s of a processor", "build, s of a processor", "ratio of these"),
        ),
        [
            (
                *(f"{size:,}", f"{c.characters / MEGA:.2f}", f"{c.bare.seconds:.1f}", f"{c.build.seconds:.1f}"),
                *(f"{c.ratio:.3f}", f"{c.bare.processor:.1f}", f"{c.build.processor:.1f}", f"{c.processor:.3f}"),
            )
            for size, c in found.items()
        ],
    )


def _by_stage(size: int, compared: Compared) -> Table:
    """What each stage has of the ratio; the rest is Python's start and end."""
    rows = [
        (
            *(stage, f"{cost.seconds:.1f}", f"{cost.seconds / compared.bare.seconds:.3f}"),
            *(f"{cost.processor:.1f}", f"{cost.processor / compared.bare.processor:.3f}"),
        )
        for stage, cost in compared.stages.items()
    ]
    columns = ("stage", "seconds", "over bare `nlp.pipe`", "seconds of a processor", "over bare `nlp.pipe`'s")
    return Table(f"By stage, {size:,} documents", columns, rows)


def _growth(
    title: str, costs: Mapping[str, Sequence[float]], sizes: Sequence[int], predicted: int, slope: bool = False
) -> Table:
    """Costs at each size, and what their fit says of a larger one."""
    rows = []
    for name, measured in costs.items():
        cells = [name, *(_short(cost) for cost in measured)]
        if fitted := _fit(sizes, measured):
            grows = (_short((measured[-1] - measured[0]) / (sizes[-1] - sizes[0]) * 1000),) if slope else ()
            told = (str(fitted), f"{100 * fitted.error:.0f} %", _short(fitted.at(predicted)))
            if fitted.error > POOR:
                told = ("neither", told[1], "")
            cells += [*grows, f"{fitted.exponent:.2f}", *told]
        else:
            cells += [""] * (5 if slope else 4)
        rows.append(cells)
    columns = ["", *(f"{size:,} documents" for size in sizes), *(["more for 1,000 documents"] if slope else [])]
    return Table(title, [*columns, "exponent", "fits best", "error", f"{predicted:,} by that"], rows)


def _fit(sizes: Sequence[int], costs: Sequence[float]) -> Fit | None:
    """None where there is too little to fit: few sizes, or a stage that took no time that can be measured."""
    return fit(sizes, costs) if len(sizes) >= LEAST and min(costs) > 0 else None


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _fits(costs: Mapping[str, Sequence[float]], sizes: Sequence[int], predicted: int) -> dict[str, object]:
    """What was measured, and the fit of it, for JSON."""
    found: dict[str, object] = {}
    for name, measured in costs.items():
        fitted = _fit(sizes, measured)
        found[name] = {
            "measured": dict(zip(sizes, measured, strict=True)),
            "fit": fitted and asdict(fitted) | {"predicted": {predicted: fitted.at(predicted)}},
        }
    return found


def _chart(
    name: str,
    title: str,
    unit: str,
    costs: Mapping[str, Sequence[float]],
    sizes: Sequence[int],
    predicted: int,
    logarithmic: bool = True,
) -> Chart:
    series = tuple(Series(label.replace("`", ""), tuple(sizes), tuple(costs)) for label, costs in costs.items())
    return Chart(name, title, unit, series, predicted, logarithmic)


def _bytes(path: Path) -> int:
    """Of a file, or of all in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())
