"""A ModernGov site: its committees, meetings and papers, from the web service where that is on and from the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from graphbuild.errors import GraphbuildError, shown
from graphbuild.fetch import pages, service
from graphbuild.fetch.addresses import same_site, site_root
from graphbuild.fetch.answers import Answer, NoAnswer, NotGiven
from graphbuild.fetch.papers import Committee, Meeting, Paper, wanted
from graphbuild.fetch.web import Web

_MOST_PAGES = 60
"""Of one committee's list of meetings."""
_EARLIEST, _LATEST = date(1974, 4, 1), date(2079, 1, 1)
"""The web service must be given dates where a user gives none: councils of today are no older, and its database may
hold no later ones."""
T = TypeVar("T")


@dataclass
class Site:
    """What can be asked of a site. ``typed`` is the address that the user gave."""

    web: Web
    typed: str
    _service: bool = field(default=True, init=False)
    """Whether the web service still answers."""

    @property
    def knows_all(self) -> bool:
        """Whether ``committees`` gives those too that no longer meet: pages list only the others."""
        return self._service

    def committees(self) -> list[Committee]:
        """All committees, by name.

        Raises GraphbuildError where neither the web service nor a page knows any.
        """
        found = self._asked(service.read_committees, service.committees_address(self.web.root))
        if not found:
            self._service = False
            found = self._committees_of_pages()
        return sorted(found, key=lambda one: (one.name.casefold(), one.number))

    def meetings(self, committee: Committee, since: date | None, until: date | None) -> list[Meeting]:
        """The committee's meetings from the day ``since`` to ``until``, both included, by date; cancelled ones too."""
        first, last = since or _EARLIEST, until or _LATEST
        days = max(first, _EARLIEST), min(last, _LATEST)
        addresses = service.meetings_addresses(self.web.root, committee, *days)
        found = self._asked(lambda body: service.read_meetings(body, self.web.root, committee), *addresses)
        found = found or self._meetings_of_pages(committee, first, last)
        within = {one.number: one for one in found if first <= one.day <= last}
        return sorted(within.values(), key=lambda one: (one.day, one.number))

    def papers(self, meeting: Meeting) -> tuple[list[Paper], Answer | None]:
        """The papers of a meeting that are wanted, and its page, if that was read.

        Raises NotGiven where the page is not given.
        """
        body = self._asked(lambda body: body, service.meeting_address(self.web.root, meeting))
        linked: list[Paper] = []
        if body is not None:
            try:
                linked = service.read_papers(body, self.web.root, meeting)
                if not linked and not service.is_published(body):
                    return [], None
            except service.NoService:
                self._service = False
        page = self.web.get(meeting.address)
        found = [] if pages.is_cancelled(page) else [*pages.read_papers(page, meeting), *linked]
        return wanted([one for one in found if same_site(self.web.root, one.address)]), page

    def _asked(self, read: Callable[[bytes], T], *addresses: str) -> T | None:
        """What the web service says at the first of ``addresses`` where it says something that can be understood.

        None, now and from now on, where that is none of them.
        """
        for address in addresses if self._service else ():
            try:
                return read(self.web.get(address, tries=2).body)
            except NoAnswer as error:
                if error.status is None:  # the site cannot be reached at all
                    raise
            except (NotGiven, service.NoService):
                pass
        self._service = False
        return None

    def _committees_of_pages(self) -> list[Committee]:
        refused: NotGiven | None = None
        for path in pages.COMMITTEES:
            try:
                answer = self.web.get(self.web.root + path)
            except NoAnswer:
                raise
            except NotGiven as error:
                refused = error if error.status != 404 else refused
                continue
            if found := pages.read_committees(answer):
                return found
        if refused:
            raise refused
        raise GraphbuildError(self._not_moderngov())

    def _not_moderngov(self) -> str:
        """Why there are no committees, with the address of ModernGov where the page given links to that."""
        sentence = f"{shown(self.web.root)} has no list of committees as ModernGov sites have"
        address = self.typed.strip() if "://" in self.typed else f"https://{self.typed.strip()}"
        try:
            links = pages.moderngov_links(self.web.get(address))
        except NotGiven:
            links = []
        elsewhere = [site_root(link) for link in links if site_root(link) != self.web.root]
        if elsewhere:
            return f"{sentence}; it links to one: give {shown(elsewhere[0])}"
        return f"{sentence}; open the council's committees in a browser and give the address of that page"

    def _meetings_of_pages(self, committee: Committee, first: date, last: date) -> list[Meeting]:
        """Reads the list page by page, as far as the dates ask for."""
        reading = _Reading(self.web, committee, first, last)
        if not reading.follow(pages.meetings_address(self.web.root, committee)):
            reading.go_back()
        return list(reading.found.values())


@dataclass
class _Reading:
    """One reading of a committee's list of meetings."""

    web: Web
    committee: Committee
    first: date
    last: date
    found: dict[int, Meeting] = field(default_factory=dict, init=False)
    _seen: set[str] = field(default_factory=set, init=False)

    def follow(self, address: str) -> bool:
        """Reads the page at ``address`` and those that it leads to; whether it leads to any, wanted or not."""
        waiting, leads = [address], False
        while waiting:
            address = waiting.pop(0)
            if address in self._seen or not same_site(self.web.root, address):
                continue
            listed = self._read(address)
            leads = leads or bool(listed.earlier or listed.later or listed.years)
            waiting += self._further(listed)
        return leads

    def go_back(self) -> None:
        """Asks for one year after another, for a list of the current year that has no links to others.

        Two years without a meeting that is new are taken for the beginning.
        """
        latest = min((one.day.year for one in self.found.values()), default=self.web.clock.now().year)
        idle = 0
        for year in range(min(latest, self.last.year), self.first.year - 2, -1):
            before = len(self.found)
            self._read(pages.meetings_address(self.web.root, self.committee, year))
            idle = 0 if len(self.found) > before else idle + 1
            if idle == 2:
                break

    def _read(self, address: str) -> pages.Listed:
        if len(self._seen) == _MOST_PAGES:
            raise NotGiven(f"the list of meetings of {shown(self.committee.name)} does not end; give a later --since")
        self._seen.add(address)
        listed = pages.read_meetings(self.web.get(address), self.committee)
        self.found |= {one.number: one for one in listed.meetings if same_site(self.web.root, one.address)}
        return listed

    def _further(self, listed: pages.Listed) -> list[str]:
        """The list's other pages that may hold meetings in the time asked for, and do not repeat what is known.

        A year's page may be of the municipal year, which ends in the next April or May, and what was read may begin in
        the middle of a year: a year is known if there are meetings of it and of the one before.
        """
        days = [one.day for one in listed.meetings]
        years = {one.day.year for one in self.found.values()}
        return [
            *(listed.earlier if not days or min(days) >= self.first else []),
            *(listed.later if not days or max(days) <= self.last else []),
            *(
                link
                for year, link in listed.years.items()
                if self.first.year - 1 <= year <= self.last.year and not {year, year - 1} <= years
            ),
        ]
