"""What the player and its MIDI process say to each other: frames of these kinds, and of events."""

from __future__ import annotations

from typing import NamedTuple

from bridge.midi.events import Timeline
from bridge.midi.ports.names import Port
from bridge.processes.framing import Values

# To the MIDI process, each with its values:
BEGIN = "begin"  # a setup: the first frame of all
SEND = "send"  # deadline, port, message
DROP = "drop"  # port, channel, after
PANIC = "panic"
OPEN = "open"  # name, virtual, latency_ms: one more output
START, STOP = "start", "stop"
TEMPO = "tempo"  # bpm
PING = "ping"  # the player is alive
# From it, beside events:
READY = "ready"
UNABLE = "unable"  # text: it can't begin
ALIVE = "alive"

INTERNAL, CLOCK, LINK = "internal", "midi", "link"
TEMPOS = (INTERNAL, CLOCK, LINK)


class Setup(NamedTuple):
    """What a MIDI process is to do.

    tempo: one of TEMPOS; bar: beats; clock_out: send a MIDI clock to all outputs. again: another
    process had begun this and died: ports are waited for, and first of all silenced. playing, line:
    how the song went last; held: messages that end what sounded, by number of output.
    """

    outputs: tuple[Port, ...]
    inputs: tuple[Port, ...]
    tempo: str
    bpm: float
    bar: float
    clock_out: bool
    realtime: bool
    again: bool = False
    playing: bool = False
    line: Timeline | None = None
    held: tuple[tuple[bytes, ...], ...] = ()

    def values(self) -> Values:
        """As plain values for a frame."""
        outputs, inputs, *rest, line, held = self
        ports = [tuple(map(tuple, ports)) for ports in (outputs, inputs)]
        return *ports, *rest, line and tuple(line), held

    @classmethod
    def of(cls, values: Values) -> Setup:
        """A setup from its plain values."""
        plain = cls(*values)
        return plain._replace(
            outputs=tuple(Port(*port) for port in plain.outputs),
            inputs=tuple(Port(*port) for port in plain.inputs),
            line=plain.line and Timeline(*plain.line),
        )
