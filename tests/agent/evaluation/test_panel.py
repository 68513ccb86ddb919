import json
import math

import numpy as np
import pytest

from agent.evaluation import panel as panels
from agent.evaluation.knob_effects import Effect
from agent.evaluation.panel import (
    Contestant,
    Copies,
    Extent,
    Panel,
    agent_contestant,
    bands,
    baseline_contestant,
    in_character,
    measured_panel,
    played,
)
from agent.evaluation.prior_bits import ORDERS
from agent.evaluation.reference import load_reference
from agent.evaluation.yardstick import Yardstick, corpus_yardstick
from agent.metrics.rl_tuner_rules import RULES
from agent.metrics.statistics import NAMES
from tests.support.halves import split_songbook
from tests.support.melody_agent import little_player

BARS, TAKES = 4, 12


@pytest.fixture(scope="module")
def yardstick() -> Yardstick:
    return corpus_yardstick(split_songbook(), "the songbook", bars=BARS)


def contestant(yardstick: Yardstick, seed: int = 0) -> Contestant:
    return agent_contestant("little", little_player(), yardstick.reference.briefs, seed)


@pytest.fixture(scope="module")
def panel(yardstick: Yardstick) -> Panel:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(panels, "CONSTRAINED_PIECES", 10)
        rivals = [baseline_contestant(name, BARS, seed=0) for name in ("noise", "walk")]
        return measured_panel(contestant(yardstick), rivals, yardstick, Extent(TAKES, seed=0))


def test_the_agent_stands_beside_its_rivals_and_real_tunes(panel: Panel) -> None:
    assert [column.name for column in panel.columns] == ["little", "noise", "walk", "real"]
    assert [column.tunes for column in panel.columns] == [TAKES, TAKES, TAKES, 20]
    for column in panel.columns:
        assert list(column.rules) == [rule.name for rule in RULES]
        assert list(column.statistics) == list(NAMES)
        assert 0 <= column.overlap <= 1
        assert column.table.shape == (column.tunes, len(NAMES))


def test_sets_are_compared_in_equal_numbers(panel: Panel) -> None:
    assert panel.compared == 10
    *played_ones, real = panel.columns
    for column in played_ones:
        assert real.frechet < column.frechet
        assert real.overlap > column.overlap


def test_a_set_that_is_too_small_to_classify_is_compared_by_area_only(
    yardstick: Yardstick,
) -> None:
    real = panels.real_column(yardstick, 4)
    assert math.isnan(real.auc)
    assert math.isnan(real.frechet)
    assert 0 < real.overlap <= 1


def test_bits_are_those_of_the_agent_and_of_models_of_the_training_tunes(panel: Panel) -> None:
    assert list(panel.bits) == ["little", "PPM", *(f"Markov {order}" for order in ORDERS)]
    assert panel.predicted_of == "20 test tunes of the songbook"
    assert panel.bits["PPM"]["all tunes"] < panel.bits["little"]["all tunes"]


def test_copies_are_counted_where_the_training_tunes_are_known(panel: Panel) -> None:
    real = panel.columns[-1].copies
    assert isinstance(real, Copies)
    assert 2 <= real.median <= real.most_of_95 <= real.most


def test_no_constraint_is_broken(panel: Panel) -> None:
    assert panel.violations.total == panel.constrained.total == 0
    assert panel.violations.notes > 100
    assert panel.constrained.notes > 20


def test_the_panel_is_json_without_tables_and_nan(panel: Panel) -> None:
    told = json.loads(json.dumps(panel.as_dict(), allow_nan=False))
    assert told["agent"] == "little"
    assert "table" not in told["columns"][0]
    assert told["columns"][0]["overlap"] == pytest.approx(panel.columns[0].overlap)
    assert told["columns"][1]["statistics"]["chord_tones"] is None
    assert told["columns"][-1]["copies"]["median"] == panel.columns[-1].copies.median  # type: ignore[union-attr]
    assert told["bands"]["range"]["low"] <= told["bands"]["range"]["high"]
    assert told["effects"] == []


def test_the_same_seed_gives_the_same_takes(yardstick: Yardstick) -> None:
    first, again, other = (played(contestant(yardstick, seed), TAKES) for seed in (0, 0, 1))
    assert first == again
    assert first != other


def test_progress_is_told(yardstick: Yardstick) -> None:
    told: list[tuple[str, int, int]] = []
    played(contestant(yardstick), 3, lambda *what: told.append(what))
    assert told == [("little: playing", number, 3) for number in range(4)]


def test_a_shift_counts_deviations_of_real_tunes(panel: Panel) -> None:
    band = panel.bands["range"]
    expected = (panel.columns[0].statistics["range"] - band.mean) / band.deviation
    assert panel.shift("range") == pytest.approx(expected)


def test_a_band_leaves_out_what_is_undefined() -> None:
    table = np.full((3, len(NAMES)), np.nan)
    table[:2, 0] = 1, 3
    found = bands(table)
    assert (found[NAMES[0]].median, found[NAMES[0]].mean) == (2, 2)
    assert math.isnan(found[NAMES[1]].low)


def test_an_agent_of_one_character_plays_in_it() -> None:
    brief = load_reference("lied").briefs[0]
    assert in_character(brief, "hymn").setting.character == "hymn"
    assert in_character(brief, "any") is brief
    hymn = agent_contestant("hymn", little_player(character="hymn"), [brief], seed=0)
    take = hymn.take(0)
    assert take is not None
    assert take.source == "hymn"


def test_the_knobs_are_turned_if_asked(
    yardstick: Yardstick, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def effects(player: object, tunes: list[object], bars: int, count: int, seed: int) -> object:
        seen.append((len(tunes), bars, count))
        return iter([Effect("form", "returns", True, (0.0, 2.0), (0.1, 0.2), (0.0, 0.0))])

    monkeypatch.setattr(panels, "effects", effects)
    monkeypatch.setattr(panels, "CONSTRAINED_PIECES", 1)
    panel = measured_panel(contestant(yardstick), [], yardstick, Extent(10, 0, knob_effects=True))
    assert seen == [(20, BARS, panels.TAKES_PER_KNOB)]
    assert panel.as_dict()["effects"][0]["monotone"] is True
