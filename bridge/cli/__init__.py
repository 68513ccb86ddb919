"""The command line: `melobridge COMMAND`. Each command is a module; heavy imports wait for it."""

from __future__ import annotations

import os
import sys

# One BLAS thread: a second one gains nothing on small networks and costs milliseconds of delay.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")


def main() -> None:
    """Run the command line; a fault becomes one sentence on stderr and exit status 1."""
    from agent.errors import MeloError
    from bridge.cli.app import app

    try:
        app(prog_name="melobridge")
    except MeloError as error:
        print(f"melobridge: {error}", file=sys.stderr)
        sys.exit(1)
