"""The standard streams made safe: closed ones, consoles of few signs, readers that are gone."""

from __future__ import annotations

import codecs
import os
import sys
from typing import IO, TextIO

# What stands for our signs on consoles that know only ASCII or Windows-1252.
LOOKALIKES = str.maketrans("─━╸╺╭╮╰╯│●○▁▂▃▄▅▆▇█·•♭♯", "----++++|*o__--==##.*b#") | {ord("…"): "..."}
ENCODING_ERRORS = "melobridge"


def make_safe() -> None:
    """Let everything be printed, whatever the standard streams are."""
    codecs.register_error(ENCODING_ERRORS, _lookalikes)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _nothing(mode))
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=ENCODING_ERRORS)


def lost(stream: TextIO) -> OSError | None:
    """Write what waits in a stream. Returns why it can't be; from then on all of it is dropped."""
    try:
        stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error
    return None


def _nothing(mode: str) -> IO[str]:
    """A stream in place of a closed one, under its number: no other file may be taken for it."""
    number = os.open(os.devnull, os.O_RDWR)  # the lowest one that is free
    os.set_inheritable(number, True)
    return os.fdopen(number, mode)


def _lookalikes(error: UnicodeError) -> tuple[str, int]:
    """The ASCII in place of what a console can't show."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(LOOKALIKES)
    return "".join(sign if sign.isascii() else "?" for sign in text), error.end
