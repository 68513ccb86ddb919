import json
from collections.abc import Callable

import pytest

from agent.player.protocol import AnyPlayer
from bridge.osc import codec
from bridge.osc.limits import IDLE_SECONDS
from bridge.session.log import Session, parse
from bridge.session.replay import ReplayResult, replay
from tests.support.asking import ME, OTHER
from tests.support.melody_agent import little_player
from tests.support.recording import Recorder, bundle

MAX = ("127.0.0.1", 6001)
AGENTS = {"melody": little_player(1), "second": little_player(2), "newer": little_player(3)}


class EveryThird:
    """A pace that lets the policy think of two notes in three."""

    late = 0
    asked = 0

    def now(self) -> float:
        return 0.0

    def has_time_for_network(self, index: int, left: int, deadline: float) -> bool:
        self.asked += 1
        return self.asked % 3 > 0

    def answered(self, began: float, thought: int, deadline: float) -> None:
        pass


@pytest.fixture
def players(player: AnyPlayer) -> dict[str, AnyPlayer]:
    """By name, which is their digest too."""
    return {**AGENTS, "classic": player}


@pytest.fixture
def recorder(players: dict[str, AnyPlayer]) -> Recorder:
    served = {name: players[name] for name in ("melody", "second", "classic")}
    return Recorder(served, "melody", EveryThird())


def evening(recorder: Recorder) -> None:
    """Some of everything that happens in a session."""
    recorder.ask("/melo/hello", 7400, "max", sender=MAX)
    recorder.ask("/melo/agents")
    recorder.ask("/melo/next", "lead", 1, 0, 8, "key", "D", "scale", "dorian", "within", 5.0)
    recorder.ask("/melo/next", "lead", 1, 4, 8, "within", 5.0)
    recorder.ask("/melo/next", "lead", 1, 0, 8, sender=OTHER)
    recorder.ask("/melo/next", "bass", 1, 0, 4, "low", 36, "high", 55, sender=MAX)
    recorder.ask("/melo/heard", "lead", 67, 0.8, 1.0)
    recorder.ask("/melo/heard", "lead", 69, 0.8, 0.5, 40.0)
    recorder.ask("/melo/set", "lead", "follow", 0.5, "chords", "Am F C G", "temperature", 1.3)
    recorder.ask("/melo/next", "lead", 2, 6, 12)
    recorder.ask("/melo/reward", "lead", 1.0)
    recorder.ask("/melo/reward", "lead", -1.0, 8, 11)
    recorder.ask("/melo/next", "lead", 2, 18, 16)
    recorder.ask("/melo/why", "lead", 20)
    recorder.ask("/melo/taste", "lead", "save", "leaps")
    recorder.ask("/melo/preset", "lead", "save", "verse")
    recorder.ask("/melo/preset", "bass", "load", "verse", sender=MAX)
    recorder.ask("/melo/taste", "lead", "undo")
    recorder.ask("/melo/next", "lead", 1, 0, 4)
    recorder.ask("/melo/set", "lead", "harmony", 99)
    recorder.ask("/melo/set", "lead", "chords", "none")
    recorder.ask("/melo/agent", "lead", "classic")
    recorder.ask("/melo/next", "lead", 2, 34, 4)
    recorder.ask("/melo/set", "lead", "agent", "melody", "morph_to", "second", "morph", 0.5)
    recorder.ask("/melo/set", "bass", "listen", "lead")
    recorder.send(
        bundle(
            codec.encode("/melo/next", "lead", 2, 38, 4),
            bundle(codec.encode("/melo/next", "bass", 1, 0, 4, "reply_port", 9000)),
            codec.encode("/melo/nonsense"),
        )
    )
    for garbage in (b"", b"/melo/next", b"#bundle\0", b"/melo/\xff\0,\0\0\0", bytes(64)):
        recorder.send(garbage)
    recorder.ask("/melo/get", "lead", "epoch")
    recorder.ask("/melo/stats")
    recorder.ask("/melo/choose", 60, 64)
    recorder.ask("/melo/reset", "lead")
    recorder.ask("/melo/next", "lead", 1, 0, 8)


def test_a_session_replays_exactly(recorder: Recorder, players: dict[str, AnyPlayer]) -> None:
    evening(recorder)
    notes = recorder.log.count('["/melo/note"')
    assert notes > 70
    assert '["/melo/error"' in recorder.log
    assert replay(recorder.session, players) == ReplayResult(len(recorder.lines) - 1, notes)


def test_agents_that_changed_and_voices_that_were_forgotten_are_replayed(
    recorder: Recorder, players: dict[str, AnyPlayer]
) -> None:
    recorder.ask("/melo/next", "lead", 1, 0, 16)
    recorder.swap("melody", players["newer"], "newer")
    changed = recorder.ask("/melo/next", "lead", 1, 16, 16)
    recorder.evict(recorder.now + IDLE_SECONDS + 1)
    anew = recorder.ask("/melo/next", "lead", 1, 0, 16)
    assert replay(recorder.session, players) == ReplayResult(3, 48)
    unchanged = {**players, "newer": players["melody"]}
    assert replay(recorder.session, unchanged).difference is not None
    assert len(changed) == len(anew) == 16


def test_statistics_may_differ(recorder: Recorder, players: dict[str, AnyPlayer]) -> None:
    recorder.ask("/melo/stats")
    recorder.lines[-1] = recorder.lines[-1].replace('"clients", ', '"p50_us", 180.0, "clients", ')
    assert "p50_us" in recorder.log
    assert replay(recorder.session, players).difference is None


def changed(
    recorder: Recorder, number: int, change: Callable[[dict[str, object]], None]
) -> Session:
    """The session with a change in one line."""
    lines = [*recorder.lines]
    line = json.loads(lines[number - 1])
    change(line)
    lines[number - 1] = json.dumps(line)
    return parse([f"{line}\n".encode() for line in lines], "log")


def test_the_first_difference_is_told_in_one_line(
    recorder: Recorder, players: dict[str, AnyPlayer]
) -> None:
    recorder.ask("/melo/ping", 1)
    notes = recorder.ask("/melo/next", "lead", 1, 0, 4)
    recorder.ask("/melo/next", "lead", 1, 4, 4)

    def louder(line: dict[str, object]) -> None:
        line["answer"][2][5] = 0.5  # type: ignore[index]

    found = replay(changed(recorder, 3, louder), players)
    third = " ".join(map(str, notes[2]))
    lead, rest = third.split(" 0.6000000238418579 ")
    assert (found.requests, found.notes) == (2, 4)
    assert found.difference == (
        "line 3, 0.500 s, /melo/next lead 1 0 4 from 127.0.0.1:5001: reply 3 was "
        f"'/melo/note {lead} 0.5 {rest}' to 127.0.0.1:5001, "
        f"now it is '/melo/note {third}' to 127.0.0.1:5001"
    )


def test_a_missing_and_an_added_reply_are_differences(
    recorder: Recorder, players: dict[str, AnyPlayer]
) -> None:
    recorder.ask("/melo/ping", 1)
    fewer = changed(recorder, 2, lambda line: line.update(answer=[]))
    more = changed(recorder, 2, lambda line: line["answer"].append(["/melo/pong", 2]))  # type: ignore[attr-defined]
    told = replay(fewer, players).difference
    assert told is not None
    assert told.endswith("reply 1 was none, now it is '/melo/pong 1' to 127.0.0.1:5001")
    told = replay(more, players).difference
    assert told is not None
    assert told.endswith("reply 2 was '/melo/pong 2' to 127.0.0.1:5001, now it is none")


@pytest.mark.parametrize("key", ["seed", "default"])
def test_another_start_is_another_session(
    recorder: Recorder, players: dict[str, AnyPlayer], key: str
) -> None:
    recorder.ask("/melo/next", "lead", 1, 0, 32)
    other = {"seed": 8, "default": "second"}[key]
    session = changed(recorder, 1, lambda line: line.update({key: other}))
    assert replay(session, players).difference is not None


def test_a_reply_that_went_to_another_place_is_a_difference(
    recorder: Recorder, players: dict[str, AnyPlayer]
) -> None:
    recorder.ask("/melo/ping", 1)
    session = changed(recorder, 2, lambda line: line.update(to=["127.0.0.1", 5009]))
    assert ME[1] != 5009
    assert replay(session, players).difference is not None
