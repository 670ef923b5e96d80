"""The command, as a user runs it, and a build of what it fetched."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from moderngov_site import Document, Held, Site, found

from graphbuild.cli import main
from graphbuild.fetch.web import Web
from graphbuild.resources import PACKAGE

DEMO = PACKAGE / "demo" / "corpus"
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs the program in this process, with no pause between requests."""
    monkeypatch.setattr("graphbuild.fetch.command.Web", partial(Web, seconds=0.0))

    def run(*arguments: object) -> tuple[int, str, str]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        assert "Traceback" not in printed.err
        return int(end.value.code or 0), printed.out, printed.err

    return run


def test_the_committees_when_none_is_named(site: Site, command: Command) -> None:
    code, out, err = command("fetch", "moderngov", site.address)
    assert code == 0
    assert out.splitlines() == [
        "131  Audit & Governance Committee",
        " 99  Audit Panel (no longer meets)",
        "130  Cabinet",
        "140  Planning Committee",
    ]
    assert err == "graphbuild: choose one with --committee.\n"


def test_what_a_fetch_says(site: Site, command: Command, tmp_path: Path) -> None:
    into = tmp_path / "barchester papers"
    arguments = ("fetch", "moderngov", f"{site.address}ieDocHome.aspx", "--committee", "cabinet", "--into", into)
    code, out, err = command(
        *arguments, "--since", "1 March 2024", "--until", "2024-12-31", "--contact", "me@x.example"
    )
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Cabinet, 2 meetings: 4 fetched (0.0 MB)",
        f"the papers are in {into}, and manifest.json says where each is from",
        f"what next: graphbuild build '{into}'",
    ]
    assert all("me@x.example" in headers["user-agent"] for _, headers in site.asked)
    site.documents = {}
    code, out, err = command(*arguments)
    assert code == 1
    assert out.startswith("Cabinet, 4 meetings: 0 fetched (0.0 MB), 7 refused\n")
    assert err.count("is not given (status 404); check the address in a browser") == 7


def test_a_dry_run_lists_what_would_be_fetched(site: Site, command: Command, tmp_path: Path) -> None:
    arguments = (
        "fetch",
        "moderngov",
        site.address,
        "--committee",
        "130",
        "--until",
        "2023-12-31",
        "--into",
        tmp_path / "x",
    )
    code, out, _ = command(*arguments, "--dry-run")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split()[:3] == ["2023-11-07", "minutes", "(approved)"]
    assert lines[0].endswith(f"{site.address}documents/g501/Printed%20minutes%207th-Nov-2023%2018.30%20Cabinet.pdf?T=2")
    assert lines[-1] == "2 papers of 1 meeting would be fetched, none was"
    assert not (tmp_path / "x").exists()
    command(*arguments)
    assert command(*arguments, "--dry-run")[1].count("held already") == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("cmis", "SITE"), "'cmis' is no system that can be fetched from; give moderngov"),
        (("moderngov", "ftp://x"), "'ftp://x' is no web address; give one such as"),
        (("moderngov", "SITE", "--committee", "Cabinett"), "there is no committee 'Cabinett'; did you mean Cabinet?"),
        (
            ("moderngov", "SITE", "--committee", "130", "--since", "soon"),
            "--since 'soon' is no date; write it as 2024-01-31",
        ),
        (("moderngov", "SITE", "--committee", "130", "--since", "2024-06-31"), "is no date"),
        (
            ("moderngov", "SITE", "--committee", "130", "--since", "2025-01-01", "--until", "2024-01-01"),
            "is after --until",
        ),
        (("moderngov", "SITE", "--contact", "x"), "--contact 'x' is no e-mail or web address"),
        (("moderngov", "SITE", "--committee", "130", "--into", "FILE"), "is a file; give a folder with --into"),
        (("moderngov", "SITE", "--committee", "130", "--largest", "0"), "Invalid value for '--largest'"),
    ],
)
def test_wrong_use_is_a_sentence(
    site: Site, command: Command, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    (tmp_path / "file").write_text("x")
    names = {"SITE": site.address, "FILE": str(tmp_path / "file")}
    code, out, err = command("fetch", *(names.get(argument, argument) for argument in arguments))
    assert code == 2
    assert says in " ".join(err.replace("│", " ").split())
    assert out == ""


def test_a_site_that_is_not_moderngov(open_site: Callable[..., Site], command: Command) -> None:
    site = open_site(service="404", pages=False)
    code, _, err = command("fetch", "moderngov", f"{site.address}council-meetings", "--committee", "Cabinet")
    assert code == 2
    assert "has no list of committees as ModernGov sites have; open the council's committees in a browser" in err
    site.front = '<a href="https://democracy.barchester.example/mgListCommittees.aspx?bcr=1">Committees</a>'
    code, _, err = command("fetch", "moderngov", f"{site.address}council-meetings", "--committee", "Cabinet")
    assert code == 2
    assert "it links to one: give https://democracy.barchester.example/" in err


def test_a_folder_that_cannot_be_written(site: Site, command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    code, _, err = command(
        "fetch", "moderngov", site.address, "--committee", "130", "--into", tmp_path / "file" / "below"
    )
    assert code == 2
    assert "or choose another --into" in err


def test_without_the_extra_a_sentence_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['httpx'] = None\n"
        "from graphbuild.cli import main; main(['fetch', 'moderngov', 'https://x.example'])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "graphbuild: httpx is not installed; run pip install 'graphbuild[fetch]' first.\n"


def test_the_other_commands_load_nothing_of_it() -> None:
    program = "import sys, graphbuild.pipeline, graphbuild.cli; print(*{'httpx', 'lxml', 'protego'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_stopped_by_hand_it_goes_on_the_next_time(site: Site, command: Command, tmp_path: Path) -> None:
    """The real program at its real pace, stopped once the first document is there."""
    into = tmp_path / "papers"
    arguments = ["fetch", "moderngov", site.address, "--committee", "130", "--into", str(into)]
    with subprocess.Popen(
        [sys.executable, "-m", "graphbuild", *arguments], stderr=subprocess.PIPE, text=True
    ) as process:
        until = time.monotonic() + 60
        while not (into / "manifest.json").exists() and time.monotonic() < until:
            time.sleep(0.05)
        os.kill(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err == "graphbuild: stopped; nothing was left half done.\n"
    had = json.loads((into / "manifest.json").read_text())["documents"]
    assert 0 < len(had) < 7
    code, _, _ = command(*arguments)
    assert code == 0
    given = [path for path, headers in site.asked if "/documents/" in path and "if-none-match" not in headers]
    assert len(given) == len(set(given)) == 7


def test_a_build_says_of_every_source_where_it_is_from(site: Site, command: Command, tmp_path: Path) -> None:
    names = ["2014-06-minutes.txt", "2015-03-minutes.txt"]
    texts = sorted(DEMO.glob("*minutes*.txt"))[:2]
    assert len(texts) == len(names)
    site.meetings[130] = [
        Held(701, date(2014, 6, 3), [("Printed minutes", "documents/g701/Minutes one.txt?T=1")]),
        Held(702, date(2015, 3, 3), [("Printed draft minutes", "documents/g702/Minutes two.txt?T=1")]),
    ]
    for number, word, text in zip((701, 702), ("one", "two"), texts, strict=True):
        site.documents[f"documents/g{number}/Minutes {word}.txt"] = Document(text.read_bytes(), "text/plain")
    into, out = tmp_path / "papers", tmp_path / "graph"
    assert command("fetch", "moderngov", site.address, "--committee", "Cabinet", "--into", into)[0] == 0
    code, said, err = command("build", into, "--out", out)
    assert (code, err) == (0, "")
    assert said.startswith("2 documents read, 0 refused;")
    graph = (out / "graph.ttl").read_text()
    for number, word in ((701, "one"), (702, "two")):
        assert f"dcterms:source <{site.address}documents/g{number}/Minutes%20{word}.txt?T=1>" in graph
    assert 'gb:status "draft"' in graph
    assert not found(site, 701).on_page
    (into / "2015-03-03-cabinet-minutes-draft-702.txt").write_bytes(texts[1].read_bytes() + b"\nMore.\n")
    code, _, err = command("build", into, "--out", out)
    assert code == 0
    assert "is not what was fetched from" in err
    assert "g702" not in (out / "graph.ttl").read_text()
