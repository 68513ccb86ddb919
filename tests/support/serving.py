"""A real `melobridge serve` for real clients, and the notes that it gave."""

from __future__ import annotations

import os
import socket
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import build_msg

from bridge.osc.parameters import MOST_NOTES
from tests.support.free_ports import HOST
from tests.support.melody_agent import save_melody_agent
from tests.support.patience import PATIENCE_SECONDS
from tests.support.program import Program

CLASSIC, MELODY = "classic", "little"


@dataclass(frozen=True, slots=True)
class Note:
    """What /melo/note says about a note."""

    index: int
    pitch: int
    velocity: float
    duration: float
    onset: float

    @classmethod
    def of(cls, values: Iterable[str | float]) -> Note:
        """A note from the values of a message, or from their text; 0.8 came as 0.800000012."""
        index, pitch, velocity, duration, onset = (round(float(value), 6) for value in values)
        return cls(int(index), int(pitch), velocity, duration, onset)


def _note(sock: socket.socket, voice: str, epoch: int, index: int) -> OscMessage:
    """Wait for a note. Raises TimeoutError."""
    while True:
        reply = OscMessage(sock.recv(2048))
        if reply.address == "/melo/note" and reply.params[:3] == [voice, epoch, index]:
            return reply


class Server(NamedTuple):
    """A running `melobridge serve`."""

    program: Program
    port: int

    def gave(
        self, client_port: int, voice: str, epoch: int, count: int, first: int = 0
    ) -> list[Note]:
        """The notes that the server gave to the client at a port which is free by now.

        It asks from the client's own port: to the server this is the same client, and the same
        question gets the same notes. What still comes for that client is passed over.
        """
        replies = []
        with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as sock:
            sock.bind((HOST, client_port))
            sock.settimeout(PATIENCE_SECONDS)
            for index in range(first, first + count, MOST_NOTES):
                asked = min(first + count - index, MOST_NOTES)
                question = build_msg("/melo/next", [voice, epoch, index, asked])
                sock.sendto(question.dgram, (HOST, self.port))
                replies += [_note(sock, voice, epoch, index + more) for more in range(asked)]
        return [Note.of(reply.params[2:7]) for reply in replies]


@contextmanager
def serving(
    agents: Path, agent: str = CLASSIC, port: int = 0, *, seed: int = 7
) -> Iterator[Server]:
    """`melobridge serve` with a seed, on a free port if none is named.

    agents: a folder; MELODY in it has random weights: any note, length or rest may come.
    """
    save_melody_agent(agents / f"{MELODY}.safetensors")
    melobridge = str(Path(sysconfig.get_path("scripts"), "melobridge"))
    environment = os.environ | {"MELOBRIDGE_AGENTS": str(agents)}
    command = (melobridge, "serve", agent, "--no-page", "--port", str(port), "--seed", str(seed))
    with Program(*command, environment=environment) as program:
        found = program.wait_for(r"melobridge listens on [\d.]+:(\d+) \(UDP\)", PATIENCE_SECONDS)
        yield Server(program, int(found[1]))
