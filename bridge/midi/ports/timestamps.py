"""Times of arrival from the driver's timestamps, which don't depend on when they are read."""

from __future__ import annotations

from math import inf

# The driver's clock may be slower than ours by this factor.
DRIFT = 1e-4
# A message that seems to have waited longer than this has a wrong timestamp.
LONGEST_WAIT_SECONDS = 0.25


class Timestamps:
    """Turns the times between messages into seconds of our clock.

    The message that was read soonest after its arrival shows how far the two clocks differ.
    """

    def __init__(self) -> None:
        self._driver_time = 0.0
        self._ahead = inf

    def time(self, since_last: float, now: float) -> float:
        """When the message arrived that is read now, in seconds.

        since_last: the driver's time since the message before it, in seconds.
        """
        self._driver_time += since_last
        ahead = now - self._driver_time
        self._ahead = min(self._ahead + since_last * DRIFT, ahead)
        if ahead - self._ahead > LONGEST_WAIT_SECONDS:
            self._ahead = ahead
        return self._driver_time + self._ahead
