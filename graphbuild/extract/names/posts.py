"""Posts: job titles and offices, held by someone named or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graphbuild.codes import EntityKind, OrganisationKind
from graphbuild.extract import rulebook
from graphbuild.extract.names.bounds import heads_of_jobs_and_bodies
from graphbuild.extract.names.name import CAP, Name, alternatives, is_function_word
from graphbuild.extract.names.organisations import find_organisations
from graphbuild.text import initials

_PHRASE = rf"{CAP}(?:(?:\s|\s(?:of|for)\s|(?<=Looked)\safter\s){CAP}){{0,9}}"
_LISTED = rf"{_PHRASE}(?:,\s{_PHRASE}){{0,9}}(?:,?\s(?:and|&)\s{_PHRASE})?"
_SUFFIX = re.compile(
    rf"\s(?:of|for|to|in|-|–)\s(?:the\s)?(?P<of>{_LISTED}(?:\steam\b)?)"
    rf"|,\s(?P<comma>{_LISTED})"
    rf"|\s(?P<bracket>\({_LISTED}\))"
)
_BARE = re.compile(rf"\s(?P<of>{_LISTED})")
_OF_GROUP = re.compile(r"\sof the (?:review|working|task|scrutiny|task and finish)(?: group)?\b")
_BODY_OFFICES = re.compile(r"^(?:Vice|Deputy|Depute)?[\s-]?(?:Chair(?:man|person|woman)?|Cathaoirleach|Conven[eo]r)$")
_PAIR = re.compile(rf"(?:(?P<the>\b[Tt]he\s)|^|\(|(?P<comma>,\s))(?P<first>{CAP}(?:\s{CAP})?)\s(?:and|(?P<to>to))\s$")
_LAST_PORTFOLIO = re.compile(rf"\s(?:and|&)\sthe\s(?P<last>{CAP}(?:\s{CAP}){{0,3}})(?=\s*(?:[,;)(]|$))")
_LONGEST_PAIR = 80
_LONGEST_TITLE = 100
_LONGEST_BODY = 120
_EMPLOYERS = frozenset(
    kind.value
    for kind in (
        OrganisationKind.COUNCIL,
        OrganisationKind.CHARITY,
        OrganisationKind.COMPANY,
        OrganisationKind.GOVERNMENT,
        OrganisationKind.HEALTH,
        OrganisationKind.POLICE,
        OrganisationKind.EDUCATION,
        OrganisationKind.PARTNERSHIP,
    )
)
"""Bodies that a post is in and not in charge of: they are no portfolio."""


@cache
def _heads() -> re.Pattern[str]:
    words = alternatives((*rulebook.posts().heads, *rulebook.posts().offices))
    return re.compile(rf"(?<![\w'’])(?:{words})(?![\w’'-])")


def find_posts(text: str, taken: Sequence[Name] = ()) -> list[Name]:
    """Posts named in ``text``, in order, outside the names in ``taken``; offsets are characters of ``text``."""
    rules = rulebook.posts()
    found: list[Name] = []
    position = 0
    while head := _heads().search(text, position):
        position = head.end()
        if any(n.begin <= head.start() < n.end for n in (*taken, *found)):
            continue
        floor = found[-1].end if found else 0
        begin = _left(text, head.start())
        if begin < floor:
            begin = head.start()
        is_office = head.group() in rules.offices
        paired = begin if is_office and begin == head.start() else _left_of_pair(text, begin, taken)
        begin = paired if paired >= floor else begin
        end, body = _right(text, head.end(), taken, is_office)
        if end == head.end() and head.group() in rules.bare_heads and begin < head.start():
            end = _bare_portfolio(text, end, taken)
        if of_group := _OF_GROUP.match(text, head.end()):
            end = of_group.end()
        end, joint = _joint(text, end, taken)
        if (begin, end) == head.span() and head.group() in rules.weak and not is_office and not _in_body(text, end):
            continue
        of_body = body and _BODY_OFFICES.match(text[begin : head.end()]) and not joint
        name = _singular(text[begin : head.end() if of_body else end])
        found.append(Name(EntityKind.POST, begin, end, name, "posts", rules.confidence, organisation=body))
        position = end
    return found


def _left(text: str, begin: int) -> int:
    """Where the title begins: modifiers and capitalised words before the head."""
    while before := re.search(rf"(?<![\w'’.])({CAP})(\s|-)$", text[:begin]):
        word = before.group(1)
        if is_function_word(word) or word in rulebook.posts().courtesy_titles:
            break
        if _starts_sentence(text, before.start()) and not _is_modifier(word):
            break
        begin = before.start()
    return begin


def _left_of_pair(text: str, begin: int, taken: Sequence[Name]) -> int:
    """Where a title begins that "and" or "to" parts: "the Participation and Engagement Manager"."""
    pair = _PAIR.search(text, max(0, begin - _LONGEST_PAIR), begin)
    if not pair or (pair.group("comma") and not any(n.end == pair.start() for n in taken)):
        return begin
    words = pair.group("first").split()
    people = rulebook.people()
    known = {*rulebook.posts().courtesy_titles, *people.not_names, *people.ranks}
    named = words[0].casefold() in rulebook.given_names() or not known.isdisjoint(words)
    if pair.group("to") and (not pair.group("the") or words[-1] in heads_of_jobs_and_bodies()):
        # "Letter to Area Managers", "the Council to Area Managers"
        return begin
    if _heads().match(pair.group("first")) or (named and not pair.group("the")) or words[0] in known:
        return begin
    return pair.start("first")


def _starts_sentence(text: str, begin: int) -> bool:
    return begin == 0 or bool(re.search(r"[.:;!?]\s*$", text[:begin]))


def _is_modifier(word: str) -> bool:
    return word in rulebook.posts().modifiers or word in rulebook.posts().heads


def _right(text: str, end: int, taken: Sequence[Name], is_office: bool) -> tuple[int, str | None]:
    """Where the title ends, and the body or portfolio after "of"."""
    suffix = _SUFFIX.match(text, end)
    if not suffix:
        return end, None
    group = "of" if suffix.group("of") else "comma" if suffix.group("comma") else "bracket"
    if group == "comma" and is_office:
        return end, None
    stop = _stop(text, suffix.start(group), suffix.end(group), taken)
    stop = next((comma for comma in _commas(text, end, stop) if _in_body(text, comma, stop)), stop)
    if stop <= suffix.start(group) + (1 if group == "bracket" else 0):
        return end, None
    if group == "bracket" and (stop < suffix.end(group) or _has_initials(text, suffix, taken)):
        return end, None
    if group == "of" and text[:end].endswith(tuple(rulebook.posts().portfolio_heads)):
        stop = _with_last_portfolio(text, stop)
    return stop, text[suffix.start(group) : stop] if group == "of" else None


def _has_initials(text: str, suffix: re.Match[str], taken: Sequence[Name]) -> bool:
    """Whether brackets behind a title hold the initials of the person whose it is."""
    near = (n for n in taken if 0 <= suffix.start() - n.end <= _LONGEST_TITLE)
    return any(f"({initials(name.name)})" == suffix.group("bracket") for name in near)


def _with_last_portfolio(text: str, stop: int) -> int:
    """Where a portfolio ends that may go on with "and the": "Culture and the Arts", before a comma or bracket."""
    last = _LAST_PORTFOLIO.match(text, stop)
    if not last or _heads().search(last.group()) or find_organisations(last.group("last")):
        return stop
    return last.end()


def _bare_portfolio(text: str, end: int, taken: Sequence[Name]) -> int:
    """Where a portfolio ends that follows a title without "of" or comma: "Assistant Director Adult Social Care"."""
    suffix = _BARE.match(text, end)
    if not suffix or is_function_word(suffix.group("of").split()[0]):
        return end
    stop = _stop(text, suffix.start("of"), suffix.end("of"), taken)
    return stop if stop > suffix.start("of") else end


def _stop(text: str, begin: int, end: int, taken: Sequence[Name]) -> int:
    """Cuts a portfolio before the next person or post that its list runs into."""
    cut = min((n.begin for n in taken if begin <= n.begin < end), default=end)
    for head in _heads().finditer(text, begin, cut):
        if head.start() == begin:
            return begin
        lead = re.compile(r"(?:,|\sand|\s&)\s(?:[A-Z][\w'’-]*\s)*$").search(text, begin, head.start())
        if lead:
            cut = lead.start()
            break
    return begin + len(re.sub(r"(?:,?\s(?:and|&)|,)?\s*$", "", text[begin:cut]))


def _commas(text: str, begin: int, end: int) -> list[int]:
    return [comma.start() for comma in re.compile(",").finditer(text, begin, end)]


def _in_body(text: str, end: int, stop: int | None = None) -> bool:
    """Whether behind a title that ends there stands the body that the post is in: "Director, Osier Ltd"."""
    comma = re.compile(rf",\s(?={CAP})").match(text, end)
    if not comma:
        return False
    last = comma.end() + _LONGEST_BODY
    bodies = find_organisations(text[comma.end() : min(last, stop or last)])
    return bool(bodies) and bodies[0].begin == 0 and bodies[0].classification in _EMPLOYERS


def _joint(text: str, end: int, taken: Sequence[Name]) -> tuple[int, bool]:
    """A second office that the same person holds: "Deputy Leader and Cabinet Member for ..."."""
    second = re.match(r"\s(?:and|&|/)\s", text[end:])
    if not second:
        return end, False
    head = _heads().match(text, end + second.end())
    if not head or any(n.begin <= head.start() < n.end for n in taken):
        return end, False
    stop, _ = _right(text, head.end(), taken, is_office=False)
    return (stop, True) if stop > head.end() else (end, False)


def _singular(name: str) -> str:
    return re.sub(r"\b(Commissioner|Director|Manager|Officer)s\b", r"\1", name)
