"""Where a person's name ends in a run of capitalised words that a job title, a body or another name goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graphbuild.extract import rulebook

_LONGEST_LETTERS = 5
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?){1,3}$")


def words_of_name(words: Sequence[str]) -> int:
    """How many of the capitalised words that stand together are the name that they begin with.

    "Jo Hale Harbour Warden" and "Jo Hale Peter Quill" begin with a name of two words, "J Hale P Quill" and
    "T Rudge Tree Officer" too, the initial counted. All of them where nothing shows an end.
    """
    initials = _leading_initials(words)
    rest = words[initials:]
    ends = (rule(rest, initials) for rule in (_before_initial, _before_job, _before_name, _before_letters))
    return initials + min([len(rest), *(end for end in ends if end)])


def _leading_initials(words: Sequence[str]) -> int:
    return next((i for i, word in enumerate(words) if not _is_initial(word)), len(words))


def _is_initial(word: str) -> bool:
    """Whether a word is a letter or several with full stops ("J", "J.P."); two capitals alone may be a name ("JO")."""
    return bool(_INITIALS.match(word)) and (len(word) == 1 or "." in word)


def _is_given(word: str) -> bool:
    return word.casefold() in rulebook.given_names()


def _before_initial(rest: Sequence[str], initials: int) -> int | None:
    """The end before the initial of another name; "Peter J Hale" has one inside."""
    first = 1 if initials else 2
    return next((i for i in range(first, len(rest)) if _is_initial(rest[i])), None)


def _before_name(rest: Sequence[str], initials: int) -> int | None:
    """The end before the given name of another person, after which a surname follows."""
    first = 1 if initials else 2
    if len(rest) < first + 2 or not _is_given(rest[first]) or _is_given(rest[first - 1]):
        return None
    return first


def _before_letters(rest: Sequence[str], initials: int) -> int | None:
    """The end before a council's letters ("A Hale BDC") or a heading in capitals; "Ann HALE" has a loud surname."""
    first = 1 if initials else 2
    loud = next((i for i in range(first, len(rest)) if rest[i].isupper() and not rest[i - 1].isupper()), None)
    if loud is None or _is_initial(rest[loud]):
        return None
    return loud if len(rest) - loud > 1 or len(rest[loud]) <= _LONGEST_LETTERS else None


def _before_job(rest: Sequence[str], initials: int) -> int | None:
    """The end before a job title or body; what stands before its head word may belong to it or to the name."""
    head = next((i for i in range(1, len(rest)) if rest[i] in heads_of_jobs_and_bodies()), None)
    if head is None:
        return None
    given = not initials and _is_given(rest[0])
    if head == 1:
        # "Peter Warden" has a surname like a job.
        return None if given and len(rest) == 2 else 2 if given else 1
    if initials or (rest[1] in rulebook.posts().modifiers and not given):
        return 1
    return 2 if given or head > 2 else 1


@cache
def heads_of_jobs_and_bodies() -> frozenset[str]:
    """The last words of job titles and of names of bodies, as far as they are no common surnames."""
    titles = (*rulebook.posts().heads, *rulebook.posts().offices)
    bodies = (head for heads in rulebook.organisations().heads.values() for head in heads)
    return frozenset(name.split()[-1] for name in (*titles, *bodies)) - frozenset(rulebook.people().surnames)
