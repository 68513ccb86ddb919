"""Version and default host and port of the OSC protocol.

Its messages are defined in `bridge.osc.requests` and `bridge.osc.replies`.
"""

from __future__ import annotations

VERSION = 1
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 6356
