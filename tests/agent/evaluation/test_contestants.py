from agent.evaluation.contestants import (
    agent_contestant,
    baseline_contestant,
    briefed_contestant,
    in_character,
    played,
    tune_of,
)
from agent.evaluation.reference import load_reference
from agent.melody.brief import brief_of
from agent.metrics.forms import bars_of
from agent.music.note import REST, Note
from agent.music.tune import TuneNote
from agent.pieces.piece import Piece, compose
from agent.player.knobs import Knobs
from tests.support.melody_agent import little_player

BARS, TAKES = 4, 6
BRIEFS = load_reference("lied").briefs[:3]


def test_a_take_is_what_generate_composes_with_that_seed() -> None:
    player = little_player()
    take = agent_contestant("little", player, BARS, seed=5).take(2)
    assert take == tune_of(compose(player, Knobs(bars=BARS), seed=7))
    assert take is not None
    assert (take.meter, take.mode, take.key, take.chords) == ("4/4", "major", 0, ())
    assert take.end <= BARS * 96 + 72


def test_a_piece_as_a_tune_counts_pitch_from_the_tonic_and_time_in_ticks() -> None:
    notes = Note(62, 0.8, 1.0, 0.0), Note(REST, 0.8, 0.5, 1.0), Note(65, 0.6, 1 / 3, 1.5)
    found = tune_of(Piece(notes, Knobs(key=2, scale="dorian", meter="3/4")))
    assert found is not None
    assert found.notes == (TuneNote(0, 24, 0), TuneNote(36, 8, 3))
    assert (found.bar, found.beat, found.key, found.mode, found.tonic) == (72, 24, 2, "dorian", 62)
    assert tune_of(Piece((Note(REST, 0.8, 1.0, 0.0),), Knobs())) is None


def test_a_pickup_lies_in_the_bar_before_the_first_one() -> None:
    piece = compose(little_player(), Knobs(bars=BARS), seed=1, pickup=1)
    found = tune_of(piece)
    assert found is not None
    assert (found.notes[0].onset, brief_of(found).pickup) == (72, 24)
    assert len(bars_of(found)) == BARS


def test_the_same_seed_gives_the_same_takes() -> None:
    first, again, other = (
        played(briefed_contestant("little", little_player(), BRIEFS, seed), TAKES)
        for seed in (0, 0, 1)
    )
    assert first == again
    assert first != other


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    played(baseline_contestant("walk", BARS, seed=0), 3, lambda *what: told.append(what))
    assert told == [("walk: playing", number, 3) for number in range(4)]


def test_an_agent_of_one_character_plays_in_it() -> None:
    assert in_character(BRIEFS[0], "hymn").setting.character == "hymn"
    assert in_character(BRIEFS[0], "any") is BRIEFS[0]
    hymn = briefed_contestant("hymn", little_player(character="hymn"), BRIEFS, seed=0)
    take = hymn.take(0)
    assert hymn.name == "hymn briefed"
    assert take is not None
    assert take.source == "hymn"
