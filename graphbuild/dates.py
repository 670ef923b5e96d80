"""Dates and times as committee papers write them, found in text and read as ISO."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dateutil import parser as dateutil_parser

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DAY = r"\d{1,2}\s?(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_FULL = re.compile(
    rf"\b{_DAY}\s+(?:day\s+)?(?:of\s+)?{_MONTH},?\s+{_YEAR}\b"
    rf"|\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b"
    rf"|\b(?<![/.\d])\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}|\d\d)\b(?![/.]\d)"
    rf"|\b{_YEAR}-\d\d-\d\d\b",
    re.IGNORECASE,
)
_MONTHLY = re.compile(rf"\b({_MONTH}),?\s+({_YEAR})\b", re.IGNORECASE)
_DAY_MONTH = re.compile(rf"\b{_DAY}\s+{_MONTH}(?!\w)", re.IGNORECASE)
_TIME = re.compile(
    r"\b(\d{1,2})(?:[.:](\d\d))?\s*(a|p)\.?\s?m\b\.?|\b(\d{1,2})[.:](\d\d)(?:\s*(?:hours|hrs))?\b", re.IGNORECASE
)


class Dated(NamedTuple):
    """A date in a text: code points ``begin`` to ``end`` (exclusive) of it, read as ``iso``."""

    begin: int
    end: int
    iso: str


def full_dates(text: str) -> Iterator[Dated]:
    """Each date of ``text`` with day, month and year; of numbers the day comes first. Impossible ones are left out."""
    for match in _FULL.finditer(text):
        day = _parse(match.group())
        if day:
            yield Dated(match.start(), match.end(), day.isoformat())


def months(text: str) -> Iterator[Dated]:
    """Each month with its year that is not part of a full date, as ``2019-03``."""
    taken = [(d.begin, d.end) for d in full_dates(text)]
    for match in _MONTHLY.finditer(text):
        if any(b <= match.start() < e for b, e in taken):
            continue
        month = _parse(f"1 {match.group(1).rstrip('.')} {match.group(2)}")
        if month:
            yield Dated(match.start(), match.end(), month.isoformat()[:7])


def day_and_month(text: str, year: int) -> str | None:
    """The ISO date of a text such as "28 July" in ``year``; None where it is none."""
    match = _DAY_MONTH.match(text.strip())
    day = _parse(f"{match.group()} {year}") if match else None
    return day.isoformat() if day else None


def start_time(text: str) -> str | None:
    """The first time of day in ``text`` as ``HH:MM``; None where there is none."""
    match = _TIME.search(text)
    if not match:
        return None
    if match.group(1):
        hour, minute = int(match.group(1)) % 12 + (12 if match.group(3).lower() == "p" else 0), int(match.group(2) or 0)
    else:
        hour, minute = int(match.group(4)), int(match.group(5))
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _parse(text: str) -> date | None:
    plain = re.sub(r"(?<=\d)\s?(?:st|nd|rd|th)\b", "", text, flags=re.IGNORECASE)
    plain = re.sub(r"\b(?:day|of)\b", " ", plain, flags=re.IGNORECASE).replace(",", " ")
    try:
        iso = re.fullmatch(r"\d{4}-\d\d-\d\d", plain)
        found = dateutil_parser.parse(plain, dayfirst=not iso, yearfirst=bool(iso))
    except (ValueError, OverflowError):
        return None
    return found.date() if 1900 <= found.year < 2100 else None
