"""A list of people, as attendance lists are written, to the people in it and what it says of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from graphbuild.extract import rulebook
from graphbuild.extract.entries import end_of_body, end_of_job, is_person, is_surely_person
from graphbuild.extract.names.name import CAP, alternatives
from graphbuild.extract.names.organisations import find_organisations
from graphbuild.extract.names.people import listed_title_pattern, match_name, title_of
from graphbuild.extract.names.posts import find_posts
from graphbuild.text import initials

_SKIP = re.compile(
    r"(?:[\s,;.:&/*•–—-]"
    r"|\b(?:and|from|also|the|an|by|of|plus|co-?opted members?|co-?optees?|members?|substitut\w+"
    r"|officers|together with|as well as|with|his worship|her worship|the worshipful)\b)+",
    re.IGNORECASE,
)
"""What stands between the people of a list."""
_ANEW = re.compile(r"\band\W+(?:from|by|of)\b|\bco-?opt|\bofficers\b", re.IGNORECASE)
"""Before people who are no more of those that share a title."""
_SEPARATOR = re.compile(r"[,;.]|\s(?:and|&)\s|\)")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,120})[)\]]")
_CODE = re.compile(r"[A-Z][A-Za-z]?[A-Z]{0,3}$")
"""Initials in brackets, by which the minutes speak of a person."""
_CODE_BEHIND = re.compile(r"\s\((?P<code>[A-Z]{2,4})\)$")
_INITIALS_BEHIND = re.compile(r"(?P<comma>,)?\s(?P<initials>(?:[A-Z]\.?\s?){1,3})(?=\s*(?:[,;(&]|and\b|\.?$))")
_OFFICE_AFTER = re.compile(
    r"\s*(?:[-–—,:]\s*|\s)"
    r"(?=(?:(?:An|in the)\s)?(?:(?:Vice|Deputy|Depute|Acting|Leas)[\s-]?)?"
    r"(?:Chair(?:man|person|woman)?|Ch?athaoirleach|Mayor|Provost|Leader|Convenor|Convener|Presiding)\b)",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:(?:An|in the)\s)?[\w-]+(?:\s(?:Chair\w*|Leader|Mayor|Provost|Conven[eo]r))?"
    rf"(?:\sof\s(?:the\s)?(?-i:{CAP}(?:\s{CAP})*))?",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s(?:and|&|/)\s")
_BEFORE_JOB = re.compile(r"\s*[-–—,/:]?\s*(?:as\s)?")
_BEFORE_SECOND_JOB = re.compile(r"\s*(?:[-–—,/:]|\band\b|&)?\s*")
_BEFORE_BODY = re.compile(r"\s*[-–—,]?\s*(?:(?:of|from|for|representing|on behalf of)\s)?(?:the\s)?")
_STATES = re.compile(
    r",?\s(?:(?:was|were)\s(?:also\s)?(?P<what>in attendance|present)"
    r"|(?P<stands>(?:was\s)?(?:substituted|substituting|deputised|attended as substitute)(?!\s(?:by|for))))\b"
)
_RELATIVE = re.compile(
    r",?\s(?:who|whom|whose|which|because|as\s(?:he|she|they)|due to|owing to|for whom|in whose|on account of)\b"
)
"""What is told of a person of a list; no one named there is on it."""
_STANDS_FOR = re.compile(
    r",?\s(?:(?:as\s(?:a\s|the\s)?)?(?:substitut\w+|deputising|deputy|stand(?:ing)?[ -]in)\s(?:for|of)|for|in place of"
    r"|in the place of|instead of|on behalf of|representing|replacing|vice)\s(?=(?P<other>\S))"
)
_STAFF = re.compile(r"\b(?:clerk|officer|director|manager|solicitor|engineer|administrator)\b", re.IGNORECASE)
"""Jobs that no councillor has: after one, a title that several names share holds no more."""
_REST_OF_LABEL = re.compile(r"(?:\s[\w&'’-]+){0,4}\s?:(?=\s)")
_LONGEST_TITLE = 40
_LONGEST_ENTRY = 300
"""Characters of an office and, in brackets, its holder."""
_HONOURS_END = r"(?=\s*(?:[,;.)(&–-]|and\b|$))"


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person of a list, at characters ``begin`` (title included) to ``end`` of its text, and what it says of them."""

    begin: int
    end: int
    name: str
    title: str | None
    stop: int
    """Where what the list says of them ends."""
    name_begin: int
    """Where the name without title begins."""
    note: str | None = None
    """What stands in brackets after the name, or is stated of them alone ("in attendance")."""
    note_begin: int = 0
    post: str | None = None
    post_begin: int = 0
    post_end: int = 0


def parse_list(text: str, shared: str | None = None) -> list[Attendee]:
    """The people of a list of attendance, each name with its title once; offsets are characters of ``text``.

    A title before a list of names holds for each, and so does ``shared``, the title that the list's label gives (empty
    where surnames may stand alone, but without title); brackets after a name are notes ("in the Chair", an office, a
    body); an office may stand before a bracketed name ("The Mayor (Councillor Jo Hall)"). What names a job, a body, a
    place or a number of people gives no one.
    """
    found: list[Attendee] = []
    position = 0
    while position < len(text):
        titled = listed_title_pattern().match(text, position)
        if not titled and (skip := _SKIP.match(text, position)):
            position = skip.end()
            shared = None if _ANEW.search(skip.group()) else shared
            continue
        if titled:
            title, plural = _title(titled)
            shared = title if plural else shared
            attendee = _attendee(text, position, titled.end(), title)
            position = titled.end()
        else:
            attendee = _office_with_name(text, position) or _attendee(text, position, position, shared)
        if attendee is None:
            end = _past_no_person(text, position)
            shared = None if _STAFF.search(text[position:end]) or _is_label(text, position) else shared
            position = end
        else:
            found.append(attendee)
            position = attendee.stop
            shared = None if _STAFF.search(attendee.post or "") else shared
    return _cleaned(found)


def _title(titled: re.Match[str]) -> tuple[str, bool]:
    """The title of one or several ("Deputy Mayor Councillor Mrs"), and whether it is one of several people."""
    forms = [titled.group("form")]
    rest = titled.group("more").strip()
    while rest and (match := listed_title_pattern().match(rest + " X")):
        forms.append(match.group("form"))
        rest = rest[match.end("form") :].strip()
    known = [title_of(form) for form in forms]
    title = next((t for t in ("Councillor", "Alderman") if t in known), known[0])
    plural = forms[0].rstrip(".)").removesuffix("(s").endswith(("s", "S", "rí", "wyr", "men")) or "(s)" in forms[0]
    return title, plural and title in ("Councillor", "Alderman", "Bailie")


def _attendee(text: str, begin: int, name_begin: int, title: str | None) -> Attendee | None:
    """The person named at ``name_begin``, with what the list says of them; None where no name is there."""
    end = match_name(text, name_begin)
    if end is None or (begin == name_begin and _is_label(text, begin)):
        return None
    name = text[name_begin:end]
    before_title = " " not in name and listed_title_pattern().match(text, end + 1)
    if begin == name_begin and (before_title or not is_person(name, title)):
        return None
    attendee = _with_initials_behind(text, Attendee(begin, end, name, title or None, end, name_begin))
    attendee = _with_details(text, attendee)
    staff = _STAFF.search(attendee.post or "")
    if begin == name_begin and (staff or _stands_for_body(attendee)):
        return replace(attendee, title=None)
    return attendee


def _with_initials_behind(text: str, attendee: Attendee) -> Attendee:
    """ "Hale, J" and "Hale J" are "J Hale"."""
    behind = _INITIALS_BEHIND.match(text, attendee.end)
    if not behind or " " in attendee.name or (behind.group("comma") and not attendee.title):
        return attendee
    if behind.group("initials").replace(".", "") in rulebook.people().honours:
        return attendee
    return replace(attendee, name=f"{behind.group('initials').strip()} {attendee.name}", stop=behind.end())


def _stands_for_body(attendee: Attendee) -> bool:
    """Whether someone with a full name and a body in brackets is there for it: the end of a list of councillors."""
    given = attendee.name.split()[0].casefold() in rulebook.given_names()
    return given and bool(attendee.note and find_organisations(attendee.note))


def _with_details(text: str, attendee: Attendee) -> Attendee:
    """The attendee with brackets, honours, office, job, body and whatever else is told after the name."""
    while True:
        more = next((m for step in _STEPS if (m := step(text, attendee))), None)
        if more is None:
            return attendee
        attendee = more


def _bracket(text: str, attendee: Attendee) -> Attendee | None:
    bracket = _BRACKET.match(text, attendee.stop)
    if not bracket:
        return None
    if attendee.note or _is_code(bracket.group(1), attendee.name):
        return replace(attendee, stop=bracket.end())
    return replace(attendee, stop=bracket.end(), note=bracket.group(1), note_begin=bracket.start(1))


def _is_code(note: str, name: str) -> bool:
    """Whether brackets hold a person's initials."""
    return bool(_CODE.match(note)) and note[0].casefold() == name.lstrip("(")[0].casefold()


def _honours(text: str, attendee: Attendee) -> Attendee | None:
    match = _honours_pattern().match(text, attendee.stop)
    return replace(attendee, stop=match.end()) if match else None


@cache
def _honours_pattern() -> re.Pattern[str]:
    return re.compile(rf",?\s(?:{alternatives(rulebook.people().honours)}){_HONOURS_END}")


def _office(text: str, attendee: Attendee) -> Attendee | None:
    after = None if attendee.post else _OFFICE_AFTER.match(text, attendee.stop)
    office = _OFFICE.match(text, after.end()) if after else None
    if not office or _is_next_ones(text, attendee, office.start(), office.end()):
        return None
    # "Leader and Cabinet Member for Housing" is one office.
    joint = _JOINT.match(text, office.end()) and end_of_job(text, office.start())
    return _in_post(attendee, text, office.start(), max(office.end(), joint or 0))


def _job(text: str, attendee: Attendee) -> Attendee | None:
    before = (_BEFORE_SECOND_JOB if attendee.post else _BEFORE_JOB).match(text, attendee.stop)
    if not before or before.end() == attendee.stop:
        return None
    end = end_of_job(text, before.end())
    if not end or _is_next_ones(text, attendee, before.end(), end):
        return None
    code = _CODE_BEHIND.search(text, before.end(), end)
    if code and code.group("code") == initials(attendee.name):
        end = code.start()
    return _in_post(attendee, text, before.end(), end)


def _is_next_ones(text: str, attendee: Attendee, begin: int, end: int) -> bool:
    """Whether a title, office or job that follows a name is of the one named after it, in brackets or without comma."""
    if listed_title_pattern().match(text, begin):
        return True
    if (bracket := _BRACKET.match(text, end)) and listed_title_pattern().match(bracket.group(1)):
        return True
    name_begin = end + 1
    staff = attendee.title == "Councillor" and bool(_STAFF.search(text[begin:end]))
    apart = text[attendee.stop : attendee.stop + 1] in ",;" or staff
    after = match_name(text, name_begin) if text[end : end + 1] == " " and apart else None
    return after is not None and is_person(text[name_begin:after], None)


def _in_post(attendee: Attendee, text: str, begin: int, end: int) -> Attendee:
    if attendee.post:
        return replace(attendee, stop=end)
    return replace(attendee, stop=end, post=text[begin:end], post_begin=begin, post_end=end)


def _body(text: str, attendee: Attendee) -> Attendee | None:
    before = _BEFORE_BODY.match(text, attendee.stop)
    if not before or before.end() == attendee.stop or _is_label(text, before.end()):
        return None
    end = end_of_body(text, before.end())
    return replace(attendee, stop=end) if end else None


def _stated(text: str, attendee: Attendee) -> Attendee | None:
    match = _STATES.match(text, attendee.stop)
    if not match:
        return None
    note = attendee.note or match.group("what") or match.group("stands")
    begin = attendee.note_begin if attendee.note else match.end() - len(note)
    return replace(attendee, stop=match.end(), note=note, note_begin=begin)


def _relative(text: str, attendee: Attendee) -> Attendee | None:
    match = _RELATIVE.match(text, attendee.stop)
    return replace(attendee, stop=_next_titled(text, match.end())) if match else None


def _next_titled(text: str, position: int) -> int:
    """Where the list goes on after what is told of one person: at a title after a separator, else at its end."""
    for separator in re.compile(r"[,;.]\s*(?:and\s)?|\s(?:and|&)\s").finditer(text, position):
        if listed_title_pattern().match(text, separator.end()):
            return separator.end()
    return len(text)


def _stands_for(text: str, attendee: Attendee) -> Attendee | None:
    """Whom someone stands in for is not there."""
    match = _STANDS_FOR.match(text, attendee.stop)
    if not match:
        return None
    titled = listed_title_pattern().match(text, match.end())
    end = match_name(text, titled.end() if titled else match.end())
    if end is None or not (titled or is_person(text[match.end() : end], "")):
        return None
    return replace(attendee, stop=end)


_STEPS = (_bracket, _honours, _stated, _stands_for, _relative, _office, _job, _body)


def _office_with_name(text: str, begin: int) -> Attendee | None:
    """An office and, in brackets, who holds it."""
    bracket = _BRACKET.search(text, begin, begin + _LONGEST_ENTRY)
    head = text[begin : bracket.start()] if bracket else ""
    if not bracket or not re.fullmatch(r"[^();]{3,140}", head) or not (find_posts(head) or end_of_job(head, 0)):
        return None
    first = match_name(head, 0)
    if first and is_surely_person(head[:first]):
        return None
    people = parse_list(bracket.group(1))
    if len(people) != 1 or people[0].end != len(bracket.group(1)):
        return None
    person, offset = people[0], bracket.start(1)
    return Attendee(
        offset + person.begin,
        offset + person.end,
        person.name,
        person.title,
        bracket.end(),
        offset + person.name_begin,
        post=head.strip(" ,"),
        post_begin=begin,
        post_end=bracket.start(),
    )


def _is_label(text: str, position: int) -> bool:
    """Whether a body with a colon behind it stands there: those who came for it follow."""
    body = end_of_body(text, position)
    return bool(body and _REST_OF_LABEL.match(text, body))


def _past_no_person(text: str, position: int) -> int:
    """Where the list goes on after what is no person: a job, a body, else whatever stands before the next separator."""
    if _is_label(text, position):
        return text.index(":", position) + 1
    if end := end_of_job(text, position) or end_of_body(text, position):
        return end
    separator = _SEPARATOR.search(text, position + 1)
    end = separator.end() if separator else len(text)
    titled = listed_title_pattern().search(text, position + 1, end + _LONGEST_TITLE)
    return min(end, titled.start()) if titled else end


def _cleaned(found: list[Attendee]) -> list[Attendee]:
    """Without repeats, without a heading in capitals among names that are not, and without surnames run together.

    Those are two surnames that the list also has apart.
    """
    names = {a.name for a in found}
    loud = any(not a.name.isupper() for a in found)
    kept: dict[tuple[str, str | None], Attendee] = {}
    for attendee in found:
        words = attendee.name.split()
        if len(words) == 2 and all(w in names for w in words):
            continue
        if loud and attendee.title is None and attendee.name.isupper():
            # A heading in capitals that a list of names runs into.
            continue
        kept.setdefault((attendee.name, attendee.title), attendee)
    return list(kept.values())
