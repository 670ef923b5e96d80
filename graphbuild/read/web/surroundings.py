"""Takes off a page what surrounds every page of its site: navigation, cookie banners, footers, controls."""

from __future__ import annotations

import re
from typing import Any

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
_ENOUGH = 0.3
"""The share of a page's words that what calls itself the main part has at least, or it is not."""
_MOST = 0.5
"""The share from which a part surrounds nothing: it holds the document, whatever it is called."""


def document_of(root: Any) -> Any:
    """The element of a parsed page that holds its document, what surrounds this taken off the tree."""
    body = root.find("body") if root.find("body") is not None else root
    sizes = _sizes(body)
    whole = sizes.get(body, 0)
    for element in [each for each in body.iter("*") if each is not body]:
        if _surrounds(element, sizes.get(element, 0), whole):
            _take_off(element)
    found = [element for element in body.xpath(_MAIN) if sizes.get(element, 0) >= _ENOUGH * whole]
    return found[0] if found else body


def _sizes(body: Any) -> dict[Any, int]:
    """How many characters each element holds, those in it included, without what is never shown."""
    from lxml import etree

    sizes: dict[Any, int] = {}
    open_elements = [0]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            shown = element.tag not in _NEVER
            open_elements.append(len((element.text or "").strip()) if shown else 0)
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


def _take_off(element: Any) -> None:
    """Takes an element off the tree, but for the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + " " + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + " " + element.tail
    parent.remove(element)
