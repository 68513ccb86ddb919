from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pytest

from agent.classic.playing.player import ClassicPlayer
from agent.classic.task import ClassicTask
from agent.errors import TaskError
from agent.library.loading import load_classic, load_melody
from agent.melody.playing.player import MelodyPlayer
from agent.music.meter import meter_of
from agent.music.note import REST, Note
from agent.music.pitches import nearest_degree
from agent.music.tune import METERS
from agent.pieces.piece import Piece, bar_lines, classic_terms, compose, reward_terms
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer
from tests.support.melodies import OPTIMAL, degrees
from tests.support.melody_agent import save_melody_agent


@pytest.fixture
def classic(agent_file: Path) -> ClassicPlayer:
    return ClassicPlayer(load_classic(agent_file))


@pytest.fixture
def melody(tmp_path: Path) -> MelodyPlayer:
    return MelodyPlayer(load_melody(save_melody_agent(tmp_path / "melody.safetensors")))


@pytest.fixture(params=["classic", "melody"])
def player(request: pytest.FixtureRequest) -> AnyPlayer:
    found: AnyPlayer = request.getfixturevalue(request.param)
    return found


def test_the_same_seed_composes_the_same_piece(player: AnyPlayer) -> None:
    assert compose(player, Knobs(bars=8), 1) == compose(player, Knobs(bars=8), 1)
    assert compose(player, Knobs(bars=8), 1) != compose(player, Knobs(bars=8), 2)


@pytest.mark.parametrize("bars", [1, 8, 20])
def test_a_classic_piece_has_four_notes_a_bar(classic: ClassicPlayer, bars: int) -> None:
    piece = compose(classic, Knobs(bars=bars), 0)
    assert [note.onset for note in piece.notes] == list(range(4 * bars))


@pytest.mark.parametrize("meter", [*METERS, "5/4", "3+2+2/8", "12/8", "15/4", "1/4", "1/8"])
def test_a_melody_fills_its_bars_and_ends_with_the_last(melody: MelodyPlayer, meter: str) -> None:
    piece = compose(melody, Knobs(meter=meter, bars=5, temperature=2), 3, pickup=0)
    ends = [note.onset + note.duration for note in piece.notes]
    assert [note.onset for note in piece.notes] == pytest.approx([0, *ends[:-1]])
    assert ends[-1] == pytest.approx(piece.end)
    assert piece.end == 5 * meter_of(meter).bar / 24


def test_a_melody_is_played_over_its_progression(melody: MelodyPlayer) -> None:
    knobs = Knobs(bars=6, chords="Am G", chord_tones="all")
    piece = compose(melody, knobs, 1, pickup=1)
    assert piece.chords == ("Am", "G", "Am", "G", "Am", "G")
    assert piece.symbols[:2] == [(4.0, "Am"), (8.0, "G")]
    full = [note for note in piece.notes if note.onset >= 4]
    assert {piece.chord_at(note.onset) for note in piece.notes[: -len(full)]} == {"none"}
    for note in full:
        tones = {"Am": {9, 0, 4}, "G": {7, 11, 2}}[piece.chord_at(note.onset)]
        assert note.pitch == REST or note.pitch % 12 in tones


def test_one_chord_may_sound_all_the_time(melody: MelodyPlayer) -> None:
    piece = compose(melody, Knobs(bars=2, chord="F", chord_tones="all"), 1, pickup=2)
    assert piece.chords == ("F", "F")
    assert piece.chord_at(piece.start) == "F"
    assert {note.pitch % 12 for note in piece.notes} <= {5, 9, 0, REST % 12}
    assert compose(melody, Knobs(bars=2), 1).chords == ()


def test_the_classic_agent_has_chords_of_its_own(classic: ClassicPlayer) -> None:
    piece = compose(classic, Knobs(key=3, bars=9), 0)
    assert piece.chords == ("Eb", "Cm", "Ab", "Bb", "Eb", "Ab", "Bb", "Eb", "Eb")
    with pytest.raises(TaskError, match=r"knows one progression only, I vi IV V I IV V I: leave"):
        compose(classic, Knobs(bars=8, chords="C"), 0)


def test_a_classic_piece_is_judged_by_its_terms_whatever_its_key(classic: ClassicPlayer) -> None:
    piece = compose(classic, Knobs(key=4, bars=8), 0)
    played = [nearest_degree(note.pitch - 4) for note in piece.notes]
    assert classic_terms(classic.task, piece) == reward_terms(classic.task, played)


def test_what_the_player_cant_play_is_refused(classic: ClassicPlayer, melody: MelodyPlayer) -> None:
    with pytest.raises(TaskError, match=r"this agent plays in 4/4 only"):
        compose(classic, Knobs(meter="3/4", bars=8), 0)
    with pytest.raises(TaskError, match=r"the chord F# has no note between low 62 and high 64"):
        compose(melody, Knobs(bars=8, chords="C F#", chord_tones="all", high=64, low=62), 0)


def test_a_pickup_ends_a_bar_of_its_own_and_shortens_the_last_one(melody: MelodyPlayer) -> None:
    piece = compose(melody, Knobs(meter="3/4", bars=4), 2, pickup=1.5)
    assert (piece.pickup, piece.start, piece.end) == (1.5, 1.5, 13.5)
    ends = [note.onset + note.duration for note in piece.notes]
    assert [note.onset for note in piece.notes] == pytest.approx([1.5, *ends[:-1]])
    assert ends[-1] == pytest.approx(13.5)
    assert 3.0 in [note.onset for note in piece.notes]
    assert len(bar_lines(piece)) == 5


def test_a_pickup_swings_with_all_else(melody: MelodyPlayer) -> None:
    """At swing 1 the last eighth of a bar begins a sixteenth late."""
    knobs = Knobs(bars=2, swing=1, durations="0.5")
    piece = compose(melody, knobs, 1, pickup=0.5)
    assert (piece.start, piece.end) == (3.75, 11.75)
    ends = [note.onset + note.duration for note in piece.notes]
    assert (piece.notes[0].onset, ends[-1]) == (3.75, 11.75)
    assert len(compose(melody, replace(knobs, swing=0), 1, pickup=0.5).notes) == len(piece.notes)


@pytest.mark.parametrize("swing", [0, 0.1, 0.5, 0.67, 1])
def test_no_note_comes_after_the_end_of_a_piece(melody: MelodyPlayer, swing: float) -> None:
    piece = compose(melody, Knobs(bars=2, swing=swing, durations="0.5"), 1, pickup=0.5)
    last = piece.notes[-1]
    assert last.onset + last.duration == pytest.approx(piece.end)


@pytest.mark.parametrize(("meter", "pickup"), [("2/4", 0.25), ("4/4", 1 / 3), ("3/4", 2 / 3)])
def test_pieces_end_where_they_should_at_any_place_of_a_beat(
    melody: MelodyPlayer, meter: str, pickup: float
) -> None:
    for seed in range(20):
        piece = compose(melody, Knobs(bars=2, meter=meter), seed, pickup=pickup)
        last = piece.notes[-1]
        assert last.onset + last.duration == pytest.approx(piece.end)


def test_pieces_have_pickups_as_often_as_real_tunes(melody: MelodyPlayer) -> None:
    knobs = Knobs(meter="6/8", bars=1, character="fiddle", durations="0.5")
    pieces = [compose(melody, knobs, seed) for seed in range(100)]
    pickups = [piece.pickup for piece in pieces]
    assert set(pickups) == {0, 0.5}
    assert 66 <= pickups.count(0.5) <= 86
    assert [compose(melody, knobs, seed) for seed in range(100)] == pieces


def test_a_pickup_that_no_agent_can_play_is_refused(
    classic: ClassicPlayer, melody: MelodyPlayer
) -> None:
    with pytest.raises(TaskError, match=r"pickup is 4: use less than a bar of 4/4"):
        compose(melody, Knobs(bars=4), 1, pickup=4)
    with pytest.raises(TaskError, match=r"pickup is 1: this agent begins on the first beat, use 0"):
        compose(classic, Knobs(bars=4), 1, pickup=1)
    assert compose(classic, Knobs(bars=4), 1, pickup=0).pickup == 0


def test_terms_add_up_over_repetitions() -> None:
    once = reward_terms(ClassicTask(), degrees(OPTIMAL))
    assert once == {"harmony": 20.0, "smoothness": 12.75, "variety": 21.0}
    twice = reward_terms(ClassicTask(), degrees(OPTIMAL) * 2)
    assert sum(twice.values()) > 1.9 * sum(once.values())


def piece_of(knobs: Knobs, *notes: tuple[int, float]) -> Piece:
    """A piece of (pitch, duration) in a row."""
    onsets = accumulate((duration for _, duration in notes), initial=0.0)
    placed = zip(notes, onsets, strict=False)  # the last onset is the end
    return Piece(tuple(Note(p, 0.8, duration, onset) for (p, duration), onset in placed), knobs)


def test_quarter_notes_are_read_as_names() -> None:
    piece = piece_of(Knobs(bars=2), *((pitch, 1) for pitch in (60, 64, 67, 66, 59)))
    assert bar_lines(piece) == ["C4 E4 G4 F#4", "B3"]


def test_another_length_holds_until_the_next_or_the_bar_line() -> None:
    first = (62, 1.5), (64, 0.5), (65, 0.5), (REST, 0.5), (67, 1)
    second = (69, 1 / 3), (70, 1 / 3), (69, 1 / 3), (67, 0.75), (65, 0.25), (62, 2)
    piece = piece_of(Knobs(key=2, scale="minor", bars=2), *first, *second)
    assert bar_lines(piece) == [
        "D4:1.5 E4:.5 F4 - G4:1",
        "A4:1/3 Bb4 A4 G4:.75 F4:.25 D4:2",
    ]


def test_bars_are_those_of_the_meter() -> None:
    piece = piece_of(Knobs(meter="6/8", bars=2), *[(60, 0.5)] * 8)
    assert bar_lines(piece) == ["C4:.5 C4 C4 C4 C4 C4", "C4:.5 C4"]
