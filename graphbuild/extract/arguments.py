"""Who does what to whom by the dependency parse: the arguments of a verb, and the names that they are in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from graphbuild.codes import EntityKind

_BORROWS_SUBJECT = ("xcomp", "conj", "advcl")
_RELATIVE = ("WDT", "WP")


class Place(NamedTuple):
    """A name, or words that stand for one, at ``begin`` to ``end`` (exclusive) of a unit's text."""

    begin: int
    end: int
    number: int
    kind: EntityKind


def arguments(doc: Any, begin: int, end: int, lemmas: Collection[str]) -> Iterator[tuple[list[Any], list[Any]]]:
    """(tokens of who does, tokens of what it is done to) for each of these verbs between two characters of a parse."""
    for token in doc:
        if begin <= token.idx < end and token.pos_ == "VERB" and token.lemma_.lower() in lemmas:
            subjects, objects = _passive(token) or _active(token)
            yield [s for s in subjects if not _parted(s, token)], objects


def _parted(subject: Any, verb: Any) -> bool:
    """Whether a semicolon stands between a verb and what the parse takes for its subject, so that it is another's."""
    return any(t.text == ";" for t in verb.doc[subject.i + 1 : verb.i])


def places_of(tokens: Iterable[Any], places: Iterable[Place], kinds: Collection[str]) -> list[int]:
    """Indices of the names of these kinds that a token, or one coordinated with it, is in."""
    known = list(places)
    # What "those" is joined with is not meant by it.
    wanted = [
        t
        for token in tokens
        if token.pos_ != "PRON"
        for t in (token, *(c for c in token.conjuncts if not _has_clause(c, token, known)))
    ]
    return [p.number for t in wanted for p in known if p.begin <= t.idx < p.end and p.kind in kinds]


def _has_clause(conjunct: Any, token: Any, places: Iterable[Place]) -> bool:
    """Whether what seems to be joined with an object begins a clause: "run by A and B was run by C"."""
    end = next((p.end for p in places if p.begin <= conjunct.idx < p.end), conjunct.idx + len(conjunct))
    after = next((t for t in conjunct.doc[conjunct.i + 1 :] if t.idx >= end), None)
    return token.head.i < token.i and after is not None and after.pos_ == "AUX"


def _follows_name(verb: Any) -> bool:
    """Whether a noun stands right before a verb and its auxiliaries, as its subject does."""
    first = min((t.i for t in verb.lefts), default=verb.i)
    return any(t.pos_ in ("NOUN", "PROPN") for t in verb.doc[max(first - 1, 0) : first])


def _passive(verb: Any) -> tuple[list[Any], list[Any]] | None:
    """Of "X was run by Y", "X, which was run by Y" and "X run by Y": Y and X."""
    by = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    subjects = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if not by:
        return ([], subjects) if subjects else None
    if not subjects and verb.dep_ == "conj" and not _follows_name(verb):
        subjects = [c for c in verb.head.children if c.dep_ == "nsubjpass"]
    if verb.dep_ == "acl" or any(s.tag_ in _RELATIVE for s in subjects):
        subjects = [verb.head]
    return by, subjects


def _has(token: Any, dep: str) -> bool:
    return any(c.dep_ == dep for c in token.children)


def _active(verb: Any) -> tuple[list[Any], list[Any]]:
    """Of "Y runs X", "Y, which runs X", "Y agreed to run X" and "X, which Y runs": Y and X."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    head = verb
    while not subjects and head.dep_ in _BORROWS_SUBJECT and head.head is not head:
        wanted = ("dobj", "nsubj") if head.dep_ == "xcomp" else ("nsubj",)
        head = head.head
        # Of "they asked Y to run X", Y runs X.
        subjects = next(([c for c in head.children if c.dep_ == dep] for dep in wanted if _has(head, dep)), [])
    if head.dep_ == "relcl":
        if subjects and subjects[0].tag_ in _RELATIVE:
            subjects = [head.head]
        elif head is verb and (not objects or objects[0].tag_ in _RELATIVE):
            objects = [head.head]
    return subjects, objects
