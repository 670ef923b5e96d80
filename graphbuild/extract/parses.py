"""What spaCy sees in a document's paragraphs, asked for where structure and words have left a question.

Most paragraphs leave none: they name nobody, or have no verb that a rule is about. The entity recogniser has a network
of its own, and costs as much as all else together; so tags, parse and entities are each made only where asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

_BATCH = 128
_NOT_TO_PARSE = ("ner",)
_NOT_TO_TAG = ("parser", "lemmatizer", "ner")
_NOT_TO_RECOGNISE = ("parser", "lemmatizer", "tagger", "attribute_ruler")
_SHARED = "tok2vec"
"""The component whose vectors others may use: the tagger and the parser, the recogniser only in some models."""


@dataclass(slots=True)
class Parses:
    """The spaCy Docs of a document's paragraphs, each made once."""

    pipeline: Any
    """The spaCy pipeline, as ``nlp.load`` gives it."""
    _parsed: dict[str, Any] = field(default_factory=dict)
    _tagged: dict[str, Any] = field(default_factory=dict)
    _recognised: dict[str, Any] = field(default_factory=dict)

    def ahead(self, texts: Iterable[str]) -> None:
        """Parses paragraphs that will be asked for: many at once take less time than one by one."""
        self._make(self._parsed, texts, _NOT_TO_PARSE)

    def parsed(self, text: str) -> Any:
        """The Doc of a paragraph with tags, lemmas and dependencies."""
        self.ahead([text])
        return self._parsed[text]

    def tagged(self, text: str) -> Any:
        """The Doc of a paragraph with tags."""
        self._make(self._tagged, [text], _NOT_TO_TAG)
        return self._tagged[text]

    def recognised(self, texts: Iterable[str]) -> list[Any]:
        """The Docs of paragraphs with named entities."""
        wanted = list(texts)
        self._make(self._recognised, wanted, (*_NOT_TO_RECOGNISE, *self._unshared()))
        return [self._recognised[text] for text in wanted]

    def _make(self, made: dict[str, Any], texts: Iterable[str], without: Iterable[str]) -> None:
        """Adds the Docs that are not made yet, without some components' work."""
        if todo := sorted({text for text in texts if text not in made}, key=_by_length):
            docs = self.pipeline.pipe(todo, batch_size=_BATCH, disable=list(without))
            made.update(zip(todo, docs, strict=True))

    def _unshared(self) -> tuple[str, ...]:
        """The component of shared vectors, where the recogniser has its own."""
        names = self.pipeline.pipe_names
        shares = _SHARED in names and "ner" in self.pipeline.get_pipe(_SHARED).listening_components
        return () if shares else (_SHARED,)


def _by_length(text: str) -> tuple[int, str]:
    return len(text), text
