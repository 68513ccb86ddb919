from pathlib import Path

import pytest

from agent.library.loading import load_melody
from agent.melody.playing.player import MelodyPlayer
from agent.music.note import REST, Note
from agent.pieces.facts import facts
from agent.pieces.piece import Piece, compose
from agent.player.knobs import Knobs
from tests.support.melody_agent import save_melody_agent


@pytest.fixture
def player(tmp_path: Path) -> MelodyPlayer:
    return MelodyPlayer(load_melody(save_melody_agent(tmp_path / "melody.safetensors")))


def quarters(*pitches: int) -> tuple[Note, ...]:
    return tuple(Note(pitch, 0.8, 1.0, float(n)) for n, pitch in enumerate(pitches))


def test_steps_are_moves_by_a_tone_or_less_across_rests(player: MelodyPlayer) -> None:
    piece = Piece(quarters(60, 62, REST, 62, 69), Knobs(bars=2))
    found = facts(player, piece)
    assert found.notes == 4
    assert found.steps == pytest.approx(2 / 3)


def test_what_was_there_two_bars_before_returns(player: MelodyPlayer) -> None:
    bars = (60, 62, 64, 65), (67, 65, 64, 62), (60, 62, 64, 67), (69, 65, 64, 62)
    piece = Piece(quarters(*(pitch for bar in bars for pitch in bar)), Knobs(bars=4))
    assert facts(player, piece).returns == 6 / 16


def test_chord_tones_count_by_the_time_they_sound(player: MelodyPlayer) -> None:
    notes = Note(60, 0.8, 3.0, 0.0), Note(62, 0.8, 1.0, 3.0), Note(62, 0.8, 4.0, 4.0)
    piece = Piece(notes, Knobs(bars=2), ("C", "G"))
    assert facts(player, piece).chord_tones == 7 / 8
    assert facts(player, piece._replace(chords=())).chord_tones is None


def test_the_agents_own_choices_surprise_it_less_than_noise(player: MelodyPlayer) -> None:
    usual = facts(player, compose(player, Knobs(bars=8, temperature=0.3, form=0), 1))
    wild = facts(player, compose(player, Knobs(bars=8, temperature=2, form=0), 1))
    assert 0 < usual.bits < wild.bits


def test_silence_is_a_piece_too(player: MelodyPlayer) -> None:
    found = facts(player, Piece((Note(REST, 0.8, 4.0, 0.0),), Knobs(bars=1)))
    assert (found.notes, found.steps, found.returns) == (0, 0, 0)
