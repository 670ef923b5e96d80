"""Layouts that users write: words and templates in a YAML file, made into the labels and layouts of a family.

What a file says is only ever compared with a document letter by letter: none of it is taken as a regular expression,
so that no file can make reading slow without end.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from graphbuild import userfile
from graphbuild.codes import Capacity
from graphbuild.errors import GraphbuildError, shown
from graphbuild.segment.layout import AttendanceLabel, Family, Labels, Layout, Style, bundled
from graphbuild.segment.text import readable

LARGEST = 100_000
"""Bytes of a file at most."""
MOST = 100
"""Files of a folder, and phrases of a list, at most."""
_LONGEST = 200
_NUMBER = r"(?:(?:[A-Z]{1,4}[./ -]?)?\d{1,4}(?:[./-]\d{1,4}){0,2}[A-Za-z]?|[IVX]{1,7}|[A-Z])(?!\w)"
_TITLE = r"\S.{0,250}"
_SETS: dict[str, Style] = {
    "line": "line",
    "capitals": "capitals",
    "bold": "marked",
    "run-in": "run-in",
    "table": "row",
}
_TOLD = 3
"""Mistakes of a file that are told at once."""
_HOLES = re.compile(r"\{(\w*)\}")
_HOLES_KEPT = re.compile(r"(\{\w*\})")
_SAID = {
    "extra_forbidden": "is a key that no layout has",
    "missing": "is missing",
    "tuple_type": "has to be a list: in square brackets, or on lines of their own that begin with a dash",
    "model_type": "has to hold keys of its own, such as those of the example",
    "string_type": "has to be words",
    "string_pattern_mismatch": "has to be small letters and digits, with hyphens between",
    "literal_error": f"has to be one of {', '.join(_SETS)}",
    "too_long": f"has more than {MOST} entries, as no family of documents needs",
    "string_too_long": "is too long",
}
"""What is wrong with a value, by pydantic's name of the mistake."""
_MARKS = re.compile(r"[^\w\s]$")


def _phrase(text: str) -> str:
    """Words as they are compared with a document: without marks of layout and the colon that every label may have."""
    words = readable(text, 0).value.rstrip(":; ")
    if not words or not any(map(str.isalnum, words)):
        raise ValueError("has to hold words")
    if len(words) > _LONGEST:
        raise ValueError(f"has more than {_LONGEST} characters, as no label has")
    return words


Phrases = Annotated[tuple[Annotated[str, AfterValidator(_phrase)], ...], Field(max_length=MOST)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(_Part):
    """How the heading of a record names what met."""

    bodies: Phrases = ()
    """Last words of the name of a body that meets: "Kirk Session", "Moot"."""
    before: Phrases = ()
    """What stands before that name and is no part of it: "Journal of"."""


class People(_Part):
    """What introduces lists of people; "end" only ends the list before it."""

    present: Phrases = ()
    apologies: Phrases = ()
    in_attendance: Phrases = ()
    end: Phrases = ()


class Head(_Part):
    """How the head of an item is written."""

    head: str
    """Words around ``{number}`` and ``{title}``: ``§ {number} ~ {title}``."""
    set: Literal["line", "capitals", "bold", "run-in", "table"] = "line"

    @field_validator("head")
    @classmethod
    def _is_template(cls, value: str) -> str:
        value = readable(value, 0).value
        holes = _HOLES.findall(value)
        words = _HOLES.sub("", value)
        if holes.count("title") != 1 or holes.count("number") > 1 or not {*holes} <= {"title", "number"}:
            raise ValueError("has to hold {title} once, {number} at most once, and nothing else in braces")
        if "number" not in holes and not value.partition("{title}")[0].strip():
            raise ValueError("has to begin with words or hold {number}, since else any line would be a head")
        if re.search(r"\}\{", value):
            raise ValueError("needs something between {number} and {title}, a space at least")
        if len(value) > _LONGEST or "{" in words or "}" in words:
            raise ValueError(f"may have braces only around title and number, and {_LONGEST} characters")
        return value


class Items(_Part):
    """The heads of items, and the titles that every meeting has."""

    heads: Annotated[tuple[Head, ...], Field(max_length=MOST)] = ()
    usual: Phrases = ()


class Decisions(_Part):
    """What introduces a decision."""

    labels: Phrases = ()


class OwnLayout(_Part):
    """A user's file."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+){0,9}$", max_length=60)]
    summary: Annotated[str, Field(max_length=500)] = ""
    title: Title = Title()
    people: People = People()
    items: Items = Items()
    decisions: Decisions = Decisions()
    left_out: Phrases = ()
    """What lines begin with that are no part of the record."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        parts = (self.title, self.people, self.items, self.decisions)
        if not self.left_out and all(part == type(part)() for part in parts):
            raise ValueError("says nothing of title, people, items or decisions")
        return self


def files(path: Path) -> list[Path]:
    """The layout files at ``path``, a file or a folder of ``*.yaml``, by name.

    Raises GraphbuildError where there are none or too many.
    """
    if not path.is_dir():
        return [path]
    found = sorted(one for one in path.iterdir() if one.suffix in (".yaml", ".yml"))
    if not found:
        raise GraphbuildError(f"{shown(path)} holds no layout; put files that end in .yaml there")
    if len(found) > MOST:
        raise GraphbuildError(f"{shown(path)} holds {len(found)} layouts; keep no more than {MOST} there")
    return found


def families(path: Path | None) -> tuple[Family, ...]:
    """The families that the layouts at ``path`` describe, a file each; none for None.

    Raises GraphbuildError, with the file and what to correct, for a file that is no layout.
    """
    if path is None:
        return ()
    read = [(str(file), userfile.data(file, LARGEST)) for file in files(path)]
    return _families(tuple(read))


def fingerprint(path: Path | None) -> str:
    """What tells the layouts at ``path`` from others: the same files give the same, any change another; "" for None.

    Raises GraphbuildError where they cannot be read.
    """
    if path is None:
        return ""
    digest = hashlib.sha256()
    for file in files(path):
        found = userfile.data(file, LARGEST)
        digest.update(hashlib.sha256(file.name.encode(errors="surrogateescape")).digest())
        digest.update(hashlib.sha256(found).digest())
    return digest.hexdigest()


@lru_cache(maxsize=8)
def _families(read: tuple[tuple[str, bytes], ...]) -> tuple[Family, ...]:
    found: dict[str, tuple[str, Family]] = {}
    for name, data in read:
        layout = _read(Path(name), data)
        if layout.name in found or layout.name in {"bundled", *(one.name for one in bundled().layouts)}:
            other = found[layout.name][0] if layout.name in found else "graphbuild"
            raise GraphbuildError(
                f"{shown(name)}: {shown(other)} has a layout called {layout.name!r} too; call this one otherwise"
            )
        found[layout.name] = (name, _family(layout))
    return tuple(family for _, family in found.values())


def _read(path: Path, data: bytes) -> OwnLayout:
    try:
        return OwnLayout.model_validate(userfile.decoded(path, data))
    except ValidationError as error:
        said = "; ".join(map(_said, error.errors()[:_TOLD]))
        raise GraphbuildError(f"{shown(path)}: {shown(said)}; correct it there (docs/layouts.md shows how)") from None


def _said(error: ErrorDetails) -> str:
    """Where in a file something is wrong, and what; entries of lists are counted as people do."""
    where = "".join(f"{f'entry {part + 1}' if isinstance(part, int) else part}: " for part in error["loc"])
    return where + (_SAID.get(error["type"]) or error["msg"].removeprefix("Value error, "))


def _family(own: OwnLayout) -> Family:
    """The bundled labels and layouts with those of a user before them."""
    base = bundled()
    heads = [_layout(own, index, head) for index, head in enumerate(own.items.heads)]
    return Family(own.name, _labels(base.labels, own), (*heads, *base.layouts))


def _layout(own: OwnLayout, index: int, head: Head) -> Layout:
    pieces = _HOLES_KEPT.split(head.head)
    expression = "".join(_piece(piece, last=not any(pieces[place + 1 :])) for place, piece in enumerate(pieces))
    return Layout(
        name=own.name if len(own.items.heads) == 1 else f"{own.name}-{index + 1}",
        summary=own.summary,
        style=_SETS[head.set],
        head=f"^{expression}",
        opening=_opening(pieces),
    )


def _piece(piece: str, last: bool) -> str:
    """The expression for a part of a template: a number, a title or words."""
    if piece == "{number}":
        return f"(?P<number>{_NUMBER})"
    if piece == "{title}":
        return f"(?P<title>{_TITLE})$" if last else f"(?P<title>{_TITLE}?)"
    return f"(?i:{_literal(piece)})"


def _opening(pieces: Sequence[str]) -> str | None:
    """What a head begins with, where it begins with words."""
    if not pieces[0].strip():
        return None
    return _literal(pieces[0]) + (_NUMBER if pieces[1] == "{number}" else r"\S")


def _literal(text: str) -> str:
    """An expression for exactly these words, with any white space where there is some, or by a mark none."""
    words = text.split()
    if not words:
        return r"\s+" if text else ""
    begin = (r"\s+" if words[0][0].isalnum() else r"\s*") if text[0].isspace() else ""
    end = (r"\s+" if words[-1][-1].isalnum() else r"\s*") if text[-1].isspace() else ""
    return begin + r"\s+".join(map(re.escape, words)) + end


def _labels(base: Labels, own: OwnLayout) -> Labels:
    people = own.people
    listed: Sequence[tuple[Capacity | None, Sequence[str]]] = (
        (Capacity.PRESENT, people.present),
        (Capacity.APOLOGIES, people.apologies),
        (Capacity.IN_ATTENDANCE, people.in_attendance),
        (None, people.end),
    )
    attendance = [
        AttendanceLabel(capacity=capacity, pattern=_label_of_people(phrase, base))
        for capacity, phrases in listed
        for phrase in phrases
    ]
    decision = base.decision.model_copy(
        update={
            "opening": (*(_opening_of_decision(p, base) for p in own.decisions.labels), *base.decision.opening),
            "inside": (*(_inside(p, base) for p in own.decisions.labels), *base.decision.inside),
        }
    )
    return base.model_copy(
        update={
            "body": (*map(_literal, own.title.bodies), *base.body),
            "before_body": tuple(rf"{_literal(p)}\s+" for p in own.title.before),
            "attendance": (*attendance, *base.attendance),
            "procedural": (*map(_literal, own.items.usual), *base.procedural),
            "furniture": (*base.furniture, *(rf"\s*{_literal(p)}" for p in own.left_out)),
            "decision": decision,
        }
    )


def _label_of_people(phrase: str, base: Labels) -> str:
    """A label, then its end, or a name straight behind."""
    end = base.attendance_parts["end"]
    brackets = base.attendance_parts["brackets"]
    return rf"{_literal(phrase)}{_bound(phrase)}{brackets}(?:{end}|\s+(?=(?-i:[A-Z])))"


def _opening_of_decision(phrase: str, base: Labels) -> str:
    parts = base.decision.parts
    ends = [parts["end"], rf",?\s+{parts['words']}", r"\s*$"]
    if _MARKS.search(phrase):
        ends.append(r"\s+")
    vote = parts["vote"]
    return rf"{parts['number']}{_literal(phrase)}{_bound(phrase)}{vote}(?:{'|'.join(ends)})\s*"


def _inside(phrase: str, base: Labels) -> str:
    parts = base.decision.parts
    return rf"(?<=[.!?”\"’)])\s{_literal(phrase)}{_bound(phrase)}(?:\s?[:;–-]+(?:\s|$)|,?\s{parts['Words']})"


def _bound(phrase: str) -> str:
    return r"\b" if phrase[-1].isalnum() else ""
