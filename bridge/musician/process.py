"""The player process: a player, its MIDI process, its recording, told what to do by frames.

It is started by `bridge.musician.launch.Band`, hears it on its standard input, and ends when that
ends: with silence, whatever ended it.
"""

from __future__ import annotations

import os
import select
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from agent.errors import MeloError
from bridge.midi.commands import MidiSetup
from bridge.midi.events import Timeline, now
from bridge.midi.ports.names import Port, found
from bridge.midi.remote import MidiProcess
from bridge.musician import messages
from bridge.musician.build import seat
from bridge.musician.controls.control_map import Controls, Source, Target
from bridge.musician.events import bar_beats
from bridge.musician.messages import Place, PortSpec, Stage
from bridge.musician.performer import Player
from bridge.musician.recorder import Recorder
from bridge.musician.recording import Recording
from bridge.musician.voice import reason
from bridge.processes import framing
from bridge.processes.child import STDIN, STDOUT, outlive_signals
from bridge.processes.outbox import Outbox
from bridge.processes.priority import raise_priority

PIECE_BYTES = 1 << 16
# So often the player does what is due, and says where the song is.
STEP_SECONDS, TELL_SECONDS = 0.01, 0.05

Tell = Callable[..., None]


class Orders:
    """What comes on the standard input, read by a thread of its own. ended: no more will come."""

    def __init__(self) -> None:
        self._frames = SimpleQueue[framing.Values]()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    @property
    def ended(self) -> bool:
        return not self._thread.is_alive()

    def first(self) -> framing.Values:
        """Wait for the first one; none if there is none."""
        while not self.ended:
            with suppress(Empty):
                return self._frames.get(timeout=TELL_SECONDS)
        return ()

    def take(self) -> list[framing.Values]:
        """Those since the last time."""
        return [self._frames.get() for _ in range(self._frames.qsize())]

    def _read(self) -> None:
        incoming = framing.Frames()
        while piece := os.read(STDIN, PIECE_BYTES):
            for values in incoming.feed(piece):
                self._frames.put(values)


class Process:
    """Does what orders ask for, and plays. tell: says the kinds of `news` and `orders`."""

    def __init__(self, stage: Stage, midi: MidiProcess, tell: Tell) -> None:
        self._midi, self._tell = midi, tell
        self._recording = (
            Recording(stage.meter, bar_beats(stage.meter), stage.bpm) if stage.record else None
        )
        self._recorder = Recorder(Path(stage.record), self._say) if stage.record else None
        self._player = Player(
            midi,
            [name for name, *_ in stage.inputs],
            Timeline(now(), 0.0, stage.bpm),
            tell=tell,
            controls=Controls({Source(*entry[:3]): Target(*entry[3:]) for entry in stage.map}),
            recording=self._recording,
        )
        self._tell_at, self._gone = 0.0, False
        self._tasks: dict[str, Callable[..., None]] = {
            messages.SEAT: self._seat,
            messages.LEAVE: lambda name: self._player.remove(name, now()),
            messages.GO: self._go,
            messages.TEMPO: midi.set_tempo,
        }

    def run(self, coming: Orders) -> None:
        """Play until nobody gives orders any more."""
        try:
            while not coming.ended:
                for values in coming.take():
                    self.do(*values)
                self.step()
                wait(self._midi.fileno(), STEP_SECONDS)
        finally:
            self.close()

    def do(self, kind: str, *values: Any) -> None:
        """Do what an order asks for."""
        self._tasks[kind](*values)

    def step(self) -> None:
        """Play what is due, and look after the rest."""
        self._player.step(now())
        self._look_after(now())

    def close(self) -> None:
        """End, with silence."""
        self._player.close(now())
        self._midi.close()
        if self._recorder is not None and self._recording is not None:
            self._recorder.close(self._recording.content())

    def _look_after(self, at: float) -> None:
        """What is due less often."""
        if at < self._tell_at:
            return
        self._tell_at = at + TELL_SECONDS
        line = self._player.line
        self._tell(messages.TIME, line.beat(at), line.bpm, self._player.playing)
        if self._recorder is not None and self._recording is not None:
            self._recorder.keep(self._recording.content, at)

    def _seat(self, *values: Any) -> None:
        place = Place(*values)
        try:
            seated = seat(place, self._output(place.output))
        except MeloError as error:
            self._tell(messages.REFUSED, place.name, reason(error))
            return
        self._player.add(seated, now())
        self._tell(messages.SEATED, place.name, place.output[0])

    def _go(self) -> None:
        """Let the song begin, once."""
        if not self._gone:
            self._gone = True
            self._midi.start()

    def _output(self, spec: PortSpec) -> int:
        """The number of an output, opened if it isn't yet. Raises PlayError."""
        port = Port(*spec)
        if not port.virtual:
            found(port.name, self._midi.ports.outputs, output=True)
        return self._midi.open_output(port)

    def _say(self, text: str) -> None:
        self._tell(messages.SAY, text)


def midi_of(stage: Stage) -> MidiProcess:
    """The MIDI process of a stage. Raises MeloError."""
    return MidiProcess(
        MidiSetup(
            outputs=tuple(Port(*spec) for spec in stage.outputs),
            inputs=tuple(Port(*spec) for spec in stage.inputs),
            sync=stage.sync,
            bpm=stage.bpm,
            bar=bar_beats(stage.meter),
            clock_out=stage.clock_out,
        )
    )


def wait(fileno: int, seconds: float) -> None:
    """Wait for something to be heard, or for so long."""
    if os.name == "posix":
        select.select([fileno], [], [], seconds)
    else:  # where only sockets can be waited for
        time.sleep(seconds)


def main() -> None:
    outlive_signals()
    raise_priority(realtime=False)
    coming = Orders()
    first = coming.first()
    if not first:
        return
    stage, tell = Stage(*first[1:]), Outbox(STDOUT).send
    try:
        midi = midi_of(stage)
    except MeloError as error:
        tell(messages.REFUSED, "", str(error))
        return
    Process(stage, midi, tell).run(coming)


if __name__ == "__main__":
    main()
