"""A real SuperCollider plays eight bars from a real server, with the code that users evaluate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from agent.library.catalogue import DEFAULT_AGENT
from tests.support.listening import Recording
from tests.support.patience import PATIENCE_SECONDS
from tests.support.program import Program
from tests.support.relay import LossyRelay
from tests.support.sclang import start
from tests.support.serving import CLASSIC, MELODY, Note, Server

pytestmark = pytest.mark.sclang

EXAMPLE = Path(__file__).parents[3] / "supercollider" / "examples" / "eight_bars.scd"
HELPER = Path(__file__).with_name("eight_bars.scd")
BEAT_SECONDS = 60 / 110

Evaluate = Callable[..., Program]


@pytest.fixture
def evaluate(require_client: Callable[[str], Path], tmp_path: Path) -> Iterator[Evaluate]:
    """Run code to its `0.exit`, after the example's block 1 and with ~melo at PORT."""
    sclang = require_client("sclang")
    with ExitStack() as programs:

        def evaluate(code: str, **variables: object) -> Program:
            values = {"EXAMPLE": EXAMPLE, **variables}
            program = start(sclang, tmp_path, f'"{HELPER}".load;\n{code}', values)
            programs.enter_context(program)
            assert program.wait_for_exit(PATIENCE_SECONDS) == 0
            return program

        yield evaluate


def told(program: Program) -> tuple[int, int, list[Note]]:
    """What `~tell` posted: sclang's port, the epoch, the notes."""
    (asked,) = program.printed(r"^asked as (\d+) in epoch (\d+)$")
    notes = [Note.of(found[1].split()) for found in program.printed(r"^note (.*)$")]
    return int(asked[1]), int(asked[2]), notes


@pytest.mark.parametrize("server", [CLASSIC, MELODY, DEFAULT_AGENT], indirect=True)
def test_the_example_plays_the_notes_that_the_server_gave(
    evaluate: Evaluate, server: Server, tmp_path: Path
) -> None:
    piece = tmp_path / "piece.wav"
    posted = evaluate(
        r"""
        ~melo.sendMsg('/melo/set', \lead, \durations, "0.5 1 2");
        ~ask.(\lead, 32) { |notes|
            ~tell.(notes);
            ~render.(~bars.(notes), 33, "WAV".getenv) { 0.exit };
        };
        """,
        PORT=server.port,
        WAV=piece,
    )
    port, epoch, notes = told(posted)
    assert notes == server.gave(port, "lead", epoch, len(notes))
    assert notes[-1].onset + notes[-1].duration == pytest.approx(32)

    recording, sounding = Recording(piece), [note for note in notes if note.pitch >= 0]
    assert 0.1 < recording.loudest() < 0.9
    onsets = recording.onsets()
    assert onsets == pytest.approx([note.onset * BEAT_SECONDS for note in sounding], abs=0.006)
    for note, onset in zip(sounding, onsets, strict=True):
        end = onset + 0.8 * note.duration * BEAT_SECONDS
        assert recording.pitch(onset + 0.03, end) == pytest.approx(note.pitch, abs=0.05)
        assert recording.level(end - 0.05, end) > 0.03
    for rest in (note for note in notes if note.pitch < 0 and note.duration >= 0.5):
        end = (rest.onset + rest.duration) * BEAT_SECONDS
        assert recording.level(end - 0.1, end - 0.01) < 0.01


def test_the_example_asks_again_for_the_notes_that_got_lost(
    evaluate: Evaluate, server: Server
) -> None:
    with LossyRelay(server.port, share=1 / 3) as relay:
        posted = evaluate(
            r"""
            ~ask.(\lead, 32) { |notes| ~tell.(notes); 0.exit };
            """,
            PORT=relay.port,
        )
    assert relay.lost > 5
    _, epoch, notes = told(posted)
    assert [note.index for note in notes] == list(range(32))
    assert notes == server.gave(relay.client_port, "lead", epoch, 32)


def test_two_evaluations_in_a_row_give_two_melodies(evaluate: Evaluate, server: Server) -> None:
    posted = evaluate(
        r"""
        ~ask.(\lead, 32) { |first|
            ~ask.(\lead, 32) { |second|
                "same: %".format(first == second).postln;
                0.exit;
            };
        };
        """,
        PORT=server.port,
    )
    assert [found[1] for found in posted.printed("^same: (.*)")] == ["false"]


def test_the_lines_of_the_example_turn_the_knobs(evaluate: Evaluate, server: Server) -> None:
    posted = evaluate(
        r"""
        ~evaluateLine.("~melo.sendMsg('/melo/set'");
        ~ask.(\lead, 32) { |notes| ~tell.(notes); 0.exit };
        """,
        PORT=server.port,
    )
    _, _, notes = told(posted)
    in_d_major_from_67_to_84 = {67, 69, 71, 73, 74, 76, 78, 79, 81, 83}
    assert len(notes) == 32
    assert {note.pitch for note in notes} <= in_d_major_from_67_to_84
    assert not posted.printed("WARNING")


def test_a_knob_turned_too_far_is_posted(evaluate: Evaluate, server: Server) -> None:
    posted = evaluate(
        r"""
        ~melo.sendMsg('/melo/set', \lead, \harmony, 9);
        ~ask.(\lead, 1) { 0.exit };
        """,
        PORT=server.port,
    )
    assert posted.printed("^WARNING: melobridge: harmony is 9: use 0 to 2$")


def test_a_rest_is_silent(evaluate: Evaluate, free_port: int, tmp_path: Path) -> None:
    piece = tmp_path / "piece.wav"
    evaluate(
        r"""
        ~render.(~bars.([[60, 0.8, 1.0, 0.0], [-1, 0.8, 1.0, 1.0], [67, 0.8, 1.0, 2.0]]), 4,
            "WAV".getenv) { 0.exit };
        """,
        PORT=free_port,
        WAV=piece,
    )
    assert Recording(piece).onsets() == pytest.approx([0, 2 * BEAT_SECONDS], abs=0.006)


def test_without_a_server_the_example_says_so_once(evaluate: Evaluate, free_port: int) -> None:
    posted = evaluate(
        r"""
        ~ask.(\lead, 32) { "notes from nowhere".postln };
        { 0.exit }.defer(1.5);
        """,
        PORT=free_port,
    )
    assert len(posted.printed("WARNING|ERROR|notes from nowhere")) == 1
    assert posted.printed(
        rf"^WARNING: no notes from melobridge at 127.0.0.1:{free_port}: "
        "does `melobridge serve` run there"
    )
