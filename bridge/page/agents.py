"""What is known of the agents that a server has loaded, read from their files."""

from __future__ import annotations

from pathlib import Path

from agent.errors import CheckpointError
from agent.library.catalogue import agent_paths
from agent.library.loading import load_checkpoint
from agent.player.checkpoint import Header


class AgentHeaders:
    """Headers of agents by name; a changed file is read again.

    named: the file of an agent outside of the agents' folders, or ''.
    """

    def __init__(self, named: str) -> None:
        self._extra = {Path(named).stem: Path(named)} if named else {}
        self._known: dict[tuple[Path, int], Header | None] = {}

    def read(self) -> list[tuple[str, Header]]:
        """All agents; those that can't be read are left out. Takes some time at first."""
        known: dict[tuple[Path, int], Header | None] = {}
        found = list[tuple[str, Header]]()
        for name, path in (agent_paths() | self._extra).items():
            try:
                key = path, path.stat().st_mtime_ns
            except OSError:
                continue
            known[key] = self._known[key] if key in self._known else _header(path)
            if (header := known[key]) is not None:
                found.append((name, header))
        self._known = known
        return found


def _header(path: Path) -> Header | None:
    try:
        return load_checkpoint(path).header
    except CheckpointError:
        return None
