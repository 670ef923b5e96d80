"""A triple store behind the SPARQL 1.1 Graph Store HTTP Protocol: its named graphs read, replaced, added to, deleted.

https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import HTTPBasicAuth, HTTPDigestAuth
from urllib3.util import Retry

from graphbuild.errors import GraphbuildError, shown

USER, PASSWORD, TOKEN = "GRAPHBUILD_PUSH_USER", "GRAPHBUILD_PUSH_PASSWORD", "GRAPHBUILD_PUSH_TOKEN"
TRIPLES = "application/n-triples"
SECONDS = (10, 300)
"""How long a store may take to be reached, and may stay silent then."""
_TRIES, _CONNECTIONS = 7, 5
_TOO_BUSY = (429, 502, 503, 504)
_LONGEST_WAIT = 120
_SUGGESTED = {
    401: f"set {USER} and {PASSWORD}, or {TOKEN}, to what the store wants",
    403: "the user or token that is set may not do that there",
    404: "is that the address of a Graph Store service?",
    405: "is that the address of a Graph Store service that can be written to?",
}
_Auth = Callable[[requests.PreparedRequest], requests.PreparedRequest]


class GraphRefused(GraphbuildError):
    """The store will not have this one graph; others may go on."""


class GraphStore:
    """The store at an address; a connection is kept and used again. Use it in a ``with`` block."""

    def __init__(self, address: str, auth: _Auth | None = None, pause: float = 0.5) -> None:
        """``auth`` is as ``credentials`` gives it; ``pause`` in seconds is doubled from one try again to the next.

        Raises GraphbuildError for what is no http(s) address, and for one with a password in it.
        """
        self.address = _checked(address)
        self.name = self.address.partition("?")[0]
        """The address without parameters, which may be nobody's business: what is printed."""
        self._session = requests.Session()
        # Also where there are no credentials: requests would look for some in a file of the user's else.
        self._session.auth = auth or (lambda request: request)
        tries = Retry(
            total=_TRIES,
            connect=_CONNECTIONS,
            redirect=False,
            status_forcelist=_TOO_BUSY,
            allowed_methods=None,  # all that is done here can be done twice, POST of the same triples too
            backoff_factor=pause,
            backoff_max=30,
            retry_after_max=_LONGEST_WAIT,
            raise_on_status=False,
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=tries))

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def get(self, graph: str | None) -> bytes:
        """A graph's triples as N-Triples; none where the store has no such graph. None names the default graph.

        Raises as ``put`` does, as the others do too.
        """
        answer = self._send("GET", graph, {"Accept": TRIPLES})
        return b"" if answer.status_code == 404 else answer.content

    def put(self, graph: str | None, triples: bytes) -> None:
        """Replaces a graph by N-Triples, in one step.

        Raises GraphRefused where the store finds fault with these triples, GraphbuildError where it cannot be reached
        after several tries, redirects, or does not let us.
        """
        self._send("PUT", graph, {"Content-Type": TRIPLES}, triples)

    def add(self, graph: str, triples: bytes) -> None:
        """Adds N-Triples to a named graph."""
        self._send("POST", graph, {"Content-Type": TRIPLES}, triples)

    def delete(self, graph: str | None) -> None:
        """Deletes a graph, if it is there."""
        self._send("DELETE", graph, {})

    def _send(
        self, method: str, graph: str | None, headers: Mapping[str, str], body: bytes | None = None
    ) -> requests.Response:
        answer = self._asked(method, graph, headers, body)
        if answer.status_code in (401, 403) and self._prove():
            answer = self._asked(method, graph, headers, body)
        code = answer.status_code
        if code < 300 or (code == 404 and method in ("GET", "DELETE") and not _is_page(answer)):
            return answer
        if 300 <= code < 400:
            raise GraphbuildError(f"{self.name} says to go to {_elsewhere(answer)}; push to the address that is right.")
        which = "the default graph" if graph is None else f"<{shown(graph)}>"
        kind = GraphRefused if code in (400, 413, 422) and method == "PUT" else GraphbuildError
        raise kind(f"{self.name} refused to {method} {which} ({code} {_said(answer)}){_remedy(code)}.")

    def _asked(
        self, method: str, graph: str | None, headers: Mapping[str, str], body: bytes | None
    ) -> requests.Response:
        try:
            return self._session.request(
                method,
                self.address,
                params={"default": ""} if graph is None else {"graph": graph},
                data=body,
                headers={**headers},
                timeout=SECONDS,
                # Nothing goes to where another server says: neither the graph nor who we are.
                allow_redirects=False,
            )
        except (requests.RequestException, ValueError) as error:
            raise GraphbuildError(
                f"{self.name} cannot be reached ({_reason(error)}); "
                "is the store running? What was sent stays; run the same command again for the rest."
            ) from None

    def _prove(self) -> bool:
        """Goes over from Digest, which shows nothing before it is asked, to Basic; False where that was done before."""
        auth = self._session.auth
        if not isinstance(auth, HTTPDigestAuth):
            return False
        self._session.auth = HTTPBasicAuth(*(str(one).encode() for one in (auth.username, auth.password)))
        return True


def credentials(environment: Mapping[str, str] = os.environ) -> _Auth | None:
    """What each request shows the store, from the environment: a bearer token, a user and password, or nothing.

    Raises GraphbuildError where both are set, one is half set, or the token can stand in no header; never with the
    value itself.
    """
    user, password, token = (environment.get(name, "") for name in (USER, PASSWORD, TOKEN))
    if token and (user or password):
        raise GraphbuildError(f"{TOKEN} and {USER} are both set; unset the one that the store does not want")
    if bool(user) != bool(password):
        missing = PASSWORD if user else USER
        raise GraphbuildError(f"{missing} is not set, but its partner is; set both")
    if token and not re.fullmatch(r"[!-~]+", token):
        raise GraphbuildError(f"{TOKEN} holds a space, a line end or another character that no token has; set it anew")
    if user:
        return HTTPDigestAuth(user, password)
    return _Bearer(token) if token else None


class _Bearer:
    """Shows a token; has no text of its own that an error could print."""

    def __init__(self, token: str) -> None:
        self._header = f"Bearer {token}"

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = self._header
        return request


def is_open(address: str) -> bool:
    """Whether who listens on the way to ``address`` reads along: plain http to another machine."""
    parts = urlsplit(address)
    return parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1")


def _checked(address: str) -> str:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if usable and (parts.username or parts.password):
        raise GraphbuildError(f"an address with a password in it ends up in logs; set {USER} and {PASSWORD} instead")
    if not usable:
        raise GraphbuildError(f"{shown(address)!r} is no address of a store; write it as http://HOST:PORT/PATH")
    return shown(address).partition("#")[0]


def _is_page(answer: requests.Response) -> bool:
    """Whether what is not found is the service, not the graph: a web page says so to a person."""
    return bool(answer.content) and "html" in answer.headers.get("Content-Type", "")


def _elsewhere(answer: requests.Response) -> str:
    """Where a redirect leads to, without the parameters that it was asked with."""
    return shown(answer.headers.get("Location", "another address").partition("?")[0])[:200]


def _said(answer: requests.Response) -> str:
    said = shown(answer.content[:2000].decode("utf-8", "replace").strip().split("\n", 1)[0])[:200]
    reason = shown(answer.reason or "")
    return f"{reason}: {said.rstrip('.')}" if said and not _is_page(answer) else reason


def _remedy(code: int) -> str:
    if code in _TOO_BUSY:
        return "; it had too much to do, each time: run the same command again later for the rest"
    return f"; {_SUGGESTED[code]}" if code in _SUGGESTED else ""


def _reason(error: BaseException) -> str:
    """What lies at the bottom of a failed request, in the words of the system."""
    chain: list[BaseException] = [error]
    while len(chain) < 10 and (inner := _cause(chain[-1])) is not None:
        chain.append(inner)
    words = [one.strerror for one in chain if isinstance(one, OSError) and one.strerror]
    if words:
        return shown(words[-1])
    if any(isinstance(one, requests.Timeout | TimeoutError) for one in chain):
        return "it did not answer in time"
    return "the connection was lost" if isinstance(error, requests.ConnectionError) else shown(type(error).__name__)


def _cause(error: BaseException) -> BaseException | None:
    given = [getattr(error, "reason", None), *error.args, error.__cause__, error.__context__]
    return next((one for one in given if isinstance(one, BaseException)), None)
