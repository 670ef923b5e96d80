"""Why a request came to nothing, in words that say what to do, and whether it is of use to ask again."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from typing import NamedTuple

import httpx

from graphbuild.errors import shown

_STAYS = "what is fetched stays"


class Fault(NamedTuple):
    """What went wrong with a request."""

    why: str
    """What follows the address in a sentence, remedy included."""
    passing: bool = True
    """Whether it may go better a little later."""


def fault(error: httpx.HTTPError) -> Fault:
    """What stands behind ``error``: httpx tells a mistyped address, a bad certificate and a slow site alike."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = f"shows a certificate that cannot be trusted ({shown(cause.verify_message)})"
            remedy = "check the address in a browser, or set SSL_CERT_FILE to the certificates of your own network"
            return Fault(f"{why}, so nothing is read from it; {remedy}", passing=False)
        if isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_NONAME:
            return Fault("cannot be found, since no host has that name; check the address", passing=False)
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError):
        return Fault(f"cannot be reached ({_words(error)}); check the address and your connection, {_STAYS}")
    return unanswered(_words(error))


def unanswered(why: str, wait: float | None = None) -> Fault:
    """An answer that was none; ``wait`` are the seconds that the site asks for."""
    later = f"it asks to wait {wait:.0f} seconds" if wait else "try again later"
    return Fault(f"gave no answer ({why}); {later}, {_STAYS}")


def _words(error: httpx.HTTPError) -> str:
    """What the operating system says, without its number, or httpx does."""
    told = next((cause.strerror for cause in _causes(error) if isinstance(cause, OSError) and cause.strerror), None)
    return shown(told or str(error) or type(error).__name__)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__
