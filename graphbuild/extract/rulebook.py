"""The rules as data: loads ``rules/**/*.yaml`` and refuses a file that is not as its kind of rule has to be."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from graphbuild.codes import Action, InvolvementKind, OrganisationKind, UndertakingKind
from graphbuild.errors import GraphbuildError, shown

RULES = Path(__file__).parent / "rules"
_PLACEHOLDER = re.compile(r"\{[a-z]+\}")
"""What stands for names or times in a pattern."""


def _compiles(pattern: str) -> str:
    try:
        re.compile(_PLACEHOLDER.sub("x", pattern.removeprefix("~")))
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression ({error})") from None
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
"""A regular expression; what stands for names or times in it (``{agent}``, ``{month}``) is filled in by who uses it."""
Involvement = Annotated[str, AfterValidator(lambda value: InvolvementKind(value).value)]
OrganisationClass = Annotated[str, AfterValidator(lambda value: OrganisationKind(value).value)]
UndertakingClass = Annotated[str, AfterValidator(lambda value: UndertakingKind(value).value)]
ActionName = Annotated[str, AfterValidator(lambda value: Action(value).value)]


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

    claims: Literal["person"]
    titles: dict[str, list[str]]
    ranks: dict[str, list[str]]
    listed_ranks: dict[str, list[str]]
    """As titles, in lists of people only."""
    not_ranked: list[str]
    honours: list[str]
    not_names: list[str]
    common_words: list[str]
    place_words: list[str]
    surnames: list[str]


class PostsRule(Rule):
    """``names/posts.yaml``."""

    claims: Literal["post"]
    offices: list[str]
    heads: list[str]
    modifiers: list[str]
    weak: list[str]
    portfolio_heads: list[str]
    bare_heads: list[str]
    courtesy_titles: list[str]


class OrganisationsRule(Rule):
    """``names/organisations.yaml``."""

    claims: Literal["organisation"]
    heads: dict[OrganisationClass, list[str]]
    leading: dict[str, OrganisationClass]
    opening: dict[str, OrganisationClass]
    owned: list[str]
    on_a_matter: list[str]
    before_a_matter: list[str]
    lowercase_heads: dict[str, OrganisationClass]
    lowercase_after_two: dict[str, OrganisationClass]
    branches: dict[OrganisationClass, list[str]]
    of_areas: list[str]
    not_places: list[str]
    directorates: list[Pattern]
    known: dict[OrganisationClass, list[str]]
    belonging: list[str]
    generic: list[str]
    generic_before_one: list[str]
    alone_is_generic: list[str]


class Context(BaseModel):
    """A pattern, and the kind of organisation that a name in it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    shows: OrganisationClass
    pattern: Pattern


class ContextsRule(Rule):
    """``names/contexts.yaml``."""

    claims: Literal["organisation"]
    contexts: list[Context]
    not_in: list[str]
    not_last: list[str]


class Shown(BaseModel):
    """A pattern, and the kind of undertaking that a name in it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    shows: UndertakingClass
    pattern: Pattern
    proper: bool = False
    """Whether the name has to be of several words that never come in lower case."""


class UndertakingsRule(Rule):
    """``names/undertakings.yaml``."""

    claims: Literal["undertaking"]
    heads: dict[UndertakingClass, list[str]]
    leading: dict[str, UndertakingClass]
    known: dict[UndertakingClass, list[str]]
    generic: list[str]
    no_mottos: list[str]
    no_reports: list[str]
    quoted_beside: list[str]
    after_a_name: list[str]
    of_parts: list[str]
    of_places: list[str]
    contexts: list[Shown]


class RelationRule(Rule):
    """A relation between two names of one sentence, by phrase or by the parse.

    ``phrases`` are regular expressions over the sentence in which ``{agent}`` and ``{target}`` stand for names, other
    words in braces for what ``frames.MACROS`` says. ``verbs`` are lemmas whose subject is the agent and whose object is
    the target; in the passive the name after "by" is the agent. ``nouns`` name the action ("an evaluation of TARGET by
    AGENT"), ``roles`` who does it ("AGENT is a member of TARGET").
    """

    claims: Involvement
    phrases: list[Pattern] = Field(default_factory=list)
    verbs: list[str] = Field(default_factory=list)
    nouns: list[str] = Field(default_factory=list)
    roles: list[str] = Field(default_factory=list)
    own: bool | None = None
    """Whether the target has to bear the agent's name, or must not; None where it does not matter."""
    agent_called: Pattern | None = None
    """What is in the agent's name, where not every one fits."""
    target_called: Pattern | None = None
    unless_then: Pattern | None = None
    """What right after the target shows that it is none ("provided TARGET with advice")."""
    agents: list[Literal["person", "post", "organisation", "undertaking"]] = ["organisation"]
    targets: list[Literal["person", "post", "organisation", "undertaking"]] = ["undertaking", "organisation"]


class ActionsRule(Rule):
    """``actions.yaml``: what a resolution does, and when it is due."""

    claims: Literal["action"]
    last: list[Pattern]
    actions: dict[ActionName, list[Pattern]]
    noun_after: list[str]
    due: list[Pattern]


class DecisionsRule(Rule):
    """``decisions.yaml``: which sentences record a decision. What each list is for stands there."""

    claims: Literal["text"]
    parts: dict[str, str]
    told: list[Pattern]
    stated: list[Pattern]
    fragments: list[Pattern]
    motion: list[Pattern]
    goes_on: list[Pattern]
    not_about: Pattern
    not_after: Pattern
    reported: Pattern
    anew: Pattern
    is_so: Pattern
    to_be: Pattern
    proposed: list[Pattern]
    wished: list[Pattern]
    ends: list[Pattern]
    accepted: list[Pattern]
    accepted_this: Pattern
    refused: Pattern
    consulted: Pattern
    application: Pattern
    answers: list[Pattern]
    decides_applications: Pattern
    part_of_item: Pattern
    reasons: Pattern

    @model_validator(mode="before")
    @classmethod
    def _with_parts(cls, data: dict[str, Any]) -> dict[str, Any]:
        """The expressions with their parts in place of the names in braces."""
        parts: dict[str, str] = {}
        for name, part in data.get("parts", {}).items():
            parts[name] = _with(part, parts)
        lists = ("told", "stated", "fragments", "goes_on", "motion", "accepted")
        filled = {key: [_with(e, parts) for e in data[key]] for key in lists if key in data}
        return data | filled | {"accepted_this": _with(data.get("accepted_this", ""), parts)}


def _with(expression: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        expression = expression.replace("{" + name + "}", part)
    return expression


class PresentersRule(Rule):
    """``presenters/presents.yaml``: who introduces, presents or attends to report on an item."""

    claims: Literal["presentedBy"]
    verbs: list[str]
    light_verbs: list[str]
    light_objects: list[str]
    phrases: list[Pattern]


R = TypeVar("R", bound=BaseModel)


def load(path: Path, kind: type[R]) -> R:
    """The rule (or word lists) of one file, checked.

    Raises GraphbuildError, which names the file and what is wrong in it, where it is no YAML, has a field that such
    rules do not have or lacks one, claims what the ontology does not know, or has a bad regular expression.
    """
    try:
        return kind.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        said = " ".join(str(error).split())
        raise GraphbuildError(f"the rule file {shown(path)} is no YAML: {said}; mend it") from None
    except ValidationError as error:
        wrong = "; ".join(_said(e["loc"], e["msg"]) for e in error.errors())
        raise GraphbuildError(f"the rule file {shown(path)} is wrong: {shown(wrong)}; mend it") from None


def _said(where: tuple[int | str, ...], what: str) -> str:
    return f"{'.'.join(map(str, where))}: {what}" if where else what


@cache
def people() -> PeopleRule:
    """How people are named."""
    return load(RULES / "names/people.yaml", PeopleRule)


@cache
def posts() -> PostsRule:
    """How posts are named."""
    return load(RULES / "names/posts.yaml", PostsRule)


@cache
def organisations() -> OrganisationsRule:
    """How organisations are named."""
    return load(RULES / "names/organisations.yaml", OrganisationsRule)


@cache
def contexts() -> ContextsRule:
    """Which contexts show a name to be an organisation."""
    return load(RULES / "names/contexts.yaml", ContextsRule)


@cache
def undertakings() -> UndertakingsRule:
    """How services, programmes, strategies, systems, contracts and reviews are named."""
    return load(RULES / "names/undertakings.yaml", UndertakingsRule)


@cache
def given_names() -> frozenset[str]:
    """Common given names, lower case."""
    lines = (RULES / "names/given_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def relations() -> tuple[RelationRule, ...]:
    """The involvement rules, one a file."""
    return tuple(load(path, RelationRule) for path in sorted((RULES / "involvements").glob("*.yaml")))


@cache
def actions() -> ActionsRule:
    """How a resolution's action and due time are read."""
    return load(RULES / "actions.yaml", ActionsRule)


@cache
def decisions() -> DecisionsRule:
    """How sentences record decisions."""
    return load(RULES / "decisions.yaml", DecisionsRule)


@cache
def presenters() -> PresentersRule:
    """How the presenters of an item are read."""
    return load(RULES / "presenters/presents.yaml", PresentersRule)
