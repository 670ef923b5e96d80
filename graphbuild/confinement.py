"""What a process may not do that reads or answers what strangers made: reach the network, or take all memory.

A second line behind checks of what is given. Linux alone has it; elsewhere such a process is as free as any.
"""

from __future__ import annotations

import ctypes
import platform
import sys
from contextlib import suppress

_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
"""BPF: load a word, jump if equal, return."""
_NUMBER, _ARCHITECTURE, _ARGUMENT = 0, 4, 16
"""Offsets in ``struct seccomp_data``; the argument's lower half, on machines that store it first."""
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13
"""Go on; and fail with EACCES."""
_SOCKET_CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Of each machine the audit number of its architecture, and of the call ``socket``."""
_FAMILIES = (2, 10)
"""AF_INET and AF_INET6."""


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("value", ctypes.c_uint))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.POINTER(_Instruction)))


def confine(memory: int) -> None:
    """From now on this process can open no socket to the network, and have no more than ``memory`` bytes of addresses.

    For all its threads, those to come too. What the system does not offer is left out.
    """
    if sys.platform != "linux":
        return
    import resource

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if platform.machine() in _SOCKET_CALLS:
        _without_network(*_SOCKET_CALLS[platform.machine()])


def _without_network(architecture: int, socket_call: int) -> None:
    """A seccomp filter (``man 2 seccomp``) that lets every call pass but ``socket`` for the internet's families."""
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 0, 5, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 0, 3, socket_call),
        (_LOAD, 0, 0, _ARGUMENT),
        (_EQUAL, 2, 0, _FAMILIES[0]),
        (_EQUAL, 1, 0, _FAMILIES[1]),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    instructions = (_Instruction * len(steps))(*(_Instruction(*step) for step in steps))
    program = _Program(len(steps), instructions)
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0:
        system.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)
