import pytest
import torch

from agent.corpus.songbook import songbook
from agent.melody.learning.network import Prior
from agent.melody.learning.own_music import rehearsal
from agent.melody.learning.own_music.rehearsal import held_to, takes_to_rehearse
from agent.music.tune import Tune
from tests.support.melody_agent import little_player
from tests.support.networks import random_networks
from tests.support.tunes import tune

MODES = {"major", "minor", "dorian", "mixolydian"}


def played(monkeypatch: pytest.MonkeyPatch, character: str) -> list[Tune]:
    monkeypatch.setattr(rehearsal, "TAKES", 20)
    return takes_to_rehearse(little_player(character=character), songbook()[:4], 1)


def test_takes_are_of_all_characters_and_meters_and_also_in_other_scales(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    takes = played(monkeypatch, "any")
    assert {one.source for one in takes} == {"any", "fiddle", "hymn", "lied", "song"}
    assert {one.meter for one in takes} == {one.meter for one in songbook()[:4]}
    assert len(takes) > 25
    assert {one.mode for one in takes} - MODES
    assert takes == played(monkeypatch, "any")


def test_an_agent_of_a_character_rehearses_that(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {one.source for one in played(monkeypatch, "hymn")} == {"hymn"}


def test_who_stays_pays_nothing_and_who_leaves_pays_by_weight() -> None:
    prior, _ = random_networks(seed=1)
    other, _ = random_networks(seed=2)
    tunes = [tune("0 2 4 5 7 5 4 2 ")]

    def paid(weight: float, now: Prior) -> float:
        generator = torch.Generator().manual_seed(0)
        return held_to(prior, tunes, weight, 16, 0)(now.eval(), generator).item()

    assert paid(1, prior) == pytest.approx(0, abs=1e-5)
    assert paid(1, other) > 0.1
    assert paid(3, other) == pytest.approx(3 * paid(1, other))
