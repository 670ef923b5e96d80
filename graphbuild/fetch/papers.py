"""What a council's site offers: committees, their meetings, and the papers of each; which of them are wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from graphbuild.dates import full_dates


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee, panel, board or the council itself."""

    number: int
    name: str
    current: bool = True


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a committee."""

    number: int
    committee: Committee
    day: date
    address: str
    """Of its page."""
    cancelled: bool = False


class Kind(StrEnum):
    """What a paper is of a meeting."""

    MINUTES = "minutes"
    AGENDA = "agenda"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that the site offers."""

    address: str
    title: str
    kind: Kind
    status: Literal["draft", "approved"] | None = None
    page: bool = False
    """Whether it is a web page, not a file."""


_MINUTES = re.compile(r"\bminutes\b|\bcofnodion\b", re.IGNORECASE)
_AGENDA = re.compile(r"\bagenda\b|\breports? pack\b|\bfront ?sheet\b|\bsummons\b", re.IGNORECASE)
_DRAFT = re.compile(r"\bdraft\b|\bunconfirmed\b|\bddrafft\b", re.IGNORECASE)
_PRINTED = re.compile(r"\bprinted\b|\bapproved\b|\bconfirmed\b|\bsigned\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\b(?:previous|last|action|matters arising)\b", re.IGNORECASE)
_PACK = re.compile(r"\bpack\b", re.IGNORECASE)
_LATER = re.compile(r"\bsupplement|\baddend|\blate\b|\badditional\b", re.IGNORECASE)
_LONGEST = 300
"""Characters of a title, of which a site can send any number."""
_SIZE = re.compile(r"\(?\b(?:PDF|DOCX?|HTML|RTF)(?:[, ]*[\d.,]+ ?[KMG]B)?\)?$", re.IGNORECASE)


def titled(text: str) -> str:
    """A link's text without the size that stands behind it ("Printed minutes PDF 97 KB") and with single spaces."""
    return _SIZE.sub("", " ".join(text.split())[:_LONGEST]).strip()


def paper(address: str, title: str, day: date, of_meeting: bool) -> Paper | None:
    """The paper at ``address`` by its title; None where that is neither minutes nor agenda of the meeting on ``day``.

    ModernGov calls the whole meeting's papers "Agenda frontsheet", "Public reports pack", "Printed draft minutes" and,
    once they are approved, "Printed minutes"; those are ``of_meeting``. A paper that hangs on an agenda item is more
    often the minutes of the meeting before, so it counts only if its title gives this meeting's date.
    """
    days = {dated.iso for dated in full_dates(title)}
    if (days and day.isoformat() not in days) or (not of_meeting and not days):
        return None
    if _MINUTES.search(title) and not _ELSEWHERE.search(title):
        return Paper(address, title, Kind.MINUTES, _status(title))
    if of_meeting and _AGENDA.search(title):
        return Paper(address, title, Kind.AGENDA)
    return None


def _status(title: str) -> Literal["draft", "approved"] | None:
    if _DRAFT.search(title):
        return "draft"
    return "approved" if _PRINTED.search(title) else None


def wanted(papers: Sequence[Paper]) -> list[Paper]:
    """Of a meeting's papers those to fetch, each address once.

    Minutes: approved ones rather than drafts, and a file rather than a page. Agenda: the packs, or without any the
    front sheet, which a pack begins with; what was published later belongs to either.
    """
    known = list({one.address: one for one in reversed(papers)}.values())[::-1]
    minutes = [one for one in known if one.kind is Kind.MINUTES]
    agenda = [one for one in known if one.kind is Kind.AGENDA]
    choices = (
        [one for one in minutes if not one.page and one.status != "draft"],
        [one for one in minutes if not one.page],
        minutes,
    )
    packs = [one for one in agenda if _PACK.search(one.title) and not _LATER.search(one.title)]
    later = [one for one in agenda if _LATER.search(one.title)]
    return [*next(filter(None, choices), []), *(packs or [one for one in agenda if one not in later]), *later]
