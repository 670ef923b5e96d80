"""What has to be known of a SPARQL text before it is sent: where its outermost group begins, what it must not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphbuild.errors import GraphbuildError

Term = NamedNode | BlankNode | Literal | Triple

_OPAQUE = re.compile(
    r"""
      \#[^\n]*
    | <[^<>"{}|^`\\\x00-\x20]*>
    | '''(?:[^\\]|\\.)*?''' | \"\"\"(?:[^\\]|\\.)*?\"\"\"
    | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*"
    | \\.
    """,
    re.VERBOSE | re.DOTALL,
)
_FORM = re.compile(r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE)\b(?!\s*:)", re.IGNORECASE)
_SERVICE = re.compile(r"SERVICE\s*(?:SILENT)?\s*(?:<\s*>|[?$]\w+|[\w.-]*:\S*?)\s*\{", re.IGNORECASE)


def skeleton(text: str) -> str:
    """``text`` at its own length with comments, strings and the insides of IRIs blanked: what is left is syntax."""

    def blank(found: re.Match[str]) -> str:
        token = found.group()
        return "<" + " " * (len(token) - 2) + ">" if token.startswith("<") else " " * len(token)

    return _OPAQUE.sub(blank, text)


def calls_service(text: str) -> bool:
    """Whether the query asks another server (``SERVICE``)."""
    return _SERVICE.search(skeleton(text)) is not None


def asks_bound(text: str, names: Iterable[str]) -> str | None:
    """The first of the variables ``names`` that the query tests with ``BOUND(?x)``; None where it tests none."""
    bare = skeleton(text)
    tested = (n for n in names if re.search(rf"\bBOUND\s*\(\s*[?$]{re.escape(n)}\s*\)", bare, re.IGNORECASE))
    return next(tested, None)


def with_values(text: str, bindings: Mapping[str, Term]) -> str:
    """The query with the bindings as a ``VALUES`` clause at the start of its outermost group.

    Only serialised RDF terms enter the text; pyoxigraph refuses to make an IRI that holds ``>`` or a space, and
    escapes quotes and line ends of literals. Raises GraphbuildError where there is no such group and for a blank node.
    """
    if not bindings:
        return text
    if any(isinstance(term, BlankNode) for term in bindings.values()):
        raise GraphbuildError("A blank node has no name at an endpoint; give the IRI of a thing instead.")
    start = _group_start(skeleton(text))
    if start is None:
        raise GraphbuildError(
            "The query has no outermost group that parameters could be bound in; write it as SELECT ... WHERE { ... }, "
            "with an inner SELECT in braces of its own."
        )
    names = " ".join(f"?{name}" for name in bindings)
    terms = " ".join(str(term) for term in bindings.values())
    return f"{text[:start]} VALUES ({names}) {{ ({terms}) }} {text[start:]}"


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
    depth = 0
    for offset in range(position, len(bare)):
        character = bare[offset]
        depth += (character == "(") - (character == ")")
        if character == "{" and depth == 0:
            rest = bare[offset + 1 :].lstrip()
            return None if re.match(r"SELECT\b", rest, re.IGNORECASE) else offset + 1
    return None


def shortened(message: str) -> str:
    """Oxigraph's message on one line, without a long list of what it would have expected."""
    line = re.sub(r"^error at (\d+):(\d+)", r"line \1, column \2", " ".join(message.split()))
    return line if len(line) <= 160 else line[:160].rsplit(" ", 1)[0] + " …"
