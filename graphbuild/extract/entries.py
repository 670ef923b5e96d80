"""What an entry of a list of people names: a person, a job or a body, and how far that goes."""

from __future__ import annotations

import re
from functools import cache

from graphbuild.extract import rulebook
from graphbuild.extract.names.name import CAP, alternatives
from graphbuild.extract.names.organisations import find_organisations
from graphbuild.extract.names.people import listed_title_pattern
from graphbuild.extract.names.posts import find_posts

_SMALL_JOB = re.compile(
    r"(?:[a-z]+\s){0,3}(?:clerk|treasurer|secretary|vice-?\s?chair\w*|chair\w*|conven[eo]r|minute[- ]taker|observer)\b"
)
_ABBREVIATED_JOB = re.compile(r"(?:(?:[A-Z]\.){2,5}|[A-Z/]{2,6})(?=\s*(?:[,;.)]|and\b|&|$))")
_OF_BODY = re.compile(rf"\sof\s(?:the\s)?{CAP}(?:\s{CAP})*(?:\s(?:and|&)\s{CAP}(?:\s{CAP})*)?")
_BEFORE_NAME = re.compile(r"(?:[,;]|\sand|\s[–—-])\s(?P<word>[^\W\d_a-z][\w'’-]*)\.?\s(?=[^\W\d_a-z])")
_LONGEST_JOB = 160


def is_person(name: str, title: str | None) -> bool:
    """Whether a name without a title of its own is a person's and none of a job, body or place."""
    words = name.split()
    if len(words) == 1:
        return title is not None and name not in _job_words()
    if any(word in _job_words() for word in words[1:-1]) or find_organisations(name):
        return False
    if is_surely_person(name):
        return True
    rules = rulebook.people()
    return words[0] not in rules.place_words and not any(
        word.casefold() in rules.common_words or word in _job_words() for word in words
    )


def is_surely_person(name: str) -> bool:
    """Whether several words begin with initials or a given name."""
    words = name.split()
    initials = re.fullmatch(r"(?:[^\W\d_]\.?)|(?:[^\W\d_]\.)+", words[0])
    return len(words) > 1 and bool(initials or words[0].casefold() in rulebook.given_names())


@cache
def _job_words() -> frozenset[str]:
    """Words of job titles: heads, and what stands before heads."""
    rules = rulebook.posts()
    return frozenset(w for t in (*rules.heads, *rules.offices) for w in t.split() if w[0].isupper()) - {"Lead"}


def end_of_job(text: str, begin: int) -> int | None:
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
    end = min(begin + _LONGEST_JOB, len(text))
    titled = listed_title_pattern().search(text, begin, end)
    end = titled.start() if titled else end
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


def end_of_body(text: str, begin: int) -> int | None:
    """Where the name of a body ends that begins there; None where none does."""
    rest = _up_to_title(text, begin)
    bodies = find_organisations(rest)
    if not bodies or bodies[0].begin or bodies[0].name.split()[0].casefold() in rulebook.given_names():
        return None
    of = _OF_BODY.match(rest, bodies[0].end)
    return begin + (of.end() if of else bodies[0].end)
