import json
from typing import Any

from bridge.osc import codec
from bridge.osc.codec import Argument, Message
from bridge.osc.keys import KEYS
from bridge.osc.parameters import Value
from bridge.page.oscquery.query import find
from bridge.page.oscquery.surface import Surface
from tests.support.recording import bundle

SYNTH = "127.0.0.1:57120"
NOTE = codec.encode("/melo/note", "lead", 1, 0, 60, 0.8, 1.0, 0.0, 0)


class Watched:
    """A surface, with what it asks, says and sends to one listener."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Message]] = []
        self.lines: list[str] = []
        self.sent: list[Any] = []
        self.handed_over: list[tuple[str, str, str, Value]] = []
        self.tabs: set[str] = set()
        """Clients that turn their keys by themselves."""
        self.surface = Surface(self._ask, self._hand_over, self.lines.append)

    def _hand_over(self, client: str, voice: str, name: str, value: Value) -> bool:
        self.handed_over.append((client, voice, name, value))
        return client in self.tabs

    def _ask(self, client: str, datagram: bytes) -> None:
        [message] = codec.decode(datagram)
        self.asked.append((client, message))

    def turn(self, address: str, *values: Argument, now: float = 0.0) -> None:
        self.surface.take(codec.encode(address, *values), now)

    def copy(self, address: str, *values: Argument, now: float = 0.0) -> None:
        request = codec.encode(address, *values)
        self.surface.receive(bundle(codec.encode("/melo/from", SYNTH), request, NOTE), now)

    def plays(self, *keys: Argument, now: float = 0.0) -> None:
        self.copy("/melo/next", "lead", 1, 0, 1, *keys, now=now)

    def value(self, key: str) -> Any:
        node = find(f"/voice/lead/{key}", self.surface.description())
        return None if node is None else node.get("VALUE")

    def listen(self, address: str) -> None:
        self.surface.add(self.sent.append)
        text = json.dumps({"COMMAND": "LISTEN", "DATA": address})
        self.surface.command(self.sent.append, text, 0.0)


def test_what_is_turned_is_held_on_behalf_of_the_client_whose_voice_it_is() -> None:
    watched = Watched()
    watched.plays()
    watched.turn("/voice/lead/harmony", 1.5)
    assert watched.surface.flush()
    assert watched.asked == [(SYNTH, ("/melo/hold", ("lead", "harmony", 1.5)))]
    assert not watched.surface.flush()


def test_what_is_turned_of_a_tab_is_handed_over_to_it() -> None:
    watched = Watched()
    watched.tabs.add(SYNTH)
    watched.plays()
    watched.turn("/voice/lead/harmony", 1.5)
    assert watched.surface.flush()
    assert watched.handed_over == [(SYNTH, "lead", "harmony", 1.5)]
    assert watched.asked == []


def test_of_a_fader_that_moves_the_latest_value_is_sent() -> None:
    watched = Watched()
    watched.plays()
    for value in (0.5, 0.75, 1.0):
        watched.turn("/voice/lead/harmony", value)
    watched.surface.flush()
    assert watched.asked == [(SYNTH, ("/melo/hold", ("lead", "harmony", 1.0)))]


def test_what_is_turned_before_a_voice_plays_waits_for_it() -> None:
    watched = Watched()
    watched.turn("/voice/lead/harmony", 1.5)
    assert not watched.surface.flush()
    watched.plays()
    assert watched.surface.flush()
    assert watched.asked == [(SYNTH, ("/melo/hold", ("lead", "harmony", 1.5)))]


def test_what_waits_is_forgotten_when_nobody_watches_any_more() -> None:
    watched = Watched()
    watched.turn("/voice/lead/harmony", 1.5)
    watched.surface.end()
    watched.plays()
    assert not watched.surface.flush()


def test_a_thumb_for_a_voice_that_does_not_play_is_lost_and_said() -> None:
    watched = Watched()
    watched.turn("/voice/lead/reward", 1.0)
    watched.plays()
    assert not watched.surface.flush()
    assert watched.lines == ["controls: no voice lead plays"]


def test_a_button_that_is_let_go_of_sends_nothing() -> None:
    watched = Watched()
    watched.plays()
    watched.turn("/voice/lead/reward", 1.0)
    watched.surface.flush()
    watched.turn("/voice/lead/reward", 0.0)
    watched.surface.flush()
    assert watched.asked == [(SYNTH, ("/melo/reward", ("lead", 1.0)))]


def test_faults_are_said_once_a_second_with_their_number() -> None:
    watched = Watched()
    watched.turn("/voice/lead/harmony", 9.0, now=0.0)
    watched.surface.take(b"/voice/*/harmony\0\0\0\0,f\0\0\0\0\0\0", 0.5)
    watched.surface.take(b"no OSC at all", 0.9)
    watched.turn("/voice/lead/volume", 1.0, now=1.5)
    assert watched.lines[0] == "controls: harmony is 9: use 0 to 2"
    assert watched.lines[1].startswith("controls: there is no key 'volume': use one of harmony")
    assert watched.lines[1].endswith(" (3 faults)")
    assert len(watched.lines) == 2


def test_one_bad_message_of_a_bundle_takes_none_of_the_others_with_it() -> None:
    watched = Watched()
    watched.plays()
    good, bad = codec.encode("/voice/lead/form", 0.5), codec.encode("/voice/lead/form", 9.0)
    watched.surface.take(bundle(bad, good), 0.0)
    watched.surface.flush()
    assert watched.asked == [(SYNTH, ("/melo/hold", ("lead", "form", 0.5)))]
    assert watched.lines == ["controls: form is 9: use 0 to 2"]


def test_nonsense_has_no_voice_watched() -> None:
    watched = Watched()
    watched.surface.take(b"no OSC at all", 0.0)
    watched.turn("/voice/lead/volume", 1.0)
    watched.turn("/voice/lead/reward", 0.0)
    assert not watched.surface.is_used(0.0)


def test_an_error_of_the_server_is_said() -> None:
    watched = Watched()
    text = "low is above high"
    watched.surface.receive(codec.encode("/melo/error", "/melo/hold", 4, text, "lead"), 0.0)
    assert watched.lines == ["controls: low is above high"]


def test_so_much_waits_at_most() -> None:
    watched = Watched()
    for number in range(70):
        watched.turn(f"/voice/v{number}/harmony", 1.0, now=float(number))
    watched.turn("/voice/v0/harmony", 0.5, now=80.0)
    text = "controls: too much is turned at once: the rest is dropped"
    assert watched.lines == [text] * 6


def test_the_description_holds_what_was_seen_and_told() -> None:
    watched = Watched()
    watched.plays("harmony", 1.5)
    watched.surface.receive(codec.encode("/melo/value", "lead", "form", 0.25), 0.0)
    watched.surface.receive(codec.encode("/melo/value", "lead", "epoch", 3), 0.0)
    assert watched.value("harmony") == [1.5]
    assert watched.value("form") == [0.25]
    assert watched.value("style") is None


def test_what_is_missing_is_asked_for_while_somebody_reads() -> None:
    watched = Watched()
    watched.plays("harmony", 1.5)
    assert not watched.surface.ask_missing(0.0)
    watched.surface.read(0.0)
    assert watched.surface.ask_missing(0.0)
    asked = {values[1] for client, (address, values) in watched.asked if address == "/melo/get"}
    assert asked == KEYS.keys() - {"harmony"}
    assert not watched.surface.ask_missing(60.0)


def test_not_too_much_is_asked_at_once() -> None:
    watched = Watched()
    watched.surface.read(0.0)
    for number in range(10):
        watched.copy("/melo/heard", f"voice{number}", 60, 0.8, 1.0)
    assert watched.surface.ask_missing(0.0)
    assert not watched.surface.ask_missing(0.05)
    assert len(watched.asked) == 62
    assert watched.surface.ask_missing(0.1)
    assert len(watched.asked) == 124


def test_listeners_get_what_changes_whoever_turned_it() -> None:
    watched = Watched()
    watched.plays("harmony", 1.0)
    watched.listen("/voice/lead/harmony")
    watched.plays("harmony", 1.0)
    watched.plays("harmony", 1.5)
    watched.copy("/melo/hold", "lead", "harmony", 0.5)
    watched.surface.receive(codec.encode("/melo/value", "lead", "harmony", 0.25), 0.0)
    values = [codec.decode(message)[0][1] for message in watched.sent]
    assert values == [(1.5,), (0.5,), (0.25,)]


def test_listeners_are_told_of_voices() -> None:
    watched = Watched()
    watched.surface.add(watched.sent.append)
    watched.plays()
    watched.copy("/melo/heard", "second voice", 60, 0.8, 1.0)
    watched.surface.forget(3600.0)
    commands = [json.loads(text) for text in watched.sent]
    assert [(said["COMMAND"], said["DATA"]) for said in commands] == [
        ("PATH_ADDED", "/voice/lead"),
        ("PATH_CHANGED", "/voice"),
        ("PATH_REMOVED", "/voice/lead"),
        ("PATH_CHANGED", "/voice"),
    ]


def test_what_tabs_overhear_is_known_too() -> None:
    watched = Watched()
    request: Message = ("/melo/set", ("lead", "harmony", 1.5))
    watched.surface.see(SYNTH, [request], 0.0)
    watched.surface.see(SYNTH, [("/melo/set", ("lead",))], 0.0)
    assert watched.value("harmony") == [1.5]


def test_a_bad_command_of_a_listener_is_said() -> None:
    watched = Watched()
    watched.surface.add(watched.sent.append)
    watched.surface.command(watched.sent.append, "hello", 0.0)
    assert watched.lines[0].startswith('controls: say {"COMMAND"')


def test_voices_are_watched_for_a_minute_after_somebody_asks_or_turns() -> None:
    watched = Watched()
    assert not watched.surface.is_used(0.0)
    watched.surface.read(0.0)
    assert watched.surface.is_used(59.0)
    assert not watched.surface.is_used(60.0)
    watched.turn("/voice/lead/harmony", 1.0, now=100.0)
    assert watched.surface.is_used(159.0)
    assert not watched.surface.is_read(159.0)
    watched.surface.add(watched.sent.append)
    assert watched.surface.is_used(1000.0)
    watched.surface.drop(watched.sent.append)
    assert not watched.surface.is_used(1000.0)


def test_after_a_while_without_a_watch_all_keys_are_asked_for_again() -> None:
    watched = Watched()
    watched.surface.read(0.0)
    watched.plays(now=0.0)
    for key in KEYS:
        watched.surface.receive(codec.encode("/melo/value", "lead", key, 1.0), 0.0)
    assert not watched.surface.ask_missing(0.0)
    watched.surface.begin()
    assert watched.surface.ask_missing(0.0)


def test_no_datagram_of_a_server_is_a_fault() -> None:
    watched = Watched()
    for datagram in (b"", b"?", codec.encode("/melo/from"), codec.encode("/melo/from", SYNTH)):
        watched.surface.receive(datagram, 0.0)
    watched.surface.receive(bundle(codec.encode("/melo/from", SYNTH), codec.encode("/a")), 0.0)
    assert watched.lines == []
