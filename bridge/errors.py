"""Errors of the live side; the whole tree is drawn in `agent.errors`."""

from __future__ import annotations

from enum import IntEnum

from agent.errors import MeloError


class Code(IntEnum):
    """The codes of `/melo/error`."""

    MALFORMED = 1
    UNKNOWN_ADDRESS = 2
    WRONG_ARGUMENTS = 3
    OUT_OF_RANGE = 4
    UNKNOWN_KEY = 5
    UNKNOWN_AGENT = 6
    INTERNAL = 7


class ProtocolError(MeloError):
    """A request that can't be answered; becomes `/melo/error address code text`."""

    def __init__(self, code: Code, text: str) -> None:
        super().__init__(text)
        self.code = code


class ServeError(MeloError):
    """The server can't listen."""


class NoAnswer(MeloError):
    """A server didn't answer in time."""
