"""Bounds of the server's memory, whatever clients do."""

from __future__ import annotations

KEPT_NOTES = 128
"""Composed notes that a voice remembers and can repeat."""

KEPT_HEARD = 64
"""Heard notes that a voice remembers until the next composed one."""

MOST_VOICES = 256
MOST_CLIENTS = 64
MOST_PRESETS = 256
"""Presets by name, and as many tastes."""

IDLE_SECONDS = 3600.0
"""Voices and clients that have been idle for this long are removed."""

MOST_ALTERNATIVES = 5

REPLIES_A_DATAGRAM = 64
"""Most replies to a bundle; once there are so many, its other messages are refused."""

MOST_WATCHERS = 4
MOST_COPIES = 1000
"""Most copies a second that each watcher gets of what clients do; further ones are left out."""

WATCH_SECONDS = 60.0
"""The longest time for which a client watches before it asks again."""

MOST_CREDITED = 12
"""Most notes that one thumb credits."""
