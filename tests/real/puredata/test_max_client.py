"""Max's client, converted, plays in a real Pure Data against a real server.

What the interpreter takes from Max's reference pages, Pd has of its own: order from right to left,
hot and cold inlets, what `pack`, `route` or `speedlim` do. Neither of them is Max.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count, product
from pathlib import Path
from typing import NamedTuple

import pytest
from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import build_msg

from bridge.osc.protocol import DEFAULT_PORT
from tests.support.free_ports import HOST
from tests.support.patience import PATIENCE_SECONDS
from tests.support.puredata.converting import save
from tests.support.puredata.running import PureData, pure_data
from tests.support.serving import Note, Server

pytestmark = pytest.mark.pd

CLIENT = Path(__file__).parents[3] / "max_patches" / "patchers" / "melobridge.client.maxpat"
STEPS_PER_BEAT, ASKED_AHEAD = 4, 8

# Before each note stands the beat of the clock.
PLAYER = """\
#X obj 120 80 t a a;
#X obj 120 110 melobridge.client lead {port};
#X obj 220 110 route at;
#X obj 120 140 list prepend 0;
#X obj 120 170 print note;
#X obj 220 140 print news;
#X connect 1 1 5 0;
#X connect 5 1 7 0;
#X connect 5 0 6 0;
#X connect 7 0 8 1;
#X connect 6 0 8 0;
#X connect 8 0 9 0;
#X connect 6 1 10 0;
"""


class Emitted(NamedTuple):
    """A note that left the client. number: the server's, or -1 where it is the fallback's."""

    beat: float
    pitch: float
    velocity: float
    duration: float
    number: float


class Client:
    """Max's client in Pd, whose clock is given 16 times a bar."""

    def __init__(self, pd: PureData, port: int) -> None:
        self.pd, self.port = pd, port
        self._numbers = count()
        self.wait_for("online 1", PATIENCE_SECONDS)

    def wait_for(self, news: str, within: float) -> None:
        """Wait for the next news of a kind."""
        self.pd.program.wait_for(f"^news: {news}", within)

    def settle(self) -> None:
        """Wait until all that was asked is answered: until what is incomplete is refused."""
        token = f"nobody{next(self._numbers)}"
        self.pd.say(f"send /melo/next {token}")
        self.wait_for(f"fault /melo/next .* {token}$", PATIENCE_SECONDS)

    def start(self, beat: float) -> None:
        """Begin a line, and wait until its first notes are there."""
        self.pd.say(f"start {beat}")
        self.settle()

    def play(self, first: float, beats: float) -> list[Emitted]:
        """Let beats pass, with all the time that the server takes, and give their notes."""
        return self._play(first, beats, self.settle)

    def play_alone(self, first: float, beats: float) -> list[Emitted]:
        """The same without a server."""
        return self._play(first, beats, lambda: None)

    @property
    def notes(self) -> list[Emitted]:
        """All notes until now."""
        return [Emitted(*map(float, text.split())) for text in self.pd.printed("note")]

    def news(self, kind: str) -> list[str]:
        """All news of a kind until now."""
        told = [text.partition(" ") for text in self.pd.printed("news")]
        return [rest for name, _, rest in told if name == kind]

    def _play(self, first: float, beats: float, wait: Callable[[], None]) -> list[Emitted]:
        before = len(self.notes)
        for step in range(round(beats * STEPS_PER_BEAT)):
            self.pd.say(f"at {first + step / STEPS_PER_BEAT}")
            wait()
        return self.notes[before:]


@pytest.fixture
def client(
    require_client: Callable[[str], Path], server: Server, free_port: int, tmp_path: Path
) -> Iterator[Client]:
    """The client, connected to the server."""
    # The usual port may be that of a server with which somebody plays.
    converted = save(CLIENT, tmp_path)
    text = converted.read_text().replace(f"127.0.0.1 {DEFAULT_PORT}", f"{HOST} {server.port}")
    converted.write_text(text)
    with pure_data(require_client, tmp_path, PLAYER.format(port=free_port)) as pd:
        yield Client(pd, free_port)


def server_has(server: Server, client: Client, notes: list[Emitted]) -> list[Note]:
    """The notes of the same indices that the server has for the client, which is closed now."""
    client.pd.close()
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as sock:
        sock.bind((HOST, client.port))
        sock.settimeout(PATIENCE_SECONDS)
        sock.sendto(build_msg("/melo/get", ["lead", "epoch"]).dgram, (HOST, server.port))
        epoch = OscMessage(sock.recv(2048)).params[-1]
    return server.gave(client.port, "lead", epoch, len(notes), int(notes[0].number))


def as_emitted(notes: list[Note]) -> list[Emitted]:
    """Notes at their onsets, as Pd prints them: with 6 digits."""
    rows = [(n.onset, n.pitch, n.velocity, n.duration, n.index) for n in notes]
    return [Emitted(*(float(f"{value:.6g}") for value in row)) for row in rows]


def test_the_notes_that_the_server_gave_come_out_in_order_at_their_onsets(
    client: Client, server: Server
) -> None:
    client.start(0)
    notes = client.play(0, 16)
    assert [note.beat for note in notes] == list(range(16))
    assert notes == as_emitted(server_has(server, client, notes))
    assert client.news("online") == ["1"]
    assert client.news("late") == []


def test_a_knob_is_heard_from_the_next_note_on(client: Client, server: Server) -> None:
    client.start(0)
    before = client.play(0, 3.5)
    client.pd.say("set scale minor_pentatonic")
    client.settle()
    after = client.play(3.5, 4.5)
    assert [note.beat for note in after] == [4, 5, 6, 7]
    assert after[0].number == before[-1].number + 1
    assert {note.pitch % 12 for note in after} <= {0, 3, 5, 7, 10}
    assert after == as_emitted(server_has(server, client, after))


def test_replies_to_an_older_question_are_not_played(client: Client, server: Server) -> None:
    # Both questions are on their way before the first reply comes.
    client.pd.say("start 4", "set scale minor_pentatonic")
    client.settle()
    notes = client.play(4, 8)
    assert {note.pitch % 12 for note in notes} <= {0, 3, 5, 7, 10}
    assert [note.beat for note in notes] == list(range(4, 12))
    assert notes == as_emitted(server_has(server, client, notes))


def test_a_note_that_comes_too_late_is_counted_and_not_played(client: Client) -> None:
    client.pd.say("start 0", "at 0.5")
    client.settle()
    notes = client.play(0.75, 3.25)
    assert [note.beat for note in notes] == [1, 2, 3]
    # The beat that stayed silent, and its note when it came.
    assert client.news("late") == ["1", "2"]


def test_replies_that_were_not_asked_for_are_not_played(client: Client, server: Server) -> None:
    client.start(0)
    first_missing = int(client.play(0, 4)[-1].number) + 1 + ASKED_AHEAD
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as sock:
        for epoch, place in product(range(10), (-1, 1, 3)):
            note = [epoch, first_missing + place, 99, 0.5, 1.0, 4.0, 0]
            reply = build_msg("/melo/note", ["lead", *note])
            sock.sendto(reply.dgram, (HOST, client.port))
    client.settle()
    notes = client.play(4, 12)
    assert [note.beat for note in notes] == list(range(4, 16))
    assert notes == as_emitted(server_has(server, client, notes))


def test_without_a_server_the_fallback_plays_until_one_is_back(
    client: Client, server: Server, start_again: Callable[[], None]
) -> None:
    client.pd.say("fallback 1")
    client.start(0)
    client.play(0, 4)
    server.program.kill()
    client.wait_for("online 0", PATIENCE_SECONDS)
    *given, last = client.play_alone(4, 8)
    assert -1 not in {note.number for note in (*given, last)}
    alone = client.play_alone(12, 8)
    assert [note.beat for note in alone] == list(range(12, 20))
    assert {note[1:] for note in alone} == {(last.pitch, last.velocity, last.duration, -1)}
    client.pd.say("keep scale minor_pentatonic")
    start_again()
    client.wait_for("online 1", PATIENCE_SECONDS)
    client.settle()
    back = client.play(20, 8)
    assert [note.beat for note in back] == list(range(20, 28))
    assert {note.pitch % 12 for note in back} <= {0, 3, 5, 7, 10}
    assert back == as_emitted(server_has(server, client, back))


def test_a_thumb_is_learned_from(client: Client) -> None:
    client.start(0)
    client.play(0, 2)
    client.pd.say("thumb 1")
    client.settle()
    [learned] = client.news("learned")
    assert learned.split()[1] == "1"


def test_next_gives_the_next_note_at_once(client: Client, server: Server) -> None:
    client.start(0)
    for _ in range(3):
        client.pd.say("next")
    client.settle()
    notes = client.notes
    assert len(notes) == 3
    assert [note.pitch for note in notes] == [
        note.pitch for note in server_has(server, client, notes)
    ]


def test_the_server_is_found_by_a_host_and_a_port(client: Client, server: Server) -> None:
    client.pd.say("host localhost", f"server {server.port}")
    # Pd sends from another port now, which the server knows after the next heartbeat.
    for _ in range(2):
        client.wait_for("latency", PATIENCE_SECONDS)
    client.start(0)
    assert [note.beat for note in client.play(0, 2)] == [0, 1]
