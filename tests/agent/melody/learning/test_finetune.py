import numpy as np
import pytest
import torch

from agent.corpus.songbook import songbook
from agent.melody.learning.dataset import Examples, examples_of
from agent.melody.learning.feedback import Feedback, PlayedNote, examples_of_phrases, feedback_of
from agent.melody.learning.finetune import RATIO, learn_thumbs
from agent.melody.learning.network import Prior, restored
from agent.melody.learning.prior import bits_per_event, surprise, tensors_of
from agent.melody.learning.settings import MelodySettings
from agent.music.note import Note
from agent.player.knobs import Knobs
from tests.support.melody_agent import little_checkpoint, little_player

TUNES, VALID = examples_of(songbook()[:6]), examples_of(songbook()[6:8])
SETTINGS = MelodySettings(prior_updates=60, prior_batch=64, prior_rate=0.01)
SLOW = MelodySettings(prior_updates=800, prior_batch=32, prior_rate=1e-3)


UP = "0 2 4 5 7 5 4 2 0 2 4 5 7 9 11 12"
DOWN = "11 6 1 6 11 6 1 6 1 8 1 8 3 10 3 10"


def listened(*, down: bool = True) -> Feedback:
    """Thumbs up for two bars of scales, thumbs down for two bars of wild leaps after them."""
    rewards = [1.0] * 16 + [-float(down)] * 16
    tones = map(int, f"{UP} {DOWN}".split())
    melody = [
        PlayedNote(Note(60 + tone, 0.8, 0.5, beat / 2), Knobs(), reward=reward)
        for beat, (tone, reward) in enumerate(zip(tones, rewards, strict=True))
    ]
    return feedback_of(little_player(), [melody])


def prior() -> Prior:
    return restored(little_checkpoint().tensors)[0]


def bits(prior: Prior, seen: Examples) -> np.ndarray:
    return surprise(prior, *tensors_of(seen)).numpy()


def learned(said: Feedback, settings: MelodySettings = SETTINGS) -> Prior:
    network = prior()
    list(learn_thumbs(network, said.learned, TUNES, VALID, settings))
    return network


def test_what_was_liked_becomes_likelier_and_what_wasnt_less_likely() -> None:
    said = listened()
    network = learned(said)
    for phrases, sign in ((said.liked, 1), (said.disliked, -1)):
        seen = examples_of_phrases(phrases.measured)
        assert sign * (bits_per_event(prior(), seen) - bits_per_event(network, seen)) > 1


def test_no_event_gains_much_more_than_four_times_by_its_own_thumb() -> None:
    said = listened(down=False)
    seen = examples_of_phrases(said.learned)
    gained = bits(prior(), seen) - bits(learned(said, SLOW), seen)
    assert 1 < gained.mean() < np.log2(RATIO) + 0.5


def test_tunes_are_known_as_well_as_before() -> None:
    assert bits_per_event(learned(listened()), TUNES) < bits_per_event(prior(), TUNES) + 0.2


def test_it_tells_how_it_goes_on() -> None:
    told = list(learn_thumbs(prior(), listened().learned, TUNES, VALID, SETTINGS))
    assert [(update, updates) for update, updates, _ in told] == [(25, 60), (50, 60), (60, 60)]
    assert all(bits > 0 for _, _, bits in told)


@pytest.mark.parametrize("seed", [0, 1])
def test_the_same_seed_learns_the_same(seed: int) -> None:
    short = MelodySettings(seed=seed, prior_updates=5, prior_batch=16)
    one, again = (learned(listened(), short).state_dict() for _ in range(2))
    assert all(torch.equal(one[name], again[name]) for name in one)
