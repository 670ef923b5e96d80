"""What is read of answers and pages, of titles and addresses; and that nothing a site sends breaks the readers."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.errors import GraphbuildError
from graphbuild.fetch import kinds, pages, papers, service
from graphbuild.fetch.addresses import linked, parameter, same_site, site_root
from graphbuild.fetch.agent import user_agent
from graphbuild.fetch.answers import Answer, NotGiven
from graphbuild.fetch.choice import choose
from graphbuild.fetch.papers import Committee, Kind, Meeting, Paper, wanted
from graphbuild.fetch.robots import Robots

ROOT = "https://democracy.barchester.example/"
CABINET = Committee(130, "Cabinet")
DAY = date(2024, 9, 12)
MEETING = Meeting(501, CABINET, DAY, f"{ROOT}ieListDocuments.aspx?CId=130&MId=501")


def answer(body: str | bytes, address: str = f"{ROOT}mgListCommittees.aspx") -> Answer:
    return Answer(address, body if isinstance(body, bytes) else body.encode())


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("democracy.barchester.example", ROOT),
        ("https://democracy.barchester.example", ROOT),
        (" https://democracy.barchester.example/ ", ROOT),
        (f"{ROOT}ieListMeetings.aspx?CommitteeId=130", ROOT),
        (f"{ROOT}mgListCommittees.asp", ROOT),
        (f"{ROOT}mgWebService.asmx/GetCommittees", ROOT),
        (f"{ROOT}documents/g501/Printed%20minutes.pdf?T=1", ROOT),
        ("http://www.barchester.example/moderngov/mgAi.aspx?ID=3#x", "http://www.barchester.example/moderngov/"),
        ("http://www.barchester.example/moderngov", "http://www.barchester.example/moderngov/"),
        ("http://127.0.0.1:8080/mgmt/ieDocHome.aspx?bcr=1", "http://127.0.0.1:8080/mgmt/"),
    ],
)
def test_the_root_of_a_site_from_any_page_of_it(typed: str, root: str) -> None:
    assert site_root(typed) == root


@pytest.mark.parametrize(
    "typed", ["", "ftp://barchester.example", "file:///etc", "https://", "http://[::1", "http://x:port/"]
)
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(GraphbuildError, match="is no web address; give one such as"):
        site_root(typed)


def test_passwords_are_not_sent() -> None:
    with pytest.raises(GraphbuildError, match="holds a user name or password"):
        site_root("https://clerk:secret@barchester.example/")


@pytest.mark.parametrize(
    ("href", "address"),
    [
        (
            "documents/g1/Printed minutes\r\n 08th-Sep.pdf?T=1",
            f"{ROOT}documents/g1/Printed%20minutes%2008th-Sep.pdf?T=1",
        ),
        ("documents/g1/a%20b.pdf", f"{ROOT}documents/g1/a%20b.pdf"),
        ("http://democracy.barchester.example/mgConvert2PDF.aspx?ID=6", f"{ROOT}mgConvert2PDF.aspx?ID=6"),
        ("http://elsewhere.example/x", "http://elsewhere.example/x"),
        ("mgAi.aspx?ID=3#AI4", f"{ROOT}mgAi.aspx?ID=3"),
        ("documents/g1/Cofnodion ŵ.pdf", f"{ROOT}documents/g1/Cofnodion%20%C5%B5.pdf"),
        ("javascript:alert(1)", None),
        ("mailto:clerk@barchester.example", None),
        ("http://[", None),
    ],
)
def test_links_as_a_request_can_hold_them(href: str, address: str | None) -> None:
    assert linked(f"{ROOT}ieListDocuments.aspx?MId=1", href) == address


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.example/", "https://a.example/x", True),
        ("https://a.example/", "http://a.example/x", False),
        ("https://a.example/", "https://b.a.example/x", False),
        ("https://a.example/", "https://a.example:8443/x", False),
        ("https://a.example/", "https://a.example:443/x", True),
        ("http://a.example:8000/", "http://a.example:8000/x", True),
        ("http://a.example:8000/", "https://a.example/x", False),
        ("http://a.example/", "http://a.example@169.254.169.254/", False),
    ],
)
def test_which_redirects_stay_on_the_site(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


@given(st.text(max_size=300))
@settings(max_examples=500)
def test_no_link_breaks_the_reader_and_each_can_be_asked_for(href: str) -> None:
    import httpx

    address = linked(ROOT, href)
    if address is not None:
        assert urlsplit(address).scheme in ("http", "https")
        assert address.isascii() or urlsplit(address).hostname != "democracy.barchester.example"
        assert not any(character.isspace() for character in urlsplit(address).path)
        if same_site(ROOT, address):
            httpx.URL(address)
        parameter(address, "ID")
    same_site(ROOT, href)


@pytest.mark.parametrize(
    ("title", "own", "expected"),
    [
        ("Printed minutes", True, (Kind.MINUTES, "approved")),
        ("Printed draft minutes", True, (Kind.MINUTES, "draft")),
        ("Public minutes", True, (Kind.MINUTES, None)),
        ("Cofnodion", True, (Kind.MINUTES, None)),
        ("Agenda frontsheet", True, (Kind.AGENDA, None)),
        ("Public reports pack", True, (Kind.AGENDA, None)),
        ("Printed decisions", True, None),
        ("Minutes of previous meeting", True, None),
        ("Minutes of 12 September 2024", False, (Kind.MINUTES, None)),
        ("6 - CHAIR APPROVED Minutes Audit Committee 12 Sep 2024", False, (Kind.MINUTES, "approved")),
        ("Minutes , 11/07/2024 Cabinet", False, None),
        ("Minutes", False, None),
        ("Agenda 12 September 2024", False, None),
        ("Printed minutes 11th September 2024", True, None),
    ],
)
def test_what_a_title_says(title: str, own: bool, expected: tuple[Kind, str | None] | None) -> None:
    found = papers.paper(f"{ROOT}x", title, DAY, own)
    assert (found and (found.kind, found.status)) == expected


@pytest.mark.parametrize(
    "title", ["Printed minutes PDF 97 KB", "Printed minutes (PDF, 1.2 MB)", "Printed\n minutes  PDF"]
)
def test_titles_without_sizes(title: str) -> None:
    assert papers.titled(title) == "Printed minutes"


def of(title: str, *, page: bool = False) -> Paper:
    found = papers.paper(f"{ROOT}{title}", title, DAY, True)
    assert found
    return Paper(found.address, title, found.kind, found.status, page)


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["Printed minutes", "Printed draft minutes", "Agenda frontsheet"], ["Printed minutes", "Agenda frontsheet"]),
        (["Printed draft minutes"], ["Printed draft minutes"]),
        (["Agenda frontsheet", "Public reports pack"], ["Public reports pack"]),
        (
            ["Agenda frontsheet", "Public reports pack", "Supplementary agenda pack"],
            ["Public reports pack", "Supplementary agenda pack"],
        ),
        (["Agenda frontsheet", "Supplementary agenda pack"], ["Agenda frontsheet", "Supplementary agenda pack"]),
        ([], []),
    ],
)
def test_which_papers_are_wanted(offered: list[str], chosen: list[str]) -> None:
    assert [one.title for one in wanted([of(title) for title in offered] * 2)] == chosen
    assert {one.title for one in wanted([of(title) for title in reversed(offered)])} == set(chosen)


def test_a_page_only_where_there_is_no_file() -> None:
    assert wanted([of("Minutes", page=True), of("Printed draft minutes")]) == [of("Printed draft minutes")]
    assert wanted([of("Minutes", page=True)]) == [of("Minutes", page=True)]


def test_an_answer_with_everything_escaped_twice() -> None:
    body = (
        b'<?xml version="1.0" encoding="utf-8"?>\r\n<committees><committee><committeeid> 5 </committeeid>'
        b"<committeetitle>Children &amp;amp; Young People&amp;#39;s Panel</committeetitle></committee>"
        b"<committee><committeeid>6</committeeid><committeetitle>Gone</committeetitle>"
        b"<committeedeleted>True</committeedeleted></committee>"
        b"<committee><committeeid>seven</committeeid><committeetitle>Odd</committeetitle></committee></committees>"
    )
    assert service.read_committees(body) == [Committee(5, "Children & Young People's Panel")]


def test_meetings_with_impossible_dates_are_left_out() -> None:
    days = ("31/06/2024", "12/09/2024", "", "09/13/2024", "0")
    ones = "".join(
        f"<meeting><meetingid>{n}</meetingid><meetingdate>{day}</meetingdate></meeting>" for n, day in enumerate(days)
    )
    found = service.read_meetings(f"<getmeetings>{ones}</getmeetings>".encode(), ROOT, CABINET)
    assert [(one.number, one.day) for one in found] == [(1, DAY)]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"disabled",
        b"<html><body>off</body></html>",
        b"<error/>",
        b"<meeting>",
        b'<!DOCTYPE meeting [<!ENTITY x SYSTEM "file:///etc/passwd">]><meeting>&x;</meeting>',
        b'<!DOCTYPE meeting [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><meeting><title>&b;</title></meeting>',
        b"<meeting>" * 100_000,
    ],
    ids=lambda body: body[:20].decode(),
)
def test_what_is_no_answer_of_the_service(body: bytes) -> None:
    with pytest.raises(service.NoService):
        service.read_papers(body, ROOT, MEETING)


@given(
    st.binary(max_size=2000)
    | st.text(max_size=500).map(lambda text: f"<meeting>{text}</meeting>".encode("utf-8", "replace"))
)
@settings(max_examples=300)
def test_no_bytes_break_the_reader_of_answers(body: bytes) -> None:
    with suppress(service.NoService):
        service.read_papers(body, ROOT, MEETING)


_TAGS = st.sampled_from(
    [
        "<a href='documents/g501/x.pdf'>Printed minutes</a>",
        "<a href='ieListDocuments.aspx?CId=130&MId=5'>12 Sep 2024</a>",
        "<a href='ieListMeetings.aspx?CId=130&Year=2019'>2019</a>",
        "<a href='mgCommitteeDetails.aspx?ID=7'>Panel</a>",
        "<a href>", "<a href='http://['>x</a>", "<p class='mgSubItemTitleTxt'>Minutes:", "</p>", "<li>", "</ul>",
        "<!--", "<![CDATA[", "<script>", "&#0;", "&#x110000;", "\x00", "<svg><a>", "<table><tr><a>", "<base href='x'>",
        "<h2>cancelled</h2>",
    ]
)  # fmt: skip


@given(
    st.lists(_TAGS | st.text(max_size=20), max_size=40).map("".join).map(lambda text: text.encode("utf-8", "replace"))
)
@settings(max_examples=400)
def test_no_page_breaks_the_readers(body: bytes) -> None:
    page = answer(body)
    assert all(one.name and one.number for one in pages.read_committees(page))
    for one in pages.read_meetings(page, CABINET).meetings:
        assert one.address == f"{ROOT}ieListDocuments.aspx?CId=130&MId={one.number}"
    assert all(one.title for one in pages.read_papers(page, MEETING))
    assert pages.same_text(page, page)
    pages.is_cancelled(page)
    pages.moderngov_links(page)


_MEETING_LINK = "<a href='ieListDocuments.aspx?CId=130&MId=%d'>12 Sep 2024</a>"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + "<a href='mgCommitteeDetails.aspx?ID=7'>Panel</a>",
        "<ul><li>" + "".join(_MEETING_LINK % number for number in range(20_000)),
        "<a href='documents/g501/x.pdf'>" * 250 + "minutes " * 200_000,
        "<a href='documents/g501/x.pdf'>minutes PDF" + "," * 1_000_000 + "</a>",
        "<h2>" * 50_000 + "cancel" * 50_000,
        "<p class='mgSubItemTitleTxt'>" + "draft " * 200_000,
        "<a href='documents/g501/x.pdf'>" + "1 2/3-4 12th of " * 60_000,
    ],
    ids=["deep", "many links", "links in links", "commas", "headings", "spaces", "dates"],
)
def test_pages_made_to_be_slow(body: str) -> None:
    begun = time.process_time()
    page = answer(body)
    pages.read_committees(page)
    pages.read_meetings(page, CABINET)
    pages.read_papers(page, MEETING)
    pages.is_cancelled(page)
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("charset", [None, "utf-8", "no-such-charset"])
def test_a_page_in_whatever_encoding(charset: str | None) -> None:
    body = "<a href='mgCommitteeDetails.aspx?ID=7'>Pwyllgor Tŷ Mawr</a>".encode()
    found = pages.read_committees(Answer(ROOT, body, charset=charset))
    assert found == ([Committee(7, "Pwyllgor Tŷ Mawr")] if charset != "no-such-charset" else [])


def test_the_papers_of_a_page() -> None:
    page = answer(
        """
        <h1>Agenda and minutes</h1>
        <a href="documents/g501/Agenda frontsheet 12th-Sep-2024.pdf?T=0" title="x">Agenda frontsheet PDF 30 KB</a>
        <a href="mgConvert2PDF.aspx?ID=501&amp;T=1"><img></a>
        <a href="documents/g501/Printed%20minutes%2012th-Sep-2024.pdf?T=1"><img alt="PDF"></a>
        <a href="documents/s77/Minutes 11 July 2024.pdf">Minutes 11 July 2024</a>
        <a href="documents/s78/Report.pdf">Report PDF 1 MB</a>
        <a href="mgConvert2PDF.aspx?ID=500&amp;T=1">Printed minutes</a>
        """,
        MEETING.address,
    )
    assert pages.read_papers(page, MEETING) == [
        Paper(f"{ROOT}documents/g501/Agenda%20frontsheet%2012th-Sep-2024.pdf?T=0", "Agenda frontsheet", Kind.AGENDA),
        Paper(
            f"{ROOT}documents/g501/Printed%20minutes%2012th-Sep-2024.pdf?T=1",
            "Printed minutes 12th-Sep-2024.pdf",
            Kind.MINUTES,
            "approved",
        ),
    ]


def test_a_paper_that_the_site_makes_for_the_meeting() -> None:
    page = answer('<a href="mgConvert2PDF.aspx?ID=501&amp;T=1">Printed minutes</a>', MEETING.address)
    assert [one.kind for one in pages.read_papers(page, MEETING)] == [Kind.MINUTES]


def test_minutes_that_each_item_has_on_a_page_of_its_own() -> None:
    links = "<a href='mgAi.aspx?ID=9'>View the minutes for item 4</a><a href='mgAi.aspx?ID=10'>Budget</a>"
    found = pages.read_papers(answer(links, MEETING.address), MEETING)
    assert [(one.address, one.page) for one in found] == [(f"{ROOT}mgAi.aspx?ID=9", True)]
    inline = f"{links}<p class='mgSubItemTitleTxt'>Draft minutes:</p><div>RESOLVED</div>"
    found = pages.read_papers(answer(inline, MEETING.address), MEETING)
    assert [(one.address, one.status) for one in found] == [(MEETING.address, "draft")]


COMMITTEES = [
    CABINET,
    Committee(7, "Audit & Governance Committee"),
    Committee(8, "Panel", False),
    Committee(9, "Panel"),
]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("130", 130), ("cabinet", 130), ("AUDIT AND GOVERNANCE COMMITTEE", 7), (" Panel ", 9), ("8", 8)],
)
def test_a_committee_by_number_or_name(typed: str, number: int) -> None:
    assert choose(COMMITTEES, typed).number == number


def test_a_committee_that_there_is_not() -> None:
    with pytest.raises(GraphbuildError, match=r"no committee 'Cabinnet'; did you mean Cabinet\?"):
        choose(COMMITTEES, "Cabinnet")
    with pytest.raises(GraphbuildError, match="no committee 'Zzz'; leave --committee out to see"):
        choose(COMMITTEES, "Zzz")
    with pytest.raises(GraphbuildError, match="no committee '99'"):
        choose(COMMITTEES, "99")
    with pytest.raises(GraphbuildError, match="2 committees are called Panel; give the number: 9 or 10"):
        choose([*COMMITTEES, Committee(10, "Panel")], "panel")
    assert choose(COMMITTEES, "99", all_known=False) == Committee(99, "Committee 99")


def test_rules_with_stars_and_pauses() -> None:
    rules = Robots(
        "User-agent: *\nDisallow: /*.pdf$\nAllow: /documents/g*\nCrawl-delay: 2.5\nRequest-rate: 1/4\n", "graphbuild/1"
    )
    assert rules.allows(f"{ROOT}documents/g1/x.pdf")
    assert not rules.allows(f"{ROOT}other/x.pdf")
    assert rules.seconds == 4.0
    assert Robots("", "graphbuild/1").seconds == 0.0


@given(st.text(max_size=400))
@settings(max_examples=200)
def test_no_robots_txt_breaks_the_reader(text: str) -> None:
    rules = Robots(text, user_agent(None))
    rules.allows(ROOT)
    assert rules.seconds >= 0


@pytest.mark.parametrize("contact", ["clerk", "a b@c.example", "x@y.example\r\nHost: z", "https://ok.example/ (evil)"])
def test_a_contact_that_is_none(contact: str) -> None:
    with pytest.raises(GraphbuildError, match=r"--contact .* is no e-mail or web address"):
        user_agent(contact)


@given(st.binary(max_size=3000), st.sampled_from(["", "text/html", "text/plain", "application/pdf"]), st.booleans())
def test_every_body_has_a_suffix_or_a_sentence(body: bytes, media_type: str, page: bool) -> None:
    with suppress(NotGiven):
        assert kinds.suffix(Answer(ROOT, body, media_type=media_type), page) in (".pdf", ".docx", ".txt", ".html")
