"""RDF terms and the triples of one subject as a person would write them in Turtle or TriG.

pyoxigraph's own serializer is right but not made to be read (a subject after the other without a gap, all objects on
one line), and its layout may change with its version, where builds have to stay the same byte for byte. The escaping
of strings and IRIs is pyoxigraph's here too: it is that of N-Triples, which Turtle shares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import urljoin

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphbuild.vocabulary import RDF, RDFS, XSD

Term = NamedNode | BlankNode | Literal | Triple
Statement = tuple[NamedNode, Term]
"""Predicate and object of a triple."""

INDENT = "    "
WIDTH = 110
_REMEMBERED = 10_000
_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_SEGMENT = r"[A-Za-z0-9_~%-][A-Za-z0-9_~%.-]*"
_RELATIVE = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*(?:#[A-Za-z0-9_=,-]+)?")
_NUMBERS = {XSD.integer: re.compile(r"[+-]?[0-9]+"), XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+")}
_ESCAPE = re.compile(r"\\(?:\\|u(FFF[EF]))")
_DIGITS = re.compile(r"[0-9]{1,1000}")
_FIRST = {"a": 0, "rdfs:label": 1, f"<{RDFS.label.value}>": 1}
Said = dict[str, list[str]]
"""The statements on one subject: names of predicates, each with its objects, all as they are written."""


class Turtle:
    """Writes terms with prefixes and relative to a base; every form that it shortens reads back as the same term.

    Prefixes stand for namespaces that end in ``/`` or ``#``; others are declared but not used.
    """

    def __init__(
        self, base: str, prefixes: Mapping[str, str], typed: Callable[[Literal], Literal] = lambda literal: literal
    ) -> None:
        """``typed`` gives what is written for a literal that is neither a plain string nor in a language."""
        # A base that does not resolve by mere concatenation (it has "..", a query) is not used.
        self._base = base if base and urljoin(base, "a/b#c") == base + "a/b#c" else None
        self._prefixes = {namespace: prefix for prefix, namespace in sorted(prefixes.items())}
        self._typed = typed
        # Properties, classes and codes stand in every block, a meeting or a person in many.
        self._iri = lru_cache(_REMEMBERED)(self._shortened)
        self._predicate = lru_cache(_REMEMBERED)(self._named)

    def header(self) -> str:
        """The directives that everything else needs before it."""
        base = [f"@base {NamedNode(self._base)} ."] if self._base else []
        return "\n".join([*base, *(f"@prefix {prefix}: <{iri}> ." for iri, prefix in self._prefixes.items())]) + "\n"

    def subject(self, node: NamedNode | BlankNode, statements: Iterable[Statement], margin: str = "") -> str:
        """All triples of a subject: type first, then label, then by predicate; objects in natural order."""
        return block(self.term(node), self.said(statements), margin)

    def said(self, statements: Iterable[Statement]) -> Said:
        """What is said of a subject, in the order of ``subject``; the same statement counts once."""
        grouped: Said = {}
        for predicate, term in statements:
            grouped.setdefault(self._predicate(predicate), []).append(self.term(term))
        return in_order(grouped)

    def term(self, term: Term) -> str:
        """A term in the shortest form that is still plain."""
        if isinstance(term, NamedNode):
            return self._iri(term)
        text = str(term)
        if not isinstance(term, Literal):
            return text
        if text[-1] == '"' or term.language:
            return _plain(text)
        term = self._typed(term)
        short = _NUMBERS.get(term.datatype)
        if short and short.fullmatch(term.value):
            return term.value
        return f"{_plain(str(Literal(term.value)))}^^{self._iri(term.datatype)}"

    def _named(self, predicate: NamedNode) -> str:
        return "a" if predicate == RDF.type else self.term(predicate)

    def _shortened(self, node: NamedNode) -> str:
        iri = node.value
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:end])
        if prefix and _LOCAL_NAME.fullmatch(iri, end):
            return f"{prefix}:{iri[end:]}"
        if self._base and iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            return f"<{iri[len(self._base) :]}>"
        return str(node)


def block(subject: str, said: Said, margin: str = "") -> str:
    """The lines of a subject; what is said of it is in order."""
    room = WIDTH - len(margin)
    gap = f"\n{margin}{INDENT * 2}"
    lines = []
    for name, objects in said.items():
        line = f"{name} {', '.join(objects)}"
        if len(line) > room and len(objects) > 1:
            line = f"{name}{gap}{f',{gap}'.join(objects)}"
        lines.append(line)
    return f"{margin}{subject} " + f" ;\n{margin}{INDENT}".join(lines) + " .\n"


def united(parts: Sequence[Said]) -> Said:
    """What several say of one subject, each statement once, in order."""
    if len(parts) == 1:
        return parts[0]
    grouped: Said = {}
    for said in parts:
        for name, objects in said.items():
            grouped.setdefault(name, []).extend(objects)
    return in_order(grouped)


def in_order(said: Said) -> Said:
    """Types first, then labels, then by predicate; objects in natural order, each once."""
    return {name: _objects_in_order(said[name]) for name in _names_in_order(tuple(said))}


def _objects_in_order(objects: list[str]) -> list[str]:
    return sorted(set(objects), key=lambda text: (natural(text), text)) if len(objects) > 1 else objects


@lru_cache(_REMEMBERED)
def _names_in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (_FIRST.get(name, len(_FIRST)), name)))


def _plain(text: str) -> str:
    """A quoted string, from N-Triples.

    U+FFFE and U+FFFF stand as they are: raptor refuses a file with their escapes, and reads the string as empty so.
    """
    if "\\u" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[0], text)


def natural(text: str) -> str:
    """A key that sorts numbers inside texts by value: ``item/9`` before ``item/10``."""
    return _DIGITS.sub(_sortable, text)


def _sortable(found: re.Match[str]) -> str:
    """Digits so that fewer come before more, and any before other characters."""
    digits = found[0].lstrip("0")
    return f"\0{chr(len(digits))}{digits}"
