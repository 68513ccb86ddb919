"""The programs that play with melobridge, and where they are on this machine."""

from __future__ import annotations

import shutil
from glob import glob
from typing import NamedTuple


class Program(NamedTuple):
    """A client: its command, where macOS and Windows keep it, what to do when it isn't there."""

    command: str
    places: tuple[str, ...]
    advice: str

    def place(self) -> str | None:
        """Where it is, if it is there."""
        found = [path for pattern in self.places for path in sorted(glob(pattern))]  # noqa: PTH207 - absolute patterns
        return shutil.which(self.command) or (found[-1] if found else None)


SCLANG = Program(
    "sclang",
    (
        "/Applications/SuperCollider.app/Contents/MacOS/sclang",
        "C:/Program Files/SuperCollider-*/sclang.exe",
    ),
    "SuperCollider: install it from supercollider.github.io or your package manager",
)
PD = Program(
    "pd",
    ("/Applications/Pd-*.app/Contents/Resources/bin/pd", "C:/Program Files/Pd/bin/pd.exe"),
    "Pure Data: install it from puredata.info or your package manager",
)
MAX = Program(
    "Max",
    ("/Applications/Max.app", "C:/Program Files/Cycling '74/Max *"),
    "Max runs on macOS and Windows: cycling74.com",
)
OSCSEND = Program(
    "oscsend", (), "liblo's oscsend: install liblo-tools to try the server from a terminal"
)
PROGRAMS = (SCLANG, PD, MAX, OSCSEND)
