"""The frames between a MIDI process and its parent, beside the events of `bridge.midi.events`."""

from __future__ import annotations

from typing import NamedTuple

from bridge.midi.events import Timeline
from bridge.midi.ports.names import Port
from bridge.processes.framing import Values

# To the MIDI process, each with its values:
BEGIN = "begin"  # a MidiSetup: the first frame of all
SEND = "send"  # deadline, port, message
DROP = "drop"  # port, channel, after: see `bridge.midi.remote.MidiProcess.drop`
PANIC = "panic"
OPEN = "open"  # name, virtual, latency_ms: of one more output
START, STOP = "start", "stop"
TEMPO = "tempo"  # bpm
PING = "ping"  # the parent is alive
# From it:
READY = "ready"
UNABLE = "unable"  # text: why it can't begin
ALIVE = "alive"

INTERNAL, CLOCK, LINK = "internal", "midi", "link"
SYNC_SOURCES = (INTERNAL, CLOCK, LINK)


class MidiSetup(NamedTuple):
    """How a MIDI process is to run.

    sync: what leads the time, one of SYNC_SOURCES; bar: beats, for a quantised start; clock_out:
    send MIDI clock to all outputs; realtime: ask for real-time priority.

    again: an earlier process of this setup died. Ports may be missing, and are silenced first.
    playing, line: the state of its song; note_offs: for what it left sounding, by output.
    """

    outputs: tuple[Port, ...]
    inputs: tuple[Port, ...] = ()
    sync: str = INTERNAL
    bpm: float = 120.0
    bar: float = 4.0
    clock_out: bool = False
    realtime: bool = True
    again: bool = False
    playing: bool = False
    line: Timeline | None = None
    note_offs: tuple[tuple[bytes, ...], ...] = ()

    def values(self) -> Values:
        """As the plain values of a frame."""
        outputs, inputs, *rest, line, note_offs = self
        ports = [tuple(map(tuple, ports)) for ports in (outputs, inputs)]
        return *ports, *rest, line and tuple(line), note_offs

    @classmethod
    def of(cls, values: Values) -> MidiSetup:
        """The setup of a frame's values."""
        plain = cls(*values)
        return plain._replace(
            outputs=tuple(Port(*port) for port in plain.outputs),
            inputs=tuple(Port(*port) for port in plain.inputs),
            line=plain.line and Timeline(*plain.line),
        )
