import numpy as np
import pytest
import torch

from agent.melody.learning.network import Prior, Values, exported
from agent.melody.line import Setting
from agent.melody.observation import Observation, observe
from agent.melody.playing.checkpoint import as_stored
from agent.melody.playing.inference import (
    CACHE_LINE,
    MelodyPolicy,
    Neutral,
    prepare,
    shapes,
)
from agent.melody.recall import NONE
from agent.melody.rewards import TERMS, VALUES
from agent.melody.vocabulary import ACTIONS, NO_PITCH
from agent.player.checkpoint import Tensors
from tests.support.lines import action, line_of, random_line
from tests.support.melody_agent import little_tensors
from tests.support.networks import random_networks

ONES = (1.0,) * 5


def policy_of(tensors: Tensors) -> MelodyPolicy:
    return MelodyPolicy(prepare(tensors))


def observations(count: int) -> list[Observation]:
    """What is seen of random lines in random settings."""
    random = np.random.default_rng(0)
    found = []
    for _ in range(count):
        setting = Setting(
            mode="minor", end=int(random.integers(2_000)), chord=(7, int(random.integers(4096)))
        )
        found.append(observe(random_line(random, int(random.integers(40))), setting))
    return found


@torch.no_grad()
def torch_says(
    prior: Prior, values: Values, seen: Observation, weights: tuple[float, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """Logits [actions] and Q [actions, values] by the networks."""
    rows = torch.tensor([seen.rows], dtype=torch.int32)
    logits, hidden = prior.eval()(rows, torch.tensor([seen.suggestions]))
    return logits[0].numpy(), values(rows, hidden, torch.tensor([weights]))[0].numpy()


@pytest.mark.parametrize("dueling", [False, True])
def test_it_says_what_the_networks_in_torch_say(dueling: bool) -> None:
    prior, values = random_networks(dueling=dueling)
    policy, random = policy_of(exported(prior, values)), np.random.default_rng(1)
    for seen in observations(40):
        weights = tuple(random.uniform(0, 2, 5).tolist())
        logits, q = torch_says(prior, values, seen, weights)
        ours, worth, inner = policy(seen, weights)
        w = np.array(weights)
        assert ours == pytest.approx(logits, abs=1e-4)
        assert policy.values(seen, weights) == pytest.approx(q, abs=1e-4)
        assert worth == pytest.approx(q @ [*np.ones(5), *(w - 1), 1], abs=1e-4)
        assert policy.value(inner, 6) == pytest.approx(q[:, 6], abs=1e-4)


def test_the_prior_alone_is_the_same_prior() -> None:
    policy = policy_of(little_tensors())
    for seen in observations(5):
        assert np.array_equal(policy.prior(seen), policy(seen, ONES).prior)


def test_at_weight_1_the_leans_dont_count() -> None:
    tensors = little_tensors()
    leaning = tensors["q.head.bias"].reshape(len(ACTIONS), VALUES).copy()
    leaning[:, len(TERMS) : -1] += 100
    other = policy_of(tensors | {"q.head.bias": leaning.ravel()})
    seen = observations(1)[0]
    assert other(seen, ONES).q == pytest.approx(policy_of(tensors)(seen, ONES).q, abs=1e-4)
    bold = (2.0, 1.0, 1.0, 1.0, 1.0)
    more = other(seen, bold).q - policy_of(tensors)(seen, bold).q
    assert more == pytest.approx(np.full(len(ACTIONS), 100), abs=1e-3)


def test_a_neutral_weight_is_what_the_policy_has_as_1() -> None:
    tensors, seen = little_tensors(), observations(1)[0]
    neutral = MelodyPolicy(prepare(tensors, Neutral(smoothness=0.6)))
    learned = policy_of(tensors)
    for asked, found in ((ONES, (1.0, 0.6, 1.0, 1.0, 1.0)), ((2, 0.8, 1, 1, 1), (2, 0.4, 1, 1, 1))):
        assert neutral(seen, asked).q == pytest.approx(learned(seen, found).q, abs=1e-4)
        values, own = neutral.values(seen, asked), learned.values(seen, found)
        assert values[:, 5:] == pytest.approx(own[:, 5:], abs=1e-4)
        assert values[:, 1] == pytest.approx(own[:, 1] - 0.4 * own[:, 6], abs=1e-4)


def test_neutral_rests_are_nats_for_each_rest_whatever_the_prior_says() -> None:
    tensors, seen = little_tensors(), observations(1)[0]
    restful, learned = MelodyPolicy(prepare(tensors, Neutral(rests=2.0))), policy_of(tensors)
    more = restful(seen, ONES).q - learned(seen, ONES).q
    rests = [action.pitch == NO_PITCH for action in ACTIONS]
    assert more == pytest.approx(np.where(rests, 2.0, 0.0), abs=1e-4)
    assert restful.values(seen, ONES).sum() == pytest.approx(
        learned.values(seen, ONES).sum() + 2.0 * sum(rests), abs=1e-2
    )
    assert np.array_equal(restful.prior(seen), learned.prior(seen))


def test_gates_copy_what_is_suggested() -> None:
    tensors = {name: np.zeros_like(tensor) for name, tensor in little_tensors().items()}
    gates = tensors["prior.head.bias"][len(ACTIONS) :].reshape(3, 6)
    gates[:, 4] = 4, 2, 1
    seen = observe(line_of("0 2 4/12 0 2"), Setting())
    assert seen.suggestions[4:] == [action("4/12"), action("4/12")]
    gates[:, 5] = 40, 20, 10
    prior = policy_of(tensors).prior(seen)
    found = {name: prior[action(name)] for name in ("4/12", "4/24", "5/12", "5/24")}
    assert found == {"4/12": 77, "4/24": 22, "5/12": 11, "5/24": 0}


def test_what_isnt_suggested_is_not_copied() -> None:
    policy = policy_of(little_tensors())
    seen = observations(1)[0]._replace(suggestions=[NONE] * 6)
    plain = little_tensors()
    plain["prior.head.weight"][len(ACTIONS) :] = 0
    plain["prior.head.bias"][len(ACTIONS) :] = 0
    assert np.array_equal(policy.prior(seen), policy_of(plain).prior(seen))


def test_rounding_to_half_precision_hardly_changes_what_it_says() -> None:
    tensors = little_tensors()
    rounded, policy = policy_of(as_stored(tensors)), policy_of(tensors)
    for seen in observations(10):
        for ours, theirs in zip(rounded(seen, ONES), policy(seen, ONES), strict=True):
            assert ours == pytest.approx(theirs, abs=0.02)


def test_a_thought_says_the_same_whatever_came_before() -> None:
    policy, seen = policy_of(little_tensors()), observations(1)[0]
    before = policy(seen, ONES)
    kept = [array.copy() for array in before]
    policy(observations(2)[1], (1.0, 0.5, 1.0, 2.0, 0.0))
    assert all(map(np.array_equal, before, kept))
    assert all(map(np.array_equal, policy(seen, ONES), kept))


def test_a_policy_keeps_views_of_arrays_that_nobody_may_change() -> None:
    arrays = prepare(little_tensors())
    for array in arrays.values():
        array.flags.writeable = False
        assert array.flags.c_contiguous
        assert array.ctypes.data % CACHE_LINE == 0
    policy, seen = MelodyPolicy(arrays), observations(1)[0]
    assert policy.arrays is arrays
    said = policy_of(little_tensors())(seen, ONES)
    assert all(map(np.array_equal, policy(seen, ONES), said))


def test_preparing_leaves_the_tensors_as_they_are() -> None:
    tensors = little_tensors()
    prepare(tensors)
    assert all(np.array_equal(tensors[name], same) for name, same in little_tensors().items())


def test_its_tensors_have_the_shapes_of_the_networks() -> None:
    tensors = exported(*random_networks(width=16, inner=12))
    assert {name: tensor.shape for name, tensor in tensors.items()} == shapes(16, 12)
