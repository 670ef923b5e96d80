"""Web addresses: what a user types, what a page links to, what counts as the same site."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, quote, unquote, urljoin, urlsplit, urlunsplit

from graphbuild.errors import GraphbuildError, shown

_PAGE = re.compile(
    r"(?:/(?:mg|ie)[^/]*\.aspx?|/mgwebservice\.asmx|/robots\.txt|/documents/[a-z]\d+/)(?:/.*|[^/]*)?$", re.IGNORECASE
)
_PORTS = {"http": 80, "https": 443}


def site_root(typed: str) -> str:
    """The root of a ModernGov site, ending in ``/``, from that or the address of any page or document of it.

    Raises GraphbuildError for what is no http(s) address.
    """
    text = typed.strip()
    parts = _split(text if "://" in text else f"https://{text}")
    if parts is None or parts.scheme not in _PORTS or not parts.hostname:
        raise GraphbuildError(
            f"{shown(typed)!r} is no web address; give one such as https://democracy.barchester.gov.uk"
        )
    if parts.username or parts.password:
        raise GraphbuildError("the address holds a user name or password; give it without, only public papers are read")
    path = _PAGE.sub("/", parts.path)
    return urlunsplit((parts.scheme, parts.netloc, path if path.endswith("/") else f"{path}/", "", ""))


def linked(base: str, href: str) -> str | None:
    """The address that a link on the page ``base`` leads to, as a request can hold it; None where it is none.

    ModernGov's links hold spaces and line ends; its web service writes ``http:`` on sites that are ``https:``, so the
    same host keeps the scheme of ``base``.
    """
    parts = _split(" ".join(href.split()), base)
    if parts is None or parts.scheme not in _PORTS or not parts.hostname:
        return None
    home = urlsplit(base)
    if (parts.hostname, parts.scheme, home.scheme) == (home.hostname, "http", "https") and parts.port in (None, 80):
        parts = parts._replace(scheme="https", netloc=home.netloc)
    path = quote(parts.path, safe="%/:@!$&'()*+,;=~")
    return urlunsplit((parts.scheme, parts.netloc, path, quote(parts.query, safe="%/:@!$&'()*+,;=~?"), ""))


def same_site(one: str, other: str) -> bool:
    """Whether a redirect from ``one`` to ``other`` stays on the host; from http to https is no other site."""
    from_, to = _split(one), _split(other)
    if from_ is None or to is None or from_.hostname != to.hostname or to.scheme not in _PORTS:
        return False
    ports = from_.port or _PORTS[from_.scheme], to.port or _PORTS[to.scheme]
    return ports[0] == ports[1] if from_.scheme == to.scheme else (from_.scheme, *ports) == ("http", 80, 443)


def parameter(address: str, *names: str) -> int | None:
    """The first of the query's parameters ``names``, in any letter case, if it is a whole number."""
    parts = _split(address)
    query = parse_qs(parts.query, max_num_fields=50) if parts and parts.query.count("&") < 50 else {}
    given = {name.casefold(): values[0] for name, values in query.items()}
    values = (given.get(name.casefold(), "") for name in names)
    return next((int(value) for value in values if re.fullmatch(r"[0-9]{1,9}", value)), None)


def page_of(address: str) -> str:
    """The last part of the path, in lower case: ``ielistmeetings.aspx``."""
    parts = _split(address)
    return parts.path.rpartition("/")[2].casefold() if parts else ""


def file_name(address: str) -> str:
    """The last part of the path as people read it: "Printed minutes 12th-Sep-2024.pdf"."""
    parts = _split(address)
    return " ".join(unquote(parts.path.rpartition("/")[2]).split()) if parts else ""


def secured(address: str) -> str:
    """``address`` with ``https:`` for ``http:``."""
    return f"https:{address.removeprefix('http:')}" if address.startswith("http:") else address


def _split(address: str, base: str = "") -> SplitResult | None:
    try:
        parts = urlsplit(urljoin(base, address))
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return parts
