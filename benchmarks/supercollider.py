"""What a live coder gets in SuperCollider: round trips inside sclang, and notes that came too late.

    python -m benchmarks.supercollider           # about a minute and a half
    python -m benchmarks.supercollider --quick   # a tenth of everything: rough

Round trips are those of plain NetAddr and OSCFunc, asked in sequence in alternating blocks: of a C
echo, of a bare python-osc echo (both send the request back), and of `melobridge serve`, where each
`/melo/next` composes a new note. Then the Quark plays, notes and rests all of the same length: an
underrun is one that wasn't there when the pattern took it. Its round trips are of requests for
several notes. Nothing sounds (no scsynth). One sclang plays all voices, on one core; the servers
have another one. The messages of the last row pass a relay that loses a tenth of them either way.

supercollider.scd holds the part that runs in sclang.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from benchmarks.report import machine, table
from benchmarks.round_trips import compile_c
from benchmarks.servers import HERE, NO_LIMIT, Server, first_line, pinned, running
from tests.support.program import Program
from tests.support.relay import LossyRelay
from tests.support.sclang import QUARK, start

PATIENCE_SECONDS = 240.0
LOSS = 0.1


def posted(sclang: Path, folder: Path, share: float) -> tuple[Program, str]:
    """Run the part in sclang, with all that it talks to: what it said, and which cores they had."""
    with ExitStack() as stack:
        server = stack.enter_context(Server(*NO_LIMIT))
        relay = stack.enter_context(LossyRelay(server.port, LOSS))
        python_osc = stack.enter_context(
            running([sys.executable, "-m", "benchmarks.pythonosc_echo"])
        )
        ports = {
            "SERVER": server.port,
            "LOSSY": relay.port,
            "PYTHONOSC": first_line(python_osc).strip(),
        }
        processes = [server.process, python_osc]
        if compile_c(folder):
            processes.append(stack.enter_context(running([str(folder / "echo")])))
            ports["ECHO"] = first_line(processes[-1]).strip()
        where = stack.enter_context(pinned([process.pid for process in processes], apart=True))
        code = (HERE / "supercollider.scd").read_text(encoding="utf-8")
        program = start(sclang, folder / "home", code, {**ports, "SHARE": share}, [QUARK])
        stack.enter_context(program).wait_for_exit(PATIENCE_SECONDS)
        return program, where


def rows(program: Program, kind: str) -> list[list[str]]:
    """The results of a kind, as their texts."""
    return [found[1].split("|") for found in program.printed(rf"^{kind}\|(.*)$")]


def milliseconds(text: str) -> str:
    return f"{float(text):.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description="What a live coder gets in SuperCollider.")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything: rough")
    options = parser.parse_args()
    sclang = shutil.which("sclang")
    if sclang is None:
        raise SystemExit("sclang isn't on the PATH: install SuperCollider")
    with tempfile.TemporaryDirectory() as folder:
        program, where = posted(Path(sclang), Path(folder), 0.1 if options.quick else 1)
    trips = [[name, *map(milliseconds, times)] for name, *times in rows(program, "round trip")]
    print(f"{where}\n\n{table(('round trip in sclang, ms', 'p50', 'p99'), trips)}")
    played = [
        [title, f"{int(notes):,}", underruns, resent, *map(milliseconds, times)]
        for title, notes, underruns, resent, *times in rows(program, "playing")
    ]
    header = ("Pmelo", "notes", "underruns", "asked again", "round trip p50, ms", "p99, ms")
    print(f"\n{table(header, played)}\n\n{machine('melobridge', 'numpy', 'python-osc')}")


if __name__ == "__main__":
    main()
