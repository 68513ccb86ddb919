"""The JSON messages of the page process to a tab. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bridge.osc.address import Address
from bridge.osc.codec import Argument, Message
from bridge.osc.parameters import Value


def welcome(version: str, server: Address, you: str) -> str:
    """The first message: who serves, and which client of the server the tab is."""
    host, port = server
    return _json(type="welcome", version=version, server={"host": host, "port": port}, you=you)


def status(up: bool, figures: Mapping[str, Value]) -> str:
    """Whether the server answers, and its figures."""
    return _json(type="status", up=up, figures=dict(figures))


def line(client: str, messages: Sequence[Message]) -> str:
    """A line of the feed: what another client asked, and then what it was answered."""
    return _json(client=client, messages=_plain(messages))


def feed(lines: Sequence[str]) -> str:
    """What other clients did since the message before."""
    return f'{{"type":"feed","lines":[{",".join(lines)}]}}'


def answers(client: str, messages: Sequence[Message]) -> str:
    """What was answered to a request on behalf of a client."""
    return _json(type="as", client=client, messages=_plain(messages))


def turned(voice: str, name: str, value: Value) -> str:
    """What a controller turned of a voice of the tab's own: a key, or `reward` for a thumb."""
    return _json(type="turned", voice=voice, name=name, value=value)


def refused(text: str) -> str:
    """Why something isn't done: one sentence."""
    return _json(type="refused", text=text)


def _plain(messages: Sequence[Message]) -> list[list[Any]]:
    return [[address, [_value(argument) for argument in values]] for address, values in messages]


def _value(argument: Argument) -> Any:
    """An argument as JSON has it; blobs, which no message of ours has, as hexadecimal digits."""
    return argument.hex() if isinstance(argument, bytes) else argument


def _json(**values: Any) -> str:
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False)
