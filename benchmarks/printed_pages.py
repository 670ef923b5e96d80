"""Minutes in plain text set as web pages: heads are known, as a clerk knows them, the rest is told by its marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, zip_longest
from typing import NamedTuple

STYLES = {"m": "tables, as of ModernGov", "w": "Word saved as a web page", "l": "lists"}
CSS = """body { font: 11pt "Liberation Sans", sans-serif } p { margin: 0 0 8pt; text-align: justify }
@page { size: A4; margin: 2.2cm; @bottom-center { content: "Page " counter(page) } }"""
LABEL = re.compile(r"[\w’' ()-]{0,40}\b(present|apologies|attendance|absent)\b[\w’' ()-]{0,30}:?", re.I)
CLAUSE = re.compile(r"(\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\))\s+(.+)", re.I)
BULLETS = ("• ", "· ", "* ", "- ")
WIDEST = 130  # where no line is longer, a line's end need not be a paragraph's
SHORT = 60  # as long as a line with one name gets
Heads = Sequence[tuple[str, str]]  # number and first words of the title of each item


class Block(NamedTuple):
    """What a line is, and its words: of a head number and title, of a clause mark and words."""

    kind: str
    words: str
    mark: str = ""


def page(text: str, heads: Heads, style: str) -> str:
    """The web page of minutes: ``heads`` are those of their items, ``style`` one of ``STYLES``."""
    items: list[list[Block]] = [[]]
    for block in blocks(text, heads):
        if block.kind == "head":
            items.append([])
        items[-1].append(block)
    body = "".join(_item(item, style) for item in items)
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{CSS}</style></head><body>{body}</body></html>'


def blocks(text: str, heads: Heads) -> Iterator[Block]:
    """What stands in a text, in order; short lines under a label such as "Present" are names."""
    before = ""
    for line in paragraphs(text, heads):
        block = block_of(line, heads)
        if before in ("label", "name") and block.kind in ("text", "bullet") and len(line) < SHORT:
            block = block._replace(kind="name")
        before = "label" if (before, block.kind) == ("label", "gap") else block.kind
        yield block


def paragraphs(text: str, heads: Heads) -> Iterator[str]:
    """The lines of a text, those that are broken put together."""
    lines = [line.strip() for line in text.splitlines()]
    longest = max(map(len, lines))
    held = last = ""
    for line in lines:
        share = 0.5 if last.isupper() and line.isupper() else 0.72  # titles are broken sooner
        full = share * longest < len(last) and longest <= WIDEST and not last.endswith(tuple(".:;?!"))
        if full and block_of(line, heads).kind == "text":
            held += " " + line
        else:
            yield held
            held = line
        last = line
    yield held


def block_of(line: str, heads: Heads) -> Block:
    """What a line is by itself."""
    if line.startswith(BULLETS):
        return Block("bullet", line[2:].strip())
    for number, title in heads:
        words = line.removeprefix(number).lstrip(" \t.):-–")
        if line.startswith(number) and len(words) <= WIDEST and words.casefold().startswith(title[:12].casefold()):
            return Block("head", words, number)
    if clause := CLAUSE.fullmatch(line):
        return Block("clause", clause[2], clause[1])
    if "\t" in line:
        return Block("row", line)
    return Block("label" if LABEL.fullmatch(line) else "text" if line else "gap", line)


def _item(item: Sequence[Block], style: str) -> str:
    """An item's head and what stands under it; without a head, what stands before the first item."""
    number, title = (escape(item[0].mark), f"<b>{escape(item[0].words)}</b>") if item else ("", "")
    body = "".join(_set(kind, list(like), style) for kind, like in groupby(item, lambda block: block.kind))
    if not item or item[0].kind != "head":
        return body
    if style == "m":
        start = f'<table width="100%"><tr valign="top"><td width="110" nowrap><p>{number}</p></td>'
        return f"{start}<td><p>{title}</p>{body}</td></tr></table>"
    if style == "w":
        return _hung(f"<b>{number}</b>", title) + body
    return (f'<ol start="{number}"><li>{title}</li></ol>' if number.isdigit() else f"<h3>{number} {title}</h3>") + body


def _set(kind: str, like: Sequence[Block], style: str) -> str:
    """Blocks of one kind that follow each other."""
    texts = [escape(block.words) for block in like]
    if kind == "row":
        return _table(text.split("\t") for text in texts)
    if kind == "clause":
        return "".join(_hung(block.mark, text) for block, text in zip(like, texts, strict=True))
    if kind == "bullet" or (kind == "name" and style == "l"):
        return f"<ul>{''.join(map('<li><p>{}</p></li>'.format, texts))}</ul>"
    if kind == "name" and style == "w":
        return _table([["&nbsp;", "</p><p>".join(texts)]], border=0)
    if kind == "name":
        half = (len(texts) + 1) // 2
        return _table(zip_longest(texts[:half], texts[half:], fillvalue="&nbsp;"), border=0)
    return "".join(map({"label": "<p><b>{}</b></p>", "text": "<p>{}</p>"}.get(kind, "").format, texts))


def _table(rows: Iterable[Iterable[str]], border: int = 1) -> str:
    body = "".join(f"<tr valign='top'>{''.join(map('<td><p>{}</p></td>'.format, row))}</tr>" for row in rows)
    return f'<table border="{border}" cellspacing="0" cellpadding="3">{body}</table>'


def _hung(mark: str, words: str) -> str:
    """A paragraph whose mark stands in the margin, as Word saves it."""
    return f'<p style="margin-left: 1.5cm; text-indent: -1.5cm">{mark}{"&nbsp;" * 4} {words}</p>'
