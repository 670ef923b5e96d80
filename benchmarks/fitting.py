"""How a cost grows with size: which of two models fits the measured points better, and what it says for other sizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LEAST = 3
"""Sizes that a fit needs."""
POOR = 0.15
"""The relative error above which a fit tells nothing of other sizes."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A model of cost by size, its parameters chosen by least squares of relative errors."""

    model: str
    """``power`` (a * size ** b) or ``line`` (a + b * size, for what costs something before it begins)."""
    a: float
    b: float
    exponent: float
    """Of the power law, whichever model fits better: 1 is linear."""
    error: float
    """Relative, root of the mean square, at the sizes measured."""

    def at(self, size: float) -> float:
        """The cost that the model gives for a size."""
        return self.a * size**self.b if self.model == "power" else self.a + self.b * size

    def __str__(self) -> str:
        return f"{self.a:.3g} × n^{self.b:.2f}" if self.model == "power" else f"{self.a:.3g} + {self.b:.3g} × n"


def fit(sizes: Sequence[float], costs: Sequence[float]) -> Fit:
    """The better model of the costs at these sizes; of two as good, the power law.

    Raises ValueError where there are fewer than three sizes (through two any model goes), or not all of them and of the
    costs are above zero.
    """
    n, cost = np.asarray(sizes, float), np.asarray(costs, float)
    if len(set(sizes)) < LEAST or len(n) != len(cost) or n.min() <= 0 or cost.min() <= 0:
        raise ValueError("a fit needs a cost above zero at each of three sizes or more")
    exponent, factor = (float(value) for value in np.polyfit(np.log(n), np.log(cost), 1))
    slope, constant = (float(value) for value in np.polyfit(n, cost, 1, w=1 / cost))
    found = [
        Fit(model, a, b, exponent, float(np.sqrt(np.mean((given / cost - 1) ** 2))))
        for model, a, b, given in (
            ("power", float(np.exp(factor)), exponent, np.exp(factor) * n**exponent),
            ("line", constant, slope, constant + slope * n),
        )
    ]
    return min(found, key=lambda one: round(one.error, 6))
