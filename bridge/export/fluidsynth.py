"""FluidSynth, the program, and a free soundfont: MIDI files into sound by sampled instruments."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bridge.export.synthesis import RATE, Samples, loudest

PROGRAM = "fluidsynth"
# Where systems put soundfonts, and those to look for first: small ones of a whole General MIDI set.
FOLDERS = (
    "/usr/share/sounds/sf2",
    "/usr/share/soundfonts",
    "/usr/local/share/soundfonts",
    "/opt/homebrew/share/soundfonts",
    "/usr/local/share/fluid-synth/sf2",
    "/opt/homebrew/share/fluid-synth/sf2",
)
FIRST = ("TimGM6mb", "FluidR3_GM", "FluidR3", "default-GM", "default")
SUFFIXES = (".sf2", ".sf3")
MOST_SECONDS = 600.0


class FluidSynth(NamedTuple):
    """A program and the soundfont that it plays."""

    program: str
    soundfont: Path

    @property
    def name(self) -> str:
        return f"FluidSynth, {self.soundfont.stem}"


def find_fluidsynth(folders: Iterable[str] = FOLDERS) -> FluidSynth | None:
    """FluidSynth with a soundfont, where this machine has both."""
    program, soundfont = shutil.which(PROGRAM), _soundfont(folders)
    return FluidSynth(program, soundfont) if program and soundfont else None


def rendered(synth: FluidSynth, midi: bytes) -> Samples | None:
    """The sound of a MIDI file, with its echo; None where FluidSynth can't make it."""
    with tempfile.TemporaryDirectory() as folder:
        file, sound = Path(folder, "piece.mid"), Path(folder, "piece.raw")
        file.write_bytes(midi)
        try:
            subprocess.run(
                _command(synth, file, sound),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=MOST_SECONDS,
                check=True,
            )
            samples = np.fromfile(sound, "<f4").reshape(-1, 2)
        except (OSError, subprocess.SubprocessError, ValueError):
            return None
    return loudest(samples) if samples.any() else None


def _command(synth: FluidSynth, file: Path, sound: Path) -> Sequence[str]:
    raw = ("-T", "raw", "-O", "float", "-E", "little", "-F", str(sound))
    return (
        *(synth.program, "-n", "-i", "-q", "-g", "0.5", "-r", str(RATE), *raw),
        *(str(synth.soundfont), str(file)),
    )


def _soundfont(folders: Iterable[str]) -> Path | None:
    found = [
        path
        for folder in map(Path, folders)
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if path.suffix in SUFFIXES and path.is_file()
    ]
    known = (path for stem in FIRST for path in found if path.stem == stem)
    return next(known, found[0] if found else None)
