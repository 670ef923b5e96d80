"""corrections.yaml to entries, and sentences about those that cannot be understood."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graphbuild import userfile
from graphbuild.corrections import strict
from graphbuild.corrections.entries import ACTIONS, Entry
from graphbuild.errors import GraphbuildError, shown
from graphbuild.naming import suggestion

NAME = "corrections.yaml"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What files of corrections hold."""

    entries: tuple[Entry, ...] = ()
    """In the order of the files."""
    problems: tuple[str, ...] = ()
    """A sentence on each entry that cannot be understood, with file and line."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the corrections of some documents are kept."""

    files: tuple[Path, ...]
    answers: Path
    """The file to which ``review`` adds: the first there is, else one to be beside the first documents."""
    inside: int
    """How many of the files are in a folder of documents, of which they are none."""


def kept(paths: Sequence[Path], named: Path | None = None) -> Kept:
    """The corrections of the documents in ``paths``: the file ``named``, else those that are beside them."""
    files = [named] if named else beside(paths)
    folders = [path for path in paths if path.is_dir()]
    first = next((path if path in folders else path.parent for path in paths), Path())
    answers = files[0] if files else first / NAME
    return Kept(tuple(files), answers.absolute(), sum(any(map(file.is_relative_to, folders)) for file in files))


def beside(paths: Iterable[Path]) -> list[Path]:
    """The files called corrections.yaml in the folders among ``paths`` and below, and beside the files among them.

    As where documents are looked for, hidden folders and links to folders are left out; each file once, those of a
    folder before those below it.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for here in _folders(path) if path.is_dir() else [path.parent]:
            if (here / NAME).is_file():
                found.setdefault(os.path.realpath(here / NAME), here / NAME)
    return list(found.values())


def _folders(path: Path) -> Iterator[Path]:
    for here, below, _ in os.walk(path):
        below[:] = sorted(name for name in below if name[0] != ".")
        yield Path(here)


def load(files: Sequence[Path]) -> Loaded:
    """The corrections of all files. Raises GraphbuildError where a file cannot be read, or is no list in YAML."""
    loaded = [_load(file) for file in files]
    return Loaded(
        tuple(entry for one in loaded for entry in one.entries),
        tuple(problem for one in loaded for problem in one.problems),
    )


def _load(file: Path) -> Loaded:
    try:
        listed = strict.read(userfile.data(file, strict.LARGEST))
    except strict.NotPlain as error:
        raise GraphbuildError(f"the file of corrections {shown(file)} {shown(error)}") from None
    entries: list[Entry] = []
    problems: list[str] = []
    for item in listed.items:
        try:
            entries.append(parse(item.value, shown(file), item.line))
        except ValidationError as error:
            problems += [f"{shown(file)}, {_said(item, dict(e))}" for e in _distinct(error)]
        except ValueError as error:
            problems.append(f"{shown(file)}, line {item.line}: {shown(error)}")
    return Loaded(tuple(entries), tuple(problems))


def parse(value: Any, file: str = "", line: int = 0) -> Entry:
    """One correction. Raises ValueError (of which pydantic's is one) where it cannot be understood."""
    if not isinstance(value, dict):
        raise ValueError("this is no correction; write what it does, as in `- same: [Jo Hall, Joanne Hall]`")
    acts = [key for key in ACTIONS if key in value]
    if not acts:
        for key in (key for key in value if key not in Entry.model_fields):
            if near := suggestion(key, ACTIONS):
                raise ValueError(f"the key {key!r} is unknown{near}")
        raise ValueError(f"nothing says what is to be put right; write one of {_listed(ACTIONS)}")
    if len(acts) > 1:
        raise ValueError(f"this says {' and '.join(acts)} in one; make a correction of each")
    if reserved := {"line", "file"} & value.keys():
        raise ValueError(f"the key {min(reserved)!r} is unknown; leave it out")
    return ACTIONS[acts[0]].model_validate({**value, "file": file, "line": line})


def _distinct(error: ValidationError) -> list[Any]:
    """One error for each key of the entry: the first."""
    first: dict[Any, Any] = {}
    for one in error.errors(include_url=False):
        first.setdefault(one["loc"][:1], one)
    return list(first.values())


def _said(item: strict.Item, error: dict[str, Any]) -> str:
    """An error of pydantic's in a sentence of ours."""
    key = str(error["loc"][0]) if error["loc"] else next(k for k in ACTIONS if k in item.value)
    line = f"line {item.lines.get(key, item.line)}"
    last = shown(error["loc"][-1]) if error["loc"] else key
    match error["type"]:
        case "extra_forbidden":
            known = [name for name in _keys(item.value) if name not in ("line", "file")]
            near = suggestion(last, known) or "; leave it out"
            return f"{line}: the key {last!r} is unknown here{near}"
        case "missing":
            who = {"by": "say who says so", "on": "give the day, as 2026-03-31"}
            return f"{line}: {last!r} is missing; {who.get(last, 'add it')}"
        case "date_from_datetime_parsing" | "date_parsing":
            return f"{line}: {key!r} is no day that there is; write it as 2026-03-31"
        case "value_error":
            return f"{line}: {key!r} {shown(error['ctx']['error'])}"
        case "too_short" | "too_long" | "tuple_type" | "string_type" | "model_type":
            return f"{line}: {key!r} {_amiss(error)}"
        case _:
            what = shown(error["msg"])
            return f"{line}: {key!r} is not as it has to be ({what[:1].lower()}{what[1:]}); correct it"


def _amiss(error: dict[str, Any]) -> str:
    """What is wrong with a text or a list of the wrong length or kind."""
    of = error.get("ctx", {})
    match error["type"], of.get("field_type"):
        case "tuple_type", _:
            return "has to be a list; write it as [Jo Hall, Joanne Hall]"
        case "string_type", _:
            return "has to be words; put them in quotation marks"
        case "model_type", _:
            return "holds what is no name; write a name in words, or as {name: J. Hall, document: minutes.txt}"
        case "too_short", "Tuple":
            return f"needs at least {of['min_length']} names; write it as [Jo Hall, Joanne Hall]"
        case "too_long", "Tuple":
            return f"has more than {of['max_length']} names; write the others as a correction of their own"
        case "too_short", _:
            return "is empty; fill it in"
    return f"has more than {of['max_length']:,} characters; shorten it"


def _keys(value: dict[str, Any]) -> list[str]:
    return list(ACTIONS[next(key for key in ACTIONS if key in value)].model_fields)


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
