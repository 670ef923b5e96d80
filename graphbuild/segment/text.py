"""Readable text that remembers where in the source each of its characters stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graphbuild.model import Passage

_BREAK = re.compile(r"</?(?:p|li|ul|ol|br|div|tr|h[1-6])\b[^<>\n]{0,200}>", re.IGNORECASE)
_MARKUP = re.compile(
    r"</?[A-Za-z][^<>\n]{0,200}>"  # HTML tags left by a PDF converter
    r"|\*{2,3}|__|(?<![\w*])\*(?=[\w“])|(?<=[\w.,;:?!’”)])\*(?![\w*])"  # Markdown emphasis
    r"|(?<!\S)#{1,6}(?=\s)"  # Markdown heads
    r"|\\(?=[.\-_*()\[\]#~])"  # Markdown escapes
    r"|\$\\circ\\,\$"  # a bullet that a converter took for a formula
    r"|\]\([^()\s]{1,500}\)|\[(?=[^\[\]\n]{1,200}\]\()"  # the frame of a Markdown link
)
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Text:
    """``value[i]`` stands at ``offsets[i]`` (a code point) of the source; a space may stand for other white space."""

    value: str
    offsets: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.value)

    def __len__(self) -> int:
        return len(self.value)

    def __getitem__(self, index: slice) -> Text:
        return Text(self.value[index], self.offsets[index])

    def __add__(self, other: Text) -> Text:
        return Text(self.value + other.value, self.offsets + other.offsets)

    @property
    def begin(self) -> int:
        """Offset in the source of the first character."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """Offset in the source after the last character."""
        return self.offsets[-1] + 1

    def strip(self, characters: str | None = None) -> Text:
        """Without the given characters (default: white space) at both ends."""
        left = len(self.value) - len(self.value.lstrip(characters))
        right = len(self.value.rstrip(characters))
        return self[left:right] if left < right else EMPTY

    def passage(self, source: str, begin: int = 0, end: int | None = None) -> Passage:
        """The stretch of the source from character ``begin`` to ``end`` (exclusive) of this text."""
        last = len(self.value) if end is None else end
        return Passage(source, self.offsets[begin], self.offsets[last - 1] + 1)


EMPTY = Text("", ())
_PLAIN = re.compile(rf"[^\s{_SOFT_HYPHEN}]+(?: [^\s{_SOFT_HYPHEN}]+)*")
"""Words with single spaces between them: most paragraphs need nothing done."""


def readable(raw: str, begin: int) -> Text:
    """``raw``, which begins at offset ``begin`` of the source, without marks of layout and with single spaces."""
    bare = raw.strip()
    if _PLAIN.fullmatch(bare) and not _MARKUP.search(bare):
        first = begin + len(raw) - len(raw.lstrip())
        return Text(bare, tuple(range(first, first + len(bare))))
    kept: list[str] = []
    offsets: list[int] = []
    position = 0
    for match in (*_MARKUP.finditer(raw), None):
        stop = match.start() if match else len(raw)
        for i in range(position, stop):
            character = " " if raw[i].isspace() else raw[i]
            if character == _SOFT_HYPHEN or (character == " " and (not kept or kept[-1] == " ")):
                continue
            kept.append(character)
            offsets.append(begin + i)
        if match:
            position = match.end()
    return Text("".join(kept), tuple(offsets)).strip()


def pieces(raw: str, begin: int) -> list[Text]:
    """The readable texts between the block-level HTML tags of ``raw``: entries of a list that a table cell holds."""
    texts, position = [], 0
    for tag in (*_BREAK.finditer(raw), None):
        stop = tag.start() if tag else len(raw)
        texts.append(readable(raw[position:stop], begin + position))
        position = tag.end() if tag else stop
    return [t for t in texts if t]


def join(*texts: Text) -> Text:
    """The texts with a space between, or none where one ends in a hyphen that a line break followed."""
    return joined(texts)


def joined(texts: Iterable[Text]) -> Text:
    """As ``join``, in time that grows with the length of the whole."""
    values: list[str] = []
    offsets: list[int] = []
    last = ""
    for text in texts:
        if not text:
            continue
        if last and not _hyphenated(last, text.value):
            values.append(" ")
            offsets.append(offsets[-1] + 1)
        values.append(text.value)
        offsets += text.offsets
        last = text.value
    return Text("".join(values), tuple(offsets))


def _hyphenated(before: str, after: str) -> bool:
    return before.endswith("-") and before[-2:-1].isalpha() and after[:1].islower()
