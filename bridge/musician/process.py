"""The player process: a performer, its MIDI process and its recording, commanded by its parent.

`bridge.musician.launch.PlayerProcess` starts it and sends it commands on its standard input. It
ends with that input: in silence, whatever ended it.
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

from agent.errors import MeloError
from bridge.midi.commands import MidiSetup
from bridge.midi.events import LogLine, Timeline, now
from bridge.midi.ports.names import Port, found
from bridge.midi.remote import MidiProcess
from bridge.musician.build import build_voice
from bridge.musician.controls.control_map import Controls, Source, Target
from bridge.musician.events import bar_beats
from bridge.musician.messages import (
    Command,
    OutputNamed,
    PlayerRefused,
    PlayerSetup,
    PortSpec,
    RemoveVoice,
    Report,
    SetTempo,
    SongPosition,
    StartSong,
    VoiceAdded,
    VoiceRefused,
    VoiceSetup,
    command_of,
    setup_of,
    to_values,
)
from bridge.musician.performer import Performer
from bridge.musician.recorder import RecordingWriter
from bridge.musician.recording import Recording
from bridge.processes import framing
from bridge.processes.child import STDIN, STDOUT, outlive_signals
from bridge.processes.outbox import Outbox
from bridge.processes.priority import raise_priority

# How often the performer does what is due, and the position of the song is reported.
STEP_SECONDS, POSITION_SECONDS = 0.01, 0.05


class CommandInput:
    """The standard input, read by a thread of its own. ended: whether no more will come."""

    def __init__(self) -> None:
        self._frames = SimpleQueue[framing.Values]()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    @property
    def ended(self) -> bool:
        return not self._thread.is_alive()

    def setup(self) -> PlayerSetup | None:
        """Wait for the first message; None if the parent ended before."""
        while not self.ended:
            with suppress(Empty):
                return setup_of(self._frames.get(timeout=POSITION_SECONDS))
        return None

    def commands(self) -> list[Command]:
        """The commands since the last call."""
        return [command_of(self._frames.get()) for _ in range(self._frames.qsize())]

    def _read(self) -> None:
        incoming = framing.Frames()
        while piece := os.read(STDIN, framing.PIECE_BYTES):
            for values in incoming.feed(piece):
                self._frames.put(values)


class PlayerLoop:
    """Carries out commands, and lets the performer play. report: gets what happens."""

    def __init__(
        self, setup: PlayerSetup, midi: MidiProcess, report: Callable[[Report], None]
    ) -> None:
        self._midi, self._report = midi, report
        self._recording: Recording | None = None
        self._writer: RecordingWriter | None = None
        if setup.record:
            self._recording = Recording(setup.meter, bar_beats(setup.meter), setup.bpm)
            self._writer = RecordingWriter(Path(setup.record), lambda text: report(LogLine(text)))
        self._performer = Performer(
            midi,
            [name for name, *_ in setup.inputs],
            Timeline(now(), 0.0, setup.bpm),
            report=report,
            controls=Controls({Source(*spec[:3]): Target(*spec[3:]) for spec in setup.controls}),
            recording=self._recording,
        )
        self._report_at, self._started = 0.0, False

    def run(self, source: CommandInput) -> None:
        """Play until the commands end."""
        try:
            while not source.ended:
                for command in source.commands():
                    self.do(command)
                self.step()
                wait(self._midi.fileno(), STEP_SECONDS)
        finally:
            self.close()

    def do(self, command: Command) -> None:
        """Carry out a command."""
        match command:
            case VoiceSetup():
                self._add_voice(command)
            case RemoveVoice(name):
                self._performer.remove(name, now())
            case StartSong():
                self._start()
            case SetTempo(bpm):
                self._midi.set_tempo(bpm)

    def step(self) -> None:
        """Play what is due; report and record."""
        self._performer.step(now())
        self._report_position(now())

    def close(self) -> None:
        """Silence everything, end the MIDI process, finish the recording."""
        self._performer.close(now())
        self._midi.close()
        if self._writer is not None and self._recording is not None:
            self._writer.close(self._recording.content())

    def _report_position(self, at: float) -> None:
        """Report where the song is and write the recording, if it is time for that."""
        if at < self._report_at:
            return
        self._report_at = at + POSITION_SECONDS
        line = self._performer.line
        self._report(SongPosition(line.beat(at), line.bpm, self._performer.playing))
        if self._writer is not None and self._recording is not None:
            self._writer.keep(self._recording.content, at)

    def _add_voice(self, setup: VoiceSetup) -> None:
        try:
            voice = build_voice(setup, self._output(setup.output))
        except MeloError as error:
            self._report(VoiceRefused(setup.name, str(error)))
            return
        self._performer.add(voice, now())
        self._report(VoiceAdded(setup.name, setup.output[0]))

    def _start(self) -> None:
        """Start the song, once."""
        if not self._started:
            self._started = True
            self._midi.start()

    def _output(self, spec: PortSpec) -> int:
        """The number of an output, opened if it isn't yet; reports its name. Raises PlayError."""
        port = Port(*spec)
        if not port.virtual:
            names = self._midi.ports.outputs
            full = names[found(port.name, names, output=True)]
            if full != port.name:
                self._report(OutputNamed(port.name, full))
        return self._midi.open_output(port)


def midi_setup(setup: PlayerSetup) -> MidiSetup:
    """The setup of a player's MIDI process."""
    return MidiSetup(
        outputs=tuple(Port(*spec) for spec in setup.outputs),
        inputs=tuple(Port(*spec) for spec in setup.inputs),
        sync=setup.sync,
        bpm=setup.bpm,
        bar=bar_beats(setup.meter),
        clock_out=setup.clock_out,
    )


def wait(fileno: int, seconds: float) -> None:
    """Wait until a file can be read, at most so many seconds."""
    if os.name == "posix":
        select.select([fileno], [], [], seconds)
    else:  # where only sockets can be waited for
        time.sleep(seconds)


def main() -> None:
    outlive_signals()
    raise_priority(realtime=False)
    source, outbox = CommandInput(), Outbox(STDOUT)
    setup = source.setup()
    if setup is None:
        return

    def report(message: Report) -> None:
        outbox.send(*to_values(message))

    try:
        midi = MidiProcess(midi_setup(setup))
    except MeloError as error:
        report(PlayerRefused(str(error)))
        return
    PlayerLoop(setup, midi, report).run(source)


if __name__ == "__main__":
    main()
