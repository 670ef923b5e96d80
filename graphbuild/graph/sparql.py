"""What has to be known of a SPARQL text before it is sent: where its outermost group begins, what it must not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphbuild.errors import GraphbuildError

Term = NamedNode | BlankNode | Literal | Triple

_OPAQUE = re.compile(
    r"""
      \#[^\n\r]*
    | <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>
    | '''(?:[^\\]|\\.)*?''' | \"\"\"(?:[^\\]|\\.)*?\"\"\"
    | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*"
    | \\.
    """,
    re.VERBOSE | re.DOTALL,
)
_LIMIT = re.compile(r"\bLIMIT\s+(\d+)", re.IGNORECASE)
_MARK = "\0"
_FORM = re.compile(r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE)\b(?!\s*:)", re.IGNORECASE)
_SUB_SELECT = re.compile(r"OPTIONAL\s*\{\s*SELECT\b((?:\s*[?$]\w+)+)\s*\(", re.IGNORECASE)
_SCOPED = re.compile(r"\b(?:SELECT|GROUP|HAVING|ORDER|LIMIT|OFFSET|MINUS|EXISTS|VALUES|GRAPH|SERVICE)\b", re.IGNORECASE)
"""What has a scope of its own."""
_EXPRESSION = re.compile(r"\b(FILTER|BIND)\s*(?:NOT\s+EXISTS\s*|EXISTS\s*|\w+\s*)?(?=[({])", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$]\w+")
_PLAIN_SELECT = re.compile(r"\bSELECT\s+DISTINCT(?:\s*[?$]\w+)+\s*WHERE\b", re.IGNORECASE)
"""What is joined with the rest by what it selects."""
_ASSIGNED = re.compile(r"\bAS\s*[?$]\w+\s*\Z", re.IGNORECASE)
_OPTIONAL = re.compile(r"\bOPTIONAL\s*\{(?!\s*SELECT\b)", re.IGNORECASE)
_BEGINS = re.compile(r"[^{}]*\{\s*(?:\{\s*SELECT\b[^{}]*\{\s*)*([?$]\w+)", re.IGNORECASE)
_GROUPED = re.compile(r"\bGROUP\s+BY((?:\s*[?$]\w+)+)\s*$", re.IGNORECASE)
_COMMENT_LINE = re.compile(r"^[ \t]*#[^\n\r]*", re.MULTILINE)
_SPACE = r"\s*+(?:\#[^\n\r]*+\s*+)*"
_NAMING = re.compile(r"(?:[?$][\w·‿]*|@[\w-]*|:(?:(?:[\w:%·‿-]|\\.)(?:[\w:.%·‿-]|\\.)*)?)\Z")
"""What the word is the end of where it belongs to a variable, a prefixed name or a language tag."""
_NAME = 500
"""Characters that such a name may have before it."""
_CALLED = re.compile(
    rf"SERVICE{_SPACE}(?:SILENT{_SPACE})?(?:<[^<>]*+>|(?:\\.|[^\s\#\\{{}}<>])+){_SPACE}\{{", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_CALLS = 500
"""How often the word may stand in a query that can be read in reasonable time."""


def skeleton(text: str) -> str:
    """``text`` at its own length with comments, strings and the insides of IRIs blanked: what is left is syntax."""

    def blank(found: re.Match[str]) -> str:
        token = found.group()
        if token.startswith("<"):
            return "<" + " " * (len(token) - 2) + ">"
        return ("_" if token.startswith("\\") else " ") * len(token)

    return _OPAQUE.sub(blank, text)


def calls_service(text: str) -> bool:
    """Whether the query asks another server (``SERVICE``), or may.

    It is read as it stands, whatever seems to be a comment, a string or an IRI in it: an engine that saw these begin
    or end elsewhere would carry out what was passed over here. So a string that holds such a clause counts, too. Lines
    of comment are left out: one that begins with ``#`` is a comment or stands in a long string.
    """
    text = _COMMENT_LINE.sub("", text)
    unescaped = _ESCAPED.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), text)
    return any(map(_calls, {text, unescaped}))


def _calls(text: str) -> bool:
    places = [found.start() for found in re.finditer("SERVICE", text, re.IGNORECASE)]
    if len(places) > _CALLS:
        return True
    return any(_CALLED.match(text, at) and not _NAMING.search(text[max(0, at - _NAME) : at]) for at in places)


def with_values(text: str, bindings: Mapping[str, Term], laterally: bool = False) -> str:
    """The query with the bindings as a ``VALUES`` clause at the start of its outermost group.

    So that an engine starts from them there too, those that it names also stand at the start of each side of a UNION
    and of each sub-select; ``laterally`` does what ``correlated`` does besides. Only serialised RDF terms enter the
    text; pyoxigraph refuses to make an IRI that holds ``>`` or a space, and escapes quotes and line ends of literals.
    Raises GraphbuildError where there is no outermost group and for a blank node.
    """
    if any(isinstance(term, BlankNode) for term in bindings.values()):
        raise GraphbuildError("A blank node has no name at an endpoint; give the IRI of a thing instead.")
    if _MARK in text:
        raise GraphbuildError("The query holds a character that no text can (U+0000); take it out.")
    pieces = _prepared(text, tuple(bindings), laterally)
    return "".join(str(bindings[piece]) if place % 2 else piece for place, piece in enumerate(pieces))


@lru_cache(maxsize=256)
def _prepared(text: str, names: tuple[str, ...], laterally: bool) -> tuple[str, ...]:
    """The query in pieces, every other of which is the name of a binding whose term belongs there."""
    bare = skeleton(text)
    if names and _FORM.search(bare):
        start = _group_start(bare)
        if start is None:
            raise GraphbuildError(
                "The query has no outermost group that parameters could be bound in; write it as "
                "SELECT ... WHERE { ... }, with an inner SELECT in braces of its own."
            )
        clauses = [(start, _values(names))]
        selects = list(_correlated_selects(bare)) if laterally else []
        for begin, end in _starts_anew(bare, start):
            # What such a sub-select is started with is bound there: LATERAL refuses it in VALUES.
            bound = {key[1:] for select in selects if select.begin < begin < select.end for key in select.keys}
            named = [name for name in names if re.search(rf"[?$]{re.escape(name)}\b", bare[begin:end])]
            if named := [name for name in named if name not in bound]:
                clauses.append((begin, _values(named)))
        text = _inserted(text, clauses)
    return tuple((correlated(text) if laterally else text).split(_MARK))


def correlated(text: str) -> str:
    """The query with what is OPTIONAL made to start from the row that it may add to.

    Oxigraph computes a sub-select, and a group of three patterns or more, for the whole graph and joins then. LATERAL
    (SPARQL's SEP 6, which Oxigraph has) makes it start from the row. That gives the same for ``OPTIONAL { SELECT ?x
    (...) WHERE { ... } GROUP BY ?x }``, which groups by all that it selects; it is done where its patterns begin with
    ``?x`` and hold no other such sub-select: a query says so which of the two it wants. It gives the same for a group
    of patterns and of such sub-selects where nothing in it reads a variable of the row that would not see it else.
    """
    bare = skeleton(text)
    selects = [(select.begin, select.end) for select in _correlated_selects(bare)]
    groups = [(begin, end) for begin, end in _optional_groups(bare) if _same_from_a_row(bare, begin, end, selects)]
    marks = [mark for begin, end in [*selects, *groups] for mark in ((begin, "LATERAL { "), (end + 1, " }"))]
    return _inserted(text, marks)


def _optional_groups(bare: str) -> Iterator[tuple[int, int]]:
    """Where each OPTIONAL that is no sub-select itself begins and ends."""
    for found in _OPTIONAL.finditer(bare):
        yield found.start(), _closing(bare, found.end() - 1)


def _same_from_a_row(bare: str, begin: int, end: int, selects: Sequence[tuple[int, int]]) -> bool:
    """Whether the OPTIONAL between the two offsets means the same if all in it sees the row.

    Filters of its own see the row in any case. BIND, and filters further in, do not.
    """
    inside = bare[bare.index("{", begin) + 1 : end]
    for first, last in selects:
        if begin < first < end:
            inside = inside.replace(bare[first : last + 1], "")
    inside = _PLAIN_SELECT.sub("", inside)
    read, kept = set[str](), inside
    for found in _EXPRESSION.finditer(inside):
        expression = inside[found.start() : _closing(inside, found.end(), "()" if inside[found.end()] == "(" else "{}")]
        before = inside[: found.start()]
        if found[1].upper() == "FILTER" and before.count("{") == before.count("}"):
            kept = kept.replace(expression, "")
        else:
            read |= set(_VARIABLE.findall(_ASSIGNED.sub("", expression)))
    return not _SCOPED.search(kept) and not read & set(_VARIABLE.findall(bare[:begin]))


class _Select(NamedTuple):
    """An OPTIONAL sub-select: where it begins and ends, and the variables that it groups by."""

    begin: int
    end: int
    keys: set[str]


def _correlated_selects(bare: str) -> Iterator[_Select]:
    """Each OPTIONAL sub-select that shall start from its row."""
    for found in _SUB_SELECT.finditer(bare):
        begin = bare.index("{", found.start())
        end = _closing(bare, begin)
        grouped, begins = _GROUPED.search(bare[begin:end]), _BEGINS.match(bare, found.end())
        keys = set(found[1].split())
        holds_others = _SUB_SELECT.search(bare, begin + 1, end)
        if grouped and keys == set(grouped[1].split()) and begins and begins[1] in keys and not holds_others:
            yield _Select(found.start(), end, keys)


def _values(names: Sequence[str]) -> str:
    """The clause for the bindings of those names, with marks around each where its term belongs."""
    terms = " ".join(f"{_MARK}{name}{_MARK}" for name in names)
    return f" VALUES ({' '.join(f'?{name}' for name in names)}) {{ ({terms}) }} "


def _starts_anew(bare: str, start: int) -> Iterator[tuple[int, int]]:
    """Where the groups after ``start`` begin and end that an engine evaluates on their own."""
    for brace in re.finditer(r"\{", bare[start:]):
        begin = start + brace.end()
        end = _closing(bare, begin - 1)
        before, inside, after = bare[: begin - 1].rstrip(), bare[begin:end].lstrip(), bare[end + 1 :].lstrip()
        anew = re.search(r"\b(UNION|WHERE)$", before, re.IGNORECASE) or re.match(r"UNION\b", after, re.IGNORECASE)
        if anew and not re.match(r"SELECT\b", inside, re.IGNORECASE):
            yield begin, end


def _closing(bare: str, begin: int, pair: str = "{}") -> int:
    """The offset of the ``}`` that closes the ``{`` at ``begin``, or of another pair; the end of a text without."""
    depth = 0
    for offset in range(begin, len(bare)):
        depth += (bare[offset] == pair[0]) - (bare[offset] == pair[1])
        if depth == 0:
            return offset
    return len(bare)


def _inserted(text: str, parts: Iterable[tuple[int, str]]) -> str:
    """``text`` with each part put in at its offset."""
    for offset, part in sorted(parts, reverse=True):
        text = text[:offset] + part + text[offset:]
    return text


def _group_start(bare: str) -> int | None:
    """The offset after the ``{`` that opens the outermost group; None for ``CONSTRUCT WHERE`` and a bare sub-select."""
    form = _FORM.search(bare)
    if form is None:
        return None
    position = form.end()
    if form.group().upper() == "CONSTRUCT":
        if not bare[position:].lstrip().startswith("{"):
            return None
        position = bare.index("}", position) + 1
    begin = _outermost(bare, position)
    if begin is None:
        return None
    return None if re.match(r"SELECT\b", bare[begin + 1 :].lstrip(), re.IGNORECASE) else begin + 1


def _outermost(bare: str, position: int) -> int | None:
    """The offset of the first ``{`` from ``position`` that stands in no brackets."""
    depth = 0
    for offset in range(position, len(bare)):
        character = bare[offset]
        depth += (character == "(") - (character == ")")
        if character == "{" and depth == 0:
            return offset
    return None


def with_limit(text: str, rows: int) -> str:
    """The query with ``LIMIT rows`` where it is a SELECT that asks for more, or for all that there is."""
    bare = skeleton(text)
    form = _FORM.search(bare)
    if form is None or form.group().upper() != "SELECT":
        return text
    begin = _outermost(bare, form.end())
    end = len(bare) if begin is None else _closing(bare, begin) + 1
    if given := _LIMIT.search(_unbracketed(bare), end):
        return text if int(given[1]) <= rows else text[: given.start(1)] + str(rows) + text[given.end(1) :]
    values = re.compile(r"\bVALUES\b", re.IGNORECASE).search(bare, end)
    at = values.start() if values else len(text)
    return f"{text[:at]}\nLIMIT {rows}\n{text[at:]}"


def _unbracketed(bare: str) -> str:
    """``bare`` at its own length with what stands in brackets or braces blanked."""
    depth, left = 0, []
    for character in bare:
        depth -= character in ")}"
        left.append(" " if depth > 0 else character)
        depth += character in "({"
    return "".join(left)


def shortened(message: str) -> str:
    """Oxigraph's message on one line, without a long list of what it would have expected."""
    line = re.sub(r"^error at (\d+):(\d+)", r"line \1, column \2", " ".join(message.split()))
    return line if len(line) <= 160 else line[:160].rsplit(" ", 1)[0] + " …"
