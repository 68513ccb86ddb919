"""A Live Set for tests: devices on their tracks, a server, and what must hold of every Set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from bridge.osc.protocol import DEFAULT_PORT
from tests.support.max_interpreter.application import Application
from tests.support.max_interpreter.device import Device
from tests.support.max_interpreter.live import Habits
from tests.support.max_interpreter.messages import Atom
from tests.support.max_interpreter.midi import Note
from tests.support.max_interpreter.transport import MS_PER_MINUTE, TICKS_PER_QUARTER

PACKAGE: Final = Path(__file__).parents[2] / "max_patches"
FOLDERS: Final = (PACKAGE / "patchers", PACKAGE / "javascript", PACKAGE / "devices")
DEVICE: Final = PACKAGE / "devices" / "melobridge.amxd"
CONNECTED_MS: Final = 1500.0
LAST_NOTE_MS: Final = 10_000.0

USUAL: Final = Habits()
CONTRARY: Final = Habits(
    grid_at_start=False,
    tick_error=-1.5,
    reports_changes=True,
    enabled_at_load=False,
    ports_shared=True,
    marked_symbols=False,
    receives_reversed=True,
    main_lag_ms=40.0,
)
"""All that Max's documentation leaves open, the other way round."""


class Given(NamedTuple):
    """A note that the server gave. number: its index; onset, duration: in beats; a rest has the
    pitch -1."""

    number: int
    pitch: int
    velocity: float
    duration: float
    onset: float


class Rig:
    """Live with devices, for which a server is at its usual port."""

    def __init__(self, server_port: int, habits: Habits) -> None:
        self.application = Application(*FOLDERS, habits=habits)
        self.live, self.network = self.application.live, self.application.network
        self.network.doors[DEFAULT_PORT] = server_port
        self.devices: list[Device] = []

    def add(self, stored: Mapping[str, Atom] | None = None, *, connect: bool = True) -> Device:
        """Put a device on a new track, and let it find the server."""
        device = Device(self.application, DEVICE, stored)
        self.devices.append(device)
        if connect:
            self.run_ms(CONNECTED_MS)
        return device

    def run_ms(self, ms: float) -> None:
        """Let time pass."""
        self.application.run(ms)

    def run(self, beats: float) -> None:
        """Let quarters pass, at the present tempo."""
        self.run_ms(beats * MS_PER_MINUTE / self.live.transport.tempo)

    def given(self, epoch: int = 0, port: int = 0) -> list[Given]:
        """The notes that arrived, by their index: of the latest epoch or of one, at any port or
        at one."""
        notes = [
            reply.arguments[1:]
            for reply in self.network.replies
            if reply.address == "/melo/note" and port in (0, reply.port)
        ]
        epoch = epoch or max((int(note[0]) for note in notes), default=0)
        lines = {int(note[1]): Given(*note[1:6]) for note in notes if note[0] == epoch}  # type: ignore[arg-type]
        return [lines[index] for index in sorted(lines)]

    def sent(self, address: str) -> list[tuple[Atom, ...]]:
        """What was sent to an address, without the voice."""
        requests = self.network.requests
        return [request.arguments[1:] for request in requests if request.address == address]

    def errors(self) -> list[tuple[Atom, ...]]:
        """What the server found wrong with what it was sent."""
        replies = self.network.replies
        return [reply.arguments for reply in replies if reply.address == "/melo/error"]

    def check(self) -> None:
        """No device hangs a note, writes into Live's undo history, or complains."""
        self.live.stop()
        self.run_ms(LAST_NOTE_MS)
        for device in self.devices:
            assert device.output.sounding() == set()
            assert device.output.unbalanced() == {}
            assert device.undo_steps == []
        assert [line for line in self.application.console if "is taken" not in line] == []


def beats(notes: Iterable[Note]) -> list[float]:
    """Where notes began, in quarters, to a thousandth."""
    return [round(note.start / TICKS_PER_QUARTER, 3) for note in notes]


def sounding(notes: Iterable[Given], first: float, end: float) -> list[Given]:
    """Those that aren't rests and begin between two beats."""
    return [note for note in notes if note.pitch >= 0 and first <= note.onset < end]


@contextmanager
def live_set(server_port: int, habits: Habits = USUAL) -> Iterator[Rig]:
    """A Set, which is checked when all is done."""
    rig = Rig(server_port, habits)
    try:
        yield rig
        rig.check()
    finally:
        rig.application.close()
