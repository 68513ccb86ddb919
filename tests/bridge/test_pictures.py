import sys
from pathlib import Path

import pytest
from matplotlib import image

from agent.errors import MissingExtra
from agent.player import Note
from bridge.pictures import learning_curve, piano_roll

NOTES = [Note(60 + step, 0.8, 1.0, float(step)) for step in range(8)]


def test_a_piano_roll_is_a_picture_with_notes_in_it(tmp_path: Path) -> None:
    piano_roll(tmp_path / "roll.png", NOTES, 4, "a scale")
    piano_roll(tmp_path / "one.png", NOTES[:1], 4, "one note")
    for name in ("roll.png", "one.png"):
        pixels = image.imread(tmp_path / name)
        assert pixels.shape[0] > 300
        reddish = (pixels[..., 0] > 0.8) & (pixels[..., 2] < 0.6)
        assert reddish.mean() > 0.01


def test_a_learning_curve_is_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "new" / "curve.png"
    learning_curve(path, [0, 100, 200], {"from the start": [0.1, 0.8, 0.99]})
    assert image.imread(path).shape[0] > 300


def test_without_matplotlib_the_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtra, match=r"drawing a picture needs the extra 'plot'"):
        piano_roll(tmp_path / "roll.png", NOTES, 4, "a scale")
