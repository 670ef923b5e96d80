"""Forms of names under which two spellings of one thing are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_SMALL = frozenset(["the", "of", "for", "and", "in", "to", "a", "an", "on", "at", "with"])


def plain(name: str) -> str:
    """Lower case without accents, possessives, punctuation and plural endings: "Children & Young Peoples Services" and
    "Children's and Young People's Service" are one."""
    folded = "".join(
        c for c in unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold() if not unicodedata.combining(c)
    )
    folded = re.sub(r"['’]s\b|s['’](?=\s|$)", "", folded.replace("‘", "'"))
    words = re.findall(r"\w+", folded)
    return " ".join(_singular(w) for w in words if w != "the" or len(words) == 1)


def acronym(name: str) -> str:
    """The initials of a name's capitalised words: "RBC" of "Rotbury Borough Council"."""
    return "".join(word[0] for word in name.split() if word[:1].isupper())


def initials(name: str) -> str:
    """The letters that the parts of a person's name begin with: "AHP" of "Ann Hale-Pym"."""
    return "".join(part[0] for part in re.split(r"[\s.-]+", name) if part).upper()


def of_post(title: str) -> str:
    """As ``plain``, and without small words: "Head of Service for Quality" is "Head of Service, Quality"."""
    words = [w for w in plain(title).split() if w not in _SMALL]
    return " ".join("chair" if w in ("chairman", "chairperson", "chairwoman") else w for w in words)


def expanded(name: str, short_forms: Mapping[str, str]) -> str:
    """As ``plain``, with each long form that the corpus abbreviates replaced by its short form, and brackets left out.

    ``short_forms`` maps plain long forms to short ones.
    """
    text = plain(re.sub(r"\([^()]*\)", " ", name))
    if name.isupper():
        longs = [long for long, short in short_forms.items() if short == name]
        text = longs[0] if len(longs) == 1 else text
    for long in sorted(short_forms, key=lambda w: (-len(w), w)):
        if long != text and f" {long} " in f" {text} ":
            text = f" {text} ".replace(f" {long} ", f" {short_forms[long].casefold()} ").strip()
    return text


def _singular(word: str) -> str:
    word = word.removesuffix("al") if word.endswith("ional") else word
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
