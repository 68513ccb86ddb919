"""Deep Q-learning (Mnih et al. 2015) of the classic task.

Online and target network, experience replay, epsilon-greedy exploration, and the loss between
Q(s, a) and r + gamma max Q'(s', a'). Options: Double DQN (van Hasselt et al. 2016), dueling streams
(Wang et al. 2016), prioritized replay (Schaul et al. 2016) and n-step returns. Deviations from the
paper (docs/training.md says why):

- Hundreds of melodies are composed in parallel, with one update per note of each.
- The network predicts one value per reward term and acts on their weighted sum (hybrid reward
  architecture, van Seijen et al. 2017). With `knobs` it also takes the weights as an input, and
  every replayed note is learned under newly drawn weights (Yang et al. 2019).
- The maximum is slightly soft: an expectation under softmax(Q / soft).
- The target network follows by Polyak averaging instead of being copied at intervals.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from agent.classic.learning.environment import Environment, sample_weights
from agent.classic.learning.network import QNetwork
from agent.classic.learning.replay import EpisodeBuffer, PrioritizedEpisodeBuffer, SampledSteps
from agent.classic.learning.settings import DQNSettings
from agent.classic.observation import planes
from agent.classic.task import NOTES, TERMS, ClassicTask

# Exponent of the ladder of exploration rates over the parallel melodies: most rates are small.
LADDER = 8


class DQN:
    """A learner and all its state; `compose` plays one round of melodies and learns from them."""

    def __init__(self, settings: DQNSettings, task: ClassicTask | None = None) -> None:
        self.settings = settings
        self.environment = Environment(task or ClassicTask())
        self.weights = torch.from_numpy(self.environment.task.term_weights)
        self.generator = torch.Generator().manual_seed(settings.seed)
        torch.manual_seed(settings.seed)
        self.network, self.target = self._network(), self._network()
        self.target.load_state_dict(self.network.state_dict())
        self._target_parameters: list[Tensor] = list(self.target.requires_grad_(False).parameters())
        self.parameters = list(self.network.parameters())
        self.optimizer = torch.optim.Adam(self.parameters, fused=True)
        self.replay = self._replay()
        ladder = torch.linspace(0, 1, settings.melodies) ** LADDER
        self.epsilon = torch.lerp(
            torch.tensor(settings.final_epsilon), torch.tensor(settings.epsilon), ladder
        )
        self.update = 0

    def compose(self) -> float:
        """Compose a round of melodies, learning after every note; gives their mean return."""
        env, count = self.environment, self.settings.melodies
        weights = self._weights(count)
        states = torch.zeros(count, env.steps + 1, dtype=torch.int64)
        states[:, 0] = env.start(count)
        actions = torch.zeros(count, env.steps, dtype=torch.int64)
        total = torch.zeros(count)
        for step in range(env.steps):
            actions[:, step] = self.act(states[:, step], weights)
            states[:, step + 1], reward = env.step(states[:, step], actions[:, step])
            total += reward @ self.weights
            if self.replay.size and self.update < self.settings.updates:
                self.learn()
        self.replay.add(states, actions)
        return float(total.mean())

    @torch.no_grad()
    def act(self, state: Tensor, weights: Tensor) -> Tensor:
        """Epsilon-greedy notes [melodies], each with the epsilon of its melody.

        state [melodies]: numbers of states. weights [melodies, K].
        """
        scores = weighted(self.network(self._inputs(state, weights)), weights)
        if self.settings.soft:
            noise = -torch.log(-torch.log(torch.rand(scores.shape, generator=self.generator)))
            scores = scores + self._soft * noise
        anything = torch.randint(NOTES, state.shape, generator=self.generator)
        explore = torch.rand(state.shape, generator=self.generator) < self.epsilon
        return torch.where(explore, anything, scores.argmax(1))

    def learn(self) -> None:
        """One gradient step on a batch from the replay buffer."""
        sample = self.replay.sample(self.settings.batch, self.generator)
        weights = self._weights(self.settings.batch)
        state = self.replay.states[sample.melody, sample.step]
        action = self.replay.actions[sample.melody, sample.step]
        target = self.td_target(sample, weights)
        q = self.network(self._inputs(state, weights))[torch.arange(len(action)), action]
        loss = (self._loss(q, target) * error_weights(weights)).sum(1) * sample.importance
        self._set_learning_rate()
        self.optimizer.zero_grad()
        loss.mean().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.parameters, self.settings.clip)
        self.optimizer.step()
        self.replay.update_priorities(
            sample, weighted((target - q.detach())[:, None], weights)[:, 0]
        )
        self.update += 1
        self._update_target()

    @torch.no_grad()
    def td_target(self, sample: SampledSteps, weights: Tensor) -> Tensor:
        """[batch, K]: n-step return plus gamma^n times the target network's values, per term.

        With `double` the online network chooses the action (van Hasselt et al. 2016).
        """
        reward, following, discount = self._rewards(sample)
        inputs = self._inputs(following, weights)
        judged = self.target(inputs)
        chosen = self.network(inputs) if self.settings.double else judged
        policy = greedy(weighted(chosen, weights), self._soft)
        ahead = (policy[:, :, None] * judged).sum(1)
        return reward + discount * torch.where(
            (following < self.environment.end)[:, None], ahead, torch.zeros(())
        )

    def _rewards(self, sample: SampledSteps) -> tuple[Tensor, Tensor, float]:
        """Discounted rewards of n steps [batch, K], the states after them [batch], gamma ** n."""
        settings, env = self.settings, self.environment
        melody, step = sample.melody, sample.step
        total, discount = torch.zeros(()), 1.0
        for ahead in range(settings.n_step):
            at = (step + ahead).clamp(max=env.steps - 1)
            paid = env.reward[self.replay.states[melody, at], self.replay.actions[melody, at]]
            inside = (step + ahead < env.steps)[:, None]
            total = total + discount * torch.where(inside, paid, torch.zeros(()))
            discount *= settings.gamma
        following = self.replay.states[melody, (step + settings.n_step).clamp(max=env.steps)]
        total = total * settings.reward_scale
        if not settings.knobs:
            total = (total * self.weights).sum(1, keepdim=True)
        return total, following, discount

    @property
    def inputs(self) -> int:
        """Width of the network's input."""
        return self.environment.width + len(TERMS) * self.settings.knobs

    def tensors(self) -> dict[str, Tensor]:
        """The complete state of the learner for `load_tensors`; of the replay only the notes."""
        kept = {f"network.{name}": value for name, value in self.network.state_dict().items()}
        kept |= {f"target.{name}": value for name, value in self.target.state_dict().items()}
        for number, adam_moments in self.optimizer.state_dict()["state"].items():
            kept |= {f"adam.{number}.{name}": value for name, value in adam_moments.items()}
        kept |= {f"replay.{name}": value for name, value in self.replay.tensors().items()}
        return kept | {"generator": self.generator.get_state()}

    def load_tensors(self, kept: dict[str, Tensor]) -> None:
        """The inverse of `tensors`. Raises KeyError or RuntimeError if they don't fit."""
        self.network.load_state_dict(_with_prefix("network", kept))
        self.target.load_state_dict(_with_prefix("target", kept))
        adam = self.optimizer.state_dict()
        for name, value in _with_prefix("adam", kept).items():
            number, moment = name.split(".")
            adam["state"].setdefault(int(number), {})[moment] = value
        self.optimizer.load_state_dict(adam)
        self.replay.load_tensors(_with_prefix("replay", kept), self.environment.successor)
        self.generator.set_state(kept["generator"])

    @property
    def _soft(self) -> float:
        return self.settings.soft * self.settings.reward_scale

    def _weights(self, count: int) -> Tensor:
        """[count, K]: term weights; without `knobs` ones [count, 1], for the whole reward."""
        if self.settings.knobs:
            return sample_weights(count, self.weights, self.generator)
        return torch.ones(count, 1)

    def _inputs(self, state: Tensor, weights: Tensor) -> Tensor:
        return self.environment.inputs(state, weights, knobs=self.settings.knobs)

    def _loss(self, q: Tensor, target: Tensor) -> Tensor:
        loss = functional.huber_loss if self.settings.loss == "huber" else functional.mse_loss
        return loss(q, target, reduction="none")

    def _set_learning_rate(self) -> None:
        settings = self.settings
        done = self.update / settings.updates
        step = settings.final_learning_rate - settings.learning_rate
        self.optimizer.param_groups[0]["lr"] = settings.learning_rate + done * step

    def _update_target(self) -> None:
        if self.update % self.settings.target_every == 0:
            followed = [parameter.data for parameter in self.parameters]
            torch._foreach_lerp_(self._target_parameters, followed, self.settings.target_rate)

    def _network(self) -> QNetwork:
        settings, env = self.settings, self.environment
        return QNetwork(
            self.inputs,
            NOTES,
            len(TERMS) if settings.knobs else 1,
            settings.hidden,
            dueling=settings.dueling,
            planes=planes(env.task) if settings.convolutional else None,
        )

    def _replay(self) -> EpisodeBuffer:
        settings, steps = self.settings, self.environment.steps
        if settings.prioritized:
            exponents = settings.priority_exponent, settings.importance_exponent
            return PrioritizedEpisodeBuffer(settings.replay, steps, *exponents)
        return EpisodeBuffer(settings.replay, steps)


def weighted(q: Tensor, weights: Tensor) -> Tensor:
    """sum_k w_k Q_k: [batch, actions] of q [batch, actions, K] and weights [batch, K]."""
    return (q * weights[:, None]).sum(-1)


def error_weights(weights: Tensor) -> Tensor:
    """[batch, K]: weights of the terms' TD errors in the loss, with a mean of 1.

    An error of term k changes the score by w_k times as much, so that its square counts w_k ** 2; a
    floor lets terms of weight 0 be learned as well.
    """
    matters = 0.3 + 0.7 * weights**2
    return matters / matters.mean(dim=1, keepdim=True)


def greedy(scores: Tensor, temperature: float) -> Tensor:
    """The (soft) greedy policy [batch, actions] of scores: one-hot argmax at temperature 0."""
    if temperature > 0:
        return torch.softmax(scores / temperature, dim=1)
    return functional.one_hot(scores.argmax(1), scores.shape[1]).to(scores.dtype)


def _with_prefix(prefix: str, kept: dict[str, Tensor]) -> dict[str, Tensor]:
    start = f"{prefix}."
    return {
        name.removeprefix(start): value for name, value in kept.items() if name.startswith(start)
    }
