"""The programs that melobridge has clients for, and their paths on this machine."""

from __future__ import annotations

import shutil
from glob import glob
from typing import NamedTuple


class Executable(NamedTuple):
    """The executable of a client.

    command: on the PATH; places: patterns of its paths on macOS and Windows; advice: how to get it.
    """

    command: str
    places: tuple[str, ...]
    advice: str

    def path(self) -> str | None:
        """Its path, if it is installed."""
        found = [path for pattern in self.places for path in sorted(glob(pattern))]  # noqa: PTH207 - absolute patterns
        return shutil.which(self.command) or (found[-1] if found else None)


SCLANG = Executable(
    "sclang",
    (
        "/Applications/SuperCollider.app/Contents/MacOS/sclang",
        "C:/Program Files/SuperCollider-*/sclang.exe",
    ),
    "SuperCollider: install it from supercollider.github.io or your package manager",
)
PD = Executable(
    "pd",
    ("/Applications/Pd-*.app/Contents/Resources/bin/pd", "C:/Program Files/Pd/bin/pd.exe"),
    "Pure Data: install it from puredata.info or your package manager",
)
MAX = Executable(
    "Max",
    ("/Applications/Max.app", "C:/Program Files/Cycling '74/Max *"),
    "Max runs on macOS and Windows: cycling74.com",
)
OSCSEND = Executable(
    "oscsend", (), "liblo's oscsend: install liblo-tools to try the server from a terminal"
)
PROGRAMS = (SCLANG, PD, MAX, OSCSEND)
