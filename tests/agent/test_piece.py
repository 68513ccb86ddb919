from pathlib import Path

import pytest

from agent.checkpoint import load_checkpoint
from agent.classic import ClassicTask
from agent.piece import bar_lines, compose, reward_terms
from agent.player import Knobs, Note, Player
from agent.theory import nearest_degree
from tests.agent.melodies import OPTIMAL, degrees


@pytest.fixture
def player(agent_file: Path) -> Player:
    return Player(load_checkpoint(agent_file))


def test_the_same_seed_composes_the_same_piece(player: Player) -> None:
    assert compose(player, Knobs(), 8, 1) == compose(player, Knobs(), 8, 1)
    assert compose(player, Knobs(), 8, 1) != compose(player, Knobs(), 8, 2)


@pytest.mark.parametrize("bars", [1, 8, 20])
def test_a_piece_has_four_notes_a_bar(player: Player, bars: int) -> None:
    piece = compose(player, Knobs(), bars, 0)
    assert len(piece.notes) == 4 * bars
    assert [note.onset for note in piece.notes] == list(range(4 * bars))


def test_a_piece_is_judged_by_its_terms_whatever_its_key(player: Player) -> None:
    piece = compose(player, Knobs(key=4), 8, 0)
    played = [nearest_degree(note.pitch - 4) for note in piece.notes]
    assert piece.terms == reward_terms(player.task, played)


def test_terms_add_up_over_repetitions() -> None:
    once = reward_terms(ClassicTask(), degrees(OPTIMAL))
    assert once == {"harmony": 20.0, "smoothness": 12.75, "variety": 21.0}
    twice = reward_terms(ClassicTask(), degrees(OPTIMAL) * 2)
    assert sum(twice.values()) > 1.9 * sum(once.values())


def test_bars_are_read_as_names() -> None:
    notes = tuple(Note(pitch, 0.8, 1.0, 0.0) for pitch in (60, 64, 67, 66, 59))
    assert bar_lines(notes, 4) == ["C4 E4 G4 F#4", "B3"]
