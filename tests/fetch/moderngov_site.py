"""A web server that behaves like a council's ModernGov site, well or badly, on a free port of loopback.

Its pages and answers are written as those that ``graphbuild/fetch/service.py`` and ``pages.py`` cite, of a council that
does not exist.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def pdf(text: str) -> bytes:
    return b"%PDF-1.4\n" + text.encode() + b"\n%%EOF\n"


@dataclass
class Document:
    """What is given at an address, and how."""

    body: bytes
    media_type: str = "application/pdf"
    etag: str | None = None
    last_modified: str | None = None
    how: str = "whole"
    """``whole``, ``broken`` (the connection ends early), ``short`` (the length given is too small), ``endless``,
    ``slow``, ``moved`` (the body is where to) or ``zipped``, a bomb."""


@dataclass
class Held:
    """A meeting: its papers as title and path, and the minutes that stand on its page."""

    number: int
    day: date
    papers: list[tuple[str, str]] = field(default_factory=list)
    on_page: str = ""
    status: str = "Confirmed"
    linked: list[tuple[str, str, bool]] = field(default_factory=list)
    """What hangs on its items: title, path, whether it is restricted."""


@dataclass
class Site:
    """What the server has, and what it was asked."""

    prefix: str = "/"
    service: str = "on"
    """``on``, ``all`` (``GetAllMeetings``, of every committee, for ``GetMeetings``), or what is given in its place:
    ``404``, ``403``, ``500`` or ``html``."""
    pages: bool = True
    listing: str = "all"
    """Of meetings: ``all`` on a page, ``earlier`` (three a page), ``years`` (links to them), ``current`` (no links)."""
    heeds_dates: bool = True
    robots: str | int = ""
    committees: dict[int, tuple[str, bool]] = field(default_factory=dict)
    meetings: dict[int, list[Held]] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    passing: dict[str, list[tuple[int, str | None]]] = field(default_factory=dict)
    """Statuses, with Retry-After, that a path gives before it works."""
    front: str = "<html><body><h1>Welcome</h1></body></html>"
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    address: str = ""

    def paths(self, part: str = "") -> list[str]:
        return [path for path, _ in self.asked if part in path]


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """``site`` on the web, as long as the block runs."""
    handler = type("Handler", (_Handler,), {"site": site})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_port}{site.prefix}"
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves early is none; the faults of this server are printed, and fail what reads them."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        site = self.site
        site.asked.append((self.path, {name.casefold(): value for name, value in self.headers.items()}))
        if site.passing.get(self.path):
            status, after = site.passing[self.path].pop(0)
            return self.give(status, b"later", **({"Retry-After": after} if after else {}))
        if self.path == "/robots.txt":
            return self.robots()
        parts = urlsplit(self.path)
        path = unquote(parts.path).removeprefix(site.prefix)
        query = {name.casefold(): values[0] for name, values in parse_qs(parts.query).items()}
        if path in site.documents:
            return self.document(site.documents[path])
        if path.casefold().startswith("mgwebservice.asmx/"):
            return self.service(path.partition("/")[2], query)
        page = getattr(self, f"page_{path.casefold().removesuffix('.aspx')}", None) if site.pages else None
        if page:
            return self.html(page(query))
        if path in ("", "council-meetings"):
            return self.html(site.front)
        return self.give(404, b"<html><body>Not found</body></html>", "text/html")

    def robots(self) -> None:
        if isinstance(self.site.robots, int):
            self.give(self.site.robots, b"no")
        else:
            self.give(200, self.site.robots.encode())

    def service(self, operation: str, query: dict[str, str]) -> None:
        site = self.site
        if site.service == "html":
            return self.html("<html><body>The web service is disabled.</body></html>")
        if site.service not in ("on", "all"):
            return self.give(int(site.service), b"Request format is unrecognized.")
        answers: dict[str, Any] = {
            "GetCommittees": committees_xml,
            "GetMeetings" if site.service == "on" else "GetAllMeetings": meetings_xml,
            "GetMeeting": meeting_xml,
        }
        if operation not in answers:
            return self.give(500, b"Request format is unrecognized.")
        return self.give(200, answers[operation](site, query).encode(), "text/xml; charset=utf-8")

    def document(self, document: Document) -> None:
        given = {"ETag": document.etag, "Last-Modified": document.last_modified}
        headers = {name: value for name, value in given.items() if value}
        known = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if (document.etag and known[0] == document.etag) or (
            document.last_modified and known[1] == document.last_modified
        ):
            return self.give(304, b"", **headers)
        body = document.body
        if document.how == "moved":
            return self.give(302, b"", Location=body.decode())
        if document.how == "slow":
            time.sleep(4)
        if document.how == "endless":
            return self.endless(body)
        if document.how == "zipped":
            return self.give(200, body, document.media_type, **headers, **{"Content-Encoding": "gzip"})
        length = {"broken": len(body) + 100, "short": len(body) // 2}.get(document.how, len(body))
        self.give(200, body, document.media_type, length, **headers)
        self.close_connection = document.how != "whole"
        return None

    def endless(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(body * 1000)
        except OSError:
            pass

    def page_mglistcommittees(self, query: dict[str, str]) -> str:
        links = (
            f'<li><a href="mgCommitteeDetails.aspx?ID={number}">{escape(name)}</a></li>'
            for number, (name, current) in self.site.committees.items()
            if current
        )
        members = '<a href="mgFindMember.aspx">Members</a>'
        return f'<html><body>{members}<ul class="mgBulletList">{"".join(links)}</ul></body></html>'

    def page_ielistmeetings(self, query: dict[str, str]) -> str:
        site, committee = self.site, int(query.get("cid") or query["committeeid"])
        held = sorted(site.meetings.get(committee, []), key=lambda one: one.day, reverse=True)
        more, year, listing = [], int(query.get("year", 0)), site.listing
        if listing == "earlier":
            first = int(query.get("first", 0))
            if first + 3 < len(held):
                more.append((f"ieListMeetings.aspx?CId={committee}&first={first + 3}&Year=0", "Earlier meetings"))
            held = held[first : first + 3]
        elif listing in ("years", "current"):
            years = sorted({municipal(one.day) for one in held}, reverse=True)
            shown = year or years[0]
            held = [one for one in held if municipal(one.day) == shown]
            if listing == "years":
                more = [(f"ieListMeetings.aspx?CId={committee}&Year={y}", f"{y}/{y + 1}") for y in years]
        items = "".join(
            f'<li class="mgTableOddRow"><a class="mgMeetingTableLnk" href="ieListDocuments.aspx?CId={committee}'
            f'&amp;MId={one.number}&amp;Ver=4">{one.day.day} {one.day:%b %Y} 6.30 pm</a>'
            f"{' - CANCELLED' if one.status == 'Cancelled' else ' - Agenda'}</li>"
            for one in held
        )
        links = "".join(f'<a href="{escape(address)}">{text}</a>' for address, text in more)
        return f'<html><body><ul class="mgNonBulletTableList">{items}</ul>{links}</body></html>'

    def page_ielistdocuments(self, query: dict[str, str]) -> str:
        meeting = found(self.site, int(query["mid"]))
        links = "".join(
            f'<li><a href="{path}" title="Link to {title}">{escape(title)} PDF 97 KB</a></li>'
            for title, path in meeting.papers
        )
        minutes = (
            f'<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara">{meeting.on_page}</div>'
            if meeting.on_page
            else ""
        )
        head = f"Agenda and minutes<input type='hidden' value='{time.monotonic_ns()}'>"
        cancelled = "<h2>This meeting has been cancelled</h2>" if meeting.status == "Cancelled" else ""
        return f"<html><body><h1>{head}</h1>{cancelled}<ul class='mgActionList'>{links}</ul>{minutes}</body></html>"

    def html(self, text: str) -> None:
        self.give(200, text.encode(), "text/html; charset=utf-8")

    def give(
        self, status: int, body: bytes, media_type: str = "text/plain", length: int | None = None, /, **headers: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        if status != 304:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def municipal(day: date) -> int:
    """The year in which the municipal year of ``day`` began, in May."""
    return day.year if day.month >= 5 else day.year - 1


def found(site: Site, number: int) -> Held:
    return next(one for held in site.meetings.values() for one in held if one.number == number)


def committees_xml(site: Site, query: dict[str, str]) -> str:
    ones = "".join(
        f"<committee><committeeid>{number}</committeeid><committeetitle>{escape(escape(name))}</committeetitle>"
        f"<committeedeleted>False</committeedeleted><committeeexpired>{not current}</committeeexpired></committee>"
        for number, (name, current) in site.committees.items()
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<committees><committeescount> 3</committeescount>{ones}</committees>'
    )


def meetings_xml(site: Site, query: dict[str, str]) -> str:
    """Of the committee that is asked for, or of all, each with its number."""
    everything = site.service == "all"
    asked = site.committees if everything else [int(query["lcommitteeid"])]
    committees = "".join(
        f"<committee><committeeid>{number}</committeeid><committeemeetings>{_meetings(site, number, query)}"
        "</committeemeetings></committee>"
        for number in asked
    )
    name = "getallmeetings" if everything else "getmeetings"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{name}>{committees}</{name}>'


def _meetings(site: Site, committee: int, query: dict[str, str]) -> str:
    first, last = (datetime.strptime(query[name], "%d/%m/%Y").date() for name in ("sfromdate", "stodate"))
    return "".join(
        f"<meeting><meetingid>{one.number}</meetingid><meetingdate>{one.day:%d/%m/%Y}</meetingdate>"
        f"<meetingstatus>{one.status}</meetingstatus><meetingtime>6.30 pm</meetingtime></meeting>"
        for one in site.meetings.get(committee, [])
        if not site.heeds_dates or first <= one.day <= last
    )


def meeting_xml(site: Site, query: dict[str, str]) -> str:
    meeting = found(site, int(query["lmeetingid"]))
    published = bool(meeting.papers or meeting.on_page)
    linked = "".join(
        f"<linkeddoc><title>{escape(title)}</title><url>{site.address}{path}</url><isrestricted>{secret}</isrestricted></linkeddoc>"
        for title, path, secret in meeting.linked
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<meeting><meetingid>{meeting.number}</meetingid>'
        f"<agendapublished>{published}</agendapublished><minutepublished>{published}</minutepublished><agendaitems>"
        f"<agendaitem><linkeddocuments>{linked}</linkeddocuments></agendaitem></agendaitems></meeting>"
    )
