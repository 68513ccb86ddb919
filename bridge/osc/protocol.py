"""What both ends of the OSC protocol agree on beside its messages: its version and default place.

The messages stand in a table of typed rows: `bridge.osc.requests` and `bridge.osc.replies`.
"""

from __future__ import annotations

VERSION = 1
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 6356
