"""Statistics of the server loop: answers are recorded at once, figures computed on request."""

from __future__ import annotations

from array import array

import numpy as np

RECENT = 4096
"""Number of latest answers that the statistics are computed from."""
WINDOW_SECONDS = 5.0
"""The window over which notes a second are averaged."""


class Statistics:
    """Durations of the latest answers, and numbers of notes in them."""

    def __init__(self) -> None:
        self.requests = 0
        self._longest = 0.0
        self._took = array("d", [0.0]) * RECENT
        self._ended = array("d", [0.0]) * RECENT
        self._notes = array("i", [0]) * RECENT

    def answered(self, began: float, ended: float, notes: int) -> None:
        """Record an answer. began: arrival of its datagram; ended: last reply sent; in seconds."""
        took, place = ended - began, self.requests % RECENT
        self._took[place] = took
        self._ended[place] = ended
        self._notes[place] = notes
        self.requests += 1
        self._longest = max(self._longest, took)

    def figures(self, now: float) -> dict[str, int | float]:
        """The figures for `/melo/stats`, units in the names. now: seconds since the start."""
        kept = min(self.requests, RECENT)
        took = np.frombuffer(self._took)[:kept]
        p50, p99, most = np.quantile(took, (0.5, 0.99, 1.0)) * 1e6 if kept else (0.0, 0.0, 0.0)
        return {
            "requests": self.requests,
            "notes_per_second": self._notes_per_second(now, kept),
            "p50_us": float(p50),
            "p99_us": float(p99),
            "max_us": float(most),
            "longest_us": self._longest * 1e6,
        }

    def _notes_per_second(self, now: float, kept: int) -> float:
        """Notes a second over the window, or over the part of it that is still recorded."""
        ended = np.frombuffer(self._ended)[:kept]
        recent = ended > now - WINDOW_SECONDS
        if not recent.any():
            return 0.0
        since = now - WINDOW_SECONDS if kept < RECENT or not recent.all() else ended.min()
        notes = np.frombuffer(self._notes, dtype=np.int32)[:kept]
        return float(notes[recent].sum()) / max(now - max(float(since), 0.0), 1e-3)
