"""What voices keep under a name, for later and for others: presets and tastes.

They live in memory. Each change is also a job for somebody with access to files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from agent.catalogue import NAME
from bridge.errors import Code, ProtocolError
from bridge.limits import MOST_PRESETS
from bridge.registry import Destination

PRESET, TASTE = "preset", "taste"
Content = dict[str, Any]


class Job(NamedTuple):
    """Something to write. kind: PRESET or TASTE; content: JSON; to: who hears of it if it fails."""

    kind: str
    name: str
    content: Content
    to: Destination


class Shelf:
    """Presets and tastes by name."""

    def __init__(self, presets: Mapping[str, Content], tastes: Mapping[str, Content]) -> None:
        self._saved = {PRESET: dict(presets), TASTE: dict(tastes)}
        self._jobs: list[Job] = []

    def jobs(self) -> tuple[Job, ...]:
        """What is to be written since the last time."""
        jobs, self._jobs = tuple(self._jobs), []
        return jobs

    def save(self, kind: str, name: str, content: Content, client: Destination) -> None:
        """Keep something. Raises ProtocolError for a bad name, or if there are too many."""
        saved = self._saved[kind]
        if not NAME.fullmatch(name):
            raise ProtocolError(
                Code.WRONG_ARGUMENTS,
                f"'{name}' can't be a name: use up to 64 letters, digits, dots, - and _",
            )
        if len(saved) >= MOST_PRESETS and name not in saved:
            raise ProtocolError(
                Code.NOT_SAVED, f"there are {MOST_PRESETS} {kind}s already: use one of their names"
            )
        saved[name] = content
        self._jobs.append(Job(kind, name, content, client))

    def find(self, kind: str, name: str) -> Content:
        """What was saved. Raises ProtocolError with the names there are."""
        saved = self._saved[kind]
        if name not in saved:
            names = ", ".join(sorted(saved)) or "none so far"
            raise ProtocolError(
                Code.NO_SUCH_PRESET, f"there is no {kind} '{name}': saved are {names}"
            )
        return saved[name]
