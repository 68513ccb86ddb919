"""The .amxd container: what Max for Live wraps around the JSON of a device.

Chunks follow one another without padding: tag[4], little-endian length[4], payload. An unfrozen
device has `ampf` (its kind), `meta` (1) and `ptch` (the patcher's JSON and a NUL).
"""

from __future__ import annotations

import json
import struct
from typing import Any, NamedTuple

from agent.errors import MeloError

MIDI_EFFECT = b"mmmm"
UNFROZEN = 1
FROZEN_MARK = b"mx@c"


class ContainerError(MeloError):
    """Bytes that are no device, or none that can be read here."""


class Device(NamedTuple):
    """kind: mmmm = MIDI effect, aaaa = audio effect, iiii = instrument. patcher: its JSON."""

    kind: bytes
    patcher: str

    def load(self) -> dict[str, Any]:
        """The patcher as a dictionary."""
        loaded: dict[str, Any] = json.loads(self.patcher)
        return loaded


def write(device: Device) -> bytes:
    """The bytes of an unfrozen device."""
    return (
        _chunk(b"ampf", device.kind)
        + _chunk(b"meta", struct.pack("<I", UNFROZEN))
        + _chunk(b"ptch", device.patcher.encode() + b"\0")
    )


def read(data: bytes) -> Device:
    """An unfrozen device; bytes behind its JSON are passed over. Raises ContainerError."""
    chunks = dict(_chunks(data))
    if "ampf" not in chunks or "ptch" not in chunks:
        raise ContainerError("this is no Max for Live device: it has no ampf and ptch chunks")
    if chunks["ptch"].startswith(FROZEN_MARK):
        raise ContainerError("this device is frozen: unfreeze it in Max before it is read here")
    text = chunks["ptch"].decode(errors="replace")
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as error:
        raise ContainerError(f"the patcher of this device is no JSON: {error}") from None
    return Device(chunks["ampf"], text[:end])


def _chunk(tag: bytes, payload: bytes) -> bytes:
    return tag + struct.pack("<I", len(payload)) + payload


def _chunks(data: bytes) -> list[tuple[str, bytes]]:
    found, at = [], 0
    while at < len(data):
        head = data[at : at + 8]
        length = struct.unpack("<I", head[4:])[0] if len(head) == 8 else len(data)
        at += 8 + length
        if at > len(data):
            raise ContainerError("this device is cut short: a chunk is longer than what is left")
        found.append((head[:4].decode("latin-1"), data[at - length : at]))
    return found
