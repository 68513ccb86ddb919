"""Playing a sound at once, by a program that the system has for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bridge.errors import SoundError

# Programs that play a WAV file, with their options: macOS, PipeWire, PulseAudio, ALSA, SoX, FFmpeg.
PROGRAMS = (
    ("afplay",),
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("play", "-q"),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
)
INSTEAD = "--wav FILE writes the sound into a file"


def play_wav(content: bytes) -> None:
    """Play a WAV file to its end. Raises SoundError where nothing here can."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "piece.wav")
        file.write_bytes(content)
        if sys.platform == "win32":
            _play_on_windows(file)
        else:
            _play(file)


def _play(file: Path) -> None:
    """Play by the first program that can."""
    here = [command for command in PROGRAMS if shutil.which(command[0])]
    if not here:
        names = ", ".join(command[0] for command in PROGRAMS)
        raise SoundError(f"no program here plays sound ({names}): {INSTEAD}")
    reasons = []
    for command in here:
        done = subprocess.run(
            [*command, str(file)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode == 0:
            return
        said = done.stderr.strip().splitlines()
        reasons.append(said[-1] if said else f"{command[0]} ended with {done.returncode}")
    raise SoundError(f"there is no audio device to play on ({reasons[-1]}): {INSTEAD}")


def _play_on_windows(file: Path) -> None:
    if sys.platform == "win32":  # for the type checker
        import winsound

        try:
            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
        except RuntimeError as error:
            raise SoundError(f"there is no audio device to play on ({error}): {INSTEAD}") from None
