"""One fetch: the papers of a committee's meetings between two days into a folder, as far as they are not there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from functools import partial
from typing import TypeVar

from graphbuild.errors import GraphbuildError, shown
from graphbuild.fetch import kinds, pages
from graphbuild.fetch.answers import Answer, NoAnswer, NotGiven
from graphbuild.fetch.choice import choose
from graphbuild.fetch.folder import Folder
from graphbuild.fetch.outcome import Asked, Outcome
from graphbuild.fetch.papers import Meeting, Paper
from graphbuild.fetch.site import Site
from graphbuild.fetch.web import Web
from graphbuild.read.manifest import Entry
from graphbuild.vocabulary import slug

_MOST = 5000
"""Papers in one go: more than an hour's worth, and more than any committee has."""
_ENOUGH = 3
"""Papers one after another without an answer: the site is down, or wants no more of us."""
_SAME_FETCH = timedelta(days=1)
"""How long one that was broken off may be gone on with: what a site has published since is not to be passed over."""
T = TypeVar("T")
Progress = Callable[[str, int, int], None]


class _Stop(Exception):
    """The rest is for another time."""


def fetch(web: Web, asked: Asked, progress: Progress) -> Outcome:
    """Fetches what ``asked`` asks for into its folder; each document is on disk with its manifest before the next.

    Raises GraphbuildError where the site, the committee or the folder cannot be used, or there are no meetings. A paper
    that is not given is in the outcome, and the rest goes on.
    """
    folder = Folder(asked.into)
    site = Site(web, asked.site)
    committee = choose(site.committees(), asked.committee, site.knows_all)
    meetings = [one for one in site.meetings(committee, asked.since, asked.until) if not one.cancelled]
    if not meetings:
        raise GraphbuildError(f"{shown(committee.name)} met on no day {_between(asked)}; ask for other dates")
    with nullcontext() if asked.dry else folder.held():
        return _Run(web, site, folder, asked, Outcome(committee, len(meetings))).all(meetings, progress)


def _between(asked: Asked) -> str:
    words = [f"{word} {day}" for word, day in (("from", asked.since), ("to", asked.until)) if day]
    return " ".join(words) or "that the site lists"


@dataclass
class _Run:
    web: Web
    site: Site
    folder: Folder
    asked: Asked
    outcome: Outcome
    _unanswered: int = 0

    def all(self, meetings: Sequence[Meeting], progress: Progress) -> Outcome:
        """Every meeting; those that a broken off fetch of the same has done are passed over."""
        asked, manifest = self.asked, self.folder.manifest
        what = f"{self.web.root} {self.outcome.committee.number} {asked.since or ''} {asked.until or ''}"
        begun = manifest.begun.get(what, "")
        if begun < self._now(before=_SAME_FETCH):
            begun = manifest.begun[what] = self._now()
        try:
            for done, meeting in enumerate(meetings):
                progress("fetch", done, len(meetings))
                if asked.dry:
                    self._tried(partial(self._list, meeting))
                elif manifest.read.get(meeting.address, "") < begun:
                    self._meeting(meeting)
        except _Stop as reason:
            self.outcome.stopped = str(reason)
        else:
            del manifest.begun[what]
        progress("fetch", len(meetings), len(meetings))
        if not asked.dry:
            self.folder.save()
        return self.outcome

    def _list(self, meeting: Meeting) -> None:
        for paper in self.site.papers(meeting)[0]:
            self.outcome.papers.append((meeting, paper, self.folder.entry(paper.address) is not None))

    def _meeting(self, meeting: Meeting) -> None:
        """The papers of one meeting; once all are there it counts as read."""
        refused = len(self.outcome.refused)
        found = self._tried(partial(self.site.papers, meeting))
        papers, page = found or ([], None)
        for paper in papers:
            self._tried(partial(self._paper, meeting, paper, page))
        if len(self.outcome.refused) == refused:
            self._give_way(meeting, papers)
            self.folder.manifest.read[meeting.address] = self._now()
            self.folder.save()

    def _tried(self, attempt: Callable[[], T]) -> T | None:
        """What ``attempt`` gives; None, with a sentence in the outcome, where the site does not give it."""
        try:
            result = attempt()
        except NoAnswer as error:
            self.outcome.refused.append(str(error))
            self._unanswered += 1
            if self._unanswered == _ENOUGH:
                raise _Stop("the site answers no more; run the same again later, and it goes on from here") from None
            return None
        except NotGiven as error:
            self.outcome.refused.append(str(error))
            return None
        self._unanswered = 0
        return result

    def _paper(self, meeting: Meeting, paper: Paper, page: Answer | None) -> None:
        """One paper: fetched if it is not there, asked about if the site can tell whether it has changed."""
        before = self.folder.entry(paper.address)
        state = self.folder.state(before) if before else "gone"
        if before and state == "changed":
            raise NotGiven(
                f"{shown(before.file)} was changed since it was fetched and is left alone; delete it to fetch it anew"
            )
        held = before if state == "held" else None
        answer = self._answer(meeting, paper, held, page)
        if answer is None or (held and hashlib.sha256(answer.body).hexdigest() == held.sha256):
            self.outcome.unchanged += 1
            return
        entry = self._entry(meeting, paper, answer)
        self.folder.keep(entry, answer.body)
        self.outcome.bytes += len(answer.body)
        (self.outcome.changed if held else self.outcome.fetched).append(entry)

    def _answer(self, meeting: Meeting, paper: Paper, held: Entry | None, page: Answer | None) -> Answer | None:
        """The paper as the site has it now; None where it is as it was, or the site gives no means to ask."""
        if page and paper.address == meeting.address:
            same = held and pages.same_text(page, replace(page, body=self.folder.bytes_of(held), charset=None))
            return None if same else page
        validators = _validators(held) if held else {}
        if held and not validators:
            return None
        if len(self.outcome.fetched) + len(self.outcome.changed) >= _MOST:
            raise _Stop(f"{_MOST:,} papers are fetched; run the same again, and it goes on from here")
        if self.outcome.bytes >= self.asked.total:
            fetched = f"{self.asked.total / 1_000_000:g} MB"
            raise _Stop(f"{fetched} are fetched, as --total allows; run the same again, and it goes on from here")
        answer = self.web.get(paper.address, self.asked.largest, validators)
        if not answer.changed:
            return None
        try:
            kinds.suffix(answer, paper.page)
        except kinds.CutOff:
            return self.web.get(paper.address, self.asked.largest)
        return answer

    def _entry(self, meeting: Meeting, paper: Paper, answer: Answer) -> Entry:
        suffix = kinds.suffix(answer, paper.page)
        draft = "-draft" if paper.status == "draft" else ""
        stem = f"{meeting.day}-{slug(meeting.committee.name, 40)}-{paper.kind}{draft}-{meeting.number}"
        return Entry(
            file=self.folder.free_name(stem, suffix, paper.address),
            address=paper.address,
            title=shown(paper.title),
            date=meeting.day.isoformat(),
            type=paper.kind.value,
            status=paper.status,
            committee=shown(meeting.committee.name),
            meeting=meeting.address,
            sha256=hashlib.sha256(answer.body).hexdigest(),
            fetched=self._now(),
            etag=answer.etag,
            last_modified=answer.last_modified,
        )

    def _give_way(self, meeting: Meeting, papers: Sequence[Paper]) -> None:
        """Drops what the site offers no more since there is something in its place: drafts that were approved.

        What it offers no more and has nothing in its place is kept, and told.
        """
        wanted = {paper.address: paper.kind for paper in papers}
        for entry in [one for one in self.folder.manifest.documents if one.meeting == meeting.address]:
            state = self.folder.state(entry)
            if entry.address in wanted or state == "changed":
                continue
            if state == "held" and entry.type not in wanted.values():
                self.outcome.withdrawn.append(entry)
                continue
            self.folder.drop(entry)
            self.outcome.dropped.append(entry)

    def _now(self, before: timedelta = timedelta()) -> str:
        return (self.web.clock.now().astimezone(UTC) - before).isoformat(timespec="microseconds")


def _validators(entry: Entry) -> dict[str, str]:
    """The headers that ask whether a document has changed."""
    given = {"If-None-Match": entry.etag, "If-Modified-Since": entry.last_modified}
    return {name: value for name, value in given.items() if value and value.isascii() and value.isprintable()}
