"""The suite's modules are scripts beside one another, not a package: they are found by their folder, after all else."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
