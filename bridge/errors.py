"""Errors of `bridge`; the whole tree is in `agent.errors`."""

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
    NO_SUCH_NOTE = 8
    NO_SUCH_PRESET = 9
    TOO_MANY_MESSAGES = 10
    NOT_SAVED = 11
    NOT_PLAYED = 12


MEANINGS = {
    Code.MALFORMED: "not OSC (cut short, a lying size, NaN), or a pattern as address",
    Code.UNKNOWN_ADDRESS: "no such request",
    Code.WRONG_ARGUMENTS: "too few or too many arguments, or one of another type",
    Code.OUT_OF_RANGE: "a value outside of its range, or that doesn't go with the others",
    Code.UNKNOWN_KEY: "no such key, or none that this agent has",
    Code.UNKNOWN_AGENT: "no such agent is loaded",
    Code.INTERNAL: "a fault of the server: please report it",
    Code.NO_SUCH_NOTE: "the voice has no such note (any more)",
    Code.NO_SUCH_PRESET: "no preset or taste was saved under this name",
    Code.TOO_MANY_MESSAGES: "more messages and notes a second than allowed; the rest is dropped",
    Code.NOT_SAVED: "a preset or taste couldn't be kept, or not in a file",
    Code.NOT_PLAYED: "a voice can't be played by MIDI (any more)",
}


class ProtocolError(MeloError):
    """A request can't be answered; it is sent as `/melo/error address code text voice`."""

    def __init__(self, code: Code, text: str) -> None:
        super().__init__(text)
        self.code = code


class ServeError(MeloError):
    """The server can't listen."""


class SessionError(MeloError):
    """A session log can't be read, or replayed here."""


class NoAnswer(MeloError):
    """A server didn't answer in time."""


class InstallError(MeloError):
    """A package can't be put where its client looks for it."""


class OutputError(MeloError):
    """A file can't be written, or would be written over."""


class SoundError(MeloError):
    """A sound can't be made or heard on this machine."""


class MapError(MeloError):
    """A map of controls can't be read or written."""


class PlayError(MeloError):
    """Something can't be played, recorded or heard by MIDI."""


class NoMidi(PlayError):
    """There is no MIDI system on this machine, or none that runs."""
