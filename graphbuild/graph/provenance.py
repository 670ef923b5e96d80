"""What made a graph."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provenance:
    """The software and the language model of a build; no clock, so that builds can be repeated byte for byte."""

    software: str
    """Version of graphbuild."""
    model: str
    """Name of the spaCy pipeline."""
    model_version: str
