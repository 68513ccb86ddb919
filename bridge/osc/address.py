"""The address of a client or server: (host, port)."""

from __future__ import annotations

from typing import TypeAlias

Address: TypeAlias = tuple[str, int]
"""Host and UDP port. (What OSC calls an address, such as /melo/next, is a `str` here.)"""
