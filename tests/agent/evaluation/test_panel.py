import json
import math

import pytest

from agent.evaluation import long_pieces, scale_colours
from agent.evaluation import panel as panels
from agent.evaluation.columns import Copies
from agent.evaluation.contestants import Contestant, agent_contestant, baseline_contestant
from agent.evaluation.knob_effects import Effect
from agent.evaluation.panel import Extent, Panel, measured_panel
from agent.evaluation.prior_bits import ORDERS
from agent.evaluation.scale_colours import MEASURED
from agent.evaluation.traits import TRAIT_NAMES
from agent.evaluation.yardstick import Yardstick, corpus_yardstick
from agent.metrics.rl_tuner_rules import RULES
from agent.metrics.statistics import NAMES
from tests.support.halves import split_songbook
from tests.support.melody_agent import little_player

BARS, TAKES = 4, 12


@pytest.fixture(scope="module")
def yardstick() -> Yardstick:
    return corpus_yardstick(split_songbook(), "the songbook", bars=BARS)


def contestant() -> Contestant:
    return agent_contestant("little", little_player(), BARS, seed=0)


@pytest.fixture(scope="module")
def panel(yardstick: Yardstick) -> Panel:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(panels, "CONSTRAINED_PIECES", 10)
        rivals = [baseline_contestant(name, BARS, seed=0) for name in ("noise", "walk")]
        return measured_panel(contestant(), rivals, yardstick, Extent(TAKES, seed=0))


def test_the_agent_stands_beside_its_rivals_and_real_tunes(panel: Panel) -> None:
    assert [column.name for column in panel.columns] == [
        "little",
        "little briefed",
        "noise",
        "walk",
        "real",
    ]
    assert [column.tunes for column in panel.columns] == [TAKES, TAKES, TAKES, TAKES, 20]
    for column in panel.columns:
        assert list(column.rules) == [rule.name for rule in RULES]
        assert list(column.statistics) == list(NAMES)
        assert list(column.traits) == list(TRAIT_NAMES)
        assert 0 <= column.overlap <= 1
        assert column.table.shape == (column.tunes, len(NAMES))


def test_sets_are_compared_in_equal_numbers(panel: Panel) -> None:
    assert panel.compared == 10
    *played_ones, real = panel.columns
    for column in played_ones:
        assert real.frechet < column.frechet
        assert real.overlap > column.overlap


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
    assert told["columns"][0]["statistics"]["chord_tones"] is None
    assert told["columns"][-1]["copies"]["median"] == panel.columns[-1].copies.median  # type: ignore[union-attr]
    assert told["bands"]["range"]["low"] <= told["bands"]["range"]["high"]
    assert told["effects"] == []


def test_a_shift_counts_deviations_of_real_tunes(panel: Panel) -> None:
    band = panel.bands["range"]
    expected = (panel.columns[0].statistics["range"] - band.mean) / band.deviation
    assert panel.shift("range") == pytest.approx(expected)


def test_what_needs_chords_is_of_the_briefed_takes(panel: Panel) -> None:
    plain, briefed = panel.columns[:2]
    assert math.isnan(plain.statistics["chord_tone_time"])
    assert panel.ours("chord_tone_time") == briefed.statistics["chord_tone_time"]
    assert panel.ours("range") == plain.statistics["range"]


def test_scales_and_long_pieces_are_measured_if_asked(
    yardstick: Yardstick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "CONSTRAINED_PIECES", 1)
    monkeypatch.setattr(scale_colours, "TAKES", 1)
    monkeypatch.setattr(long_pieces, "PIECES", 1)
    extent = Extent(10, 0, scales=True, long_pieces=True)
    told = measured_panel(contestant(), [], yardstick, extent).as_dict()
    assert [one["scale"] for one in told["scales"]] == list(MEASURED)
    assert [one["name"] for one in told["stages"]] == [*long_pieces.STARTS, long_pieces.REAL]
    assert told["effects"] == []


def test_the_knobs_are_turned_if_asked(
    yardstick: Yardstick, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def effects(player: object, tunes: list[object], bars: int, count: int, seed: int) -> object:
        seen.append((len(tunes), bars, count))
        return iter([Effect("form", "returns", True, (0.0, 2.0), (0.1, 0.2), (0.0, 0.0))])

    monkeypatch.setattr(panels, "effects", effects)
    monkeypatch.setattr(panels, "CONSTRAINED_PIECES", 1)
    panel = measured_panel(contestant(), [], yardstick, Extent(10, 0, knob_effects=True))
    assert seen == [(20, BARS, panels.TAKES_PER_KNOB)]
    assert panel.as_dict()["effects"][0]["monotone"] is True
