"""What of a page surrounds every page of its site: navigation, cookie banners, footers, controls."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from graphbuild.errors import Unreadable

_NEVER = frozenset(
    "script style noscript template svg math canvas iframe object embed audio video map button input select textarea"
    " datalist progress meter nav footer aside dialog link meta head title".split()
)
_ROLES = frozenset("navigation banner contentinfo search dialog alertdialog complementary menu menubar toolbar".split())
_NAMED = re.compile(
    r"(?:.*[-_])?(?:cookies?|consent|gdpr|bread-?crumbs?|skip-?(?:to|links?|nav)|social|share|sharing|navbar"
    r"|navigation|pagination|pager|side-?bar|site-?(?:header|footer|nav|search)|page-?(?:header|footer)|footer"
    r"|back-?to-?top|print|feedback|newsletter|sr-only|visually-?hidden|screen-reader-text|mghide"
    r"|mgactionlist|mgnonav|mglinks)(?:[-_].*)?",
    re.IGNORECASE,
)
"""Classes and ids that sites give such parts."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAIN = ".//main|.//*[@role='main']|.//*[@id='modgov']|.//*[@id='content']|.//*[@id='main-content']|.//*[@id='main']"
_DEEPEST = 2000
"""Elements within each other; the parser reads no deeper than 2048 and then leaves out the rest of the page."""
_ENOUGH = 0.3
"""The share of a page's words that what calls itself the main part has at least, or it is not."""
_MOST = 0.5
"""The share from which a part surrounds nothing: it holds the document, whatever it is called."""


class Page(NamedTuple):
    """What of a page is to be read."""

    document: Any
    """The element that holds the document."""
    left_out: set[Any]
    """Elements within it that are no part of it; the text behind them is."""


def document_of(root: Any) -> Page:
    """The part of a parsed page that is the document, without what surrounds it on every page of the site.

    Raises Unreadable (what follows the file's name in a sentence) for a page that is deeper than any.
    """
    body = root.find("body") if root.find("body") is not None else root
    sizes = _sizes(body)
    whole = sizes.get(body, 0)
    left_out = {each for each, size in sizes.items() if each is not body and _surrounds(each, size, whole)}
    found = [each for each in body.xpath(_MAIN) if each not in left_out and sizes.get(each, 0) >= _ENOUGH * whole]
    return Page(found[0] if found else body, left_out)


def _sizes(body: Any) -> dict[Any, int]:
    """How many characters each element holds, those in it included, without what is never shown.

    Raises Unreadable for a page that is so deep that the parser left some of it out.
    """
    from lxml import etree

    sizes: dict[Any, int] = {}
    open_elements = [0]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            shown = element.tag not in _NEVER
            open_elements.append(len((element.text or "").strip()) if shown else 0)
            if len(open_elements) > _DEEPEST:
                raise Unreadable(f"has elements more than {_DEEPEST:,} deep; save its text alone and give that")
            continue
        size = open_elements.pop()
        sizes[element] = size
        open_elements[-1] += (size if element.tag not in _NEVER else 0) + len((element.tail or "").strip())
    return sizes


def _surrounds(element: Any, size: int, whole: int) -> bool:
    tag = element.tag
    if tag in _NEVER and tag not in ("nav", "footer", "aside", "dialog"):
        return True
    if _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
        return True
    if size > _MOST * whole:
        return False
    if tag in _NEVER or (element.get("role") or "").casefold() in _ROLES:
        return True
    if tag == "header":
        return element.find(".//h1") is None
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(map(_NAMED.fullmatch, names))
