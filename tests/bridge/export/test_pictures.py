import sys
from pathlib import Path

import pytest
from matplotlib import image

from agent.errors import MissingExtra
from agent.evaluation.knob_effects import Effect
from agent.music.note import REST, Note
from agent.pieces.piece import Piece
from agent.player.knobs import Knobs
from bridge.export.pictures import knob_effects, learning_curve, piano_roll

NOTES = tuple(Note(60 + step, 0.8, 1.0, float(step)) for step in range(8))
SCALE = Piece(NOTES, Knobs(bars=2), ("C", "none"))
JIG = Piece((*NOTES[:5], Note(REST, 0.8, 1.0, 5.0)), Knobs(bars=20, meter="6/8", scale="dorian"))
SILENCE = Piece((Note(REST, 0.8, 4.0, 0.0),), Knobs(bars=1))


def drawn(path: Path, piece: Piece) -> tuple[int, float, float]:
    """Height of a picture in pixels, its share of notes (red) and of chord names (blue)."""
    piano_roll(path, piece, "a piece")
    pixels = image.imread(path)
    red, blue = pixels[..., 0], pixels[..., 2]
    notes, chords = (red > 0.8) & (blue < 0.6), (blue > 0.6) & (red < 0.3)
    return pixels.shape[0], float(notes.mean()), float(chords.mean())


def test_a_piano_roll_is_a_picture_with_notes_and_chords_in_it(tmp_path: Path) -> None:
    height, notes, chords = drawn(tmp_path / "roll.png", SCALE)
    assert height > 250
    assert notes > 0.01
    assert chords > 0
    assert drawn(tmp_path / "roll.png", SCALE._replace(chords=()))[2] == 0


def test_a_long_piece_is_drawn_in_systems_like_a_score(tmp_path: Path) -> None:
    one, three = (drawn(tmp_path / "roll.png", piece) for piece in (SCALE, JIG))
    assert three[0] > 2 * one[0]
    assert three[1] > 0


def test_the_bar_of_a_pickup_is_drawn_before_the_chords(tmp_path: Path) -> None:
    pickup = Piece((Note(60, 0.8, 8.0, 3.0),), Knobs(bars=2), ("C", "G7"), pickup=1.0)
    height, notes, chords = drawn(tmp_path / "roll.png", pickup)
    plain = drawn(tmp_path / "roll.png", pickup._replace(knobs=Knobs(bars=3), pickup=0.0))
    assert height == plain[0]
    assert notes == pytest.approx(plain[1], rel=0.01)
    assert chords == pytest.approx(plain[2], rel=0.1)


def test_a_silent_piece_is_an_empty_roll(tmp_path: Path) -> None:
    assert drawn(tmp_path / "roll.png", SILENCE)[1] == 0


def test_a_learning_curve_is_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "new" / "curve.png"
    learning_curve(path, [0, 100, 200], {"from the start": [0.1, 0.8, 0.99]})
    assert image.imread(path).shape[0] > 300


def test_the_effects_of_the_knobs_are_drawn_side_by_side(tmp_path: Path) -> None:
    path, settings = tmp_path / "knobs.png", (0.0, 1.0, 2.0)
    effects = [
        Effect(f"knob {n}", "a share", True, settings, (0.1, 0.2, 0.4), (0.01, 0.01, 0.02))
        for n in range(5)
    ]
    knob_effects(path, effects, "knobs")
    two_rows = image.imread(path).shape
    knob_effects(path, effects[:4], "knobs")
    assert two_rows[0] > 1.5 * image.imread(path).shape[0]


def test_without_matplotlib_the_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtra, match=r"drawing a picture needs the extra 'plot'"):
        piano_roll(tmp_path / "roll.png", SCALE, "a scale")
