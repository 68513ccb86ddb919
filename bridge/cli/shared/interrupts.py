"""Ctrl-C, at any moment of a command: it ends with status 130, and not a word.

Loads next to nothing, so that it is there before anything else is.
"""

from __future__ import annotations

import os
import signal
import sys

INTERRUPTED = 130


class Interrupts:
    """What Ctrl-C does to a command. Where it is ignored, as in the background, it stays so."""

    def __init__(self) -> None:
        self.came = False
        self._heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler

    def end_at_once(self) -> None:
        """Ctrl-C ends the process: a library that is interrupted while it loads tells at length."""
        self._handle_by(lambda *_: os._exit(INTERRUPTED))

    def end_in_order(self) -> None:
        """Ctrl-C ends the command: it puts away what it has begun."""
        self._handle_by(self._interrupt)

    def ignore(self) -> None:
        """Ctrl-C does nothing: what is left takes no time."""
        self._handle_by(signal.SIG_IGN)

    def _handle_by(self, handler: object) -> None:
        if self._heeded:
            signal.signal(signal.SIGINT, handler)  # type: ignore[arg-type]

    def _interrupt(self, *_: object) -> None:
        """Raise KeyboardInterrupt; where Python can't let it through, nothing is printed of it."""
        self.came = True
        sys.unraisablehook = lambda _: None
        raise KeyboardInterrupt
