"""ModernGov's pages: their addresses, and what is read from them.

What is known of them is from programs that read them:

- ``mgListCommittees.aspx`` (older: ``ieDocHome.aspx``) links ``mgCommitteeDetails.aspx?ID=`` or
  ``ieListMeetings.aspx?CId=`` (also ``CommitteeId=``); a meeting is ``ieListDocuments.aspx?CId=&MId=`` (also
  ``MeetingId=``), its date the link's text, "31 Mar 2020 6.30 pm". ``Year=0`` lists all meetings on some sites and the
  current year on others; where there are more, "Earlier meetings" and "Later meetings" lead on.
- ``documents/g<meeting>/...pdf?T=n`` are a meeting's own papers ("Agenda frontsheet", "Public reports pack", "Printed
  minutes", "Printed draft minutes"), ``documents/b...`` its supplements, ``documents/s...`` the reports on items.
  Hrefs hold spaces and line ends.
- Minutes that are not printed stand on the page itself: "Minutes:" in ``p.mgSubItemTitleTxt`` and the text after it; or
  each item's on ``mgAi.aspx?ID=``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import etree, html

from graphbuild.dates import full_dates
from graphbuild.fetch import papers
from graphbuild.fetch.addresses import file_name, linked, page_of, parameter
from graphbuild.fetch.answers import Answer
from graphbuild.fetch.papers import Committee, Kind, Meeting, Paper

COMMITTEES = ("mgListCommittees.aspx?bcr=1", "ieDocHome.aspx?bcr=1")
_LISTS = ("mgcommitteedetails.aspx", "ielistmeetings.aspx")
_OWN_PAPER = re.compile(r"/documents/[gb]\d+/", re.IGNORECASE)
_FILE = re.compile(r"/documents/[a-z]\d+/|/mgConvert2PDF\.aspx", re.IGNORECASE)
_CANCELLED = re.compile(r"\bcancell?ed\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:earlier|previous|older)\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:later|next|newer)\b", re.IGNORECASE)
_LONGEST = 300
"""Characters of a link's text that are looked at."""
_MINUTES_HEAD = re.compile(r"\s*(?:draft\s+)?minutes:?\s*", re.IGNORECASE)


class Listed(NamedTuple):
    """One page of a list of meetings, and where the rest is."""

    meetings: list[Meeting]
    earlier: list[str]
    later: list[str]
    years: dict[int, str]


class _Link(NamedTuple):
    address: str
    text: str
    element: html.HtmlElement


def meetings_address(root: str, committee: Committee, year: int = 0) -> str:
    """The list of a committee's meetings, of one year or (0) as the site begins it."""
    return urljoin(root, f"ieListMeetings.aspx?CId={committee.number}&Year={year}")


def meeting_address(root: str, committee: Committee, number: int) -> str:
    """The page of a meeting; without the ``Ver=`` of some links to it, so that it has one address."""
    return urljoin(root, f"ieListDocuments.aspx?CId={committee.number}&MId={number}")


def read_committees(answer: Answer) -> list[Committee]:
    """The committees that a page links to, each once."""
    found: dict[int, str] = {}
    for link in _links(answer):
        number = parameter(link.address, "ID", "CId", "CommitteeId") if page_of(link.address) in _LISTS else None
        if number and link.text:
            found.setdefault(number, link.text)
    return [Committee(number, name) for number, name in found.items()]


def read_meetings(answer: Answer, committee: Committee) -> Listed:
    """The meetings on a page of a committee's list, and the addresses of its other pages."""
    meetings: dict[int, Meeting] = {}
    listed = Listed([], [], [], {})
    for link in _links(answer):
        page, of = page_of(link.address), parameter(link.address, "CId", "CommitteeId")
        if of not in (None, committee.number):
            continue
        if page == "ielistdocuments.aspx":
            number, day = parameter(link.address, "MId", "MeetingId"), _day(link.text)
            if number and day:
                cancelled = bool(_CANCELLED.search(f"{link.text} {_behind(link.element)}"))
                address = meeting_address(link.address, committee, number)
                meetings.setdefault(number, Meeting(number, committee, day, address, cancelled))
        elif page == "ielistmeetings.aspx" and of:
            if _EARLIER.search(link.text):
                listed.earlier.append(link.address)
            elif _LATER.search(link.text):
                listed.later.append(link.address)
            elif year := parameter(link.address, "Year"):
                listed.years[year] = link.address
    return listed._replace(meetings=list(meetings.values()))


def read_papers(answer: Answer, meeting: Meeting) -> list[Paper]:
    """The minutes and agenda papers that a meeting's page offers; the page itself where the minutes stand on it."""
    found = []
    for link in _links(answer):
        title = papers.titled(link.text)
        if _FILE.search(link.address):
            found.append(_file(link, title, meeting))
        elif page_of(link.address) == "mgai.aspx" and re.search(r"\bminutes\b", title, re.IGNORECASE):
            found.append(Paper(link.address, title, Kind.MINUTES, page=True))
    heads = [head for head in _document(answer).iter("p") if _MINUTES_HEAD.fullmatch(_content(head))]
    if any("mgSubItemTitleTxt" in head.get("class", "").split() for head in heads):
        draft = any("draft" in _content(head).casefold() for head in heads)
        title = f"Minutes of {meeting.committee.name}, {meeting.day.isoformat()}"
        # Before the items' own pages, which would say it again.
        found = [one for one in found if one and not one.page]
        found.append(Paper(meeting.address, title, Kind.MINUTES, "draft" if draft else None, page=True))
    return [one for one in found if one]


def _file(link: _Link, title: str, meeting: Meeting) -> Paper | None:
    """The paper that a link leads to, by its text, or where that does not tell by its tooltip or the file's name.

    ``mgConvert2PDF.aspx`` makes a meeting's own papers too, where it has the meeting's number and a ``T=``.
    """
    made = (parameter(link.address, "ID"), parameter(link.address, "T") is not None) == (meeting.number, True)
    own = bool(_OWN_PAPER.search(link.address)) or made
    names = (title, papers.titled(link.element.get("title", "")), file_name(link.address))
    return next(filter(None, (papers.paper(link.address, name, meeting.day, own) for name in names if name)), None)


def is_cancelled(answer: Answer) -> bool:
    """Whether a heading of a meeting's page says that the meeting did not take place."""
    return any(_CANCELLED.search(_content(head)) for head in _document(answer).iter("h1", "h2", "h3"))


def same_text(one: Answer, other: Answer) -> bool:
    """Whether two copies of a page say the same; what no reader sees of them changes with each request."""
    return _content(_seen(one)) == _content(_seen(other))


def moderngov_links(answer: Answer) -> list[str]:
    """The addresses on a page that look like ModernGov's, on whatever host."""
    pages = {"mglistcommittees.aspx", "iedochome.aspx", "mgcalendarmonthview.aspx", *_LISTS}
    return [link.address for link in _links(answer) if page_of(link.address) in pages]


def _links(answer: Answer) -> Iterator[_Link]:
    for element in _document(answer).iter("a"):
        address = linked(answer.address, element.get("href", ""))
        if address and element.get("href", "").strip():
            yield _Link(address, _content(element)[:_LONGEST], element)


def _document(answer: Answer) -> html.HtmlElement:
    """The page as a tree; an empty one where it is no page."""
    try:
        parser = html.HTMLParser(encoding=answer.charset or _declared(answer.body), huge_tree=False)
        return html.document_fromstring(answer.body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, LookupError, ValueError):
        return html.document_fromstring("<html></html>")


def _seen(answer: Answer) -> html.HtmlElement:
    document = _document(answer)
    etree.strip_elements(document, etree.Comment, "script", "style", "input", with_tail=False)
    return document


def _declared(body: bytes) -> str | None:
    """UTF-8 for what can be read as that; libxml2 would take it for Latin-1 where the page does not say."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _content(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def _behind(element: html.HtmlElement) -> str:
    """What stands behind a link, in its list item or row: " - CANCELLED"."""
    beside = [element.getnext()]
    if (parent := element.getparent()) is not None and parent.tag == "td":
        beside.append(parent.getnext())
    return " ".join([element.tail or "", *(one.text or "" for one in beside if one is not None)])


def _day(text: str) -> date | None:
    found = next(full_dates(text), None)
    return date.fromisoformat(found.iso) if found else None
