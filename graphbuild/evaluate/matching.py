"""When a found fact is the gold one: what counts as the same text or name, and the largest one-to-one pairing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import networkx as nx
from rapidfuzz import fuzz

_TITLES = re.compile(
    r"^(?:the |(?:(?:county|borough|district|town|parish) )?(?:cllr\.?s?|councillors?) |mrs?\.? |ms\.? |miss |dr\.? "
    r"|sir |dame |professor |prof\.? |rev\.? |lord |lady |mayor )"
)
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "*": None, "#": None})
G = TypeVar("G")
F = TypeVar("F")


def fold(text: str | None) -> str:
    """A form of ``text`` without regard to case, quotes, dashes, spaces, Markdown and end punctuation."""
    plain = re.sub(r"</?\w+[^>]*>", "", unicodedata.normalize("NFKC", text or "")).translate(_MARKS)
    plain = re.sub(r"[‐-―]", "-", plain)
    return re.sub(r"\s+", " ", plain).strip().strip(".,;:-– ").casefold()


def close(one: str, other: str, at_least: float = 90) -> bool:
    """Whether two texts are alike (0 to 100, by the normalised indel distance of their folded forms)."""
    return fuzz.ratio(fold(one), fold(other)) >= at_least


def without_the(text: str) -> str:
    """A folded name without its article."""
    return fold(text).removeprefix("the ")


def same_name(some: Iterable[str], others: Iterable[str], at_least: float = 92) -> bool:
    """Whether any name of the one thing is close to any of the other."""
    return any(fuzz.ratio(without_the(x), without_the(y)) >= at_least for x in some for y in others if x and y)


def name_key(name: str) -> tuple[str, str]:
    """(given names, surname) of a person's name, folded, without title: ("jo", "hall") of "Councillor Jo Hall"."""
    text = re.sub(r"\(.*?\)", "", fold(name)).strip()
    while (shorter := _TITLES.sub("", text)) != text:
        text = shorter
    parts = [part for part in re.split(r"[\s.]+", text) if part]
    return (" ".join(parts[:-1]), parts[-1]) if parts else ("", "")


def same_person(one: str, other: str) -> bool:
    """Whether the surnames are equal and the given names do not contradict each other ("J" fits "Jo")."""
    (given, surname), (other_given, other_surname) = name_key(one), name_key(other)
    if not surname or surname != other_surname:
        return False
    if not given or not other_given:
        return True
    first, second = given.split()[0], other_given.split()[0]
    return first.startswith(second) or second.startswith(first)


def pair(gold: Sequence[G], found: Sequence[F], same: Callable[[G, F], bool]) -> list[tuple[int, int]]:
    """The largest one-to-one pairing of gold and found facts, as (index, index), in the order of the gold."""
    graph = nx.Graph()
    left = [("gold", i) for i in range(len(gold))]
    graph.add_nodes_from(left)
    graph.add_edges_from(
        (("gold", i), ("found", j)) for i, g in enumerate(gold) for j, f in enumerate(found) if same(g, f)
    )
    matched = nx.bipartite.hopcroft_karp_matching(graph, left)
    return sorted((i, matched["gold", i][1]) for _, i in left if ("gold", i) in matched)
