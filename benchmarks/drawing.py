"""Graphs of cost against size, as SVG; the same figures give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from fitting import LEAST, POOR, fit
from results import Chart, Series

COLOURS = ("#1b4f72", "#b9770e", "#1e8449", "#943126", "#6c3483", "#5d6d7e")
"""Dark enough for white paper, and told apart by the colour-blind with the marks."""
MARKS = "osD^vP"


def _fitted(series: Series, predicted: int) -> tuple[Sequence[float], Sequence[float]]:
    """The line of the fit, up to a size beyond those measured; through the points where it is poor or they are few."""
    if len(series.sizes) < LEAST or min(series.costs) <= 0:
        return series.sizes, series.costs
    fitted = fit(series.sizes, series.costs)
    if fitted.error > POOR:
        return series.sizes, series.costs
    reach = [float(size) for size in np.geomspace(min(series.sizes), max(predicted, *series.sizes), 50)]
    reach = [size for size in reach if fitted.at(size) > 0]
    return reach, [fitted.at(size) for size in reach]


def draw(chart: Chart, folder: Path) -> Path:
    """Writes ``chart`` into ``folder``, which is made, and gives the file's path."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{chart.name}.svg"
    with mpl.rc_context({"svg.hashsalt": chart.name, "font.size": 10}):
        figure = Figure(figsize=(7.5, 4.5), layout="constrained")
        axes = figure.subplots()
        for series, colour, mark in zip(chart.series, COLOURS, MARKS, strict=False):
            axes.plot(series.sizes, series.costs, mark, color=colour, label=series.name)
            reach, costs = _fitted(series, chart.predicted)
            axes.plot(reach, costs, "--", color=colour, linewidth=1)
        if chart.logarithmic:
            axes.set(xscale="log", yscale="log")
            sizes = sorted({size for series in chart.series for size in series.sizes} | {chart.predicted} - {0})
            axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
            axes.minorticks_off()
        else:
            axes.set_ylim(bottom=0)
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,g}")
        axes.set(xlabel="documents", ylabel=chart.unit, title=chart.title)
        axes.grid(alpha=0.3)
        axes.legend(frameon=False, fontsize=9)
        figure.savefig(path, format="svg", metadata={"Date": None})
    return path
