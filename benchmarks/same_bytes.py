"""Does the program still give the same bytes? Hashes of what it makes, to compare two versions.

    python -m benchmarks.same_bytes > before.txt     (in one checkout)
    python -m benchmarks.same_bytes > after.txt      (in the other one, on the same machine)
    diff before.txt after.txt

Replays a recorded session (`benchmarks/session.jsonl`: every request, right and wrong, to every
shipped agent) with each reply compared to the recorded one, composes and explains takes with every
shipped agent, and trains an agent of each task for a moment. All by commands as a person runs them.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SESSION = ROOT / "benchmarks" / "session.jsonl"
MELODY_AGENTS = ("all", "fiddle", "hymn", "lied", "pop", "song")
LITTLE = (
    *("--prior-updates", "60", "--prior-batch", "64", "--updates", "40"),
    *("--lines", "8", "--batch", "32", "--replay", "64"),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in products(Path(folder)):
            print(f"{hashlib.sha256(content).hexdigest()}  {name}", flush=True)


def products(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What the program makes, each with its name."""
    told = melobridge(folder, "replay", str(SESSION), "--midi", "session.mid")
    yield "replay of the recorded session", told
    yield "MIDI file of the recorded session", (folder / "session.mid").read_bytes()
    for agent in MELODY_AGENTS:
        yield from takes(folder, agent, "--bars", "16")
        yield from takes(
            folder,
            agent,
            *("--bars", "12", "--meter", "3/4", "--key", "Eb", "--scale", "dorian"),
            *("--progression", "Cm F Bb Eb", "--variety", "1.8", "--density", "2", "--chords"),
        )
    yield from takes(folder, "classic", "--bars", "8", "--chords")
    yield from measured(folder)
    yield from trained(folder, "classic", "--updates", "400")
    yield from trained(folder, "melody", *LITTLE)


def takes(folder: Path, agent: str, *options: str) -> Iterator[tuple[str, bytes]]:
    """Three takes of an agent as MIDI files, and why the notes of a short one were chosen."""
    name = f"{agent} {' '.join(options)}"
    told = melobridge(folder, "generate", agent, "--seed", "7", "--count", "3", *options)
    yield f"generate {name}", told
    for number in (1, 2, 3):
        yield f"take {number} of {name}", (folder / f"piece-{number}.mid").read_bytes()
    why = [option for option in options if option != "--chords"]
    yield f"explain {name}", melobridge(folder, "explain", agent, "--seed", "7", *why)


def measured(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What evaluating says of an agent of each task, its report, and a corpus of the songbook."""
    yield "evaluate classic", melobridge(folder, "evaluate", "classic", "--json")
    few = ("--takes", "30", "--against", "textbook", "--json")
    yield f"evaluate fiddle {' '.join(few)}", melobridge(folder, "evaluate", "fiddle", *few)
    melobridge(folder, "evaluate", "hymn", "--takes", "20", "--report", "report")
    for file in sorted((folder / "report").iterdir()):
        yield f"report of hymn: {file.name}", file.read_bytes()
    built = melobridge(folder, "corpus", "build", str(ROOT / "agent" / "songbook"), "--jobs", "1")
    yield "corpus build songbook", built
    yield "corpus of the songbook", (folder / "tunes.jsonl.gz").read_bytes()


def trained(folder: Path, task: str, *options: str) -> Iterator[tuple[str, bytes]]:
    """A checkpoint that was trained for a moment."""
    out = folder / f"{task}.safetensors"
    melobridge(folder, "train", task, "--seed", "3", "--out", out.name, *options)
    yield f"train {task} {' '.join(options)}", out.read_bytes()


def melobridge(folder: Path, *arguments: str) -> bytes:
    """What a command prints."""
    own = {"MELOBRIDGE_AGENTS": str(folder / "agents"), "COLUMNS": "120", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bridge.cli", *arguments]
    return subprocess.run(
        command, cwd=folder, env=os.environ | own, stdout=subprocess.PIPE, check=True
    ).stdout


if __name__ == "__main__":
    main()
