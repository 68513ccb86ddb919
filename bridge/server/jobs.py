"""What the answers leave to do for somebody who has access to files and MIDI ports."""

from __future__ import annotations

from typing import Any, NamedTuple

from bridge.osc.address import Address

PLAY, STOP = "play", "stop"
Content = dict[str, Any]


class Job(NamedTuple):
    """kind: what to do with `name`: PRESET and TASTE keep the content under it, PLAY plays the
    voice of this name by MIDI, STOP ends that. content: JSON; to: who hears what came of it."""

    kind: str
    name: str
    content: Content
    to: Address


class Jobs:
    """A list of them in the making."""

    def __init__(self) -> None:
        self._jobs: list[Job] = []

    def add(self, job: Job) -> None:
        """Leave a job."""
        self._jobs.append(job)

    def take(self) -> tuple[Job, ...]:
        """Those since the last time."""
        jobs, self._jobs = tuple(self._jobs), []
        return jobs
