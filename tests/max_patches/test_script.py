"""The device's script, in a real Node with what Max's js gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from max_patches.source.device.controls import AGENT_SLOTS, CONTROLS, SHIPPED
from max_patches.source.package import ROOT
from tests.support.max_interpreter.application import Application
from tests.support.tiny_patch import Tiny

Said = list[tuple[int, tuple[int | float | str, ...]]]
Tell = Callable[[str], Said]


@pytest.fixture
def tell(require_client: Callable[[str], Path]) -> Iterator[Tell]:
    """Send a message to the script; gives what it put out."""
    require_client("node")
    application = Application(ROOT / "javascript")
    patch = Tiny({"a": "js melobridge.js"}, "a0 p0", application=application)

    def tell(message: str) -> Said:
        patch.feed(message)
        got = list(patch.got)
        patch.got.clear()
        return got

    yield tell
    assert application.console == []
    application.close()


def test_online_shows_the_latency_and_a_green_dot(tell: Tell) -> None:
    assert tell("online 1") == [
        (0, ("status", "online  0.0 ms")),
        (0, ("dot", 0.35, 0.75, 0.4, 1)),
    ]
    assert tell("latency 0.6172") == [(0, ("status", "online  0.6 ms"))]


def test_late_notes_are_counted_once_there_are_some(tell: Tell) -> None:
    tell("online 1")
    assert tell("late 1") == [(0, ("status", "online  0.0 ms  1 late note"))]
    assert tell("late 2") == [(0, ("status", "online  0.0 ms  2 late notes"))]


def test_offline_says_what_to_do_and_forgets_the_reason(tell: Tell) -> None:
    tell("online 1")
    said = tell("online 0")
    assert said[0] == (0, ("status", "offline: melobridge serve?"))
    assert said[1] == (0, ("dot", 0.6, 0.6, 0.6, 1))
    assert said[2] == (0, ("reason", ""))


def test_a_fault_is_shown_in_the_servers_words_for_five_heartbeats(tell: Tell) -> None:
    tell("online 1")
    told = tell("fault /melo/set 4 no_note_is_left lead")
    assert told == [(0, ("status", "no_note_is_left"))]
    beats = [tell("latency 0.5")[0][1][1] for _ in range(6)]
    assert beats == [*["no_note_is_left"] * 4, *["online  0.5 ms"] * 2]


@pytest.mark.parametrize(
    ("reasons", "says"),
    [
        ("pitch 60. rank 1 prior 0.5 harmony 0.9 taste 0.1", "first choice: harmony"),
        ("pitch 60. rank 3 prior 0.5 harmony -2. taste 0.1", "choice 3: as real tunes go on"),
        ("rank 2 candidates 300 alternatives 5 taste 0.2", "choice 2: your thumbs"),
        ("rank 1 prior -0.5", "first choice"),
    ],
)
def test_the_reason_is_the_part_that_said_the_most_for_the_note(
    tell: Tell, reasons: str, says: str
) -> None:
    assert tell(f"because 12 {reasons}") == [(0, ("reason", says))]


def test_thumbs_are_counted(tell: Tell) -> None:
    assert tell("learned 5 1") == [(0, ("reason", "1 thumb learned"))]


def test_agents_of_ones_own_come_after_the_shipped_ones(tell: Tell) -> None:
    assert tell("agent mine melody 0 3") == []
    assert tell("agent all melody 1 3") == []
    [(outlet, said)] = tell("agent yours melody 2 3")
    names = (*SHIPPED, "mine", "yours")
    assert (outlet, said) == (0, ("agents", *names, *"-" * (AGENT_SLOTS - len(names))))


def test_the_menu_begins_as_the_script_leaves_it_where_there_are_no_others(tell: Tell) -> None:
    assert tell("agent all melody 0 1") == [(0, ("agents", *CONTROLS["Agent"].choices))]
