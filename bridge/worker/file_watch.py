"""Watching agents' files for changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple


class FileIdentity(NamedTuple):
    """Identifies a version of a file: path, modification time (ns) and size."""

    path: str
    modified: int
    size: int


def identity(path: Path) -> FileIdentity | None:
    """The identity of a file; None if it doesn't exist."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return FileIdentity(str(path), facts.st_mtime_ns, facts.st_size)


class FileWatch:
    """Watches named files by polling. known: identities of the loaded ones."""

    def __init__(
        self, paths: Callable[[], Mapping[str, Path]], known: Mapping[str, FileIdentity]
    ) -> None:
        self._paths = paths
        self._known, self._seen = dict(known), dict(known)

    def changed(self) -> Iterator[tuple[str, FileIdentity]]:
        """Names of files that differ from the known ones, but not from those at the last call."""
        for name, path in self._paths().items():
            now = identity(path)
            if now is None or now == self._known.get(name):
                continue
            if now == self._seen.get(name):
                self._known[name] = now
                yield name, now
            self._seen[name] = now
