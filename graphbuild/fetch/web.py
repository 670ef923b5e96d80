"""Requests to one site, politely: robots.txt kept, one at a time with a pause between, retried with care, limited.

What a site says is not trusted: no redirect to another host is followed, no answer is read past its limit or for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime

import httpx

from graphbuild.errors import shown
from graphbuild.fetch.addresses import linked, page_of, same_site, secured
from graphbuild.fetch.answers import Answer, NoAnswer, NotGiven
from graphbuild.fetch.faults import Fault, fault, unanswered
from graphbuild.fetch.pace import Clock, Pace, SystemClock
from graphbuild.fetch.robots import Robots

PAGE_BYTES = 10_000_000
"""The most that is read of a page or an answer of the web service."""
_TRIES = 4
_FIRST_WAIT = 2.0
"""Seconds; each further wait is twice as long."""
_LONGEST_WAIT = 300.0
_LONGEST_ANSWER = 900.0
_REDIRECTS = 5
_MOVED = {301, 302, 303, 307, 308}
_PASSING = {429, 500, 502, 503, 504}
"""Statuses that may be another a little later."""


class _Again(Exception):
    """A try that failed for now: why, and how long the site wants us to wait."""

    def __init__(self, fault: Fault, wait: float | None = None, status: int | None = None):
        super().__init__(fault.why)
        self.fault = fault
        self.wait = wait
        self.status = status


@dataclass
class Web:
    """One site as this program may ask it."""

    root: str
    agent: str
    clock: Clock = field(default_factory=SystemClock)
    seconds: float = 1.0
    """Between requests, at least; robots.txt may ask for more."""
    timeout: float = 120.0
    """Seconds without a sign of life; some sites take more than a minute for a list."""
    transport: httpx.BaseTransport | None = None

    def __post_init__(self) -> None:
        self._client = httpx.Client(
            headers={"User-Agent": self.agent},
            timeout=self.timeout,
            follow_redirects=False,
            trust_env=True,
            transport=self.transport,
        )
        self._pace = Pace(self.clock, self.seconds)
        self._robots: Robots | None = None
        self._secure = False  # whether the site sends http: on to https:, so that each page need not be asked for twice

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(
        self, address: str, limit: int = PAGE_BYTES, headers: Mapping[str, str] | None = None, tries: int = _TRIES
    ) -> Answer:
        """What is at ``address``, of at most ``limit`` bytes.

        Raises NotGiven where robots.txt forbids it, the site refuses it, sends elsewhere or sends too much, and
        NoAnswer where ``tries`` tries came to nothing.
        """
        if self._robots is None:
            self._robots = self._read_robots()
            self._pace.seconds = max(self.seconds, self._robots.seconds)
        if self._pace.seconds > _LONGEST_WAIT:
            asked = f"{self._pace.seconds:,.0f} seconds between requests"
            raise NotGiven(f"the site's robots.txt asks for {asked}, too long to wait; fetch the papers by hand", 403)
        return self._patiently(address, limit, headers or {}, tries)

    def _read_robots(self) -> Robots:
        """The rules of robots.txt; none where there is no such file (RFC 9309, 2.3.1.3).

        Raises NoAnswer where it cannot be had for now: then all is forbidden (2.3.1.4).
        """
        address = linked(self.root, "/robots.txt")
        assert address is not None
        try:
            answer = self._patiently(address, Robots.LIMIT, {}, _TRIES)
        except NoAnswer as error:
            if error.status is None:  # there is no site, so that its rules are not what is missing
                raise
            raise NoAnswer(f"without robots.txt nothing may be read: {error}", error.status) from None
        except NotGiven as error:
            if error.status is None:
                raise
            return Robots("", self.agent)
        return Robots(answer.body.decode("utf-8", "replace"), self.agent)

    def _patiently(self, address: str, limit: int, headers: Mapping[str, str], tries: int) -> Answer:
        """Tries until there is an answer, with a longer wait each time or the one that the site asks for."""
        wait = _FIRST_WAIT
        for attempt in range(1, tries + 1):
            try:
                return self._follow(address, limit, headers)
            except httpx.InvalidURL as error:
                raise NotGiven(f"{shown(address)} cannot be asked for ({shown(error)}); check the address") from None
            except httpx.HTTPError as error:
                failed = _Again(fault(error))
            except _Again as error:
                failed = error
            if attempt == tries or not failed.fault.passing or (failed.wait or 0) > _LONGEST_WAIT:
                break
            self.clock.sleep(wait if failed.wait is None else max(failed.wait, 0))
            wait *= 2
        raise NoAnswer(f"{shown(address)} {failed.fault.why}", failed.status)

    def _follow(self, address: str, limit: int, headers: Mapping[str, str]) -> Answer:
        """Asks, and follows redirects that stay on the site."""
        asked = address = secured(address) if self._secure else address
        for _ in range(_REDIRECTS + 1):
            self._check(address)
            answer = self._once(address, limit, headers)
            if isinstance(answer, Answer):
                return answer
            if not same_site(address, answer):
                raise NotGiven(
                    f"{shown(asked)} sends on to another site ({shown(answer)}); give that address if you trust it"
                )
            self._secure = self._secure or address != answer == secured(address)
            if page_of(answer) == "mgerror.aspx":
                raise NotGiven(f"{shown(asked)} is not there: the site answers with its page for errors", 404)
            address = answer
        raise NotGiven(f"{shown(asked)} sends round in circles; open it in a browser to see what is wrong")

    def _check(self, address: str) -> None:
        if self._robots and not self._robots.allows(address):
            raise NotGiven(f"the site's robots.txt asks programs not to read {shown(address)}; fetch it by hand", 403)

    def _once(self, address: str, limit: int, headers: Mapping[str, str]) -> Answer | str:
        """One request: an answer, or the address that it redirects to."""
        self._pace.keep()
        try:
            with self._client.stream("GET", address, headers=dict(headers)) as response:
                status = response.status_code
                if status in _MOVED and (target := linked(address, response.headers.get("location", ""))):
                    return target
                if status in _PASSING:
                    wait = self._wait_asked(response)
                    raise _Again(unanswered(f"status {status}", wait), wait, status)
                if status == 304 and headers:
                    return Answer(address, b"", changed=False)
                if status != 200:
                    raise NotGiven(f"{shown(address)} is not given (status {status}); {_remedy(status)}", status)
                return self._answer(address, response, self._body(address, response, limit))
        finally:
            self._pace.done()

    def _body(self, address: str, response: httpx.Response, limit: int) -> bytes:
        """The body, not a byte past the limit, nor a second past the longest time."""
        too_large = (
            f"{shown(address)} is larger than {limit / 1_000_000:g} MB; allow more with --largest, or fetch it by hand"
        )
        declared = response.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > limit:
            raise NotGiven(too_large)
        until = self.clock.elapsed() + _LONGEST_ANSWER
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > limit:
                raise NotGiven(too_large)
            if self.clock.elapsed() > until:
                raise _Again(unanswered(f"it took longer than {_LONGEST_ANSWER / 60:.0f} minutes"))
        return bytes(body)

    def _answer(self, address: str, response: httpx.Response, body: bytes) -> Answer:
        headers = response.headers
        return Answer(
            address=address,
            body=body,
            media_type=headers.get("content-type", "").partition(";")[0].strip().casefold(),
            charset=response.charset_encoding,
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
        )

    def _wait_asked(self, response: httpx.Response) -> float | None:
        """Seconds that ``Retry-After`` asks for, as a number or a date."""
        value = response.headers.get("retry-after", "").strip()
        if value.isdecimal():
            return float(value[:9])
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return None
        return (moment.replace(tzinfo=moment.tzinfo or UTC) - self.clock.now()).total_seconds()


def _remedy(status: int) -> str:
    if status in (401, 403):
        return "it wants no programs there; fetch it by hand, or ask the council"
    return "check the address in a browser"
