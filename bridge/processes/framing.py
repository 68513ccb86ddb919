"""Frames between our processes: tuples of plain values, one frame each.

A frame is its length (4 bytes) and the tuple as `marshal` writes it: both ends are the same Python.
"""

from __future__ import annotations

import marshal
import struct
from collections.abc import Iterator
from typing import Any

LENGTH = struct.Struct("<I")
# The most that one read from a pipe takes.
PIECE_BYTES = 1 << 16

Values = tuple[Any, ...]


def frame(*values: Any) -> bytes:
    """A frame of plain values: numbers, strings, bytes, and tuples, lists or dicts of them."""
    content = marshal.dumps(values)
    return LENGTH.pack(len(content)) + content


class Frames:
    """Assembles frames from pieces of any size."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def feed(self, piece: bytes) -> Iterator[Values]:
        """The frames that a piece completes."""
        self._pending += piece
        while len(self._pending) >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self._pending)
            end = LENGTH.size + length
            if len(self._pending) < end:
                return
            content = bytes(self._pending[LENGTH.size : end])
            del self._pending[:end]
            yield marshal.loads(content)
