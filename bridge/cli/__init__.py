"""The command line: `melobridge COMMAND`. Each command is a module; heavy imports wait for it."""

import os

# One BLAS thread: a second one gains nothing on small networks and costs milliseconds of delay.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")


def main() -> None:
    """Run the command line, and end."""
    try:
        from bridge.cli.entry import run

        run()
    except KeyboardInterrupt:  # even before there is anything to heed it: no word of it
        os._exit(130)
