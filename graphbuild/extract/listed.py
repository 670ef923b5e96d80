"""A list of people, as attendance lists are written, to the people in it and what it says of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from graphbuild.extract import rulebook
from graphbuild.extract.names.name import CAP, alternatives
from graphbuild.extract.names.organisations import find_organisations
from graphbuild.extract.names.people import listed_title_pattern, match_name, title_of
from graphbuild.extract.names.posts import find_posts

_SKIP = re.compile(
    r"(?:[\s,;.:&/*•–—-]"
    r"|\b(?:and|from|also|the|an|by|of|plus|co-?opted members?|co-?optees?|members?|substitut\w+"
    r"|together with|as well as|with|his worship|her worship|the worshipful)\b)+",
    re.IGNORECASE,
)
"""What stands between the people of a list."""
_SEPARATOR = re.compile(r"[,;.]|\s(?:and|&)\s|\)")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,120})[)\]]")
_CODE = re.compile(r"[A-Z][A-Za-z]?[A-Z]{0,3}$")
"""Initials in brackets, by which the minutes speak of a person."""
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
_BEFORE_JOB = re.compile(r"\s*[-–—,/:]?\s*(?:as\s)?")
_BEFORE_SECOND_JOB = re.compile(r"\s*(?:[-–—,/:]|\band\b|&)?\s*")
_SMALL_JOB = re.compile(
    r"(?:[a-z]+\s){0,3}(?:clerk|treasurer|secretary|vice-?\s?chair\w*|chair\w*|conven[eo]r|minute[- ]taker|observer)\b"
)
_ABBREVIATED_JOB = re.compile(r"(?:(?:[A-Z]\.){2,5}|[A-Z/]{2,6})(?=\s*(?:[,;.)]|and\b|&|$))")
_OF_BODY = re.compile(rf"\sof\s(?:the\s)?{CAP}(?:\s{CAP})*(?:\s(?:and|&)\s{CAP}(?:\s{CAP})*)?")
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
_BEFORE_NAME = re.compile(r"(?:[,;]|\sand|\s[–—-])\s(?P<word>[^\W\d_a-z][\w'’-]*)\.?\s(?=[^\W\d_a-z])")
_LONGEST_JOB = 160
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
            continue
        if titled:
            title, plural = _title(titled)
            shared = title if plural else shared
            attendee = _attendee(text, position, titled.end(), title)
            position = titled.end()
        else:
            attendee = _office_with_name(text, position) or _attendee(text, position, position, shared)
        if attendee is None:
            position = _past_no_person(text, position)
        else:
            found.append(attendee)
            position = attendee.stop
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
    if end is None:
        return None
    name = text[name_begin:end]
    before_title = " " not in name and listed_title_pattern().match(text, end + 1)
    if begin == name_begin and (before_title or not _is_person(name, title)):
        return None
    attendee = _with_initials_behind(text, Attendee(begin, end, name, title or None, end, name_begin))
    attendee = _with_details(text, attendee)
    if begin == name_begin and _stands_for_body(attendee):
        return replace(attendee, title=None)
    return attendee


def _is_person(name: str, title: str | None) -> bool:
    """Whether a name without a title of its own is a person's and none of a job, body or place."""
    words = name.split()
    if len(words) == 1:
        return title is not None and name not in _job_words()
    if any(word in _job_words() for word in words[1:-1]) or find_organisations(name):
        return False
    if _is_surely_person(name):
        return True
    rules = rulebook.people()
    return words[0] not in rules.place_words and not any(
        word.casefold() in rules.common_words or word in _job_words() for word in words
    )


def _is_surely_person(name: str) -> bool:
    """Whether several words begin with initials or a given name."""
    words = name.split()
    initials = re.fullmatch(r"(?:[^\W\d_]\.?)|(?:[^\W\d_]\.)+", words[0])
    return len(words) > 1 and bool(initials or words[0].casefold() in rulebook.given_names())


@cache
def _job_words() -> frozenset[str]:
    """Words of job titles: heads, and what stands before heads."""
    rules = rulebook.posts()
    return frozenset(w for t in (*rules.heads, *rules.offices) for w in t.split() if w[0].isupper()) - {"Lead"}


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
    if not office or _is_next_ones(text, attendee.stop, office.start(), office.end()):
        return None
    return _in_post(attendee, text, office.start(), office.end())


def _job(text: str, attendee: Attendee) -> Attendee | None:
    before = (_BEFORE_SECOND_JOB if attendee.post else _BEFORE_JOB).match(text, attendee.stop)
    if not before or before.end() == attendee.stop:
        return None
    end = _end_of_job(text, before.end())
    if not end or _is_next_ones(text, attendee.stop, before.end(), end):
        return None
    return _in_post(attendee, text, before.end(), end)


def _is_next_ones(text: str, stop: int, begin: int, end: int) -> bool:
    """Whether a title, office or job that follows a name is of the one named after it, in brackets or without comma."""
    if listed_title_pattern().match(text, begin):
        return True
    if (bracket := _BRACKET.match(text, end)) and listed_title_pattern().match(bracket.group(1)):
        return True
    name_begin = end + 1
    after = match_name(text, name_begin) if text[end : end + 1] == " " and text[stop : stop + 1] in ",;" else None
    return after is not None and _is_person(text[name_begin:after], None)


def _in_post(attendee: Attendee, text: str, begin: int, end: int) -> Attendee:
    if attendee.post:
        return replace(attendee, stop=end)
    return replace(attendee, stop=end, post=text[begin:end], post_begin=begin, post_end=end)


def _end_of_job(text: str, begin: int) -> int | None:
    """Where the job title ends that begins there; None where none does."""
    rest = _up_to_title(text, begin)
    posts = find_posts(rest)
    known = begin + posts[0].end if posts and posts[0].begin == 0 else None
    job = _job_pattern().match(rest)
    if job and job.group().split()[0].casefold() in rulebook.given_names():
        job = None
    small = _SMALL_JOB.match(rest) or _ABBREVIATED_JOB.match(rest)
    ends = [known, begin + job.end() if job else None, begin + small.end() if small else None]
    return max((end for end in ends if end), default=None)


def _up_to_title(text: str, begin: int) -> str:
    """What stands between ``begin`` and the next title, without the separator before that."""
    titled = listed_title_pattern().search(text, begin)
    end = min(begin + _LONGEST_JOB, titled.start() if titled else len(text))
    for separator in _BEFORE_NAME.finditer(text, begin, end):
        if len(separator.group("word")) == 1 or separator.group("word").casefold() in rulebook.given_names():
            end = separator.start()
            break
    return re.sub(r"(?:[\s,;&–-]|\band)+$", "", text[begin:end])


@cache
def _job_pattern() -> re.Pattern[str]:
    heads = alternatives((*rulebook.posts().heads, *rulebook.posts().offices))
    return re.compile(
        rf"(?:{CAP}[\s/]){{0,4}}?(?:{heads})(?![\w’'-])(?:/{CAP}(?:\s{CAP}){{0,3}})?"
        rf"(?:\s(?:of|for|to)\s(?:the\s)?{CAP}(?:\s{CAP})*)?"
    )


def _body(text: str, attendee: Attendee) -> Attendee | None:
    before = _BEFORE_BODY.match(text, attendee.stop)
    if not before or before.end() == attendee.stop:
        return None
    end = _end_of_body(text, before.end())
    return replace(attendee, stop=end) if end else None


def _end_of_body(text: str, begin: int) -> int | None:
    """Where the name of a body ends that begins there; None where none does."""
    rest = _up_to_title(text, begin)
    bodies = find_organisations(rest)
    if not bodies or bodies[0].begin or bodies[0].name.split()[0].casefold() in rulebook.given_names():
        return None
    of = _OF_BODY.match(rest, bodies[0].end)
    return begin + (of.end() if of else bodies[0].end)


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
    if end is None or not (titled or _is_person(text[match.end() : end], "")):
        return None
    return replace(attendee, stop=end)


_STEPS = (_bracket, _honours, _stated, _stands_for, _relative, _office, _job, _body)


def _office_with_name(text: str, begin: int) -> Attendee | None:
    """An office and, in brackets, who holds it."""
    bracket = _BRACKET.search(text, begin)
    head = text[begin : bracket.start()] if bracket else ""
    if not bracket or not re.fullmatch(r"[^();]{3,140}", head) or not (find_posts(head) or _end_of_job(head, 0)):
        return None
    first = match_name(head, 0)
    if first and _is_surely_person(head[:first]):
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


def _past_no_person(text: str, position: int) -> int:
    """Where the list goes on after what is no person: a job, a body, else whatever stands before the next separator."""
    if end := _end_of_job(text, position) or _end_of_body(text, position):
        return end
    separator = _SEPARATOR.search(text, position + 1)
    titled = listed_title_pattern().search(text, position + 1)
    ends = [separator.end() if separator else len(text), titled.start() if titled else len(text)]
    return min(ends)


def _cleaned(found: list[Attendee]) -> list[Attendee]:
    """Without repeats, without a heading in capitals among names that are not, and without two surnames run together that the list also has apart."""
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
