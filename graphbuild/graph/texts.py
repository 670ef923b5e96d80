"""The texts that a build kept of its sources: what stands around a passage, and on which line it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_WORD_CUT_BEFORE, _WORD_CUT_AFTER = re.compile(r"^\S{0,40}\s+"), re.compile(r"\s+\S{0,40}$")
"""A word of which only a part is within reach; what has no space for longer than a word is, is cut anywhere."""
REACH = 400
"""How many characters of a paragraph are given at most on either side of a passage."""


@dataclass
class Texts:
    """The kept texts in a build's ``sources`` folder, each read once; None where there is no such folder."""

    folder: Path | None
    _read: dict[str, str | None] = field(default_factory=dict)

    def of(self, source: str) -> str | None:
        """The whole text of ``source`` (an IRI); None where it is not at hand."""
        if source not in self._read:
            self._read[source] = self._text(unquote(source.rpartition("/")[2]))
        return self._read[source]

    def line(self, source: str, begin: int, quote: str) -> int | None:
        """The line that ``begin`` is on, from 1; None where the text of ``source`` does not have ``quote`` there.

        ``source`` is an IRI, ``begin`` counts code points from 0.
        """
        text = self._having(source, begin, quote)
        return None if text is None else text.count("\n", 0, begin) + 1

    def around(self, source: str, begin: int, quote: str) -> tuple[str, str]:
        """What the paragraph of a passage holds before and after it, cut to ``REACH`` characters with an ellipsis.

        Empty strings where the text of ``source`` does not have ``quote`` at ``begin``.
        """
        text = self._having(source, begin, quote)
        if text is None:
            return "", ""
        end = begin + len(quote)
        # A little more than is shown, so that it is known whether the paragraph goes on.
        before, after = text[max(0, begin - REACH - 1) : begin], text[end : end + REACH + 1]
        before, after = _BLANK_LINE.split(before)[-1], _BLANK_LINE.split(after)[0]
        if len(before) > REACH:
            before = "… " + _WORD_CUT_BEFORE.sub("", before[-REACH:])
        if len(after) > REACH:
            after = _WORD_CUT_AFTER.sub("", after[:REACH]) + " …"
        return before.lstrip(), after.rstrip()

    def _having(self, source: str, begin: int, quote: str) -> str | None:
        """The text of ``source`` if it has ``quote`` at ``begin``."""
        text = self.of(source)
        return text if text is not None and text.startswith(quote, begin) else None

    def _text(self, slug: str) -> str | None:
        name = f"{slug}.txt"
        # The IRI may come from anybody's file: it names a file in the folder, never one elsewhere.
        if self.folder is None or Path(name).name != name or "\0" in name:
            return None
        path = self.folder / name
        try:
            return path.read_bytes().decode("utf-8") if path.is_file() else None
        except (OSError, UnicodeDecodeError):
            return None
