"""What spaCy sees in a document's paragraphs, asked for where structure and words have left a question.

Most paragraphs leave none: they name nobody, or have no verb that a rule is about. The entity recogniser has a network
of its own, and costs as much as all else together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

_BATCH = 128
_NOT_TO_PARSE = ("ner",)
_NOT_TO_RECOGNISE = ("parser", "lemmatizer")


@dataclass(slots=True)
class Parses:
    """The spaCy Docs of a document's paragraphs, each made once."""

    pipeline: Any
    """The spaCy pipeline, as ``nlp.load`` gives it."""
    _parsed: dict[str, Any] = field(default_factory=dict)
    _recognised: dict[str, Any] = field(default_factory=dict)

    def ahead(self, texts: Iterable[str]) -> None:
        """Parses paragraphs that will be asked for: many at once take less time than one by one."""
        todo = sorted({text for text in texts if text not in self._parsed}, key=_by_length)
        docs = self.pipeline.pipe(todo, batch_size=_BATCH, disable=_NOT_TO_PARSE)
        self._parsed.update(zip(todo, docs, strict=True))

    def parsed(self, text: str) -> Any:
        """The Doc of a paragraph with tags, lemmas and dependencies."""
        if text not in self._parsed:
            self.ahead([text])
        return self._parsed[text]

    def recognised(self, texts: Iterable[str]) -> list[Any]:
        """The Docs of paragraphs with tags and named entities."""
        wanted = list(texts)
        todo = sorted({text for text in wanted if text not in self._recognised}, key=_by_length)
        docs = self.pipeline.pipe(todo, batch_size=_BATCH, disable=_NOT_TO_RECOGNISE)
        self._recognised.update(zip(todo, docs, strict=True))
        return [self._recognised[text] for text in wanted]


def _by_length(text: str) -> tuple[int, str]:
    return len(text), text
