import json

import pytest

from bridge.errors import ProtocolError
from bridge.osc import codec
from bridge.page.oscquery.listeners import Listeners

HARMONY = "/voice/lead/harmony"


class Connection:
    """Keeps what it is sent."""

    def __init__(self, listeners: Listeners) -> None:
        self.got: list[str | bytes] = []
        self._listeners = listeners
        listeners.add(self.send)

    def send(self, message: str | bytes) -> None:
        self.got.append(message)

    def say(self, command: str, address: str) -> None:
        self._listeners.do(self.send, json.dumps({"COMMAND": command, "DATA": address}))

    def leave(self) -> None:
        self._listeners.drop(self.send)


def test_who_listens_gets_new_values_of_that_address() -> None:
    listeners = Listeners()
    one, other = Connection(listeners), Connection(listeners)
    one.say("LISTEN", HARMONY)
    other.say("LISTEN", "/voice/lead")
    listeners.tell_value("lead", "harmony", 1.5)
    listeners.tell_value("lead", "form", 0.5)
    assert one.got == [codec.encode(HARMONY, 1.5)]
    assert other.got == []


def test_who_ignores_gets_no_more() -> None:
    listeners = Listeners()
    connection = Connection(listeners)
    connection.say("LISTEN", HARMONY)
    connection.say("IGNORE", HARMONY)
    connection.say("IGNORE", HARMONY)
    listeners.tell_value("lead", "harmony", 1.5)
    assert connection.got == []


def test_all_are_told_which_voices_come_and_go() -> None:
    listeners = Listeners()
    connection = Connection(listeners)
    listeners.tell_added("lead")
    listeners.tell_removed("lead")
    assert [json.loads(text) for text in connection.got] == [
        {"COMMAND": "PATH_ADDED", "DATA": "/voice/lead"},
        {"COMMAND": "PATH_CHANGED", "DATA": "/voice"},
        {"COMMAND": "PATH_REMOVED", "DATA": "/voice/lead"},
        {"COMMAND": "PATH_CHANGED", "DATA": "/voice"},
    ]


def test_nobody_listens_to_a_voice_that_went() -> None:
    listeners = Listeners()
    connection = Connection(listeners)
    connection.say("LISTEN", HARMONY)
    listeners.tell_removed("lead")
    connection.got.clear()
    listeners.tell_value("lead", "harmony", 1.5)
    assert connection.got == []


def test_who_leaves_is_told_nothing() -> None:
    listeners = Listeners()
    connection = Connection(listeners)
    connection.say("LISTEN", HARMONY)
    assert len(listeners) == 1
    connection.leave()
    connection.leave()
    listeners.tell_added("lead")
    listeners.tell_value("lead", "harmony", 1.5)
    assert connection.got == []
    assert len(listeners) == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "LISTEN",
        '{"COMMAND": "LISTEN"}',
        '{"COMMAND": "LISTEN", "DATA": 1}',
        '{"COMMAND": "PATH_ADDED", "DATA": "/a"}',
        '{"COMMAND": [], "DATA": "/a"}',
        json.dumps({"COMMAND": "LISTEN", "DATA": "/" + 128 * "a"}),
        100_000 * "[",
    ],
)
def test_what_is_no_command_is_refused_in_a_sentence(text: str) -> None:
    listeners = Listeners()
    connection = Connection(listeners)
    with pytest.raises(ProtocolError, match=r"say .* an address"):
        listeners.do(connection.send, text)


def test_one_connection_listens_to_so_many_addresses_at_most() -> None:
    listeners = Listeners()
    connection = Connection(listeners)
    for number in range(8192):
        connection.say("LISTEN", f"/{number}")
    with pytest.raises(ProtocolError, match="at most 8192 addresses"):
        connection.say("LISTEN", "/more")
