from dataclasses import replace

import numpy as np
import pytest

from agent.corpus.songbook import songbook
from agent.evaluation.prior_bits import actions_of, bits_of_prior, by_character, models
from tests.support.melody_agent import little_player
from tests.support.tunes import tune


def test_bits_are_weighted_by_events_and_told_by_character() -> None:
    tunes = [replace(tune("0 2 4"), source="hymn"), replace(tune("0"), source="lied")]
    found = by_character(np.array([1.0, 5.0]), tunes)
    assert found == {"all tunes": 2.0, "hymn": 1.0, "lied": 5.0}


def test_one_character_is_told_once() -> None:
    assert by_character(np.array([1.0]), [tune("0 2")]) == {"all tunes": 1.0}


def test_an_untrained_prior_knows_next_to_nothing() -> None:
    bits = bits_of_prior(little_player())(songbook()[0])
    assert bits == pytest.approx(np.log2(288), abs=1)


def test_models_know_what_they_learned() -> None:
    tunes = songbook()
    bits = {name: model(tunes[0]) for name, model in models(tunes)}
    assert list(bits) == ["PPM", *(f"Markov {order}" for order in range(1, 6))]
    assert bits["PPM"] < bits["Markov 1"] < np.log2(288)


def test_the_actions_of_a_tune_are_its_events() -> None:
    assert len(actions_of(tune("0 2 . 4"))) == 4
