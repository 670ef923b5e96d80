"""Answers are added to a file as people keep it: nothing of theirs changes, each can be taken back."""

from __future__ import annotations

import datetime
import os
import stat
from pathlib import Path

import pytest
from correcting import loaded
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.corrections import strict
from graphbuild.corrections.entries import Same
from graphbuild.corrections.writing import Journal, appended
from graphbuild.errors import GraphbuildError

DAY = datetime.date(2026, 3, 31)
SAID = {"same": ["Jo Hall", "Joanne Hall"], "kind": "person", "by": "A. Officer", "on": DAY}
KEPT = (
    "",
    "# mine\n",
    "- same: [A, B]  # they told me\n  by: me\n  on: 2026-01-01\n# and no more\n",
    "# indented\n  - same: [A, B]\n    by: me\n    on: 2026-01-01\n",
    "- same: [A, B]\n  by: me\n  on: 2026-01-01",
    "- same: [A, B]\r\n  by: me\r\n  on: 2026-01-01\r\n",
    "- same: [A, B]\n  by: me\n  on: 2026-01-01\n  because: |\n    he said so\n    twice\n",
    "---\n- {same: [A, B], by: me, on: 2026-01-01}\n",
)


@pytest.mark.parametrize("before", KEPT)
def test_what_people_wrote_stays_letter_by_letter(before: str, tmp_path: Path) -> None:
    file = tmp_path / "corrections.yaml"
    file.write_bytes(before.encode())
    Journal(file).append(SAID)
    after = file.read_bytes().decode()
    assert after.startswith(before)
    assert loaded(after).entries[:-1] == loaded(before).entries
    last = loaded(after).entries[-1]
    assert isinstance(last, Same)
    assert ([str(one) for one in last.same], last.by, last.on) == (["Jo Hall", "Joanne Hall"], "A. Officer", DAY)
    assert ("\r\n" in after) == ("\r\n" in before)


def test_a_new_file_is_made_and_says_what_it_is(tmp_path: Path) -> None:
    file = tmp_path / "corrections.yaml"
    Journal(file).append(SAID)
    assert file.read_text("utf-8").startswith("# Put right by people")
    assert len(loaded(file.read_bytes()).entries) == 1


@pytest.mark.parametrize("before", ["[]\n", "[{same: [A, B], by: me, on: 2026-01-01}]\n", "- a\n...\n"])
def test_a_file_that_cannot_take_more_is_told_and_stays(before: str, tmp_path: Path) -> None:
    file = tmp_path / "corrections.yaml"
    file.write_text(before)
    with pytest.raises(GraphbuildError, match=r"corrections\.yaml"):
        Journal(file).append(SAID)
    assert file.read_text() == before
    assert [path.name for path in tmp_path.iterdir()] == ["corrections.yaml"]


def test_answers_are_taken_back_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "corrections.yaml"
    journal = Journal(file)
    journal.append(SAID)
    one = file.read_bytes()
    journal.append({**SAID, "same": ["X", "Y"]})
    journal.take_back()
    assert file.read_bytes() == one
    journal.take_back()
    assert not file.exists()


def test_nothing_is_taken_back_from_a_file_that_somebody_changed(tmp_path: Path) -> None:
    file = tmp_path / "corrections.yaml"
    journal = Journal(file)
    journal.append(SAID)
    file.write_text(file.read_text() + "# mine\n")
    with pytest.raises(GraphbuildError, match="changed by somebody else meanwhile"):
        journal.take_back()
    assert file.read_text().endswith("# mine\n")


def test_rights_and_links_stay(tmp_path: Path) -> None:
    file = tmp_path / "kept.yaml"
    file.write_text("")
    file.chmod(0o640)
    link = tmp_path / "corrections.yaml"
    link.symlink_to(file)
    Journal(link).append(SAID)
    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert "Joanne Hall" in file.read_text()


@pytest.mark.skipif(os.name != "posix", reason="a folder in the file's place is refused elsewhere by other words")
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(GraphbuildError, match=r"cannot be written .*choose another file with --corrections"):
        Journal(tmp_path / "nowhere" / "corrections.yaml").append(SAID)


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" :#&*!|>'\"%@`-?[]{},"), min_size=1)


@given(name=NAMES)
def test_any_name_comes_back_as_it_was(name: str) -> None:
    entry = {"same": [name, "Jo Hall"], "by": name, "on": DAY}
    data = appended(b"- x\n", entry, Path("corrections.yaml"))
    assert strict.read(data).items[-1].value == {"same": [name, "Jo Hall"], "by": name, "on": "2026-03-31"}
