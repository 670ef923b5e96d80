"""Pages as a program reads them."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

from graphbuild.explore.reply import Page
from graphbuild.explore.site import Site

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
BAD = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
DATA = "application/json"


class Read(HTMLParser):
    """What a page has: elements, links, ids, text, and what a strict policy would not let act."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.acting: list[str] = []
        self.words = ""
        self._pieces: list[tuple[str, str]] = []
        self.feed(page.body.decode())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.elements.append((tag, given))
        self._pieces.append((tag, ""))
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [link for name in ("href", "src") if (link := given.get(name))]
        self.acting += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != DATA):
            self.acting.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._pieces:
            tag, words = self._pieces[-1]
            self._pieces[-1] = (tag, words + data)

    def words_in(self, tag: str) -> list[str]:
        """What stands directly in each element of that name."""
        return [" ".join(words.split()) for name, words in self._pieces if name == tag]


def get(site: Site, address: str, accept: str = BROWSER) -> Page:
    parts = urlsplit(address)
    return site.page(parts.path, tuple(parse_qsl(parts.query, keep_blank_values=True)), accept)


def read(site: Site, address: str) -> Read:
    page = get(site, address)
    assert page.status == 200, address
    return Read(page)


def count_of(page: Read) -> int:
    """How many rows the caption of the answer's table tells."""
    (caption,) = page.words_in("caption")
    return int(caption.split()[0].replace(",", ""))
