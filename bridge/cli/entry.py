"""The entry point of every command: it ends with one sentence at most, and with a status.

0: done; 1: a fault; 2: no command of ours, or options that it doesn't have; 130: Ctrl-C.
"""

from __future__ import annotations

import os
import sys

from bridge.cli.shared.interrupts import INTERRUPTED, Interrupts

FAULT, USAGE = 1, 2


def run() -> None:
    """Run the command line, and end."""
    interrupts = Interrupts()
    interrupts.end_at_once()
    from bridge.cli.shared.streams import lost, make_safe

    make_safe()
    status, sentence = _run(interrupts)
    interrupts.ignore()
    if interrupts.came and status:
        status, sentence = INTERRUPTED, ""
    if error := lost(sys.stdout):
        status, sentence = status or FAULT, sentence or _unwritten(error)
    if sentence:
        _complain(sentence)
    sys.exit(status)


def _run(interrupts: Interrupts) -> tuple[int, str]:
    """Run the command. Returns its status and what there is to say of it, or ''."""
    from typer import Abort

    from agent.errors import MeloError
    from bridge.cli.app import app
    from bridge.cli.shared.usage import UsageError, usage_sentence

    try:
        interrupts.end_in_order()
        return app(prog_name="melobridge", standalone_mode=False) or 0, ""
    except MeloError as error:
        return FAULT, str(error)
    except UsageError as error:
        return USAGE, usage_sentence(error)
    except (KeyboardInterrupt, Abort):
        return INTERRUPTED, ""
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FAULT, ""
    except Exception as error:
        return FAULT, _unforeseen(error)


def _unforeseen(error: Exception) -> str:
    """The sentence for an error that isn't ours."""
    from bridge.cli.shared.streams import lost

    if not isinstance(error, OSError):
        kind = " ".join(f"{type(error).__name__}: {error}".split())
        return f"{kind} ({_place(error)}): please report this fault of melobridge"
    if lost(sys.stdout) or not error.filename:
        return _unwritten(error)
    return f"{error.filename}: {error.strerror or error}"


def _unwritten(error: OSError) -> str:
    """The sentence for a lost output; none where whoever read it has seen enough."""
    if isinstance(error, BrokenPipeError):
        return ""
    return f"the output can't be written: {error.strerror or error}"


def _place(error: Exception) -> str:
    """The file and line where an error came up."""
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{frame.filename.replace(os.sep, '/').rsplit('/', 1)[-1]}:{frame.lineno}"


def _complain(sentence: str) -> None:
    """Say a sentence on the standard error, where somebody listens."""
    from contextlib import suppress

    from bridge.cli.shared.streams import lost

    with suppress(OSError):
        print(f"melobridge: {sentence}", file=sys.stderr)
    lost(sys.stderr)
