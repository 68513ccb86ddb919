from pathlib import Path

import pytest

from agent.classic.learning.settings import DQNSettings
from agent.errors import ConfigError
from agent.training.settings import read_toml, with_values


def test_values_replace_defaults_by_name() -> None:
    settings = with_values(DQNSettings(), {"seed": 3, "hidden": [32, 16], "gamma": 1})
    assert (settings.seed, settings.hidden, settings.gamma) == (3, (32, 16), 1.0)


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"sead": 3}, "there is no setting 'sead': use one of seed, updates"),
        ({"seed": "three"}, "seed is 'three': it must be a whole number"),
        ({"knobs": 1}, "knobs is 1: it must be true or false"),
        ({"hidden": "128"}, "hidden is '128': it must be a list of numbers"),
        ({"hidden": []}, "hidden needs the width of at least one layer"),
        ({"updates": 0}, "updates is 0: the least is 1"),
        ({"gamma": 1.5}, "gamma is 1.5: the most is 1"),
        ({"learning_rate": float("nan")}, "learning_rate is nan: the least is 0"),
        ({"loss": "l1"}, "loss is 'l1': use huber or mse"),
        ({"replay": 300}, r"replay \(300\) must be a multiple of melodies \(256\)"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(
    values: dict[str, object], fault: str
) -> None:
    with pytest.raises(ConfigError, match=fault):
        with_values(DQNSettings(), values)


def test_settings_are_read_from_toml(tmp_path: Path) -> None:
    file = tmp_path / "run.toml"
    file.write_text("seed = 7\ndueling = true\nhidden = [64]\n")
    settings = with_values(DQNSettings(), read_toml(file))
    assert (settings.seed, settings.dueling, settings.hidden) == (7, True, (64,))


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "run.toml"
    file.write_text("seed = = 7")
    with pytest.raises(ConfigError, match=r"run.toml is no valid TOML"):
        read_toml(file)
    with pytest.raises(ConfigError, match=r"gone.toml can't be read: No such file"):
        read_toml(tmp_path / "gone.toml")
