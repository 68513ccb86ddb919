"""The system's MIDI through rtmidi: ALSA, JACK, CoreMIDI or Windows."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from typing import Any

import rtmidi

from bridge.errors import NoMidi, PlayError
from bridge.midi.ports.names import advice
from bridge.midi.ports.timestamps import Timestamps

CLIENT, LOOKER = "melobridge", "melobridge looks"
API_VARIABLE = "MELOBRIDGE_MIDI"
QUEUE_MESSAGES = 4096
# JACK takes messages over at the beginning of a period, which may be at most so long.
DRAIN_SECONDS = 0.05


class RtOutput:
    """An output of rtmidi."""

    def __init__(self, port: Any) -> None:
        self._port = port

    def send(self, message: bytes) -> None:
        try:
            self._port.send_message(message)
        except rtmidi.RtMidiError as error:
            raise PlayError(f"sending failed ({error})") from None

    def close(self) -> None:
        self._port.close_port()
        self._port.delete()


class RtInput:
    """An input of rtmidi. It is polled: a callback would run in the driver's own thread."""

    def __init__(self, port: Any) -> None:
        # All messages are let through: each has its time relative to the one before.
        port.ignore_types(sysex=False, timing=False, active_sense=False)
        self._port, self._timestamps = port, Timestamps()

    def messages(self, now: float) -> Iterator[tuple[float, bytes]]:
        while (got := self._port.get_message()) is not None:
            message, since_last = got
            yield self._timestamps.time(since_last, now), bytes(message)

    def close(self) -> None:
        self._port.close_port()
        self._port.delete()


class RtBackend:
    """A `bridge.midi.ports.backend.Backend`."""

    def __init__(self) -> None:
        """Raises NoMidi, and PlayError for a way to MIDI that isn't known."""
        self._api, self._out = _first_api()
        self._in = rtmidi.MidiIn(self._api, LOOKER)
        self._own: set[str] = set()

    @property
    def api(self) -> str:
        """The way to MIDI: alsa, jack, core (macOS) ..."""
        return str(rtmidi.get_api_name(self._api))

    def outputs(self) -> list[str]:
        return [name for name in self._out.get_ports() if name not in self._own]

    def inputs(self) -> list[str]:
        return [name for name in self._in.get_ports() if name not in self._own]

    def open_output(self, index: int | None, name: str) -> RtOutput:
        there = None if index is None else self.outputs()[index]
        return RtOutput(self._opened(rtmidi.MidiOut(self._api, CLIENT), there, name))

    def open_input(self, index: int | None, name: str) -> RtInput:
        there = None if index is None else self.inputs()[index]
        return RtInput(self._opened(rtmidi.MidiIn(self._api, CLIENT, QUEUE_MESSAGES), there, name))

    def alive(self) -> bool:
        """Whether new clients see our ports: connected ones don't notice that JACK ended."""
        try:
            fresh = [kind(self._api, LOOKER) for kind in (rtmidi.MidiOut, rtmidi.MidiIn)]
        except rtmidi.RtMidiError:
            return False
        names = {name for looker in fresh for name in looker.get_ports()}
        for looker in fresh:
            looker.delete()
        return self._own <= names

    def drain(self) -> None:
        time.sleep(DRAIN_SECONDS)

    def close(self) -> None:
        self._out.delete()
        self._in.delete()

    def _opened(self, port: Any, there: str | None, name: str) -> Any:
        """Open a port of a client, and remember the name that it has for others."""
        before = self._names()
        try:
            if there is None:
                port.open_virtual_port(name)
            else:
                port.open_port(port.get_ports().index(there), name)
        except (rtmidi.RtMidiError, ValueError) as error:
            raise PlayError(_refusal(there, name, error)) from None
        self._own |= self._names() - before
        return port

    def _names(self) -> set[str]:
        return {*self._out.get_ports(), *self._in.get_ports()}


def _first_api() -> tuple[int, Any]:
    """The first way to MIDI that works here, with a client. Raises NoMidi and PlayError."""
    wanted = os.environ.get(API_VARIABLE, "")
    named = rtmidi.get_compiled_api_by_name(wanted.lower())
    if wanted and named == rtmidi.API_UNSPECIFIED:
        names = ", ".join(map(rtmidi.get_api_name, rtmidi.get_compiled_api()))
        raise PlayError(f"{API_VARIABLE}={wanted}: this machine's MIDI is one of {names}")
    reason = ""
    for api in [named] if wanted else rtmidi.get_compiled_api():
        try:
            return api, rtmidi.MidiOut(api, LOOKER)
        except rtmidi.RtMidiError as error:
            reason = str(error)
    raise NoMidi(f"MIDI isn't available on this machine ({reason}). {advice()}.")


def _refusal(there: str | None, name: str, error: Exception) -> str:
    if isinstance(error, rtmidi.UnsupportedOperationError) or (
        there is None and sys.platform == "win32"
    ):
        return f"there are no virtual MIDI ports here, such as '{name}'. {advice()}."
    return (
        f"the MIDI port '{there or name}' can't be opened ({error}): is another program using it?"
    )
