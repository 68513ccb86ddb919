"""Whether anything is connected to the virtual port that `melobridge play` opens.

ALSA and JACK tell of all their connections. Elsewhere, and where several of our ports are there of
which only some are connected, it isn't known.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from contextlib import suppress
from pathlib import Path

from bridge.midi.ports.names import OWN_PORT

ALSA_CLIENTS, JACK_LISTING = Path("/proc/asound/seq/clients"), "jack_lsp"
LOOK_SECONDS, LONGEST_SECONDS = 2.0, 2.0
# The second of two clients of one name is numbered by JACK.
JACK_PORT = re.compile(rf"{OWN_PORT}(-\d+)?:{OWN_PORT}")
ALSA_PORT = re.compile(rf'\s+Port +\d+ : "{OWN_PORT}" \(R')


def can_tell() -> bool:
    """Whether this machine may tell what is connected."""
    return ALSA_CLIENTS.exists() or shutil.which(JACK_LISTING) is not None


class ConnectionWatch:
    """Looks every now and then, in a thread. unheard: see the function of this name."""

    def __init__(self) -> None:
        self.unheard: bool | None = None
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._closed.set()

    def _run(self) -> None:
        while not self._closed.is_set():
            self.unheard = unheard([*alsa_connections(_clients()), *jack_connections(_listing())])
            self._closed.wait(LOOK_SECONDS)


def unheard(connections: list[int]) -> bool | None:
    """Whether nothing is connected to our port; None where that isn't known.

    connections: how many each port has that may be ours.
    """
    if not connections or (any(connections) and not all(connections)):
        return None
    return not any(connections)


def alsa_connections(clients: str) -> list[int]:
    """The number of connections of each output of our name in ALSA's list of clients."""
    found = list[int]()
    ours = False
    for line in clients.splitlines():
        if not line.strip().startswith(("Connecting To:", "Connected From:")):
            ours = ALSA_PORT.match(line) is not None
            found += [0] if ours else []
        elif ours and "Connecting To:" in line:
            found[-1] = line.count(",") + 1
    return found


def jack_connections(listing: str) -> list[int]:
    """The number of connections of each output of our name, as `jack_lsp -c -p` lists them."""
    found, count = list[int](), 0
    name = ""
    for line in listing.splitlines():
        if line.startswith("\tproperties:"):
            found += [count] if "output" in line and JACK_PORT.fullmatch(name) else []
        elif line.startswith(" "):
            count += 1
        else:
            name, count = line, 0
    return found


def _clients() -> str:
    with suppress(OSError):
        return ALSA_CLIENTS.read_text(errors="replace")
    return ""


def _listing() -> str:
    """What JACK's own program says; nothing where there is none, or no server."""
    with suppress(OSError, subprocess.SubprocessError):
        return subprocess.run(
            [JACK_LISTING, "-c", "-p"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            errors="replace",
            timeout=LONGEST_SECONDS,
            check=False,
        ).stdout
    return ""
