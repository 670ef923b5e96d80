from __future__ import annotations

import pytest
from pydantic import ValidationError

from graphbuild.settings import Settings


@pytest.mark.parametrize("base", ["https://data.council.example/id/", "http://localhost:8000/", "https://é.example/ü/"])
def test_a_base_that_iris_can_begin_with(base: str) -> None:
    assert Settings(base=base).base == base


@pytest.mark.parametrize(
    "base", ["", "id/", "ftp://a.example/", "https://a.example", "https://a.example/x#", "https://a b/", "https://[/", "https:///"]
)  # fmt: skip
def test_a_base_that_they_cannot(base: str) -> None:
    with pytest.raises(ValidationError, match="must be an http"):
        Settings(base=base)


def test_a_licence_is_an_address_or_none() -> None:
    assert Settings(licence="").licence is None
    assert Settings(licence="https://licences.example/open#1").licence == "https://licences.example/open#1"
    with pytest.raises(ValidationError, match="must be an http"):
        Settings(licence="open")


def test_at_least_one_worker() -> None:
    with pytest.raises(ValidationError, match="at least 1"):
        Settings(workers=0)
