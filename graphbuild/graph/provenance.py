"""What made a graph."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version


@dataclass(frozen=True, slots=True)
class Provenance:
    """The software and the language model of a build; no clock, so that builds can be repeated byte for byte."""

    software: str
    """Version of graphbuild."""
    model: str
    """Name of the spaCy pipeline."""
    model_version: str

    def versions(self) -> dict[str, str]:
        """The versions of what made the graph, by name, as a report tells them."""
        return {"graphbuild": self.software, "spacy": version("spacy"), self.model: self.model_version}
