"""The client abstraction, melobridge.client, plays in the interpreter against a real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from bridge.osc.protocol import DEFAULT_PORT
from tests.support.max_interpreter.application import Application
from tests.support.max_interpreter.messages import Atom, Message, message, read
from tests.support.max_interpreter.network import LATENCY_MS, Packet
from tests.support.max_interpreter.scheduler import SCHEDULER
from tests.support.serving import Server
from tests.support.tiny_patch import Tiny

PATCHERS = Path(__file__).parents[2] / "max_patches" / "patchers"
CONNECTED_MS = 1500.0
STEP_MS = 125.0
STEPS_PER_BEAT = 4


class Emitted(NamedTuple):
    """A note that left the client. number: its index, or -1 where it is the fallback's."""

    beat: float
    pitch: Atom
    velocity: Atom
    duration: Atom
    number: Atom


class Client:
    """A patch with the abstraction, whose clock is given 16 times a bar."""

    def __init__(self, application: Application, arguments: str) -> None:
        self.application, self.network = application, application.network
        boxes = {"a": f"melobridge.client {arguments}"}
        self._patch = Tiny(boxes, "a0 p0", "a1 p1", application=application)
        self.notes, self.news = list[Emitted](), list[Message]()
        self._step = 0
        self.pass_time(CONNECTED_MS)

    def say(self, text: str) -> None:
        """Send the client a message."""
        self.application.perform(lambda: self._give(message(read(text))), SCHEDULER)
        self.pass_time(0)

    def pass_time(self, ms: float) -> None:
        """Wait, without a clock."""
        self.application.run(ms)
        for outlet, received in self._patch.got:
            if outlet:
                self.news.append(received)
            else:
                beat = (self._step - 1) / STEPS_PER_BEAT
                self.notes.append(Emitted(beat, *received))

    def play(self, beats: float, start: float | None = None) -> list[Emitted]:
        """Let so many beats pass, from where it is or from a beat, and give their notes."""
        first = len(self.notes)
        self._step = self._step if start is None else round(start * STEPS_PER_BEAT)
        for _ in range(round(beats * STEPS_PER_BEAT)):
            self._step += 1
            self.say(f"at {(self._step - 1) / STEPS_PER_BEAT}")
            self.pass_time(STEP_MS)
        return self.notes[first:]

    def given(self, epoch: int | None = None) -> dict[Atom, Packet]:
        """The notes that arrived, by their index; only those of an epoch, if one is named."""
        notes = [reply for reply in self.network.replies if reply.address == "/melo/note"]
        return {
            note.arguments[2]: note for note in notes if epoch is None or note.arguments[1] == epoch
        }

    def heard(self, kind: str) -> list[Message]:
        """The news of a kind, without its name."""
        return [told[1:] for told in self.news if told[0] == kind]

    def _give(self, received: Message) -> None:
        self._patch.patcher.boxes["a"].receive(0, received)


@pytest.fixture
def application(standing_port: int) -> Iterator[Application]:
    """A Max with the package, for which the server is at its usual port."""
    application = Application(PATCHERS)
    application.network.doors[DEFAULT_PORT] = standing_port
    yield application
    application.close()


@pytest.fixture
def client(application: Application, free_port: int) -> Client:
    """A client that is connected, with a reply port of its own."""
    return Client(application, f"lead {free_port}")


@pytest.fixture
def mortal(application: Application, server: Server, free_port: int) -> Client:
    """A client whose server the test may kill."""
    application.network.doors[DEFAULT_PORT] = server.port
    return Client(application, f"lead {free_port}")


def as_given(client: Client, notes: list[Emitted], latest: float = 0.0) -> bool:
    """Whether these notes are those that the server gave, at most so many beats late."""
    given = client.given()
    return all(
        note[1:4] == given[note.number].arguments[3:6]
        and 0 <= note.beat - float(given[note.number].arguments[6]) <= latest
        for note in notes
    )


def test_the_notes_that_the_server_gave_come_out_at_their_onsets(client: Client) -> None:
    client.say("start 0.")
    client.pass_time(LATENCY_MS)
    notes = client.play(16)
    assert [note.beat for note in notes] == list(range(16))
    assert as_given(client, notes)
    first = int(notes[0].number)
    assert [note.number for note in notes] == list(range(first, first + 16))
    assert client.heard("online") == [(1,)]
    assert client.heard("late") == []


def test_a_knob_is_heard_from_the_next_note_on(client: Client) -> None:
    client.say("start 0.")
    before = client.play(3.5)
    epoch = max(int(note.arguments[1]) for note in client.given().values())
    client.say("set scale minor_pentatonic")
    after = client.play(4.5)
    assert [note.number for note in after] == [int(before[-1].number) + 1 + n for n in range(4)]
    assert set(client.given(epoch + 1)) >= {note.number for note in after}
    assert as_given(client, after)
    assert {int(note.pitch) % 12 for note in after} <= {0, 3, 5, 7, 10}


def test_many_turns_of_a_knob_ask_for_few_new_notes(client: Client) -> None:
    client.say("start 0.")
    client.play(1)
    asked = len(client.network.requests)
    for turn in range(100):
        client.say(f"set harmony {turn / 50}")
        client.pass_time(1)
    client.pass_time(100)
    requests = [r.address for r in client.network.requests[asked:]]
    assert requests.count("/melo/next") <= 4
    last = [r for r in client.network.requests if r.address == "/melo/set"][-1]
    assert last.arguments == ("lead", "harmony", 1.98)


def test_lost_replies_are_asked_for_again(client: Client) -> None:
    client.say("start 0.")
    client.play(1)
    dice = iter(range(10_000))
    client.network.fate = lambda _: None if next(dice) % 3 == 0 else LATENCY_MS
    assert -1 not in {note.number for note in client.play(16)}
    assert as_given(client, client.notes, latest=0.25)


def test_late_replies_are_counted_and_never_played(client: Client) -> None:
    client.say("fallback 1")
    client.say("start 0.")
    client.play(2)
    client.network.fate = lambda packet: 8000.0 if packet.address == "/melo/note" else LATENCY_MS
    client.say("set harmony 2.")
    silent = client.play(8)
    assert {note.number for note in silent} == {-1}
    assert {note.pitch for note in silent} == {client.notes[1].pitch}  # the last one again
    [*_, (late,)] = client.heard("late")
    assert int(late) >= 1
    client.network.fate = lambda _: LATENCY_MS
    assert [note.number != -1 for note in client.play(8)][-4:] == [True] * 4
    played = [note.number for note in client.notes if note.number != -1]
    assert len(played) == len(set(played))


def test_without_a_server_the_fallback_plays_until_one_is_back(
    mortal: Client, server: Server, start_again: Callable[[], None]
) -> None:
    mortal.say("fallback 8")
    mortal.say("start 0.")
    before = mortal.play(8)
    server.program.kill()
    alone = mortal.play(24)
    assert mortal.heard("online") == [(1,), (0,)]
    by_itself = [note for note in alone if note.number == -1]
    assert len(by_itself) >= 12
    assert {note.pitch for note in by_itself} <= {note.pitch for note in before + alone[:8]}
    assert mortal.heard("late") != []
    mortal.say("keep scale minor_pentatonic")
    start_again()
    back = mortal.play(8)
    assert mortal.heard("online") == [(1,), (0,), (1,)]
    composed = [note for note in back if note.number != -1]
    assert len(composed) >= 4
    assert as_given(mortal, composed, latest=0.25)
    assert {int(note.pitch) % 12 for note in composed} <= {0, 3, 5, 7, 10}


def test_a_thumb_is_for_the_note_that_sounds(client: Client) -> None:
    client.say("start 0.")
    client.play(3)
    client.say("thumb 1.")
    client.play(1)
    [reward] = [r for r in client.network.requests if r.address == "/melo/reward"]
    assert reward.arguments == ("lead", 1.0, client.notes[2].number)
    assert len(client.heard("learned")) == 1


def test_a_second_client_finds_a_port_of_its_own(application: Application) -> None:
    one, other = Client(application, "lead"), Client(application, "lead")
    other.pass_time(8000)
    for client in (one, other):
        client.say("start 0.")
        assert len(client.play(4)) == 4
    ports = {listener.port for listener in application.network.listeners}
    assert len(ports) == 2
    by_port = [[r for r in application.network.replies if r.port == port] for port in ports]
    assert all(any(r.address == "/melo/note" for r in replies) for replies in by_port)


def test_slow_doubled_and_overtaking_replies_change_nothing(client: Client) -> None:
    client.say("start 0.")
    client.play(2)
    random = Random(7)
    client.network.fate = lambda _: random.choice((2.0, 60.0, 180.0))
    notes = client.play(16)
    assert -1 not in {note.number for note in notes}
    numbers = [int(note.number) for note in notes]
    assert numbers == list(range(numbers[0], numbers[0] + 16))
    assert as_given(client, notes)


def test_a_start_after_a_jump_back_begins_a_new_line_there(client: Client) -> None:
    client.say("start 8.")
    client.pass_time(LATENCY_MS)
    client.play(4, start=8)
    client.say("start 2.")
    client.pass_time(LATENCY_MS)
    notes = client.play(4, start=2)
    assert [note.beat for note in notes] == [2, 3, 4, 5]
    assert as_given(client, notes)


def test_answer_composes_after_what_was_heard(client: Client) -> None:
    client.say("start 0.")
    client.play(1)
    for beat, pitch in enumerate((60, 62, 64, 65)):
        client.say(f"heard {pitch} 0.8 1. {beat}")
    client.say("answer 4. 4.")
    client.pass_time(LATENCY_MS)
    notes = client.play(4, start=4)
    assert [note.beat for note in notes] == [4, 5, 6, 7]
    assert as_given(client, notes)


def test_next_gives_the_next_note_at_once(client: Client) -> None:
    client.say("start 0.")
    client.pass_time(10)
    for _ in range(3):
        client.say("next")
    assert [note.number for note in client.notes] == sorted(note.number for note in client.notes)
    assert len(client.notes) == 3


def test_a_restarted_server_gets_all_settings_again(
    mortal: Client, server: Server, start_again: Callable[[], None]
) -> None:
    mortal.say("set key D low 60 high 72")
    mortal.say("start 0.")
    mortal.play(4)
    server.program.kill()
    start_again()  # before the client could miss it
    mortal.play(4)
    notes = mortal.play(12)
    assert mortal.heard("online") == [(1,)]
    assert -1 not in {note.number for note in notes}
    assert {int(note.pitch) % 12 for note in notes} <= {2, 4, 6, 7, 9, 11, 1}
    assert all(60 <= int(note.pitch) <= 72 for note in notes)
