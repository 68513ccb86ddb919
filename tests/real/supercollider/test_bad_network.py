"""The music goes on over a bad network, and over the death of the server."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.library.catalogue import DEFAULT_AGENT
from tests.real.supercollider.conftest import Sclang
from tests.real.supercollider.playing import (
    PLAYING,
    Played,
    assert_in_tempo,
    given,
    of_notes,
    pitch_classes,
    played,
)
from tests.support.patience import PATIENCE_SECONDS
from tests.support.program import Program
from tests.support.relay import LossyRelay
from tests.support.serving import Server, serving

pytestmark = pytest.mark.sclang


@pytest.mark.parametrize("server", [DEFAULT_AGENT], indirect=True)
def test_a_tenth_of_all_messages_may_get_lost_without_a_rest(
    sclang: Sclang, server: Server
) -> None:
    with LossyRelay(server.port, share=0.1, doubled=0.1, delayed=0.1) as relay:
        program = sclang(
            PLAYING
            + r"""
            m.set(\lead, \durations, "0.25 0.5");
            m.waitFor(\lead) { ~play.(\lead, Pfin(64, Pmelo(\lead))) { ~end.() } };
            """,
            PORT=relay.port,
        )
        assert program.wait_for_exit(PATIENCE_SECONDS) == 0
    assert relay.lost >= 5
    [asked] = program.printed(r"^lead asked as \d+ in epoch (\d+)$")
    notes = server.gave(relay.client_port, "lead", int(asked[1]), 64)
    assert [event.note() for event in played(program)] == of_notes(notes)


PLAY_ON = r"""
m.set(\lead, \durations, "0.5 1", \key, "D");
m.waitFor(\lead) { ~play.(\lead, Pmelo(\lead, fallback: FALLBACK)) };
{ while { File.exists("END".getenv).not } { 0.1.wait }; ~end.() }.fork(SystemClock);
"""


def wait_for_events(program: Program, count: int, ending: str) -> None:
    for _ in range(count):
        program.wait_for(rf"^lead played .* note {ending}$", PATIENCE_SECONDS)


@pytest.mark.parametrize("fallback", [r"\rest", r"\hold"])
def test_after_the_server_was_killed_the_same_index_resumes_in_its_bar(
    sclang: Sclang, free_port: int, tmp_path: Path, fallback: str
) -> None:
    end = tmp_path / "end"
    code = PLAYING + PLAY_ON.replace("FALLBACK", fallback)
    with serving(tmp_path, DEFAULT_AGENT, free_port) as server:
        program = sclang(code, PORT=free_port, END=end)
        wait_for_events(program, 12, r"\d+")
        server.program.kill()
        program.wait_for("^WARNING: melobridge at .* doesn't answer", PATIENCE_SECONDS)
        wait_for_events(program, 6, "-1")
    with serving(tmp_path, DEFAULT_AGENT, free_port) as server:
        program.wait_for("^melobridge is back$", PATIENCE_SECONDS)
        wait_for_events(program, 13, r"\d+")
        end.touch()
        assert program.wait_for_exit(PATIENCE_SECONDS) == 0
        events = played(program)
        before, between, after = parts(events)
        resumed = composed_last(after)
        notes = given(server, program, count=len(resumed), first=len(before))

    assert_in_tempo(events)
    assert [event.index for event in before + resumed] == list(range(len(before + resumed)))
    assert [event.note() for event in resumed] == of_notes(notes)
    assert pitch_classes(after) <= {2, 4, 6, 7, 9, 11, 1}
    heard = {event.pitch for event in between}
    assert heard == ({-1.0} if fallback == r"\rest" else {before[-1].pitch})
    assert len(program.printed("^WARNING")) == 1


def composed_last(after: list[Played]) -> list[Played]:
    """The notes from the last one on that has the first index.

    Where a busy server answers after another fallback, its late notes are played, too: better than
    none. Their indices are composed anew.
    """
    first = after[0].index
    return after[max(n for n, event in enumerate(after) if event.index == first) :]


def parts(events: list[Played]) -> tuple[list[Played], list[Played], list[Played]]:
    """What came before, during and after the only run of fallbacks."""
    gap = [number for number, event in enumerate(events) if event.index is None]
    assert gap == list(range(gap[0], gap[-1] + 1))
    return events[: gap[0]], events[gap[0] : gap[-1] + 1], events[gap[-1] + 1 :]
