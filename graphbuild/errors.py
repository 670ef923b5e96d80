"""What a user can get wrong: each error's text is one clear sentence that names the thing and the remedy."""

from __future__ import annotations


class GraphbuildError(Exception):
    """Shown to the user as it is, without a traceback."""


class Unreadable(GraphbuildError):
    """An input that cannot be read as a document; the others go on."""


class NoMeetingFound(Unreadable):
    """A document in which no meeting can be found."""


JOINERS = "\u200c\u200d"
"""What Urdu and Persian names part or join letters with; it prints as nothing, and does nothing to a terminal."""


def shown(name: object) -> str:
    """``name`` as one printable line: what a terminal would act on, or no encoding can write, becomes ``?``."""
    text = str(name)
    return "".join(c if c.isprintable() or c in JOINERS else "?" for c in text)


def fault_of_ours(error: Exception, kept: str) -> str:
    """The sentence on an exception that none of our own code expects, and what it ``kept`` from being done."""
    fault = f"a fault of graphbuild ({type(error).__name__}) kept {kept}"
    return f"{fault}; please report it, with the document if it is public"
