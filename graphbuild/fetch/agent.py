"""Who is asking: the user agent, by which a site's owner can tell what is read from it and whom to write to."""

from __future__ import annotations

import re

from graphbuild import __version__
from graphbuild.errors import GraphbuildError, shown
from graphbuild.vocabulary import TOPIC_IRI

ABOUT = TOPIC_IRI.removesuffix("topic/")
"""The project's own address."""
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://[\w.-]+(?::\d+)?(?:/[\w./~%-]*)?", re.ASCII)


def user_agent(contact: str | None) -> str:
    """The name of this program, where to read about it, and ``contact``, an e-mail or web address of who runs it.

    Raises GraphbuildError for a contact that is neither.
    """
    if contact and not _CONTACT.fullmatch(contact):
        raise GraphbuildError(f"--contact {shown(contact)!r} is no e-mail or web address; give one, or leave it out")
    return f"graphbuild/{__version__} (+{ABOUT}{f'; {contact}' if contact else ''})"
