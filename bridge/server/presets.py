"""What voices keep under a name, for later and for others: presets and tastes.

They live in memory. Each change is also a job for the worker process, which writes files.
"""

from __future__ import annotations

from collections.abc import Mapping

from agent.library.catalogue import NAME
from bridge.errors import Code, ProtocolError
from bridge.limits import MOST_PRESETS
from bridge.osc.address import Address
from bridge.server.jobs import PRESET, TASTE, AddJob, Content, SaveJob


class PresetStore:
    """Presets and tastes by name."""

    def __init__(
        self, presets: Mapping[str, Content], tastes: Mapping[str, Content], add_job: AddJob
    ) -> None:
        """add_job: where it leaves what is to be written."""
        self._saved = {PRESET: dict(presets), TASTE: dict(tastes)}
        self._add_job = add_job

    def save(self, kind: str, name: str, content: Content, client: Address) -> None:
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
        self._add_job(SaveJob(kind, name, content, client))

    def find(self, kind: str, name: str) -> Content:
        """What was saved. Raises ProtocolError with the names there are."""
        saved = self._saved[kind]
        if name not in saved:
            names = ", ".join(sorted(saved)) or "none so far"
            raise ProtocolError(
                Code.NO_SUCH_PRESET, f"there is no {kind} '{name}': saved are {names}"
            )
        return saved[name]
