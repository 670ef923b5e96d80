"""Finds names in a paragraph: people, posts, organisations, undertakings."""

from __future__ import annotations

from graphbuild.codes import EntityKind
from graphbuild.extract.names.name import Lexicon, Name, apart, longest_first
from graphbuild.extract.names.organisations import find_organisations
from graphbuild.extract.names.people import find_people
from graphbuild.extract.names.posts import find_posts
from graphbuild.extract.names.undertakings import find_undertakings
from graphbuild.extract.parses import Parses

__all__ = ["Lexicon", "Name", "find_names"]

_RANK = {EntityKind.PERSON: 0, EntityKind.POST: 1}


def find_names(text: str, parses: Parses, lexicon: Lexicon) -> list[Name]:
    """The names in ``text``, in order, none overlapping another; offsets are characters of ``text``, end exclusive.

    ``parses`` are asked where words leave a doubt; ``lexicon`` holds what the document's lists have told already. Where
    names overlap, posts win over organisations (a job title names its directorate), people over both, then the longer.
    """
    people = find_people(text, parses, lexicon)
    posts = find_posts(text, taken=people)
    others = [*find_undertakings(text, lexicon), *find_organisations(text, lexicon)]
    return apart([*people, *posts, *others], _precedence)


def _precedence(name: Name) -> tuple[int, int, int, str]:
    return (_RANK.get(name.kind, 2), *longest_first(name), name.kind)
