"""Starting a player process."""

from __future__ import annotations

from collections import deque

from bridge.child import Child
from bridge.frames import frame
from bridge.musician.orders import BEGIN, Stage

MODULE = "bridge.musician.process"


def player_process(stage: Stage) -> Child:
    """A player on its stage: it is told `orders`, and says them and `news`."""
    return Child(MODULE, deque([frame(BEGIN, *stage)]))
