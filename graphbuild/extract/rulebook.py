"""The rules as data: loads ``rules/**/*.yaml`` and refuses a rule that the ontology or the loader does not know."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator

from graphbuild.model import InvolvementKind

RULES = Path(__file__).parent / "rules"


class Example(BaseModel):
    """A sentence and what a rule finds in it; for names the names, for relations pairs."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    finds: list[str | list[str]] = Field(default_factory=list)


class Rule(BaseModel):
    """What every rule file has."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    summary: str
    claims: str
    confidence: Annotated[float, Field(ge=0, le=1)]
    examples: list[Example] = Field(min_length=1)
    counterexamples: list[Example] = Field(default_factory=list)


class PeopleRule(Rule):
    """``names/people.yaml``."""

    titles: dict[str, list[str]]
    honours: list[str]
    not_names: list[str]


class PostsRule(Rule):
    """``names/posts.yaml``."""

    offices: list[str]
    heads: list[str]
    modifiers: list[str]
    weak: list[str]


class OrganisationsRule(Rule):
    """``names/organisations.yaml``."""

    heads: dict[str, list[str]]
    leading: dict[str, str]
    lowercase_heads: dict[str, str]
    directorates: list[str]
    known: dict[str, list[str]]
    generic: list[str]
    alone_is_generic: list[str]


class UndertakingsRule(Rule):
    """``names/undertakings.yaml``."""

    heads: dict[str, list[str]]
    leading: dict[str, str]
    named_reports: list[str]
    known: dict[str, list[str]]
    generic: list[str]
    quoted_beside: list[str]


class RelationRule(Rule):
    """A relation between two names of one sentence, by phrase or by the parse.

    ``phrase`` patterns are regular expressions over the sentence in which ``{agent}`` and ``{target}`` stand for names.
    ``verbs`` are lemmas whose subject is the agent and whose object (or the name after ``preposition``) is the target;
    in the passive the name after "by" is the agent.
    """

    phrases: list[str] = Field(default_factory=list)
    verbs: list[str] = Field(default_factory=list)
    preposition: str | None = None
    agents: list[Literal["person", "post", "organisation", "undertaking"]] = ["organisation"]
    targets: list[Literal["person", "post", "organisation", "undertaking"]] = ["undertaking", "organisation"]
    symmetric: bool = False

    @field_validator("claims")
    @classmethod
    def _is_involvement(cls, value: str) -> str:
        InvolvementKind(value)
        return value

    @field_validator("phrases")
    @classmethod
    def _are_patterns(cls, value: list[str]) -> list[str]:
        for phrase in value:
            re.compile(phrase.replace("{agent}", "x").replace("{target}", "x"))
        return value


def _read(path: Path) -> object:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@cache
def people() -> PeopleRule:
    """How people are named."""
    return PeopleRule.model_validate(_read(RULES / "names/people.yaml"))


@cache
def posts() -> PostsRule:
    """How posts are named."""
    return PostsRule.model_validate(_read(RULES / "names/posts.yaml"))


@cache
def organisations() -> OrganisationsRule:
    """How organisations are named."""
    return OrganisationsRule.model_validate(_read(RULES / "names/organisations.yaml"))


@cache
def undertakings() -> UndertakingsRule:
    """How services, programmes, strategies, systems, contracts and reviews are named."""
    return UndertakingsRule.model_validate(_read(RULES / "names/undertakings.yaml"))


@cache
def given_names() -> frozenset[str]:
    """Common given names, lower case."""
    lines = (RULES / "names/given_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def relations() -> tuple[RelationRule, ...]:
    """The involvement rules, one a file."""
    return tuple(RelationRule.model_validate(_read(p)) for p in sorted((RULES / "involvements").glob("*.yaml")))


class ActionsRule(Rule):
    """``actions.yaml``: what a resolution does, and when it is due."""

    last: list[str]
    actions: dict[str, list[str]]
    due: list[str]


class PresentersRule(Rule):
    """``presenters/presents.yaml``: who introduces, presents or attends to report on an item."""

    verbs: list[str]
    light_verbs: list[str]
    light_objects: list[str]
    phrases: list[str]


@cache
def actions() -> ActionsRule:
    """How a resolution's action and due time are read."""
    return ActionsRule.model_validate(_read(RULES / "actions.yaml"))


@cache
def presenters() -> PresentersRule:
    """How the presenters of an item are read."""
    return PresentersRule.model_validate(_read(RULES / "presenters/presents.yaml"))
