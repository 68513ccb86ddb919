"""FluidSynth as a child process with a MIDI input of its own: `melobridge play --sound`."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from agent.errors import MissingExtra
from bridge.errors import PlayError
from bridge.export.fluidsynth import find_fluidsynth
from bridge.processes.child import PROCESS_GROUP, STDERR

if TYPE_CHECKING:
    from bridge.midi.ports.rtmidi_backend import RtBackend

START_SECONDS, LOOK_SECONDS, LAST_SECONDS = 10.0, 0.05, 3.0
# The setting of FluidSynth's MIDI driver and the one for its client's name, by the API of our own.
DRIVERS = {
    "alsa": ("alsa_seq", "midi.alsa_seq.id"),
    "jack": ("jack", "midi.jack.id"),
    "core": ("coremidi", "midi.coremidi.id"),
}
# With JACK, sound goes the same way, and to the loudspeakers.
JACK_AUDIO = ("-a", "jack", "-j")
GAIN = "0.6"
MISSING = (
    "--sound needs the program FluidSynth and a soundfont (Debian: 'sudo apt install fluidsynth'; "
    "macOS: 'brew install fluid-synth'): without them, choose the port 'melobridge' as the MIDI "
    "input of a DAW"
)
NO_MIDI = (
    "--sound plays by MIDI, and no MIDI system runs here: 'melobridge generate --listen' is heard "
    "without one, and so is the page, 'melobridge demo'"
)


class Synthesiser:
    """FluidSynth until `close`, or until our own process ends. port: a part of its MIDI name."""

    def __init__(self) -> None:
        """Raises PlayError where it isn't installed, or can't make a sound here."""
        synth = find_fluidsynth()
        if synth is None:
            raise PlayError(MISSING)
        try:
            from bridge.errors import NoMidi
            from bridge.midi.ports.rtmidi_backend import RtBackend
        except ImportError:
            raise MissingExtra("playing by MIDI", "midi") from None
        try:
            with _silent_drivers():
                backend = RtBackend()
        except NoMidi:
            raise PlayError(NO_MIDI) from None
        self.port = f"melosound{os.getpid()}"
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as it runs
        with closing(backend) as midi:
            if midi.api not in DRIVERS:
                raise PlayError(f"--sound can't reach FluidSynth by the MIDI of {midi.api}")
            driver, name = DRIVERS[midi.api]
            audio = JACK_AUDIO if midi.api == "jack" else ()
            # It ends with its standard input, which ends with us.
            self._process = subprocess.Popen(
                [
                    *(synth.program, "-q", "-g", GAIN, "-m", driver, "-o", f"{name}={self.port}"),
                    *(*audio, str(synth.soundfont)),
                ],
                stdin=subprocess.PIPE,
                stdout=self._said,
                stderr=self._said,
                process_group=PROCESS_GROUP,
            )
            self._wait(midi)

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(LAST_SECONDS)
        self._process.kill()
        self._process.wait()
        self._said.close()

    def _wait(self, midi: RtBackend) -> None:
        """Wait until its input is there. Raises PlayError if it ends, or takes too long."""
        latest = time.monotonic() + START_SECONDS
        while not any(self.port in name for name in midi.outputs()):
            if self._process.poll() is not None or time.monotonic() > latest:
                reason = self._last_line()
                self.close()
                raise PlayError(
                    f"FluidSynth makes no sound here ({reason}): 'melobridge generate --wav FILE' "
                    "writes it into a file"
                )
            time.sleep(LOOK_SECONDS)

    def _last_line(self) -> str:
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it says nothing"


@contextmanager
def _silent_drivers() -> Iterator[None]:
    """Keep what drivers write to the standard error from the terminal."""
    kept, nowhere = os.dup(STDERR), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, STDERR)
        yield
    finally:
        os.dup2(kept, STDERR)
        os.close(kept)
        os.close(nowhere)
