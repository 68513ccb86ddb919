"""The picture of the device is drawn from its geometry."""

from pathlib import Path

import pytest
from matplotlib.textpath import TextPath

from max_patches.source.device import build
from max_patches.source.picture import BAR, SCALE, Area, Text, draw, shapes
from max_patches.source.saving import HEIGHT

SAVED = build()
WIDTH = SAVED["patcher"]["devicewidth"]


def test_everything_lies_inside_of_the_device() -> None:
    for shape in shapes(SAVED):
        if isinstance(shape, Area):
            assert 0 <= shape.x <= shape.x + shape.width <= WIDTH
            assert -BAR <= shape.y <= shape.y + shape.height <= HEIGHT


def test_every_text_has_room() -> None:
    for text in shapes(SAVED):
        if isinstance(text, Text) and text.words:
            needed = TextPath((0, 0), text.words, size=text.size).get_extents().width
            assert needed <= text.room, text.words


def test_every_control_shows_its_name_or_its_value() -> None:
    words = [shape.words for shape in shapes(SAVED) if isinstance(shape, Text)]
    for word in ("Harmony", "Temp", "Generate", "Pitch", "Good", "Panic", "6356", "C2", "Live"):
        assert word in words


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_it_becomes_a_file(suffix: str, tmp_path: Path) -> None:
    picture = tmp_path / f"device.{suffix}"
    draw(picture)
    if suffix == "svg":
        assert b"<svg" in picture.read_bytes()[:1000]
        return
    head = picture.read_bytes()[16:24]
    width, height = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")
    assert (width, height) == (WIDTH * SCALE, (HEIGHT + BAR) * SCALE)
