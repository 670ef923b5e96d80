"""The forms of English verbs, for patterns made from lemmas."""

from __future__ import annotations

import re
from collections.abc import Iterable

_IRREGULAR = {
    "run": ("runs", "ran", "run", "running"),
    "draw": ("draws", "drew", "drawn", "drawing"),
    "put": ("puts", "put", "put", "putting"),
    "write": ("writes", "wrote", "written", "writing"),
    "pay": ("pays", "paid", "paid", "paying"),
    "lead": ("leads", "led", "led", "leading"),
    "buy": ("buys", "bought", "bought", "buying"),
    "take": ("takes", "took", "taken", "taking"),
    "set": ("sets", "set", "set", "setting"),
    "make": ("makes", "made", "made", "making"),
    "give": ("gives", "gave", "given", "giving"),
    "sit": ("sits", "sat", "sat", "sitting"),
    "undertake": ("undertakes", "undertook", "undertaken", "undertaking"),
}
"""Third person, past, past participle and -ing form."""


def alternatives(words: Iterable[str]) -> str:
    """A regular expression of the words, those that begin like a shorter one first; each may be capitalised."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_either_case(word) for word in longest_first) + r")\b"


def forms(lemmas: Iterable[str]) -> str:
    """A regular expression of all forms of the verbs."""
    return alternatives(form for lemma in lemmas for form in (lemma, *inflected(lemma)))


def past_participles(lemmas: Iterable[str]) -> str:
    """A regular expression of the verbs' past participles."""
    return alternatives(inflected(lemma)[2] for lemma in lemmas)


def ing(lemmas: Iterable[str]) -> str:
    """A regular expression of the verbs' -ing forms."""
    return alternatives(inflected(lemma)[3] for lemma in lemmas)


def plural(noun: str) -> str:
    """The plural of a regular noun; of "member of the board", the first noun's."""
    head, of, rest = noun.partition(" of ")
    return (head[:-1] + "ies" if re.search(r"[^aeiou]y$", head) else head + "s") + of + rest


def inflected(lemma: str) -> tuple[str, str, str, str]:
    """Third person, past, past participle and -ing form of a verb; of "pay for", the first word's."""
    verb, blank, rest = lemma.partition(" ")
    prefix, hyphen, stem = verb.rpartition("-")
    third, past, participle, present = _IRREGULAR.get(stem) or _regular(stem)
    before, after = prefix + hyphen, blank + rest
    return before + third + after, before + past + after, before + participle + after, before + present + after


def _regular(verb: str) -> tuple[str, str, str, str]:
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb + "d", verb[:-1] + "ing"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies", verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if re.search(r"(?:s|sh|ch|x)$", verb) else "s")
    return third, verb + "ed", verb + "ed", verb + "ing"


def _either_case(word: str) -> str:
    first = word[0]
    return f"[{first.upper()}{first}]{re.escape(word[1:])}" if first.islower() else re.escape(word)
