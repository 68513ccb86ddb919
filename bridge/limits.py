"""Bounds of the server's memory, whatever clients do."""

from __future__ import annotations

KEPT_NOTES = 128
"""Notes that a voice gave out and can repeat."""

KEPT_HEARD = 64
"""Heard notes that wait for the next composed one."""

MOST_VOICES = 256
MOST_CLIENTS = 64
MOST_PRESETS = 256
"""Presets by name, and as many tastes."""

IDLE_SECONDS = 3600.0
"""A voice or a client that nobody asked for so long is forgotten."""

MOST_ALTERNATIVES = 5

REPLIES_A_DATAGRAM = 64
"""After so many replies to the messages of a bundle the others are refused."""

MOST_CREDITED = 12
"""Notes that one thumb credits."""
