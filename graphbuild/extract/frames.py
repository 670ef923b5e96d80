"""The relation rules as regular expressions over a sentence with slots for names.

A rule gives words (verbs, nouns of action, roles) and phrases of its own; the frames of ``frames.yaml`` put those words
into the active, the passive, relative and participial clauses, nominalisations and appositions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from graphbuild.codes import EntityKind
from graphbuild.errors import GraphbuildError
from graphbuild.extract import rulebook
from graphbuild.extract.literals import Expressions
from graphbuild.extract.rulebook import RelationRule
from graphbuild.extract.unit import LETTERS
from graphbuild.extract.verbs import alternatives, forms, ing, past_participles, plural


def _joined(lines: object) -> object:
    return "".join(lines) if isinstance(lines, list) else lines


Expression = Annotated[str, BeforeValidator(_joined)]
"""A regular expression with words in braces, whole or in lines."""


class Frames(BaseModel):
    """``frames.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    macros: dict[str, Expression]
    verbs: tuple[Expression, ...]
    nouns: tuple[Expression, ...]
    roles: tuple[Expression, ...]


_PREPOSITIONS = ("to", "for", "with", "from", "about", "at", "by", "in", "on", "between", "against", "under")
_ALONE = "".join(rf"(?<!\b{p} )(?<!\b{p} the )" for p in _PREPOSITIONS)
"""What stands after a preposition is not the subject of the verb that follows."""
_UNTOLD = "".join(
    rf"(?<!\b{told} )(?<!\b{told} the )" for told in ("informed", "told", "advised", "reminded", "assured", "notified")
)
"""What is said to someone ("told the Trust that Ofsted had visited") is not said of them."""
_LISTED = 15
"""Names of one list at most, so that a long list costs no more than a short one."""
_NO_OWNER = r"(?!['’]s?\b)"
"""What is done to a thing of the target's is not done to the target."""
_NO_SUBJECT = (
    r"(?! (?:(?:had|has|have|was|were|is|are|would|will|could|should|also) |[a-z]+ed (?:the|that|to)\b|"
    r"the (?:rest|remainder|balance|other)\b))"
)
"""The last of a list of names is in it only where it is not the subject of a clause of its own."""
_NOTE = r"(?: \((?:⟪\d+O⟫|[^()⟪]{1,40})\))?(?: £[\d,.]*\d[mk]?)?"
"""What a list has behind each of its names: short forms, shares of a sum."""
_TOGETHER = (
    r"(?:, [^,⟪.;]{2,40})?,? (?:in [Pp]artnership with|together with|along with|alongside|as well as|jointly with)"
)
_BESIDES = r",? (?:as well as|together with|along with)(?<!, together with)(?<!, along with)"
"""What joins another to the last of a sentence; after a comma it may be joined to the subject."""


@cache
def patterns() -> Expressions[str]:
    """The expressions of all relation rules, by the rule's id; their groups ``agent`` and ``target`` match slots.

    Raises GraphbuildError where a file of rules or the one of frames is not as it has to be.
    """
    return Expressions((rule.id, expression) for rule in rulebook.relations() for expression in expressions(rule))


@cache
def _frames() -> Frames:
    return rulebook.load(Path(__file__).with_name("frames.yaml"), Frames)


def expressions(rule: RelationRule) -> Iterator[str]:
    """The expressions of a rule.

    Raises GraphbuildError where a phrase has a word in braces that is neither a name nor a macro.
    """
    for frame in (*rule.phrases, *_framed(rule)):
        agent = _slot("agent", rule.agents, frame.endswith("{agent}"))
        target = _slot("target", rule.targets, frame.endswith("{target}"))
        owner = _NO_OWNER if frame.endswith("{target}") else ""
        filled = _filled(frame).replace("{agent}", agent).replace("{target}", target + owner)
        if unknown := re.search(r"\{[a-z]+\}", filled):
            raise GraphbuildError(
                f"the rule {rule.id} has {unknown.group()}, which frames.yaml does not define; mend it"
            )
        yield filled


def _framed(rule: RelationRule) -> Iterator[str]:
    """The frames with the rule's words in them."""
    frames = _frames()
    if rule.verbs:
        words = {"verb": forms(rule.verbs), "participle": past_participles(rule.verbs), "ing": ing(rule.verbs)}
        yield from (_replaced(frame, words) for frame in frames.verbs)
    for name, given, kind in (("noun", rule.nouns, frames.nouns), ("role", rule.roles, frames.roles)):
        if given:
            either = alternatives(form for word in given for form in (word, plural(word)))
            yield from (_replaced(frame, {name: either}) for frame in kind)


def _filled(pattern: str) -> str:
    """The pattern with the macros in it, and those in them, written out."""
    macros = {"alone": _ALONE, "untold": _UNTOLD} | _frames().macros
    while (filled := _replaced(pattern, macros)) != pattern:
        pattern = filled
    return pattern


def _replaced(pattern: str, words: dict[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda m: words.get(m.group(1), m.group()), pattern)


def _slot(group: str, kinds: Iterable[str], at_end: bool) -> str:
    """A slot of one of the kinds, or a list of such, at the end of which something may stand that is no name."""
    one = rf"⟪\d+[{''.join(LETTERS[EntityKind(kind)] for kind in kinds)}]⟫"
    the = r" (?:the )?[‘“\"']?"
    more = rf"[’”\"']?{_NOTE}(?:,{the}{one}{_NOTE}){{0,{_LISTED}}}"
    last = rf"(?:,? and{the}{one}" + (_NO_SUBJECT if at_end else "") + "){1,3}"
    beside = rf"{_BESIDES if at_end and group == 'target' else _TOGETHER}{the}{one}(?:,(?= (?:has|had|have|w|is|are)))?"
    open_ended = rf"(?:,{the}{one}){{1,{_LISTED}}}(?=,? and (?!the ⟪)[a-z])"
    return rf"(?P<{group}>{one}(?:{more}(?:{last}|{beside})|{open_ended})?)"
