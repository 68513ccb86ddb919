"""`melobridge evaluate` of a classic agent, as a person runs it."""

import json
from pathlib import Path

import pytest

from tests.support.commands import melobridge


def test_evaluating_prints_the_shares_and_the_baselines(folder: Path) -> None:
    text = melobridge(folder, "evaluate", "classic").stdout
    assert "exact optimum from the start: 53.75" in text
    for row in ("agent", "greedy", "random"):
        assert row in text
    report = json.loads(melobridge(folder, "evaluate", "classic", "--json").stdout)
    assert report["optimum"] == 53.75
    assert len(report["settings"]) == 28
    assert report["greedy"]["start"] == pytest.approx(0.686, abs=1e-3)
