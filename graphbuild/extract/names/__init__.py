"""Finds names in a paragraph: people, posts, organisations, undertakings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graphbuild.codes import EntityKind
from graphbuild.extract.names.name import Lexicon, Name, apart, longest_first
from graphbuild.extract.names.organisations import find_organisations
from graphbuild.extract.names.people import find_people
from graphbuild.extract.names.posts import find_posts
from graphbuild.extract.names.undertakings import find_undertakings
from graphbuild.extract.parses import Parses

__all__ = ["Lexicon", "Name", "find_names"]

_MARK = "\N{WHITE SQUARE}"
_AFTER_MARK = re.compile(rf"{_MARK}\s(?:(?:and|&)\s)?\Z")
_BY_HEAD = ("organisations", "undertakings")
_RANK = {EntityKind.PERSON: 0, EntityKind.POST: 1}


def find_names(text: str, parses: Parses, lexicon: Lexicon) -> list[Name]:
    """The names in ``text``, in order, none overlapping another; offsets are characters of ``text``, end exclusive.

    ``parses`` are asked where words leave a doubt; ``lexicon`` holds what the document's lists have told already. Where
    names overlap, posts win over organisations (a job title names its directorate), people over both, then the longer.
    """
    people = find_people(text, parses, lexicon)
    posts = find_posts(text, taken=people)
    marked = _marked(people, text)
    others = [*find_undertakings(marked, lexicon), *find_organisations(marked, lexicon)]
    return apart([*people, *posts, *(n for n in others if not _may_be_cut(n, marked))], _precedence)


def _marked(names: Sequence[Name], text: str) -> str:
    """The text with a mark for each character of ``names``: what follows "S. Hale of the" is a name of its own."""
    between = pairwise([0, *(offset for name in names for offset in (name.begin, name.end)), len(text)])
    return "".join(_MARK * (end - begin) if i % 2 else text[begin:end] for i, (begin, end) in enumerate(between))


def _may_be_cut(name: Name, marked: str) -> bool:
    """Whether a name that its head shows may have begun in what was taken for a person ("Vale and Harbour Board")."""
    return name.rule in _BY_HEAD and bool(_AFTER_MARK.search(marked, max(0, name.begin - 6), name.begin))


def _precedence(name: Name) -> tuple[int, int, int, str]:
    return (_RANK.get(name.kind, 2), *longest_first(name), name.kind)
