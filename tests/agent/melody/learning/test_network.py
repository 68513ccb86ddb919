import numpy as np
import pytest
import torch

from agent.melody.learning.network import INNER, WIDTH, Prior, Values, exported, restored
from agent.melody.line import Line, Setting
from agent.melody.observation import ROWS, observe
from agent.melody.playing.checkpoint import as_stored
from agent.melody.playing.inference import shapes
from agent.melody.rewards import TERMS, VALUES
from agent.melody.vocabulary import ACTIONS
from tests.support.lines import line_of
from tests.support.networks import little_networks, random_networks

SEEN = [observe(line, Setting()) for line in (Line(), line_of("0 2 4 0 2"))]
BATCH = torch.tensor([seen.rows for seen in SEEN], dtype=torch.int32)
SUGGESTED = torch.tensor([seen.suggestions for seen in SEEN])
WEIGHTS = torch.tensor([[1.0] * 5, [0.0, 0.5, 1.0, 1.5, 2.0]])


def test_the_shipped_size() -> None:
    prior, values = Prior(), Values(len(TERMS), VALUES)
    tensors = exported(prior, values)
    assert {name: tensor.shape for name, tensor in tensors.items()} == shapes(WIDTH, INNER)
    assert (WIDTH, INNER) == (256, 128)


def test_outputs_are_one_row_a_line() -> None:
    prior, values = little_networks()
    logits, hidden = prior(BATCH, SUGGESTED)
    assert logits.shape == (2, len(ACTIONS))
    assert hidden.shape == (2, 16)
    assert values(BATCH, hidden, WEIGHTS).shape == (2, len(ACTIONS), VALUES)


def test_untrained_values_are_nearly_nothing() -> None:
    prior, values = little_networks()
    _, hidden = prior.eval()(BATCH, SUGGESTED)
    assert values(BATCH, hidden, WEIGHTS).abs().max() < 0.2


@torch.no_grad()
def test_silent_rows_say_nothing() -> None:
    prior, values = random_networks()
    silent = torch.zeros_like(BATCH)
    first = torch.relu(prior.bias)
    expected = torch.relu(prior.middle(first)).expand(2, -1)
    _, hidden = prior(silent, SUGGESTED)
    assert torch.allclose(hidden, expected)
    assert values.embedding(silent).abs().max() == 0
    assert values.embedding.weight.shape == (ROWS, 12)


@torch.no_grad()
def test_advantages_are_centred_on_the_state_value() -> None:
    prior, values = random_networks(dueling=True)
    _, hidden = prior(BATCH, SUGGESTED)
    assert values.value is not None
    inner = torch.relu(values.embedding(BATCH) + values.hidden(hidden) + values.knobs(WEIGHTS))
    q = values(BATCH, hidden, WEIGHTS)
    assert torch.allclose(q.mean(1), values.value(inner), atol=1e-5)


def test_only_training_forgets() -> None:
    prior, _ = random_networks()
    prior.train()
    assert not torch.equal(prior(BATCH, SUGGESTED)[0], prior(BATCH, SUGGESTED)[0])
    prior.eval()
    assert torch.equal(prior(BATCH, SUGGESTED)[0], prior(BATCH, SUGGESTED)[0])


def test_a_restored_agent_is_the_one_that_was_exported() -> None:
    tensors = exported(*random_networks())
    again = exported(*restored(tensors))
    assert again.keys() == tensors.keys()
    for name, tensor in tensors.items():
        assert np.array_equal(again[name], tensor), name


def test_an_agent_is_restored_from_half_precision() -> None:
    stored = as_stored(exported(*random_networks()))
    again = exported(*restored(stored))
    for name, tensor in stored.items():
        assert again[name].dtype == np.float32
        assert np.array_equal(again[name], tensor.astype(np.float32)), name


@torch.no_grad()
def test_dueling_streams_are_merged_for_good() -> None:
    prior, values = random_networks(dueling=True)
    same_prior, merged = restored(exported(prior, values))
    logits, hidden = prior(BATCH, SUGGESTED)
    same_logits, same_hidden = same_prior.eval()(BATCH, SUGGESTED)
    assert torch.equal(same_logits, logits)
    assert merged.value is None
    q = values(BATCH, hidden, WEIGHTS)
    assert merged(BATCH, same_hidden, WEIGHTS).numpy() == pytest.approx(q.numpy(), abs=1e-4)
