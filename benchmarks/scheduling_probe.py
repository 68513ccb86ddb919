"""The MIDI process of `melobridge play`, which also keeps the times at which messages leave.

benchmarks.scheduling_player starts it in place of `bridge.midi.process`. The times go into the
file that SENT_VARIABLE names, as JSON, when the process ends.
"""

from __future__ import annotations

import json
import os
from array import array
from pathlib import Path

from benchmarks.scheduling_player import SENT_VARIABLE, of_grid
from bridge.midi import process
from bridge.midi.events import now
from bridge.midi.ports.rtmidi_backend import RtBackend, RtOutput


class Probe(RtOutput):
    """An output that looks at the clock before it sends."""

    times = array("d")

    def send(self, message: bytes) -> None:
        """See `bridge.midi.ports.backend.Output`."""
        if of_grid(message):
            self.times.append(now())
        super().send(message)


class Backend(RtBackend):
    """The system's MIDI, with such outputs."""

    def open_output(self, place: int | None, name: str) -> Probe:
        """See `bridge.midi.ports.backend.Backend`."""
        return Probe(super().open_output(place, name)._port)

    def close(self) -> None:
        """See `bridge.midi.ports.backend.Backend`."""
        super().close()
        Path(os.environ[SENT_VARIABLE]).write_text(json.dumps(list(Probe.times)), "ascii")


if __name__ == "__main__":
    process.connect = Backend
    process.main()
