"""Named presets and tastes, which all voices can save and load.

They are held in memory; each change is also a job for the worker process, which writes files.
"""

from __future__ import annotations

from collections.abc import Mapping

from agent.library.catalogue import NAME
from bridge.errors import Code, ProtocolError
from bridge.osc.address import Address
from bridge.osc.limits import MOST_PRESETS
from bridge.server.jobs import PRESET, TASTE, AddJob, Content, SaveJob


class PresetStore:
    """Presets and tastes by name."""

    def __init__(
        self, presets: Mapping[str, Content], tastes: Mapping[str, Content], add_job: AddJob
    ) -> None:
        """add_job: hands a job to the worker process."""
        self._saved = {PRESET: dict(presets), TASTE: dict(tastes)}
        self._add_job = add_job

    def save(self, kind: str, name: str, content: Content, client: Address) -> None:
        """Save a preset or taste. Raises ProtocolError for a bad name, or if there are too many."""
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
        """A saved preset or taste. Raises ProtocolError with the available names."""
        saved = self._saved[kind]
        if name not in saved:
            names = ", ".join(sorted(saved)) or "none so far"
            raise ProtocolError(
                Code.NO_SUCH_PRESET, f"there is no {kind} '{name}': saved are {names}"
            )
        return saved[name]
