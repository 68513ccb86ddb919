"""Notochord, a peer of `benchmarks.serving`: the time of its notes, with random weights.

Runs in a virtual environment of its own, since it asks for an older torch than ours (it runs with
ours all the same):

    python3 -m venv notochord
    notochord/bin/pip install -c constraints.txt \\
        torch numpy mido tqdm appdirs joblib pandas sf2utils toml-file iipyper fire
    notochord/bin/pip install --no-deps notochord==0.8.0

    notochord/bin/python benchmarks/notochord_query.py notes 200   # nanoseconds: all, then each
    notochord/bin/python benchmarks/notochord_query.py serve 9999  # its own OSC server, till killed

A note is a query and a feed: what its OSC server does at /notochord/query_feed. The weights say
nothing about the time, so none are loaded.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import torch
from notochord import Notochord  # type: ignore[import-not-found]


def time_notes(count: int) -> None:
    """Print how long some notes take, in nanoseconds: all of them, then each."""
    model = Notochord()
    model.eval()
    model.reset()
    times = []
    for _ in range(count):
        start = time.perf_counter_ns()
        model.query_feed()
        times.append(time.perf_counter_ns() - start)
    print(sum(times), *times, sep="\n")


def serve(port: int) -> None:
    """Its own server on a port of loopback; greets with one line."""
    from iipyper import run  # type: ignore[import-not-found]
    from notochord.app.server import main  # type: ignore[import-not-found]

    with tempfile.TemporaryDirectory() as folder:
        checkpoint = Path(folder) / "random.ckpt"
        model = Notochord()
        torch.save({"kw": {"model": {}}, "model_state": model.state_dict()}, checkpoint)
        sys.argv = [sys.argv[0], "--receive_port", str(port), "--checkpoint", str(checkpoint)]
        run(main)


if __name__ == "__main__":
    command, number = sys.argv[1], int(sys.argv[2])
    {"notes": time_notes, "serve": serve}[command](number)
