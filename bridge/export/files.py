"""Writing a file, with an error for the person who wants it."""

from __future__ import annotations

from pathlib import Path

from agent.files import write_atomically
from bridge.errors import OutputError


def write_file(path: Path, content: bytes) -> None:
    """Replace a file as a whole, or write to a stream. Raises OutputError."""
    try:
        write_atomically(path, content)
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror or error}") from None
