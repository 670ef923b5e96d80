"""The command ``fetch``: what a user types, put right or refused; what comes of it, as lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from graphbuild.dates import full_dates
from graphbuild.errors import GraphbuildError, shown
from graphbuild.fetch import report
from graphbuild.fetch.addresses import site_root
from graphbuild.fetch.agent import user_agent
from graphbuild.fetch.outcome import Asked
from graphbuild.fetch.run import Progress, fetch
from graphbuild.fetch.site import Site
from graphbuild.fetch.web import Web

SYSTEMS = ("moderngov",)
_MB = 1_000_000


class Arguments(NamedTuple):
    """What a user types."""

    system: str
    url: str
    committee: str | None
    since: str | None
    until: str | None
    into: Path
    dry: bool
    contact: str | None
    largest: int
    total: int


class Result(NamedTuple):
    """Lines for standard output, sentences beside them, and whether anything was refused."""

    lines: Sequence[str]
    warnings: Sequence[str] = ()
    refused: bool = False


def run(arguments: Arguments, progress: Progress, web: Web | None = None) -> Result:
    """Carries the command out, over ``web`` if given.

    Raises GraphbuildError for arguments that cannot be, and what ``fetch`` raises.
    """
    if arguments.system.casefold() not in SYSTEMS:
        raise GraphbuildError(f"{shown(arguments.system)!r} is no system that can be fetched from; give moderngov")
    since, until = _day("--since", arguments.since), _day("--until", arguments.until)
    if since and until and since > until:
        raise GraphbuildError(f"--since {since} is after --until {until}; give the earlier day first")
    with web or Web(site_root(arguments.url), user_agent(arguments.contact)) as web:
        if not arguments.committee:
            found = Site(web, arguments.url).committees()
            return Result(list(report.committees(found)), ["choose one with --committee"])
        asked = Asked(
            site=arguments.url,
            committee=arguments.committee,
            since=since,
            until=until,
            into=arguments.into,
            largest=arguments.largest * _MB,
            total=arguments.total * _MB,
            dry=arguments.dry,
        )
        outcome = fetch(web, asked, progress)
    lines = report.planned(outcome) if asked.dry else report.summary(outcome, asked.into)
    faults = [*outcome.refused, *([outcome.stopped] if outcome.stopped else [])]
    return Result(list(lines), [*report.withdrawn(outcome, asked.into), *faults], bool(faults))


def _day(option: str, typed: str | None) -> date | None:
    """The day that a user typed, as 2024-01-31 or as papers write dates."""
    if typed is None:
        return None
    found = list(full_dates(typed))
    if len(found) != 1:
        raise GraphbuildError(f"{option} {shown(typed)!r} is no date; write it as 2024-01-31")
    return date.fromisoformat(found[0].iso)
