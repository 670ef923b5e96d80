"""Ctrl-C that is not lost: what Python raises in a destructor or a callback it only prints, and the work goes on."""

from __future__ import annotations

import signal
import threading
from types import FrameType

_seen = threading.Event()


def watch() -> None:
    """From now on ``raise_again`` knows of a Ctrl-C; does nothing outside of the main thread, which hears of none."""
    if threading.current_thread() is threading.main_thread():
        _seen.clear()
        signal.signal(signal.SIGINT, _interrupt)


def raise_again() -> None:
    """Raises KeyboardInterrupt where there was a Ctrl-C since ``watch`` or the last time."""
    if _seen.is_set():
        _seen.clear()
        raise KeyboardInterrupt


def _interrupt(number: int, frame: FrameType | None) -> None:
    _seen.set()
    signal.default_int_handler(number, frame)
