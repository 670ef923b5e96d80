"""How sure it is that two names are of two things, or that two forms of a name are of one: 0 to 1; None if it is sure.

What decides is the same as in linking: given names and initials of people, words of other names. Linking has taken the
sure steps already; what is asked here is what it could not tell, or told by a short form alone.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from graphbuild.link.names import PersonName, fit, stands_for
from graphbuild.text import acronym, plain
from graphbuild.vocabulary import slug

_ALIKE = 86
"""Likeness (0 to 100) of two names from which a slip of the pen may part them."""
_GIVEN_ALIKE = 80
_THIN = 55
"""Likeness up to which two forms of one name need another reason to be of one thing."""


def people_apart(one: PersonName, other: PersonName) -> float | None:
    """How sure two names are of two people."""
    if slug(one.family) != slug(other.family):
        close = fuzz.ratio(slug(one.family), slug(other.family)) >= _ALIKE
        return 0.55 if close and one.is_full and other.is_full and one.givens == other.givens else None
    if stands_for(one, other):
        return 0.35
    if fit(one, other):
        return 0.3 if one.given and other.given else 0.45
    if one.is_full and other.is_full and fuzz.ratio(one.givens[0], other.givens[0]) >= _GIVEN_ALIKE:
        return 0.5
    return None


def people_together(one: PersonName, other: PersonName, namesakes: int) -> float | None:
    """How sure two forms are of one person; ``namesakes`` have the same surname."""
    if slug(one.family) != slug(other.family):
        return 0.5
    if one.is_full and other.is_full and one.givens[0] != other.givens[0]:
        return 0.6
    alone = not (one.given and other.given)
    return 0.65 if alone and namesakes else None


def things_apart(one: str, other: str) -> float | None:
    """How sure two names are of two things that are no people."""
    first, second = plain(one), plain(other)
    if _figures(first) != _figures(second):
        return None
    if one == acronym(other) or other == acronym(one):
        return 0.5
    likeness = max(fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second))
    return round(1.2 - likeness / 125, 3) if likeness >= _ALIKE else None


def things_together(best: str, form: str) -> float | None:
    """How sure a form of a name is of the thing that has the name."""
    initials = "".join(word[0] for word in best.split()).casefold()
    if form.isupper() or best.isupper() or form.casefold() in (initials, acronym(best).casefold()):
        return None
    likeness = fuzz.token_set_ratio(plain(best), plain(form))
    return round(0.4 + likeness / 250, 3) if likeness <= _THIN else None


def _figures(name: str) -> set[str]:
    """What has a digit: years and numbers tell things apart whatever else they share."""
    return {word for word in name.split() if any(c.isdigit() for c in word)}
