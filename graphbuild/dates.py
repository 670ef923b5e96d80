"""Dates and times as committee papers write them, found in text and read as ISO."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WELSH = (
    *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
    *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
)
_IRISH = (
    *("Eanáir", "Feabhra", "Márta", "Aibreán", "Bealtaine", "Meitheamh"),
    *("Iúil", "Lúnasa", "Meán Fómhair", "Deireadh Fómhair", "Samhain", "Nollaig"),
)
_OTHER_MONTHS = {name.casefold(): number for names in (_WELSH, _IRISH) for number, name in enumerate(names, 1)}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    rf"|{'|'.join((*_WELSH, *_IRISH))}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WELSH_WEEKDAYS = (
    *("llun", "mawrth", "mercher", "iau", "gwener", "sadwrn", "sul"),
    *("lun", "fawrth", "fercher", "iau", "wener", "sadwrn", "sul"),
)
"""As they stand behind "dydd", and softened behind "nos"."""
_WEEKDAY = re.compile(
    r"\b(?:(?P<english>Mon|Tues?|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?"
    rf"|(?:dydd|nos)\s(?P<welsh>{'|'.join(dict.fromkeys(_WELSH_WEEKDAYS))}))[.,\s]+(?:(?:the|y|yr)\s+)?$",
    re.IGNORECASE,
)
_WEEKDAY_AWAY = 24
"""Characters before a date in which its weekday stands."""
_DAY = r"[0-9]{1,2}"
_SUFFIX = r"\s?(?:st|nd|rd|th|fed|ain|eg|af|il|ydd|ú)\.?"
_ORDINAL = rf"(?:{_SUFFIX})?"
_DAY_OF = rf"(?:{_SUFFIX},?\s*|[\s-]+)(?:day\s+)?(?:of\s+|o\s+)?"
"""What stands between a day and its month: "5th of", "5ed o"."""
_YEAR = r"(?:19|20)[0-9][0-9]"
_FULL = re.compile(
    rf"\b(?:(?P<d1>{_DAY}){_DAY_OF}(?P<m1>{_MONTH})[,\s-]\s*(?P<y1>{_YEAR}|(?<=-)[0-9]{{2}}|['’][0-9]{{2}})\b"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>{_DAY}){_ORDINAL},?\s+(?P<y2>{_YEAR})\b"
    rf"|(?<![/.\d])(?P<d3>{_DAY})(?P<sep>[/.])(?P<m3>[0-9]{{1,2}})(?P=sep)(?P<y3>{_YEAR}|[0-9][0-9])\b(?![/.]\d)"
    rf"|(?<![-\d])(?P<d4>{_DAY})-(?P<m4>[0-9]{{1,2}})-(?P<y4>{_YEAR})\b(?!-\d)"
    rf"|(?P<y5>{_YEAR})-(?P<m5>[0-9]{{2}})-(?P<d5>[0-9]{{2}})\b)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"[0-9]")
"""What every date has, and most sentences have not."""
_MONTHLY = re.compile(rf"\b({_MONTH}),?\s+({_YEAR})\b", re.IGNORECASE)
_MONTH_LAST = re.compile(rf"\b{_MONTH}(?:\s+{_DAY}{_ORDINAL})?,?$", re.IGNORECASE)
_DAY_MONTH = re.compile(rf"\b({_DAY}){_ORDINAL}\s+({_MONTH})(?!\w)", re.IGNORECASE)
_YEARLESS = re.compile(
    rf"(?:\b(?P<weekday>Mon|Tues?|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?[.,\s]+(?:the\s+)?)?"
    rf"(?:\b(?P<d1>{_DAY}){_DAY_OF}(?P<m1>{_MONTH})|\b(?P<m2>{_MONTH})\s+(?P<d2>{_DAY}){_ORDINAL})(?![\w/])"
    rf"(?![,\s-]+{_YEAR}|-[0-9]|\s?['’][0-9])",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?P<h12>[0-9]{1,2})(?:[.:](?P<m12>[0-9]{2}))?\s*(?P<half>[ap])\.?\s?m\b\.?"
    r"|\b(?P<h24>\d{1,2})[.:](?P<m24>\d\d)(?!\d)"
    r"|\b(?P<h4>\d\d)(?P<m4>\d\d)\s?(?:hrs|hours)\b"
    r"|\b12\s(?P<noon>noon|midday)\b",
    re.IGNORECASE,
)
_LONGEST_MONTH = 30
"""Characters at the end of a line in which a month and its day stand."""
_PIVOT = 70
"""Two-digit years from here on are of the last century; no clock, so that every run reads them alike."""


class Dated(NamedTuple):
    """A date in a text: code points ``begin`` to ``end`` (exclusive) of it, read as ``iso``."""

    begin: int
    end: int
    iso: str


def full_dates(text: str) -> Iterator[Dated]:
    """Each date of ``text`` with day, month and year; impossible ones are passed over.

    Where day and month both are numbers, the day stands first.
    """
    for match in _full(text):
        if day := _day(match):
            yield Dated(match.start(), match.end(), day.isoformat())


def _full(text: str) -> Iterator[re.Match[str]]:
    """Whatever is written as a date with day, month and year."""
    return _FULL.finditer(text) if _DIGIT.search(text) else iter(())


class Written(NamedTuple):
    """What is written as a date at code points ``begin`` to ``end`` (exclusive); ``iso`` is None where it is none."""

    begin: int
    end: int
    iso: str | None


def written(text: str) -> Iterator[Written]:
    """Each date of ``text`` as ``full_dates``, and those that there are not ("31 June 2020") too."""
    for match in _full(text):
        day = _day(match)
        yield Written(match.start(), match.end(), day.isoformat() if day else None)


def weekday(iso: str) -> str:
    """The English name of the weekday of an ISO date."""
    return _WEEKDAY_NAMES[date.fromisoformat(iso).weekday()]


def weekday_before(text: str, begin: int) -> str | None:
    """The English name of the weekday that stands right before a date at ``begin``; None where none does."""
    match = _WEEKDAY.search(text, max(0, begin - _WEEKDAY_AWAY), begin)
    if not match:
        return None
    if english := match.group("english"):
        return _WEEKDAY_NAMES[_WEEKDAYS.index(english[:3].casefold())]
    return _WEEKDAY_NAMES[_WELSH_WEEKDAYS.index(match.group("welsh").casefold()) % len(_WEEKDAYS)]


def impossible(text: str) -> str | None:
    """The first date of ``text`` that there is not ("31 June 2020"), as it is written; None where there is none."""
    return next((match.group() for match in _full(text) if not _day(match)), None)


def _day(match: re.Match[str]) -> date | None:
    form = next(i for i in "12345" if match.group(f"d{i}"))
    return _date(match.group(f"y{form}"), match.group(f"m{form}"), match.group(f"d{form}"))


def months(text: str) -> Iterator[Dated]:
    """Each month with its year that is not part of a full date, as ``2019-03``."""
    taken = {position for d in full_dates(text) for position in range(d.begin, d.end)}
    for match in _MONTHLY.finditer(text):
        if match.start() not in taken:
            yield Dated(match.start(), match.end(), f"{match.group(2)}-{_month(match.group(1)):02d}")


def ends_with_month(line: str) -> bool:
    """Whether a line ends with a month, as one does that broke before the year."""
    return bool(_MONTH_LAST.search(line.rstrip()[-_LONGEST_MONTH:]))


def without_year(text: str, years: Sequence[int]) -> Iterator[Dated]:
    """Each date of ``text`` that gives no year, in the first of ``years`` in which its weekday is right.

    One without a weekday is in the first of them; one that fits none is passed over.
    """
    for match in _YEARLESS.finditer(text):
        form = "1" if match.group("d1") else "2"
        fitting = (_date(str(year), match.group(f"m{form}"), match.group(f"d{form}")) for year in years)
        weekday = (match.group("weekday") or "")[:3].casefold()
        right = (day for day in fitting if day and weekday in ("", _WEEKDAYS[day.weekday()]))
        if day := next(right, None):
            yield Dated(match.start(), match.end(), day.isoformat())


def day_and_month(text: str, year: int) -> str | None:
    """The ISO date of a text such as "28 July" in ``year``; None where it is none."""
    match = _DAY_MONTH.match(text.strip())
    day = _date(str(year), match.group(2), match.group(1)) if match else None
    return day.isoformat() if day else None


def start_time(text: str) -> str | None:
    """The first time of day in ``text`` as ``HH:MM``; None where there is none."""
    match = _TIME.search(text)
    if not match:
        return None
    if match.group("noon"):
        return "12:00"
    if match.group("h12"):
        hour = int(match.group("h12")) % 12 + (12 if match.group("half") in "pP" else 0)
        minute = int(match.group("m12") or 0)
    else:
        hour, minute = int(match.group("h24") or match.group("h4")), int(match.group("m24") or match.group("m4"))
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _date(year: str, month: str, day: str) -> date | None:
    year = year.lstrip("'’")
    full_year = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= _PIVOT else 2000)
    try:
        return date(full_year, _month(month), int(day))
    except ValueError:
        return None


def _month(text: str) -> int:
    name = text.rstrip(".").casefold()
    if name.isdecimal():
        return int(name)
    return _OTHER_MONTHS.get(name) or _MONTHS.index(name[:3]) + 1
