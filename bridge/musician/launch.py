"""Starting a player process."""

from __future__ import annotations

from collections import deque

from bridge.musician.messages import BEGIN, Stage
from bridge.processes.child import Child
from bridge.processes.framing import frame

MODULE = "bridge.musician.process"


def player_process(stage: Stage) -> Child:
    """A player on its stage: it is told `orders`, and says them and `news`."""
    return Child(MODULE, deque([frame(BEGIN, *stage)]))
