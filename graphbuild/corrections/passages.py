"""Where in the kept text of a document a quote stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graphbuild.corrections.known import DoesNotApply
from graphbuild.errors import shown
from graphbuild.model import Findings, Passage
from graphbuild.naming import suggestion


def document(documents: Sequence[Findings], name: str) -> Findings:
    """The document that people call ``name``: its file, its title or its slug. Raises DoesNotApply where it is gone."""
    for names in (_file_names, _other_names):
        found = [d for d in documents if name in names(d)]
        if len(found) == 1:
            return found[0]
        if found:
            listed = " or ".join(sorted(d.source.slug for d in found))
            raise DoesNotApply(f"several documents are called {shown(name)!r}; say which: {listed}")
    near = suggestion(name, sorted(d.source.name for d in documents)) or "; it may be gone, or refused in this build"
    raise DoesNotApply(f"no document is called {shown(name)!r}{shown(near)}")


def _file_names(document: Findings) -> Iterable[str]:
    return (document.source.name,)


def _other_names(document: Findings) -> Iterable[str]:
    source = document.source
    return (source.name.rpartition(".")[0], source.slug, source.title or source.name)


def passage(document: Findings, quote: str) -> Passage:
    """Where the quote first stands, whatever whitespace is between its words. Raises DoesNotApply where it does not."""
    found = re.search(_spaced(quote), document.source.text)
    if found is None:
        raise DoesNotApply(
            f"{shown(document.source.name)} does not say {shown(_shortened(quote))!r}; "
            "copy the words from the text as graphbuild keeps it (in the build's folder sources)"
        )
    return Passage(document.source.slug, *found.span())


def inside(document: Findings, place: Passage, name: str) -> Passage | None:
    """Where in a passage a name stands, letter by letter but for whitespace; None where it does not."""
    text = document.source.text[place.begin : place.end]
    found = re.search(rf"(?<!\w){_spaced(name)}(?!\w)", text) if name.strip() else None
    return Passage(place.source, place.begin + found.start(), place.begin + found.end()) if found else None


def _spaced(words: str) -> str:
    """A pattern for these very words with any whitespace between them."""
    return r"\s+".join(map(re.escape, words.split()))


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
