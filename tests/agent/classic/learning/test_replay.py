import numpy as np
import pytest
import torch

from agent.classic.learning.replay import EpisodeBuffer, PrioritizedEpisodeBuffer


def melodies(count: int, steps: int, note: int) -> tuple[torch.Tensor, torch.Tensor]:
    return torch.full((count, steps + 1), note), torch.full((count, steps), note)


def test_the_oldest_melodies_are_forgotten_first() -> None:
    replay = EpisodeBuffer(capacity=4, steps=2)
    for note in (1, 2, 3):
        replay.add(*melodies(2, 2, note))
    assert replay.actions[:, 0].tolist() == [3, 3, 2, 2]
    assert replay.size == 4


def test_samples_come_from_what_is_there_and_spread_over_the_steps() -> None:
    replay = EpisodeBuffer(capacity=8, steps=4)
    replay.add(*melodies(2, 4, 1))
    sample = replay.sample(400, torch.Generator().manual_seed(0))
    assert sample.melody.max() == 1
    assert torch.bincount(sample.step).tolist() == [100, 100, 100, 100]


def test_surprising_notes_are_drawn_in_proportion_to_their_priority() -> None:
    replay = PrioritizedEpisodeBuffer(capacity=2, steps=2, alpha=1.0, beta=1.0)
    replay.add(*melodies(2, 2, 1))
    everything = replay.sample(4, torch.Generator())._replace(
        melody=torch.tensor([0, 0, 1, 1]), step=torch.tensor([0, 1, 0, 1])
    )
    floor = PrioritizedEpisodeBuffer.FLOOR
    replay.update_priorities(everything, torch.tensor([1.0, 2.0, 3.0, 4.0]) - floor)
    sample = replay.sample(10_000, torch.Generator().manual_seed(0))
    counts = torch.bincount(sample.melody * 2 + sample.step) / 10_000
    assert counts.numpy() == pytest.approx([0.1, 0.2, 0.3, 0.4], abs=1e-3)


def test_importance_weights_undo_the_bias() -> None:
    replay = PrioritizedEpisodeBuffer(capacity=1, steps=2, alpha=1.0, beta=1.0)
    replay.add(*melodies(1, 2, 1))
    both = replay.sample(2, torch.Generator())._replace(
        melody=torch.zeros(2, dtype=torch.int64), step=torch.tensor([0, 1])
    )
    replay.update_priorities(both, torch.tensor([1.0, 3.0]))
    sample = replay.sample(1_000, torch.Generator().manual_seed(0))
    by_step = [float(sample.importance[sample.step == step].mean()) for step in (0, 1)]
    assert by_step[0] == 1.0
    assert by_step[1] == pytest.approx(1 / 3, abs=0.01)


def test_new_melodies_get_the_highest_priority_seen() -> None:
    replay = PrioritizedEpisodeBuffer(capacity=2, steps=1, alpha=1.0, beta=0.4)
    replay.add(*melodies(1, 1, 1))
    first = replay.sample(1, torch.Generator())
    replay.update_priorities(first, torch.tensor([9.0]))
    replay.add(*melodies(1, 1, 2))
    assert replay.priority[1, 0] == pytest.approx(9.0, abs=0.01)


@pytest.mark.parametrize(
    "make", [EpisodeBuffer, lambda c, s: PrioritizedEpisodeBuffer(c, s, 0.6, 0.4)]
)
def test_a_memory_is_restored_from_its_notes(make: type[EpisodeBuffer]) -> None:
    successor = torch.tensor([[1, 2], [3, 3], [3, 3], [3, 3]])
    replay = make(2, 2)
    replay.add(torch.tensor([[0, 1, 3], [0, 2, 3]]), torch.tensor([[0, 1], [1, 0]]))
    other = make(2, 2)
    other.size, other.position = replay.size, replay.position
    other.load_tensors(replay.tensors(), successor)
    assert np.array_equal(other.states, replay.states)
    one, two = (r.sample(8, torch.Generator().manual_seed(3)) for r in (replay, other))
    assert all(torch.equal(a, b) for a, b in zip(one, two, strict=True))
