"""Atomic file writes: after a power cut or a kill there is either the old file or the new one."""

from __future__ import annotations

import os
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Replace the content of `path`: temporary file, fsync, rename, fsync of the folder.

    Missing folders are created, links are followed. A stream isn't replaced but written to. Raises
    OSError.
    """
    if is_stream(path):
        path.write_bytes(content)
        return
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(path.parent, path.name)
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def check_writable(path: Path) -> None:
    """Try whether `write_atomically` could write this file; nothing is left. Raises OSError."""
    if is_stream(path):
        return
    path = path.resolve()
    folder = next(parent for parent in path.parents if parent.exists())
    temporary = _temporary(folder, path.name)
    try:
        temporary.open("wb").close()
    finally:
        if folder.is_dir():
            temporary.unlink(missing_ok=True)


def is_stream(path: Path) -> bool:
    """Whether this is a device, a pipe or a terminal, such as /dev/stdout."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _temporary(folder: Path, name: str) -> Path:
    return folder / f".{name}.{os.getpid()}.tmp"
