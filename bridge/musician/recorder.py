"""The file of a recording: rewritten every second, so that a kill loses no more than that."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import chain, count
from pathlib import Path
from queue import SimpleQueue

from agent.files import write_atomically
from bridge.errors import PlayError

WRITE_SECONDS = 1.0
LAST_SECONDS = 3.0


class RecordingWriter:
    """Writes the file in a thread of its own: a slow disk delays nothing else."""

    def __init__(self, path: Path, say: Callable[[str], None]) -> None:
        """path: a new file; say: gets one sentence if it can no longer be written."""
        self._path, self._say = path, say
        self._due = 0.0
        self._contents = SimpleQueue[bytes | None]()
        self._thread = threading.Thread(target=self._write, daemon=True)
        self._thread.start()

    def keep(self, content: Callable[[], bytes], now: float) -> None:
        """Write the content, once a second. now: seconds."""
        if now >= self._due and self._thread.is_alive():
            self._due = now + WRITE_SECONDS
            self._contents.put(content())

    def close(self, content: bytes) -> None:
        """Write the content for the last time."""
        self._contents.put(content)
        self._contents.put(None)
        self._thread.join(LAST_SECONDS)

    def _write(self) -> None:
        written = b""
        while (content := self._contents.get()) is not None:
            if content == written:
                continue
            try:
                write_atomically(self._path, content)
                written = content
            except OSError as error:
                reason = error.strerror or error
                self._say(f"{self._path} can't be written ({reason}): the recording ends here")
                return


def new_file(wanted: Path) -> Path:
    """Create an empty file of this name, with a number where it exists. Raises PlayError."""
    numbered = (wanted.with_stem(f"{wanted.stem}-{number}") for number in count(2))
    for path in chain([wanted], numbered):
        try:
            path.open("xb").close()
            return path.absolute()
        except FileExistsError:
            continue
        except OSError as error:
            raise PlayError(
                f"the recording {wanted} can't be written ({error.strerror}): choose another "
                "place with --record"
            ) from None
    raise AssertionError("numbers don't end")
