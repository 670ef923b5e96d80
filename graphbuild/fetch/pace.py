"""Time as fetching needs it, so that a test need not wait for it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What tells the time and waits."""

    def now(self) -> datetime:
        """Date and time, with their zone."""

    def elapsed(self) -> float:
        """Seconds since some fixed moment."""

    def sleep(self, seconds: float) -> None:
        """Waits."""


class SystemClock:
    """The computer's own."""

    def now(self) -> datetime:
        """Date and time in UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> float:
        """Seconds since some fixed moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)


@dataclass
class Pace:
    """Keeps requests apart: ``keep`` waits until ``seconds`` have gone by since ``done`` was last called."""

    clock: Clock
    seconds: float
    _last: float | None = field(default=None, init=False)

    def keep(self) -> None:
        """Waits for the next request's turn."""
        if self._last is not None:
            rest = self._last + self.seconds - self.clock.elapsed()
            if rest > 0:
                self.clock.sleep(rest)

    def done(self) -> None:
        """A request has ended."""
        self._last = self.clock.elapsed()
