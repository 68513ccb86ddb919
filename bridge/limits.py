"""How much the server keeps: bounds of memory, whatever clients do."""

from __future__ import annotations

KEPT_NOTES = 256
"""Notes that a voice gave out and can repeat."""

KEPT_HEARD = 64
"""Heard notes that wait for the next composed one."""

MOST_VOICES = 256
MOST_CLIENTS = 64
