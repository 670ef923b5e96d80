"""What findings depend on: whatever changes it changes the fingerprint, and nothing else does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from test_architecture import MODULES, part_of, parts_imported

from graphbuild import fingerprint as module
from graphbuild.errors import GraphbuildError
from graphbuild.extract import nlp
from graphbuild.fingerprint import CODE, READERS, WITHOUT_EFFECT, contents, fingerprint, readers
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings
from graphbuild.topics import bundled


@pytest.mark.parametrize(("room", "code"), [("extract", CODE), ("read", READERS)])
def test_the_code_is_all_that_is_imported(room: str, code: tuple[str, ...]) -> None:
    needed, waiting = {room}, [room]
    while waiting:
        part = waiting.pop()
        found = {name for path in MODULES if part_of(path) == part for name in parts_imported(path)} - needed
        needed |= found
        waiting += found
    assert needed == set(code)


@pytest.mark.parametrize("changed", ["extract/rules/actions.yaml", "segment/labels.yaml", "dates.py", "extract/new.py"])
def test_changed_code_and_rules_change_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    package = shutil.copytree(PACKAGE, tmp_path / "graphbuild", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(module, "PACKAGE", package)
    before = fingerprint(Settings())
    with (package / changed).open("a") as file:
        file.write("\n")
    assert fingerprint(Settings()) != before


@pytest.mark.parametrize("changed", ["cli.py", "link/people.py", "graph/emit.py", "extract/__pycache__/x.pyc"])
def test_other_code_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    package = shutil.copytree(PACKAGE, tmp_path / "graphbuild", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(module, "PACKAGE", package)
    before = fingerprint(Settings())
    (package / changed).parent.mkdir(exist_ok=True)
    (package / changed).write_text("pass\n")
    assert fingerprint(Settings()) == before


def test_texts_are_read_again_by_other_readers_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = shutil.copytree(PACKAGE, tmp_path / "graphbuild", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(module, "PACKAGE", package)
    before = readers()
    (package / "extract" / "new.py").write_text("pass\n")
    assert readers() == before
    (package / "read" / "pdf" / "new.py").write_text("pass\n")
    assert readers() != before


def test_settings_count_by_what_they_do(tmp_path: Path) -> None:
    before = fingerprint(Settings())
    others = Settings(base="https://a.example/", title="Papers", workers=2, licence="https://b.example/")
    assert fingerprint(others) == before
    assert set(Settings.model_fields) >= WITHOUT_EFFECT
    topics = tmp_path / "topics.ttl"
    shutil.copy(bundled(), topics)
    with_topics = fingerprint(Settings(topics=topics))
    assert with_topics != before
    with topics.open("a") as file:
        file.write("# more\n")
    assert fingerprint(Settings(topics=topics)) != with_topics


def test_another_model_of_the_same_name_and_version_changes_it(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "meta.json").write_text('{"lang": "en", "name": "mine", "version": "1"}')
    (model / "weights").write_bytes(b"1")
    before = fingerprint(Settings(model=str(model)))
    (model / "weights").write_bytes(b"2")
    assert fingerprint(Settings(model=str(model))) != before
    assert nlp.describe(str(model)) == ("en_mine", "1")


def test_a_version_of_a_library_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(Settings())
    monkeypatch.setattr(module, "version", lambda name: "99" if name == "spacy" else "1")
    assert fingerprint(Settings()) != before


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(GraphbuildError, match="is not installed; install it"):
        fingerprint(Settings(model=str(tmp_path / "none")))


def test_contents_tell_names_and_where_one_file_ends(tmp_path: Path) -> None:
    seen = set()
    for number, files in enumerate([{"a": "xy"}, {"b": "xy"}, {"a": "x", "b": "y"}, {"a": "", "b": "xy"}, {}]):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
        seen.add(contents(folder))
    assert len(seen) == 5


def test_the_pipeline_is_described_without_loading_it() -> None:
    loaded = nlp.load(Settings().model).meta
    assert nlp.describe(Settings().model) == (f"{loaded['lang']}_{loaded['name']}", loaded["version"])
