"""Whole fetches from a server that behaves like a council's site."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fetching import CABINET, FakeClock, Fetch
from moderngov_site import Document, Held, Site, found, pdf

from graphbuild.errors import GraphbuildError
from graphbuild.fetch.answers import NoAnswer, NotGiven
from graphbuild.fetch.folder import Folder
from graphbuild.fetch.web import Web

Opened = Callable[..., Site]


def names(folder: Path) -> list[str]:
    """Of all files but the lock, which stays."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".graphbuild-fetch-lock")


def entries(folder: Path) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = json.loads((folder / "manifest.json").read_text())["documents"]
    return listed


ALL = [
    "2023-11-07-cabinet-agenda-501.pdf",
    "2023-11-07-cabinet-minutes-501.pdf",
    "2024-03-12-cabinet-agenda-502.pdf",
    "2024-03-12-cabinet-minutes-502.pdf",
    "2024-09-10-cabinet-agenda-503.pdf",
    "2024-09-10-cabinet-minutes-draft-503.pdf",
    "2025-02-04-cabinet-agenda-505.pdf",
    "manifest.json",
]


@pytest.mark.parametrize("service", ["on", "404", "403", "500", "html"])
@pytest.mark.parametrize("listing", ["all", "earlier", "years", "current"])
def test_all_meetings_whatever_the_site_offers(
    open_site: Opened, run: Fetch, tmp_path: Path, service: str, listing: str
) -> None:
    site = open_site(service=service, listing=listing)
    outcome = run(site)
    assert names(tmp_path / "papers") == ALL
    assert outcome.meetings == 4, "the cancelled one is none"
    assert (len(outcome.fetched), outcome.refused, outcome.stopped) == (7, [], None)
    assert len(site.paths("/documents/")) == 7
    assert len(set(site.paths())) == len(site.paths()) or service == "500", "nothing is asked for twice"


def test_a_service_that_lists_meetings_by_another_name(open_site: Opened, run: Fetch, tmp_path: Path) -> None:
    site = open_site(service="all")
    site.meetings[131] = [Held(900, date(2024, 1, 9), [("Printed minutes", "documents/g900/x.pdf")])]
    outcome = run(site)
    assert (outcome.meetings, len(outcome.fetched), outcome.refused) == (4, 7, []), "those of other committees are none"
    assert names(tmp_path / "papers") == ALL
    assert not site.paths("ieListMeetings"), "the service was not given up"
    assert site.paths("GetMeeting?")


def test_what_the_manifest_says(site: Site, run: Fetch, tmp_path: Path) -> None:
    run(site, since=date(2024, 9, 1), until=date(2024, 9, 30))
    minutes = next(one for one in entries(tmp_path / "papers") if one["type"] == "minutes")
    kept = (tmp_path / "papers" / minutes["file"]).read_bytes()
    assert kept == pdf("Printed draft minutes of meeting 503")
    assert minutes == {
        "file": "2024-09-10-cabinet-minutes-draft-503.pdf",
        "address": f"{site.address}documents/g503/Printed%20draft%20minutes%2010th-Sep-2024%2018.30%20Cabinet.pdf?T=2",
        "title": "Printed draft minutes",
        "date": "2024-09-10",
        "type": "minutes",
        "status": "draft",
        "committee": "Cabinet",
        "meeting": f"{site.address}ieListDocuments.aspx?CId=130&MId=503",
        "sha256": hashlib.sha256(kept).hexdigest(),
        "fetched": minutes["fetched"],
        "etag": '"503-2"',
        "last_modified": None,
    }
    assert minutes["fetched"].startswith("2026-01-05T09:00:")


@pytest.mark.parametrize(
    "traits", [{}, {"heeds_dates": False}, {"service": "404"}, {"service": "404", "listing": "years"}]
)
def test_both_days_are_included(open_site: Opened, run: Fetch, tmp_path: Path, traits: dict[str, str]) -> None:
    site = open_site(**traits)
    run(site, since=date(2024, 3, 12), until=date(2024, 9, 10))
    assert {one["date"] for one in entries(tmp_path / "papers")} == {"2024-03-12", "2024-09-10"}
    assert not [path for path in site.paths("/documents/") if "g501" in path or "g505" in path]


def test_a_list_is_read_no_further_than_the_dates_ask(open_site: Opened, run: Fetch) -> None:
    site = open_site(service="404", listing="earlier")
    run(site, since=date(2025, 1, 1))
    assert len(site.paths("ieListMeetings")) == 1


def test_requests_are_a_second_apart_and_say_who_asks(site: Site, run: Fetch, clock: FakeClock) -> None:
    run(site)
    assert clock.slept
    assert len(clock.slept) == len(site.asked) - 1
    assert sum(clock.slept) == pytest.approx(len(site.asked) - 1, abs=0.1)
    agents = {headers["user-agent"] for _, headers in site.asked}
    assert len(agents) == 1
    assert agents.pop().startswith("graphbuild/")
    assert all("clerk@barchester.example" in headers["user-agent"] for _, headers in site.asked)
    assert site.paths()[0] == "/robots.txt"


def test_a_longer_pause_that_robots_txt_asks_for(open_site: Opened, run: Fetch, clock: FakeClock) -> None:
    run(open_site(robots="User-agent: *\nCrawl-delay: 7\n"))
    assert min(clock.slept[1:]) == pytest.approx(7, abs=0.1)


def test_robots_txt_that_forbids_everything(open_site: Opened, run: Fetch, tmp_path: Path) -> None:
    site = open_site(robots="User-agent: *\nDisallow: /\n")
    with pytest.raises(NotGiven, match=r"robots\.txt asks programs not to read"):
        run(site)
    assert site.paths() == ["/robots.txt"]
    assert not (tmp_path / "papers").exists()


def test_robots_txt_that_forbids_the_service_and_some_documents(open_site: Opened, run: Fetch, tmp_path: Path) -> None:
    site = open_site(robots="User-agent: *\nDisallow: /mgWebService.asmx\nDisallow: /*pack*.pdf\n")
    outcome = run(site)
    assert len(outcome.refused) == 4
    assert all("robots.txt" in sentence for sentence in outcome.refused)
    assert {one["type"] for one in entries(tmp_path / "papers")} == {"minutes"}
    assert not site.paths("mgWebService")
    assert not site.paths("pack")


def test_rules_for_this_program_alone(open_site: Opened, run: Fetch) -> None:
    with pytest.raises(NotGiven, match=r"robots\.txt"):
        run(open_site(robots="User-agent: graphbuild\nDisallow: /\n\nUser-agent: *\nAllow: /\n"))


@pytest.mark.parametrize("status", [404, 403, 410])
def test_no_robots_txt_is_no_rule(open_site: Opened, run: Fetch, status: int) -> None:
    assert len(run(open_site(robots=status)).fetched) == 7


def test_robots_txt_that_cannot_be_had_forbids_all(open_site: Opened, run: Fetch) -> None:
    site = open_site(robots=503)
    with pytest.raises(NoAnswer, match=r"without robots\.txt nothing may be read"):
        run(site)
    assert set(site.paths()) == {"/robots.txt"}


def test_errors_that_pass_are_waited_for(site: Site, run: Fetch, clock: FakeClock) -> None:
    page = "/ieListDocuments.aspx?CId=130&MId=502"
    site.passing[page] = [(503, None), (429, "30"), (503, "Mon, 05 Jan 2026 09:02:00 GMT")]
    assert len(run(site).fetched) == 7
    waits = [wait for wait in clock.slept if wait > 1.1]
    assert waits[:2] == [2.0, 30.0]
    assert 60 < waits[2] < 90, "until two minutes past nine"


def test_nobody_waits_for_hours(site: Site, run: Fetch, clock: FakeClock) -> None:
    site.passing["/ieListDocuments.aspx?CId=130&MId=502"] = [(503, "7200")]
    outcome = run(site)
    assert len(outcome.fetched) == 5
    assert "it asks to wait 7200 seconds" in outcome.refused[0]
    assert max(clock.slept) < 2


def test_a_document_that_is_given_at_the_fourth_try(site: Site, run: Fetch, clock: FakeClock) -> None:
    path = next(f"/{path.replace(' ', '%20')}" for _, path in found(site, 502).papers if "minutes" in path)
    site.passing[path] = [(502, None), (503, "1"), (504, None)]
    outcome = run(site)
    assert (len(outcome.fetched), outcome.refused) == (7, [])
    assert [wait for wait in clock.slept if wait > 1.1] == [2.0, 8.0]


def test_a_site_that_goes_down_is_left_alone(site: Site, run: Fetch, tmp_path: Path) -> None:
    run(site, until=date(2023, 12, 31))
    for number in (502, 503, 505):
        site.passing[f"/ieListDocuments.aspx?CId=130&MId={number}"] = [(503, None)] * 9
    site.meetings[CABINET].append(Held(506, date(2025, 5, 1), [("Printed minutes", "documents/g506/x.pdf")]))
    outcome = run(site)
    assert outcome.stopped == "the site answers no more; run the same again later, and it goes on from here"
    assert not site.paths("MId=506")
    assert len(entries(tmp_path / "papers")) == 2


def test_a_second_run_asks_only_whether_there_is_anything_new(site: Site, run: Fetch, tmp_path: Path) -> None:
    run(site)
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "papers").glob("*.pdf")}
    site.asked.clear()
    outcome = run(site)
    asked = [headers for path, headers in site.asked if "/documents/" in path]
    assert len(asked) == 7
    assert all("if-none-match" in headers for headers in asked)
    assert (len(outcome.fetched), len(outcome.changed), outcome.unchanged, outcome.bytes) == (0, 0, 7, 0)
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "papers").glob("*.pdf")} == before


def test_what_cannot_be_asked_about_is_not_fetched_again(site: Site, run: Fetch) -> None:
    for document in site.documents.values():
        document.etag = None
    run(site)
    site.asked.clear()
    assert run(site).unchanged == 7
    assert not site.paths("/documents/")


@pytest.mark.parametrize("validator", ["etag", "last_modified"])
def test_a_document_that_was_changed_is_fetched_anew(site: Site, run: Fetch, tmp_path: Path, validator: str) -> None:
    name = next(path for path in site.documents if "g502/Printed" in path)
    site.documents[name] = Document(pdf("first"), **{validator: "Mon, 01 Jan 2024 00:00:00 GMT"})
    run(site)
    site.documents[name] = Document(pdf("second"), **{validator: "Tue, 02 Jan 2024 00:00:00 GMT"})
    outcome = run(site)
    assert [entry.file for entry in outcome.changed] == ["2024-03-12-cabinet-minutes-502.pdf"]
    kept = (tmp_path / "papers" / "2024-03-12-cabinet-minutes-502.pdf").read_bytes()
    assert kept == pdf("second")
    entry = next(one for one in entries(tmp_path / "papers") if one["file"] == outcome.changed[0].file)
    assert entry["sha256"] == hashlib.sha256(kept).hexdigest()


def test_approved_minutes_take_the_place_of_the_draft(site: Site, run: Fetch, tmp_path: Path) -> None:
    run(site)
    meeting = found(site, 503)
    approved = "documents/g503/Printed minutes.pdf"
    site.documents[approved] = Document(pdf("approved"))
    meeting.papers[-1] = ("Printed minutes", f"{approved}?T=1")
    outcome = run(site)
    assert [entry.file for entry in outcome.dropped] == ["2024-09-10-cabinet-minutes-draft-503.pdf"]
    assert "2024-09-10-cabinet-minutes-503.pdf" in names(tmp_path / "papers")
    assert "2024-09-10-cabinet-minutes-draft-503.pdf" not in names(tmp_path / "papers")
    assert {one["status"] for one in entries(tmp_path / "papers") if one["type"] == "minutes"} == {"approved"}


def test_a_draft_stays_while_the_approved_minutes_cannot_be_had(site: Site, run: Fetch, tmp_path: Path) -> None:
    run(site)
    found(site, 503).papers[-1] = ("Printed minutes", "documents/g503/missing.pdf?T=1")
    outcome = run(site)
    assert len(outcome.refused) == 1
    assert "2024-09-10-cabinet-minutes-draft-503.pdf" in names(tmp_path / "papers")


def test_a_paper_that_the_site_took_back_is_kept_and_told(site: Site, run: Fetch, tmp_path: Path) -> None:
    run(site)
    found(site, 502).papers.pop()
    outcome = run(site)
    assert [entry.file for entry in outcome.withdrawn] == ["2024-03-12-cabinet-minutes-502.pdf"]
    assert names(tmp_path / "papers") == ALL
    (tmp_path / "papers" / "2024-03-12-cabinet-minutes-502.pdf").unlink()
    assert run(site).withdrawn == []
    assert len(entries(tmp_path / "papers")) == 6


def test_a_file_that_is_gone_is_fetched_again_and_one_that_was_edited_is_left(
    site: Site, run: Fetch, tmp_path: Path
) -> None:
    run(site)
    (tmp_path / "papers" / ALL[0]).unlink()
    (tmp_path / "papers" / ALL[1]).write_bytes(b"my own notes")
    outcome = run(site)
    assert [entry.file for entry in outcome.fetched] == [ALL[0]]
    assert len(outcome.refused) == 1
    assert "was changed since it was fetched" in outcome.refused[0]
    assert (tmp_path / "papers" / ALL[1]).read_bytes() == b"my own notes"


def test_minutes_that_stand_on_the_page(open_site: Opened, run: Fetch, tmp_path: Path) -> None:
    site = open_site()
    found(site, 505).on_page = "<p>RESOLVED that the budget be noted.</p>"
    run(site, since=date(2025, 1, 1))
    name = "2025-02-04-cabinet-minutes-505.html"
    assert b"the budget be noted" in (tmp_path / "papers" / name).read_bytes()
    entry = next(one for one in entries(tmp_path / "papers") if one["file"] == name)
    assert entry["address"] == entry["meeting"]
    again = run(site, since=date(2025, 1, 1))
    assert (again.changed, again.fetched) == ([], []), "what no reader sees of the page does not count"
    found(site, 505).on_page = "<p>RESOLVED that the budget be approved.</p>"
    assert [entry.file for entry in run(site, since=date(2025, 1, 1)).changed] == [name]
    assert b"be approved" in (tmp_path / "papers" / name).read_bytes()


def test_papers_on_items_count_only_for_their_own_meeting_and_if_public(site: Site, run: Fetch, tmp_path: Path) -> None:
    meeting = found(site, 505)
    for name in ("mine", "previous", "secret", "undated"):
        site.documents[f"mgConvert2PDF.aspx?ID={name}"] = Document(pdf(name))
        site.documents[f"documents/s1/{name}.pdf"] = Document(pdf(name))
    meeting.linked = [
        ("Draft minutes Cabinet 4 Feb 2025", "documents/s1/mine.pdf", False),
        ("Minutes Cabinet 10 Sep 2024", "documents/s1/previous.pdf", False),
        ("Minutes 4 Feb 2025, exempt", "documents/s1/secret.pdf", True),
        ("Minutes", "documents/s1/undated.pdf", False),
    ]
    run(site, since=date(2025, 1, 1))
    kept = [one["address"].rpartition("/")[2] for one in entries(tmp_path / "papers") if one["type"] == "minutes"]
    assert kept == ["mine.pdf"]


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (Document(b"<html>Please sign in</html>", "text/html"), "is a web page where a document should be"),
        (Document(b"%PDF-1.4 without an end"), "arrives without its end"),
        (Document(pdf("x" * 500), how="broken"), "gave no answer"),
        (Document(pdf("x" * 500), how="short"), "arrives without its end"),
        (Document(pdf("x" * 2_000_000)), "is larger than 1 MB"),
        (Document(b"%PDF" + b"x" * 1000, how="endless"), "is larger than 1 MB"),
        (Document(gzip.compress(b"%PDF" + b"0" * 50_000_000), how="zipped"), "is larger than 1 MB"),
        (Document(pdf("late"), how="slow"), "gave no answer"),
        (Document(b"https://elsewhere.example/x.pdf", how="moved"), "sends on to another site"),
        (Document(b"http://127.0.0.1:9/x.pdf", how="moved"), "sends on to another site"),
        (Document(b"file:///etc/passwd", how="moved"), "is not given"),
        (Document(b"/documents/g502/x.pdf", how="moved"), "sends round in circles"),
        (Document(b"/mgError.aspx", how="moved"), "its page for errors"),
        (Document(b""), "is empty"),
        (Document(b"\xd0\xcf\x11\xe0 word", "application/msword"), "is of a kind that cannot be read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_document_that_cannot_be_had_is_a_sentence_and_the_rest_goes_on(
    site: Site, run: Fetch, tmp_path: Path, document: Document, says: str
) -> None:
    site.documents["documents/g502/x.pdf"] = document
    found(site, 502).papers = [("Printed minutes", "documents/g502/x.pdf")]
    outcome = run(site, timeout=1.5)
    assert len(outcome.refused) == 1
    assert says in outcome.refused[0]
    assert names(tmp_path / "papers") == [name for name in ALL if "502" not in name]


def test_a_redirect_on_the_same_site_is_followed(site: Site, run: Fetch, tmp_path: Path) -> None:
    site.documents["documents/g502/x.pdf"] = Document(b"../g502/new%20name.pdf", how="moved")
    site.documents["documents/g502/new name.pdf"] = Document(pdf("moved"))
    found(site, 502).papers = [("Printed minutes", "documents/g502/x.pdf")]
    assert not run(site).refused
    assert (tmp_path / "papers" / "2024-03-12-cabinet-minutes-502.pdf").read_bytes() == pdf("moved")


@pytest.mark.parametrize(
    "path",
    [
        "documents/g502/..%2F..%2F..%2Fetc%2Fpasswd.pdf",
        "documents/g502/\n  CON\r\n aux.pdf",
        "documents/g502/" + "é" * 200 + ".pdf",
        "documents/g502/-rf $(reboot).pdf",
    ],
)
def test_no_name_of_a_site_becomes_a_path(site: Site, run: Fetch, tmp_path: Path, path: str) -> None:
    site.documents[" ".join(path.split()).replace("%2F", "/")] = Document(pdf("hostile"))
    found(site, 502).papers = [("Printed minutes ../../x", path)]
    run(site, "130")
    assert names(tmp_path / "papers") == [name for name in ALL if name != "2024-03-12-cabinet-agenda-502.pdf"]
    assert [one.name for one in tmp_path.iterdir()] == ["papers"]


def test_links_to_other_hosts_are_left(site: Site, run: Fetch) -> None:
    found(site, 502).papers = [
        ("Printed minutes", "http://169.254.169.254/documents/g502/x.pdf"),
        ("Public reports pack", "//elsewhere.example/documents/g502/x.pdf"),
    ]
    assert len(run(site).fetched) == 5


def test_a_committee_with_a_hostile_name(site: Site, run: Fetch, tmp_path: Path) -> None:
    site.committees[CABINET] = ("../../Cabinet\x1b[2J <b>& Co", True)
    run(site, "130", until=date(2023, 12, 31))
    assert names(tmp_path / "papers")[0] == "2023-11-07-cabinet-2j-b-and-co-agenda-501.pdf"


def test_what_was_broken_off_goes_on_where_it_stopped(site: Site, run: Fetch, tmp_path: Path) -> None:
    first = run(site, total=100)
    assert first.stopped
    assert "as --total allows" in first.stopped
    assert 0 < len(first.fetched) < 7
    site.asked.clear()
    second = run(site)
    assert second.stopped is None
    assert len(first.fetched) + len(second.fetched) == 7
    assert not site.paths("MId=501"), "a meeting that was done is not looked at again"
    assert names(tmp_path / "papers") == ALL
    site.asked.clear()
    run(site)
    assert site.paths("MId=501"), "but the next time it is"


def test_what_was_broken_off_long_ago_is_begun_again(site: Site, run: Fetch, clock: FakeClock, tmp_path: Path) -> None:
    assert run(site, total=100).stopped
    found(site, 501).papers[-1] = ("Printed minutes", "documents/g501/new.pdf")
    site.documents["documents/g501/new.pdf"] = Document(pdf("published since"))
    clock.seconds += 2 * 24 * 3600
    assert run(site).stopped is None
    assert [one["file"] for one in entries(tmp_path / "papers") if one["address"].endswith("/new.pdf")]


class _Killed(BaseException):
    pass


@pytest.mark.parametrize("after", range(0, 18, 2))
def test_killed_at_any_request_the_next_run_completes(
    site: Site, run: Fetch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    once, left = Web._once, [after]

    def dying(self: Web, *arguments: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise _Killed
        return once(self, *arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Web, "_once", dying)
        with pytest.raises(_Killed):
            run(site)
    for entry in entries(tmp_path / "papers") if (tmp_path / "papers" / "manifest.json").exists() else []:
        kept = (tmp_path / "papers" / entry["file"]).read_bytes()
        assert hashlib.sha256(kept).hexdigest() == entry["sha256"]
    run(site)
    assert names(tmp_path / "papers") == ALL
    given = [path for path, headers in site.asked if "/documents/" in path and "if-none-match" not in headers]
    assert len(given) == len(set(given)) == 7


def test_a_dry_run_writes_nothing_and_fetches_no_paper(site: Site, run: Fetch, tmp_path: Path) -> None:
    outcome = run(site, dry=True)
    assert [(meeting.number, paper.kind.value) for meeting, paper, _ in outcome.papers] == [
        (501, "minutes"), (501, "agenda"), (502, "minutes"), (502, "agenda"),
        (503, "minutes"), (503, "agenda"), (505, "agenda"),
    ]  # fmt: skip
    assert not site.paths("/documents/")
    assert list(tmp_path.iterdir()) == []


def test_one_fetch_at_a_time_in_a_folder(site: Site, run: Fetch, tmp_path: Path) -> None:
    with Folder(tmp_path / "papers").held():
        with pytest.raises(GraphbuildError, match=r"another fetch is writing to .*papers; wait for it to end"):
            run(site)
        assert not site.paths("/documents/")
    assert not (tmp_path / "papers").exists()
    run(site)
    assert names(tmp_path / "papers") == ALL


def test_two_sites_in_one_folder(open_site: Opened, run: Fetch, tmp_path: Path) -> None:
    one, other = open_site(), open_site()
    run(one, until=date(2023, 12, 31))
    run(other, until=date(2023, 12, 31))
    assert names(tmp_path / "papers") == [
        "2023-11-07-cabinet-agenda-501-2.pdf",
        "2023-11-07-cabinet-agenda-501.pdf",
        "2023-11-07-cabinet-minutes-501-2.pdf",
        "2023-11-07-cabinet-minutes-501.pdf",
        "manifest.json",
    ]


def test_a_site_below_a_path_and_any_page_of_it(open_site: Opened, run: Fetch, tmp_path: Path) -> None:
    site = open_site(prefix="/council/moderngov/")
    assert len(run(site).fetched) == 7
    assert site.paths()[0] == "/robots.txt", "rules are those of the host"


def test_no_meetings_between_the_dates(site: Site, run: Fetch) -> None:
    with pytest.raises(GraphbuildError, match="Cabinet met on no day from 2030-01-01; ask for other dates"):
        run(site, since=date(2030, 1, 1))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "cannot be read"),
        ('{"made_by": "graphbuild fetch", "documents": [1]}', "documents.0"),
        ("{}", "another program's"),
    ],
)
def test_a_manifest_that_is_broken_is_not_written_over(
    site: Site, run: Fetch, tmp_path: Path, content: str, says: str
) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "manifest.json").write_text(content)
    with pytest.raises(GraphbuildError, match=says):
        run(site)
    assert (tmp_path / "papers" / "manifest.json").read_text() == content
    assert not site.asked
