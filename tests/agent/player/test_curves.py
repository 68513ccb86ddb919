import numpy as np
import pytest

from agent.player.curves import follow_of, temperature_of, weights_of
from agent.player.knobs import Knobs


def test_knobs_at_their_defaults_are_themselves() -> None:
    assert temperature_of(Knobs()) == 1.0
    assert weights_of(Knobs()) == (1.0, 1.0, 1.0, 1.0, 1.0)
    assert follow_of(Knobs()) == 0.0


def test_knobs_at_their_ends_stay_where_melodies_hold() -> None:
    least, most = (Knobs(*(end,) * 5) for end in (0.0, 2.0))
    assert weights_of(least) == pytest.approx((0.0, 0.4, 0.0, 0.65, 0.0))
    assert weights_of(most) == pytest.approx((1.4, 2.0, 2.0, 1.3, 1.7))
    assert weights_of(Knobs(harmony=1.5, variety=0.5))[::2] == pytest.approx((1.2, 0.5, 1.0))
    assert follow_of(Knobs(follow=1.0)) == 0.85


def test_the_temperature_is_flat_toward_its_ends_and_0_is_the_best_note() -> None:
    knobs = 0.0, 0.001, 0.125, 0.512, 1.0, 1.728
    found = [temperature_of(Knobs(temperature=knob)) for knob in knobs]
    assert found == pytest.approx([0.0, 0.1, 0.5, 0.8, 1.0, 1.2])


def test_every_curve_rises() -> None:
    places = np.linspace(0, 2, 41).tolist()
    weights = np.array([weights_of(Knobs(*[at] * 5)) for at in places])
    temperatures = [temperature_of(Knobs(temperature=at)) for at in places]
    follows = [follow_of(Knobs(follow=at / 2)) for at in places]
    assert (np.diff(weights, axis=0) > 0).all()
    assert (np.diff([temperatures, follows]) > 0).all()
