import numpy as np
import pytest
import torch

from agent.classic.learning.network import DegreeConvolution, DuelingHead, QNetwork, dense_layers
from agent.classic.observation import observation_tables, planes
from agent.classic.playing.inference import Policy
from agent.classic.task import ClassicTask

INPUTS = observation_tables(ClassicTask()).width + 3


def network(*, dueling: bool = False, convolutional: bool = False) -> QNetwork:
    torch.manual_seed(0)
    pictures = planes(ClassicTask()) if convolutional else None
    return QNetwork(INPUTS, 7, 3, dueling=dueling, planes=pictures)


def test_the_textbooks_network_is_state_128_64_actions() -> None:
    plain = QNetwork(INPUTS, 7, 1)
    shapes = [weight.shape for weight, _ in dense_layers(plain, INPUTS)]
    assert shapes == [(128, INPUTS), (64, 128), (7, 64)]


@pytest.mark.parametrize("dueling", [False, True])
@pytest.mark.parametrize("convolutional", [False, True])
def test_every_variant_plays_the_same_in_numpy(dueling: bool, convolutional: bool) -> None:
    trained = network(dueling=dueling, convolutional=convolutional)
    policy = Policy(dense_layers(trained, INPUTS), 7, knobs=True)
    features = np.random.default_rng(0).integers(0, 2, (20, INPUTS - 3)).astype(np.uint8)
    weights = np.array([1.0, 0.5, 1.5], dtype=np.float32)
    inputs = np.concatenate([features, np.tile(weights / 3, (20, 1))], axis=1)
    with torch.no_grad():
        q = trained(torch.from_numpy(inputs.astype(np.float32))).numpy()
    assert q.shape == (20, 7, 3)
    assert policy.scores(features, weights) == pytest.approx(q @ weights, abs=1e-4)


def test_dueling_advantages_have_no_mean() -> None:
    head = network(dueling=True).stages[-1]
    assert isinstance(head, DuelingHead)
    x = torch.randn(5, 64)
    with torch.no_grad():
        q = head(x).unflatten(1, (7, 3))
        assert torch.allclose(q.mean(1), head.value(x), atol=1e-5)


def test_the_convolution_sees_intervals_wherever_they_lie() -> None:
    first = network(convolutional=True).stages[0]
    assert isinstance(first, DegreeConvolution)
    low, high = torch.zeros(2, INPUTS)
    low[first.planes[0, 2]] = high[first.planes[0, 4]] = 1.0
    with torch.no_grad():
        responses = first(torch.stack([low, high]))[:, : 16 * 7].unflatten(1, (16, 7))
    assert torch.allclose(responses[0, :, 1:4], responses[1, :, 3:6], atol=1e-6)
