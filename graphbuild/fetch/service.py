"""ModernGov's web service, ``mgWebService.asmx``: its addresses, and its answers in XML.

What is known of it is from programs that use it, since its maker publishes no description:

- Operations answer a plain GET. ``GetCommittees``; ``GetMeetings`` with ``lCommitteeId``, ``sFromDate`` and ``sToDate``
  as dd/mm/yyyy; ``GetMeeting`` with ``lMeetingId`` (DemocracyClub/LGSF, ``lgsf/minutes/scrapers.py``). A
  ``GetAllMeetings`` is talked of but in no program that was found: it is asked for in the same way where a site gives
  no ``GetMeetings``, and of its answer only the committee's own meetings are taken. ``GetAllMeetingsByDate`` takes the
  two dates and more besides (symroe/CouncillorData).
- Answers are ``<committees><committee><committeeid><committeetitle><committeeexpired>``,
  ``<getmeetings><committee><committeemeetings><meeting><meetingid><meetingdate><meetingstatus>`` and
  ``<meeting>...<agendaitems><agendaitem><linkeddocuments><linkeddoc><title><url><isrestricted>`` (the fixtures of
  LGSF's tests).
- Some sites do not heed the two dates, write ``http:`` in addresses and escape ``&`` twice; all three are seen to here.
- It is switched off on many sites: 404, 403, 500 or a web page. It does not name the printed minutes and packs, which
  only the meeting's page does.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode, urljoin

from lxml import etree

from graphbuild.dates import full_dates
from graphbuild.fetch import papers
from graphbuild.fetch.addresses import linked
from graphbuild.fetch.pages import meeting_address as meeting_page
from graphbuild.fetch.papers import Committee, Meeting, Paper

SERVICE = "mgWebService.asmx"
_LISTS_OF_MEETINGS = ("GetMeetings", "GetAllMeetings")
_LONGEST = 2000
"""Characters of a field: more than any title or address has."""
_CANCELLED = ("cancelled", "canceled", "abandoned")


class NoService(Exception):
    """The answer is none of the web service's."""


def committees_address(root: str) -> str:
    """Where the committees are asked for."""
    return urljoin(root, f"{SERVICE}/GetCommittees")


def meetings_addresses(root: str, committee: Committee, since: date, until: date) -> list[str]:
    """Where the meetings of a committee between two days are asked for; the second where the first is not given."""
    days = {"sFromDate": f"{since:%d/%m}/{since.year:04}", "sToDate": f"{until:%d/%m}/{until.year:04}"}
    query = urlencode({"lCommitteeId": committee.number, **days}, safe="/")
    return [urljoin(root, f"{SERVICE}/{operation}?{query}") for operation in _LISTS_OF_MEETINGS]


def meeting_address(root: str, meeting: Meeting) -> str:
    """Where one meeting is asked for."""
    return urljoin(root, f"{SERVICE}/GetMeeting?lMeetingId={meeting.number}")


def read_committees(body: bytes) -> list[Committee]:
    """The committees in an answer to ``GetCommittees``, deleted ones left out.

    Raises NoService, as the others do, where ``body`` is no such answer.
    """
    found = []
    for one in _root(body, "committees").iter("committee"):
        number, name = _number(one, "committeeid"), _text(one, "committeetitle")
        if number is not None and name and not _true(one, "committeedeleted"):
            found.append(Committee(number, name, current=not _true(one, "committeeexpired")))
    return found


def read_meetings(body: bytes, root: str, committee: Committee) -> list[Meeting]:
    """The committee's meetings in an answer to ``GetMeetings``; one without a date that there is, is left out."""
    found = []
    for one in _root(body, *map(str.casefold, _LISTS_OF_MEETINGS)).iter("meeting"):
        number, day = _number(one, "meetingid"), _day(_text(one, "meetingdate"))
        if number is not None and day and _committee_of(one) in (None, committee.number):
            cancelled = _text(one, "meetingstatus").casefold() in _CANCELLED
            found.append(Meeting(number, committee, day, meeting_page(root, committee, number), cancelled))
    return found


def read_papers(body: bytes, root: str, meeting: Meeting) -> list[Paper]:
    """The papers that hang on items in an answer to ``GetMeeting``: those that are this meeting's own, and public."""
    return list(_papers(_root(body, "meeting"), root, meeting))


def is_published(body: bytes) -> bool:
    """Whether an answer to ``GetMeeting`` says that there is an agenda or minutes; silence counts as yes."""
    told = [_text(_root(body, "meeting"), name).casefold() for name in ("agendapublished", "minutepublished")]
    return told != ["false", "false"]


def _papers(meeting: etree._Element, root: str, of: Meeting) -> Iterator[Paper]:
    for one in meeting.iter("linkeddoc"):
        address = linked(root, _text(one, "url"))
        found = papers.paper(address, papers.titled(_text(one, "title")), of.day, of_meeting=False) if address else None
        if found and not _true(one, "isrestricted"):
            yield found


def _committee_of(meeting: etree._Element) -> int | None:
    """The number of the committee that a meeting is of, if it or what it stands in says so."""
    numbers = (_number(one, "committeeid") for one in (meeting, *meeting.iterancestors()))
    return next((number for number in numbers if number is not None), None)


def _root(body: bytes, *names: str) -> etree._Element:
    """The document's element, without entities, files or anything else that XML may ask for."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NoService from None
    if getattr(root.getroottree().docinfo, "doctype", "") or root.tag not in names:
        raise NoService
    return root


def _text(element: etree._Element, name: str) -> str:
    return " ".join(html.unescape(element.findtext(name) or "")[:_LONGEST].split())


def _true(element: etree._Element, name: str) -> bool:
    return _text(element, name).casefold() == "true"


def _number(element: etree._Element, name: str) -> int | None:
    text = _text(element, name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _day(text: str) -> date | None:
    found = next(full_dates(text), None)
    return date.fromisoformat(found.iso) if found else None
