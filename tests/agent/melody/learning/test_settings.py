from typing import Any

import pytest

from agent.errors import ConfigError
from agent.melody.learning.settings import FINE_TUNING, MelodySettings
from agent.training.settings import with_values


def test_the_usual_way_is_a_soft_double_dqn() -> None:
    usual = MelodySettings()
    assert (usual.method, usual.double) == ("soft", True)
    assert (usual.dueling, usual.prioritized, usual.n_step) == (False, False, 1)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"method": "ppo"}, "method is 'ppo': use soft, dqn, tuner_q, tuner_psi, munchausen"),
        ({"n_step": 512}, r"n_step \(512\) must be less than replay \(512\)"),
        ({"gamma": 1.5}, "gamma is 1.5: the most is 1"),
        ({"real": -0.1}, "real is -0.1: the least is 0"),
        ({"lines": 0}, "lines is 0: the least is 1"),
        ({"target_rate": 0}, "target_rate is 0: the least is 1e-06"),
    ],
)
def test_settings_that_cant_be_used_are_refused(changes: dict[str, Any], fault: str) -> None:
    with pytest.raises(ConfigError, match=fault):
        MelodySettings(**changes)


def test_fine_tuning_takes_fewer_and_smaller_steps() -> None:
    usual, fine = MelodySettings(), with_values(MelodySettings(), FINE_TUNING)
    assert fine.prior_updates < usual.prior_updates
    assert fine.prior_rate < usual.prior_rate
    assert fine.updates < usual.updates
    assert fine.learning_rate < usual.learning_rate
