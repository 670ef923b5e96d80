"""Documents read and understood on Spark, as the local engine reads and understands them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from expecting import DEMO, by_path, expected

from graphbuild.errors import GraphbuildError
from graphbuild.model import Findings
from graphbuild.settings import Settings

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [pytest.mark.slow, pytest.mark.spark]
ADDRESS = "https://democracy.barchester.example/documents/g1/minutes"


def extract(spark: SparkSession, paths: list[object], out: Path, settings: Settings | None = None) -> Path:
    from graphbuild.spark.extracting import extracted
    from graphbuild.spark.session import plain_errors

    with plain_errors():
        extracted(spark, [str(path) for path in paths], settings or Settings()).write.parquet(str(out))
    return out


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """A folder with all that a reader has a rule about."""
    folder = tmp_path / "all [of] it {x}"
    for name in ("", "_council", ".git", "a", "fetched", "broken"):
        (folder / name).mkdir(exist_ok=True)
    june, september = DEMO / "2014-06-minutes.txt", DEMO / "2014-09-minutes.txt"
    shutil.copy(june, folder / "_council" / "_June é 100%.TXT")
    for hidden in (".hidden.txt", ".git/a.txt"):
        shutil.copy(DEMO / "2024-06-minutes.txt", folder / hidden)
    (folder / "a" / "copy.txt").write_text(june.read_text("utf-8").replace("\n", "\n\n"), "utf-8")
    (folder / "empty.txt").touch()
    os.mkfifo(folder / "pipe.md")
    (folder / "poem.txt").write_text("Roses are red.")
    (folder / "damaged.pdf").write_bytes(b"none")
    (folder / "photo.jpg").write_bytes(b"x")
    with (folder / "large.txt").open("wb") as large:
        large.truncate(21_000_000)
    with zipfile.ZipFile(folder / "pack.zip", "w") as pack:
        pack.write(DEMO / "2017-10-minutes.txt", "../../2017.txt")
        pack.write(june, "copy.txt")
        pack.writestr("x.zip", "x")
    (folder / "broken.zip").write_bytes(b"PK")
    shutil.copy(september, folder / "fetched" / "minutes.txt")
    shutil.copy(DEMO / "2019-02-agenda-and-minutes.txt", folder / "fetched" / "changed.txt")
    shutil.copy(DEMO / "2020-09-agenda-pack.txt", folder / "broken" / "pack.txt")
    entry = {"address": ADDRESS, "title": "t", "date": "2014-09-17", "type": "minutes", "status": "draft"}
    entry |= {"committee": "c", "meeting": ADDRESS, "sha256": hashlib.sha256(september.read_bytes()).hexdigest()}
    entries = [entry | {"file": file, "fetched": "2026-01-05"} for file in ("minutes.txt", "changed.txt")]
    written = json.dumps({"made_by": "graphbuild fetch", "documents": entries})
    (folder / "fetched" / "manifest.json").write_text(written)
    (folder / "broken" / "manifest.json").write_text('{"made_by": "graphbuild fetch", ')
    return folder


def test_a_folder_of_everything_is_read_as_the_local_engine_reads_it(
    spark: SparkSession, everything: Path, tmp_path: Path
) -> None:
    from graphbuild.read import read_all

    (nothing := tmp_path / "nothing").mkdir()
    (nothing / "a.jpg").touch()
    paths = [everything, everything / "a", nothing, tmp_path / "gone.txt", everything / "photo.jpg"]
    found = extract(spark, [*paths, everything / ".hidden.txt"], tmp_path / "out.parquet")
    local = expected([*paths, everything / ".hidden.txt"])
    # A pipe is told from an empty file only where it is opened.
    local[str(everything / "pipe.md")] = local[str(everything / "empty.txt")].replace("empty.txt", "pipe.md")
    spoken = by_path(found)
    assert spoken.keys() == local.keys()
    assert {path: what for path, what in spoken.items() if what != local[path]} == {}
    assert sum(isinstance(what, Findings) for what in spoken.values()) == 6
    minutes = spoken[str(everything / "fetched" / "minutes.txt")]
    assert isinstance(minutes, Findings)
    assert (minutes.source.address, minutes.source.status) == (ADDRESS, "draft")
    warnings = {row["warning"] for row in pq.read_table(found).to_pylist()} - {None}
    inputs = read_all([everything], tmp_path / "nowhere", lambda *_: None)
    assert warnings == set(inputs.warnings)
    assert len(warnings) == 2
    copies = {row["path"]: row["copy_of"] for row in pq.read_table(found).to_pylist() if row["copy_of"]}
    assert copies == inputs.duplicates


def test_a_table_of_documents_is_read_as_their_files_are(spark: SparkSession, tmp_path: Path) -> None:
    files = [DEMO / "2014-06-minutes.txt", DEMO / "2014-09-minutes.txt"]
    named = [f"s3a://minutes/{file.name}" for file in files]
    content = [file.read_bytes() for file in files]
    table = {"path": [*named, "s3a://minutes/a.xyz", None], "content": [*content, b"x", None]}
    pq.write_table(pa.table(table), tmp_path / "documents.parquet")
    found = by_path(extract(spark, [tmp_path / "documents.parquet"], tmp_path / "out.parquet"))
    assert [found[name] for name in named] == list(expected(files).values())
    assert str(found["s3a://minutes/a.xyz"]).startswith("s3a://minutes/a.xyz is of a kind that cannot be read; give")
    assert len(found) == 4


def test_what_is_wrong_is_one_sentence(spark: SparkSession, tmp_path: Path) -> None:
    from graphbuild.spark.extracting import from_json

    with pytest.raises(GraphbuildError, match=r"^the spaCy model 'nowhere' is not installed; .* on the machine \S+$"):
        extract(spark, [DEMO], tmp_path / "out.parquet", Settings(model="nowhere"))
    pq.write_table(pa.table({"name": ["a"]}), tmp_path / "other.parquet")
    with pytest.raises(GraphbuildError) as raised:
        extract(spark, [tmp_path / "other.parquet"], tmp_path / "out.parquet")
    assert "\n" not in str(raised.value)
    for text in ("", "{}", '{"source": 5}', '{"__class__": "os.system"}'):
        with pytest.raises(GraphbuildError, match="findings that graphbuild has not written so; build again"):
            from_json(text)
