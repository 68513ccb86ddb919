"""A filter for MIDI clock: where the ticks are and how fast they come, in spite of jitter.

A phase-locked loop of second order (an alpha-beta filter): each tick moves the place of the
latest one and the time between two by a part of the error. The first ticks count most, as in a
least-squares line through all of them; from MEMORY ticks on, the parts stay as they are
(Brookner, Tracking and Kalman Filtering Made Easy, 1998, chapter 1).
"""

from __future__ import annotations

from collections import deque
from math import copysign

MEMORY = 48
# Errors in a row to the same side, each beyond this part of a tick and so many times the usual
# error, are no jitter: the tempo is another one.
IN_A_ROW, STEP, UNUSUAL = 4, 0.1, 2.5
# After so many ticks an error says something.
SETTLED = 6
SMOOTHING = 0.05
# The mean size of an error to the mean difference of two, where they are evenly spread: unlike the
# former, the difference says nothing of a tempo that changes by and by.
SPREAD = 0.75
# A pause longer than this part of a tick is a tick that got lost, or a much slower tempo.
GAP = 1.6
# A tick so soon after the latest one, as a part of a tick, is one that was taken for lost and comes
# late, in a heap. After so many ticks in time, no more of them will come.
SOON, IN_TIME = 0.5, 4
# Nobody plays slower or faster (20 and 500 bpm): ticks that come in a heap say nothing.
SHORTEST, LONGEST = 0.005, 0.125
# After a start the ticks may have moved, but how fast they come is known as from so many.
KNOWN = 8


class Missing:
    """Ticks that a gap left out: they are taken for lost until they come late."""

    def __init__(self) -> None:
        self._count = self._in_time = 0
        self._came = False

    def expect(self, count: int) -> None:
        """So many more may come."""
        self._count, self._in_time = self._count + count, 0

    def take(self) -> bool:
        """A tick came too soon to be another one: whether it is one of them."""
        if not self._count:
            return False
        self._count, self._in_time, self._came = self._count - 1, 0, True
        return True

    def pass_over(self) -> int:
        """A tick came in time. Returns how many never were: where some came late, none got lost."""
        self._in_time += 1
        if self._in_time < IN_TIME:
            return 0
        excess = self._count if self._came else 0
        self._count, self._came = 0, False
        return excess


class ClockFilter:
    """The ticks of a clock. time: seconds of the latest tick; period: from one to the next."""

    def __init__(self, period: float) -> None:
        self.time, self.period = 0.0, period
        self._ticks = deque[float](maxlen=IN_A_ROW + 1)
        self._count = self._known = 0
        self._usual = self._error = 0.0
        self._unusual = 0
        self._gap = 0
        self._missing = Missing()

    def restart(self) -> None:
        """Take the phase from the next tick, and keep the period."""
        self._known = max(self._known, min(self._count, KNOWN))
        self._count = self._unusual = self._gap = 0
        self._missing = Missing()
        self._ticks.clear()

    def tick(self, time: float) -> int:
        """Take in a tick. Returns how many ticks have passed since the last call, mostly 1.

        0 after a gap, and more at the next tick: only that shows what the gap was. 0 for a tick of
        the gap that comes late, less than 0 where more were taken for lost than there had been.
        """
        interval = time - self._ticks[-1] if self._ticks else 0.0
        self._ticks.append(time)
        late = interval > GAP * self.period and self._count >= SETTLED
        if self._gap:
            return self._judge(late)
        if late:
            self._gap = max(round((time - self.time) / self.period), 1)
            return 0
        return self._take(time)

    def _judge(self, late: bool) -> int:
        """The tick after a gap: if it's as late as the one before, none got lost."""
        gap, self._gap = self._gap, 0
        if late:
            self._refit(3)
            return 2
        self.time += gap * self.period
        self._missing.expect(gap - 1)
        return gap + self._take(self._ticks[-1])

    def _take(self, time: float) -> int:
        """A tick that isn't late. Returns how many have passed since the one before."""
        if time - self.time < SOON * self.period and self._missing.take():
            return 0
        if self._count:
            self._follow(time)
        else:
            self.time, self._count, self._known = time, max(self._known, 1), 0
        return 1 - self._missing.pass_over()

    def _follow(self, time: float) -> None:
        error = time - self.time - self.period
        if self._stepped(error):
            self._refit(IN_A_ROW + 1)
            return
        self._count = count = min(self._count + 1, MEMORY)
        self.time += self.period + error * 2 * (2 * count - 1) / (count * (count + 1))
        period = self.period + error * 6 / (count * (count + 1))
        self.period = min(max(period, SHORTEST), LONGEST)

    def _stepped(self, error: float) -> bool:
        """Whether this error is the last of enough that are no jitter."""
        difference, self._error = abs(error - self._error), error
        if self._count < SETTLED:
            return False
        if abs(error) <= max(STEP * self.period, UNUSUAL * self._usual):
            self._usual += SMOOTHING * (SPREAD * difference - self._usual)
            self._unusual = 0
            return False
        same_side = error * self._unusual >= 0
        self._unusual = int(copysign(abs(self._unusual) * same_side + 1, error))
        return abs(self._unusual) == IN_A_ROW

    def _refit(self, count: int) -> None:
        """Start again from the latest `count` ticks alone."""
        first, last = self._ticks[-count], self._ticks[-1]
        period = (last - first) / (count - 1)
        self.time, self.period = last, min(max(period, SHORTEST), LONGEST)
        self._count, self._unusual = count, 0
