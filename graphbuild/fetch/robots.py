"""What a site's robots.txt asks of programs (RFC 9309), pauses included, which many sites give without a standard."""

from __future__ import annotations

from protego import Protego


class Robots:
    """The rules of a robots.txt for one user agent."""

    LIMIT = 500 * 1024
    """Bytes: what RFC 9309 says that a program must be able to read."""

    def __init__(self, text: str, agent: str) -> None:
        self._rules = Protego.parse(text)
        self._agent = agent

    def allows(self, address: str) -> bool:
        """Whether a program may read what is at ``address``."""
        return bool(self._rules.can_fetch(address, self._agent))

    @property
    def seconds(self) -> float:
        """The pause between requests that is asked for; 0 where none is."""
        delay = self._rules.crawl_delay(self._agent) or 0.0
        rate = self._rules.request_rate(self._agent)
        return max(float(delay), rate.seconds / rate.requests if rate and rate.requests else 0.0)
