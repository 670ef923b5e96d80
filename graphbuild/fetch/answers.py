"""What comes back from a site: an answer, or one of two kinds of none."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.errors import GraphbuildError


class NotGiven(GraphbuildError):
    """The site does not give what is at an address; asking again is of no use now."""

    def __init__(self, sentence: str, status: int | None = None):
        super().__init__(sentence)
        self.status = status


class NoAnswer(NotGiven):
    """The site did not answer, or only with errors, after several tries."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``body`` is empty where nothing has changed."""

    address: str
    """Where it was found, after redirects."""
    body: bytes
    changed: bool = True
    media_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
