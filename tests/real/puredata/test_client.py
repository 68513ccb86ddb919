"""melobridge.pd in a real Pure Data, without a screen, against a real server."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count, pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import build_msg

from max_patches.source.package import ROOT
from max_patches.source.puredata.network import RETRY
from tests.support.free_ports import HOST, tcp_port
from tests.support.patience import PATIENCE_SECONDS
from tests.support.program import Program
from tests.support.puredata.running import OPTIONS
from tests.support.relay import LossyRelay
from tests.support.running import eventually
from tests.support.serving import CLASSIC, MELODY, Server, serving
from tests.support.serving import Note as Given

pytestmark = pytest.mark.pd

TROUBLE = r"couldn't create|no such object|no method|error:|connect failed|out of range"
# Quarters a minute, and what a quarter lasts.
TEMPO, BEAT_MS = 400, 150.0
FALLBACK = -1
MINOR_PENTATONIC = {0, 3, 5, 7, 10}

# Messages come by TCP: `NAME message` for each client, `mark N` is printed.
PLAYER = """\
#N canvas 0 0 600 300 12;
#X obj 20 20 netreceive {control};
#X obj 20 50 route mark {names};
#X obj 20 80 print mark;
#X obj 20 110 timer;
#X connect 0 0 1 0;
#X connect 1 0 2 0;
"""
SHARED = 4
# Prints its notes, each after the time when it came, and its news.
BOXES = (
    "melobridge {voice} {port}",
    "t l b",
    "list prepend",
    "print {name}",
    "list prepend {name}",
    "list trim",
    "print news",
)
CORDS = (0, 0, 1, 0), (1, 0, 2, 0), (2, 0, 3, 0), (0, 1, 4, 0), (4, 0, 5, 0), (5, 0, 6, 0)


def player(control: int, port: int, voices: dict[str, str]) -> str:
    """A patch with a client for each name, and its voice."""
    lines = [PLAYER.format(control=control, names=" ".join(voices)).rstrip()]
    for number, (name, voice) in enumerate(voices.items()):
        first = SHARED + number * len(BOXES)
        texts = (text.format(voice=voice, port=port, name=name) for text in BOXES)
        lines += [f"#X obj 20 {140 + 30 * y} {text};" for y, text in enumerate(texts)]
        cords = [(first + one, out, first + to, into) for one, out, to, into in CORDS]
        cords += [(1, 1 + number, first, 0), (first + 1, 1, 3, 1), (3, 0, first + 2, 1)]
        lines += [f"#X connect {one} {out} {to} {into};" for one, out, to, into in cords]
    return "\n".join(lines) + "\n"


class Played(NamedTuple):
    """A note that left the client. time, length: in ms. number: its index, or FALLBACK."""

    time: float
    pitch: float
    velocity: float
    length: float
    number: float


class Patch:
    """A patch with one or more clients, each of which has a name here."""

    def __init__(self, program: Program, control: int) -> None:
        self.program = program
        self._marks = count()
        program.wait_for("^melobridge: .*(online|offline)", PATIENCE_SECONDS)
        self._control = socket.create_connection((HOST, control), PATIENCE_SECONDS)

    def say(self, *messages: str, to: str = "one") -> None:
        """Send messages to a client at one moment, and wait until Pd has taken them."""
        mark = next(self._marks)
        lines = [*(f"{to} {message}" for message in messages), f"mark {mark}"]
        self._control.sendall("".join(f"{line};\n" for line in lines).encode())
        self.program.wait_for(f"^mark: {mark}$", PATIENCE_SECONDS)

    def begin(self, of: str = "one") -> None:
        """Play at TEMPO, from the first note on."""
        self.say(f"tempo {TEMPO}", "reset", "start", to=of)

    def notes(self, of: str = "one") -> list[Played]:
        """All notes so far."""
        lines = self.program.printed(rf"^{of}: (-?\d.*)$")
        return [Played(*map(float, line[1].split())) for line in lines]

    def wait_for_notes(self, number: int, of: str = "one") -> list[Played]:
        """The next notes."""
        before = len(self.notes(of))
        while len(self.notes(of)) < before + number:
            self.program.wait_for(rf"^{of}: ", PATIENCE_SECONDS)
        return self.notes(of)[before:]

    def wait_for_news(self, pattern: str, of: str = "one", within: float = PATIENCE_SECONDS) -> str:
        """The next news that match: all that follows the pattern."""
        return self.program.wait_for(rf"^news: {of} {pattern}(.*)", within)[1].strip()

    def news(self, pattern: str, of: str = "one") -> list[str]:
        """All news so far that match."""
        return [found[1] for found in self.program.printed(rf"^news: {of} ({pattern})")]

    def close(self) -> None:
        """Give the network's port free."""
        self._control.close()
        self.program.end()


OpenPatch = Callable[..., Patch]


@pytest.fixture
def open_patch(require_client: Callable[[str], Path], tmp_path: Path) -> Iterator[OpenPatch]:
    """Open a patch with a client for each name, and wait until it has said how it stands."""
    pd = require_client("pd")
    with ExitStack() as programs:

        def open_patch(port: int, **voices: str) -> Patch:
            file, control = tmp_path / "player.pd", tcp_port()
            file.write_text(player(control, port, voices or {"one": "lead"}))
            command = (str(pd), *OPTIONS, "-path", str(ROOT), "-open", str(file))
            program = programs.enter_context(Program(*command, trouble=TROUBLE))
            patch = Patch(program, control)
            programs.callback(patch.close)
            return patch

        yield open_patch


def client_port(server: Server) -> int:
    """The port of the client that greeted the server next."""
    return int(server.program.wait_for(r"client 'pd' 127\.0\.0\.1:(\d+)", PATIENCE_SECONDS)[1])


def given(server: Server, port: int, first: int, number: int) -> list[Given]:
    """The notes that the server gave to the client at a port which is free by now.

    A reply to the client's last request may still come there.
    """
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as sock:
        sock.bind((HOST, port))
        sock.settimeout(PATIENCE_SECONDS)
        sock.sendto(build_msg("/melo/get", ["lead", "epoch"]).dgram, (HOST, server.port))
        replies = iter(lambda: OscMessage(sock.recv(2048)), None)
        epoch = next(reply.params[2] for reply in replies if reply.address == "/melo/value")
    return server.gave(port, "lead", epoch, number, first)


def assert_served(
    server: Server, port: int, played: list[Played], begin: float | None = None
) -> None:
    """The client played what the server gave, each note in its place and none left out.

    begin: when beat 0 was, in ms; else the first note is right by itself.
    """
    first, last = int(played[0].number), int(played[-1].number)
    notes = given(server, port, first, last + 1 - first)
    sounding = [note for note in notes if note.pitch >= 0]
    if begin is None:
        begin = played[0].time - sounding[0].onset * BEAT_MS
    assert [(note.number, note.pitch, note.velocity) for note in played] == [
        (note.index, note.pitch, int(note.velocity * 127 + 0.5)) for note in sounding
    ]
    onsets = [begin + note.onset * BEAT_MS for note in sounding]
    assert [note.time for note in played] == pytest.approx(onsets, abs=0.2)
    lengths = [note.duration * BEAT_MS for note in sounding]
    assert [note.length for note in played] == pytest.approx(lengths, abs=0.01)


@pytest.mark.parametrize("server", [CLASSIC, MELODY], indirect=True)
def test_the_notes_that_the_server_gave_play_in_tempo(
    open_patch: OpenPatch, server: Server
) -> None:
    patch = open_patch(server.port)
    patch.begin()
    played = patch.wait_for_notes(16)
    assert patch.news("late") == []
    patch.close()
    assert_served(server, client_port(server), played)


def test_a_new_tempo_counts_at_once(open_patch: OpenPatch, server: Server) -> None:
    patch = open_patch(server.port)
    patch.begin()
    patch.wait_for_notes(2)
    patch.say("tempo 240")
    patch.wait_for_notes(1)
    later = patch.wait_for_notes(4)
    assert [two.time - one.time for one, two in pairwise(later)] == pytest.approx(
        [250] * 3, abs=0.1
    )
    assert [note.length for note in later] == pytest.approx([250] * 4)


def test_a_knob_is_heard_in_the_next_note(open_patch: OpenPatch, server: Server) -> None:
    patch = open_patch(server.port)
    patch.begin()
    patch.wait_for_notes(3)
    patch.say("tempo 60")  # a second for the reply
    patch.wait_for_notes(2)
    patch.say("set low 84 high 96 scale minor_pentatonic")
    before = patch.notes()
    patch.wait_for_notes(1)
    patch.say(f"tempo {TEMPO}")
    patch.wait_for_notes(9)
    after = patch.notes()[len(before) :]
    assert [note.number for note in after] == [before[-1].number + 1 + n for n in range(len(after))]
    assert {note.pitch % 12 for note in after} <= MINOR_PENTATONIC
    assert min(note.pitch for note in after) >= 84
    assert patch.news("late") == []


def test_a_storm_of_turns_leaves_no_gap(open_patch: OpenPatch, server: Server) -> None:
    patch = open_patch(server.port)
    patch.begin()
    patch.wait_for_notes(1)
    for turn in range(200):
        patch.say(f"set harmony {turn / 100}")
        if turn % 20 == 0:
            time.sleep(0.03)
    patch.say("set low 84 high 96")
    assert eventually(lambda: patch.wait_for_notes(1)[-1].pitch >= 84)
    played = patch.notes()
    assert [two.time - one.time for one, two in pairwise(played)] == pytest.approx(
        [BEAT_MS] * (len(played) - 1), abs=0.1
    )
    assert [note.number for note in played] == list(range(len(played)))


def test_a_tenth_of_all_messages_lost_makes_no_rest(open_patch: OpenPatch, server: Server) -> None:
    with LossyRelay(server.port, share=1 / 10) as relay:
        patch = open_patch(relay.port)
        patch.begin()
        patch.say("set low 84 high 96")
        assert eventually(lambda: patch.wait_for_notes(1)[-1].pitch >= 84)
        played = patch.wait_for_notes(24)
        assert patch.news("late") == []
        assert min(note.pitch for note in played) >= 84
        patch.close()
    assert relay.lost >= 2
    assert_served(server, relay.client_port, played)


def test_a_killed_server_leaves_the_tempo_and_a_new_one_goes_on_in_the_bar(
    open_patch: OpenPatch, server: Server, tmp_path: Path
) -> None:
    patch = open_patch(server.port)
    patch.say("fallback hold")
    patch.begin()
    patch.wait_for_notes(2)
    patch.say("set scale minor_pentatonic")
    patch.wait_for_notes(2)
    server.program.kill()
    patch.wait_for_news("online 0", within=PATIENCE_SECONDS)
    patch.say("set low 84 high 96")
    before = patch.wait_for_notes(2)
    assert {note.number for note in before} == {FALLBACK}
    with serving(tmp_path, port=server.port) as again:
        patch.wait_for_news("online 1", within=PATIENCE_SECONDS)
        while patch.wait_for_notes(1)[0].number == FALLBACK:
            pass
        patch.wait_for_notes(8)
        patch.close()
        played = patch.notes()
        composed = [note for note in played if note.number != FALLBACK]
        assert [note.number for note in composed] == list(range(len(composed)))
        assert [two.time - one.time for one, two in pairwise(played)] == pytest.approx(
            [BEAT_MS] * (len(played) - 1), abs=0.1
        )
        assert {note.pitch % 12 for note in composed[-9:]} <= MINOR_PENTATONIC
        assert min(note.pitch for note in composed[-9:]) >= 84
        assert_served(again, client_port(again), composed[-9:], begin=played[0].time)
    assert patch.news("online .*") == ["online 1", "online 0", "online 1"]


def test_two_clients_of_one_voice_name_are_two_voices(
    open_patch: OpenPatch, server: Server
) -> None:
    patch = open_patch(server.port, one="lead", two="lead")
    patch.say("set low 84 high 96", to="two")
    patch.begin()
    patch.begin("two")
    low, high = patch.wait_for_notes(12), patch.wait_for_notes(4, of="two")
    patch.close()
    assert max(note.pitch for note in low) < 84 <= min(note.pitch for note in high)
    by_port = [client_port(server), client_port(server)]
    for port in by_port:
        assert_served(server, port, low if port == by_port[0] else high)


def test_thumbs_teach_and_reasons_are_told(open_patch: OpenPatch, server: Server) -> None:
    patch = open_patch(server.port)
    patch.begin()
    patch.wait_for_notes(4)
    patch.say("stop")
    *_, last = patch.notes()
    patch.say("why")
    told = patch.wait_for_news("because ").split()
    assert told[:5] == [f"{last.number:g}", "pitch", f"{last.pitch:g}", "duration", "1"]
    assert patch.wait_for_news("alternative ").split()[1] == "1"
    notes = int(last.number) + 1
    patch.say("good")
    assert patch.wait_for_news("learned ") == f"{notes} 1"
    patch.say("bad")
    assert patch.wait_for_news("learned ") == f"{notes} 2"
    patch.say("taste undo")
    assert patch.wait_for_news("learned ").endswith(" 1")


def test_next_takes_what_is_there_and_never_waits(open_patch: OpenPatch, server: Server) -> None:
    patch = open_patch(server.port)
    while not patch.notes():
        patch.say("next")
    time.sleep(4 * RETRY / 1000)  # until notes ahead are asked for
    patch.say("why")
    patch.wait_for_news("because ")  # after all that was asked for before
    patch.say(*["next"] * 4, "bang")
    assert [note.number for note in patch.notes()] == list(range(6))
    assert len({note.time for note in patch.notes()[1:]}) == 1


def test_after_a_reset_it_begins_at_the_first_note(open_patch: OpenPatch, server: Server) -> None:
    patch = open_patch(server.port)
    patch.say(f"tempo {TEMPO}", "start")
    patch.wait_for_notes(3)
    patch.say("stop", "reset", "start")
    again = patch.wait_for_notes(3)
    assert [note.number for note in again] == [0, 1, 2]
    assert patch.news("late") == []
    patch.close()
    assert_served(server, client_port(server), again)


def test_what_was_heard_is_sent_as_the_server_wants_it(
    open_patch: OpenPatch, server: Server
) -> None:
    patch = open_patch(server.port)
    patch.say("heard 67 127 500", "tempo 60", "heard 67 300 500")
    assert patch.wait_for_news("error /melo/heard 4 ").startswith("velocity")
    assert len(patch.news("error")) == 1


def test_a_refused_setting_is_told_once_and_the_others_stay(
    open_patch: OpenPatch, server: Server
) -> None:
    patch = open_patch(server.port)
    patch.say("set low 84 high 96")
    patch.begin()
    patch.wait_for_notes(2)
    patch.say("set harmony 9")
    assert patch.wait_for_news("error /melo/next 4 ").startswith("harmony")
    assert min(note.pitch for note in patch.wait_for_notes(8)) >= 84
    assert len(patch.news("error")) == 1


def test_what_several_requests_under_way_are_refused_is_told_once(
    open_patch: OpenPatch, server: Server
) -> None:
    patch = open_patch(server.port)
    patch.begin()
    patch.wait_for_notes(2)
    with server.program.frozen():
        patch.say("set harmony 9")
        time.sleep(4 * RETRY / 1000)
    patch.wait_for_news("error ")
    patch.wait_for_notes(4)
    assert patch.news("error .*") == [r"error /melo/next 4 harmony\ is\ 9:\ use\ 0\ to\ 2 lead"]
    patch.say("set harmony 9")
    patch.wait_for_news("error /melo/next 4 ")


def test_another_agent_plays_on(open_patch: OpenPatch, server: Server) -> None:
    patch = open_patch(server.port)
    patch.begin()
    *_, last = patch.wait_for_notes(2)
    patch.say("agent fiddle")
    assert patch.wait_for_notes(1)[0].number == last.number + 1
    patch.say("agent nobody")
    assert patch.wait_for_news("error /melo/next 6 ") != ""


def test_without_a_server_it_says_so_and_rests(open_patch: OpenPatch, free_port: int) -> None:
    patch = open_patch(free_port)
    assert patch.news("online .*") == ["online 0"]
    patch.say("start", "next", "why", "good", "stop")
    assert patch.notes() == []


def test_a_message_that_it_does_not_know_is_an_error(open_patch: OpenPatch, free_port: int) -> None:
    patch = open_patch(free_port)
    patch.say("play", "set harmony", "fallback loud")
    assert patch.news("error.*") == [
        "error no such message: play",
        "error set needs pairs: harmony",
        "error fallback is rest or hold: loud",
    ]


# Boxes beside those of the help: they press start, and print what comes.
LISTENER = (
    "#X obj 20 700 loadbang",
    "#X msg 20 730  \\; pd dsp 1",
    "#X msg 80 730 tempo 300 \\, start",
    "#X obj 80 760 print notes",
    "#X obj 200 700 env~",
    "#X obj 200 730 print level",
)


def test_the_help_plays_and_sounds(
    require_client: Callable[[str], Path], server: Server, tmp_path: Path
) -> None:
    lines = (ROOT / "melobridge-help.pd").read_text().splitlines()
    client = next(n for n, line in enumerate(lines) if line.endswith(" melobridge lead;"))
    lines[client] = lines[client].replace("lead", f"lead {server.port}")
    sound = next(n for n, line in enumerate(lines) if line.endswith(" *~;"))
    first = sum(not line.startswith("#X connect") for line in lines)
    # A box's number is that of its line, less the line of the canvas.
    start, say, notes, level = (first - 1 + number for number in (0, 2, 3, 4))
    lines += [f"{box};" for box in LISTENER]
    for one, other in (
        (start, start + 1),
        (start, say),
        (say, client - 1),
        (client - 1, notes),
        (sound - 1, level),
        (level, level + 1),
    ):
        lines.append(f"#X connect {one} 0 {other} 0;")
    help_patch = tmp_path / "help.pd"
    help_patch.write_text("\n".join(lines) + "\n")
    command = (str(require_client("pd")), *OPTIONS, "-path", str(ROOT), "-open", str(help_patch))
    with Program(*command, trouble=TROUBLE) as program:
        for number in range(4):
            program.wait_for(rf"^notes: \d+ \d+ 200 {number}$", PATIENCE_SECONDS)
    levels = [float(found[1]) for found in program.printed(r"^level: (.*)$")]
    assert 70 < max(levels) < 95  # in dB; 100 is full scale
