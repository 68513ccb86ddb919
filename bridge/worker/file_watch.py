"""Which agents' files are new or have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple


class FileIdentity(NamedTuple):
    """What tells a file from one that was there before: path, modification time (ns), size."""

    path: str
    modified: int
    size: int


def identity(path: Path) -> FileIdentity | None:
    """The identity of a file; None if there is none."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return FileIdentity(str(path), facts.st_mtime_ns, facts.st_size)


class FileWatch:
    """Watches files by name. known: those that were loaded, as they were then."""

    def __init__(
        self, paths: Callable[[], Mapping[str, Path]], known: Mapping[str, FileIdentity]
    ) -> None:
        self._paths = paths
        self._known, self._seen = dict(known), dict(known)

    def changed(self) -> Iterator[tuple[str, FileIdentity]]:
        """The names whose files changed since they were known, and stood still since last time."""
        for name, path in self._paths().items():
            now = identity(path)
            if now is None or now == self._known.get(name):
                continue
            if now == self._seen.get(name):
                self._known[name] = now
                yield name, now
            self._seen[name] = now
