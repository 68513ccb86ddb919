"""When messages came: by the driver's own stamps, which know nothing of how late they are read."""

from __future__ import annotations

from math import inf

# The driver's clock may be slower than ours by so much.
DRIFT = 1e-4
# A message that seems to have waited longer than this was stamped wrong.
LONGEST_WAIT_SECONDS = 0.25


class Stamps:
    """Turns the times between messages into seconds of our clock.

    The message that was read soonest after its stamp says how the two clocks differ.
    """

    def __init__(self) -> None:
        self._stamp = 0.0
        self._ahead = inf

    def time(self, since_last: float, now: float) -> float:
        """When a message came that is read now. since_last: seconds since the one before it."""
        self._stamp += since_last
        ahead = now - self._stamp
        self._ahead = min(self._ahead + since_last * DRIFT, ahead)
        if ahead - self._ahead > LONGEST_WAIT_SECONDS:
            self._ahead = ahead
        return self._stamp + self._ahead
