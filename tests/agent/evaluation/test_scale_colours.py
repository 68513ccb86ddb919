import math

import pytest

from agent.evaluation.reference import load_reference
from agent.evaluation.scale_colours import MEASURED, colour_share, colouring
from agent.music.scales import SCALES, mask_of
from tests.support.tunes import tune


def test_the_scales_that_are_played_most_are_measured() -> None:
    assert (len(MEASURED), MEASURED[0], MEASURED[-1]) == (33, "major", "yo")


def test_the_share_of_notes_on_colours_is_that_of_their_pitch_classes() -> None:
    assert colour_share(tune("0 1 13 3"), SCALES["phrygian"]) == 0.5
    assert colour_share(tune("0 7"), mask_of((0, 7))) == 0


def test_a_scale_is_measured_by_its_colour_and_where_takes_hang() -> None:
    takes = [tune("0 1 3 5"), tune("0 0 0 0 0 0 0 0")]
    found = colouring("phrygian", takes, load_reference())
    assert (found.colours, found.share, found.even) == ("b2", 0.125, 1 / 7)
    assert (found.hanging, found.takes) == (1, 2)
    assert math.isnan(found.real)


@pytest.mark.parametrize(("scale", "least", "most"), [("dorian", 0.02, 0.2), ("major", 0.1, 0.3)])
def test_a_mode_of_real_tunes_stands_beside_them(scale: str, least: float, most: float) -> None:
    assert least < colouring(scale, [tune("0 2 3 5")], load_reference()).real < most
