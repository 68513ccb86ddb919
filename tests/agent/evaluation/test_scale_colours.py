import math

import pytest

from agent.evaluation.reference import load_reference
from agent.evaluation.scale_colours import COLOURS, colouring, pitch_classes_of
from agent.music.scales import SCALES
from tests.support.tunes import tune


def test_colours_are_in_their_scale() -> None:
    assert len(COLOURS) == 33
    for scale, colours in COLOURS.items():
        assert all(SCALES[scale] >> one & 1 for one in pitch_classes_of(colours)), scale


@pytest.mark.parametrize(
    ("colours", "pitch_classes"), [("b2 b6", (1, 8)), ("#4 7", (6, 11)), ("b7", (10,))]
)
def test_degrees_are_read_as_musicians_write_them(
    colours: str, pitch_classes: tuple[int, ...]
) -> None:
    assert pitch_classes_of(colours) == pitch_classes


def test_a_scale_is_measured_by_its_colour_and_where_takes_hang() -> None:
    takes = [tune("0 1 3 5"), tune("0 0 0 0 0 0 0 0")]
    found = colouring("phrygian", takes, load_reference())
    assert (found.share, found.even) == (0.125, 1 / 7)
    assert (found.hanging, found.takes) == (1, 2)
    assert math.isnan(found.real)


@pytest.mark.parametrize(("scale", "least", "most"), [("dorian", 0.02, 0.2), ("major", 0.1, 0.3)])
def test_a_mode_of_real_tunes_stands_beside_them(scale: str, least: float, most: float) -> None:
    assert least < colouring(scale, [tune("0 2 3 5")], load_reference()).real < most
