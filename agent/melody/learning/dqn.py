"""Deep Q-learning on top of a fixed prior, from self-play and real tunes.

Every update mixes replayed self-play with events of real tunes. The network predicts a value per
term (hybrid reward architecture, van Seijen et al. 2017), and every replayed event is learned
under newly drawn term weights.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from agent.melody.brief import Brief, brief_of
from agent.melody.learning.dataset import state_actions
from agent.melody.learning.network import Prior, Values
from agent.melody.learning.prior import surprise_of
from agent.melody.learning.replay import ReplayBuffer, Transitions
from agent.melody.learning.settings import MelodySettings
from agent.melody.learning.targets import METHODS, TargetInputs, weighted
from agent.melody.line import Line
from agent.melody.observation import observe
from agent.melody.rewards import TERMS, VALUES, choice_of, rewards
from agent.music.tune import Tune

STYLE = TERMS.index("style")
WIDEST_WEIGHT = 2.0
# Real tunes whose events are replayed beside self-play.
REPLAYED_TUNES = 1_000
# Self-play ends an endless piece after this many bars.
MOST_BARS = 24


class Learner:
    """Prior, Q-network and replay buffer; `play` adds an event to every line, `learn` is a step."""

    def __init__(
        self,
        settings: MelodySettings,
        prior: Prior,
        values: Values,
        briefs: Sequence[Brief],
        buffer: ReplayBuffer,
    ) -> None:
        self.settings, self.briefs, self.buffer = settings, briefs, buffer
        self.generator = torch.Generator().manual_seed(settings.seed)
        self.random = np.random.default_rng(settings.seed)
        torch.manual_seed(settings.seed)
        self.prior = prior.eval().requires_grad_(False)
        self.values = values
        self.target = copy.deepcopy(self.values).requires_grad_(False)
        self.optimizer = torch.optim.Adam(self.values.parameters(), fused=True)
        self.weights = self.draw_weights(settings.lines)
        self.melodies = [self._begin() for _ in range(settings.lines)]
        self.update = 0

    def draw_weights(self, count: int) -> Tensor:
        """[count, K]: term weights; half of the rows are all 1, the others uniform in 0-2."""
        drawn = WIDEST_WEIGHT * torch.rand(count, len(TERMS), generator=self.generator)
        usual = torch.rand(count, 1, generator=self.generator) < 0.5
        return torch.where(usual, torch.ones(()), drawn)

    def _begin(self) -> tuple[Brief, Line]:
        brief = self.briefs[int(self.random.integers(len(self.briefs)))].cut(MOST_BARS)
        return brief, Line(tick=brief.start)

    @torch.no_grad()
    def play(self) -> Tensor:
        """Play one event of every line; returns its rewards [lines, 2 K], bands then leans."""
        settings = [brief.at(line.tick) for brief, line in self.melodies]
        seen = [
            observe(line, setting)
            for (_, line), setting in zip(self.melodies, settings, strict=True)
        ]
        rows = torch.tensor([one.rows for one in seen], dtype=torch.int32)
        suggestions = torch.tensor([one.suggestions for one in seen])
        log_prior, q = self._evaluated(self.values, rows, suggestions, self.weights)
        actions = self._choose(self.log_policy(log_prior, q, self.weights)).numpy()
        surprise = -log_prior.numpy() / np.log(2)
        earned, ended = [], []
        for number, action in enumerate(actions.tolist()):
            brief, line = self.melodies[number]
            bits = float(surprise[number, action])
            earned.append(rewards(choice_of(line, settings[number], action, bits)))
            line = line.played(action)
            ended.append(line.tick >= self._end(brief))
            self.melodies[number] = self._begin() if ended[-1] else (brief, line)
        self.buffer.add(seen, actions, earned, ended)
        self._redraw(torch.tensor(ended))
        return torch.tensor(earned)

    def _end(self, brief: Brief) -> int:
        return brief.setting.end or brief.start + MOST_BARS * brief.setting.bar

    def _redraw(self, ended: Tensor) -> None:
        fresh = self.draw_weights(len(ended))
        self.weights = torch.where(ended[:, None], fresh, self.weights)

    def _evaluated(
        self, network: Values, rows: Tensor, suggestions: Tensor, weights: Tensor
    ) -> tuple[Tensor, Tensor]:
        """log p0 [batch, actions] and Q [batch, actions, 2 K + 1]."""
        logits, hidden = self.prior(rows, suggestions)
        return torch.log_softmax(logits, 1), network(rows, hidden, weights)

    def log_policy(self, log_prior: Tensor, q: Tensor, weights: Tensor) -> Tensor:
        """[batch, actions]: log pi of the method. q [batch, actions, 2 K + 1]; log_prior: p0."""
        scores = weighted(q, value_weights(weights))
        if self.settings.method == "soft":
            scores = scores + prior_exponent(weights) * log_prior
        return torch.log_softmax(scores, 1)

    def _choose(self, log_policy: Tensor) -> Tensor:
        if self.settings.method in ("dqn", "tuner_q"):
            best = log_policy.argmax(1)
            anything = torch.randint(log_policy.shape[1], best.shape, generator=self.generator)
            explore = torch.rand(best.shape, generator=self.generator) < self.settings.epsilon
            return torch.where(explore, anything, best)
        noise = -torch.log(-torch.log(torch.rand(log_policy.shape, generator=self.generator)))
        return (log_policy + noise).argmax(1)

    def learn(self, real: ReplayBuffer) -> float:
        """One gradient step on self-play and real tunes; returns the loss."""
        enough = real.size > self.settings.n_step
        from_real = round(self.settings.batch * self.settings.real) if enough else 0
        loss = torch.zeros(())
        for buffer, count in ((self.buffer, self.settings.batch - from_real), (real, from_real)):
            if count:
                loss = loss + self._loss(buffer, count) * (count / self.settings.batch)
        self._set_learning_rate()
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.values.parameters(), self.settings.clip)
        self.optimizer.step()
        self.update += 1
        self._update_target()
        return float(loss.detach())

    def _loss(self, buffer: ReplayBuffer, count: int) -> Tensor:
        chosen = self.settings
        sample = buffer.sample(
            count,
            self.random,
            steps=chosen.n_step,
            gamma=chosen.gamma,
            exponent=chosen.priority_exponent if chosen.prioritized else 0.0,
        )
        weights = self.draw_weights(count)
        log_prior, q = self._evaluated(self.values, sample.rows, sample.suggestions, weights)
        picked = torch.arange(count), sample.action
        with torch.no_grad():
            log_policy = self.log_policy(log_prior, q, weights)[picked]
            target = self._target(sample, weights, log_prior[picked], log_policy)
        errors = q[picked] - target
        buffer.update_priorities(
            sample, weighted(errors.detach()[:, None], value_weights(weights))[:, 0]
        )
        losses = functional.smooth_l1_loss(errors, torch.zeros_like(errors), reduction="none")
        return (losses.sum(1) * sample.importance).mean()

    def _target(
        self, sample: Transitions, weights: Tensor, prior: Tensor, policy: Tensor
    ) -> Tensor:
        rows, suggestions = sample.next_rows, sample.next_suggestions
        log_prior, online = self._evaluated(self.values, rows, suggestions, weights)
        _, target = self._evaluated(self.target, rows, suggestions, weights)
        return METHODS[self.settings.method](
            TargetInputs(
                sample.returns,
                prior,
                policy,
                value_weights(weights),
                torch.log_softmax(prior_exponent(weights) * log_prior, 1),
                online if self.settings.double else target,
                target,
                sample.discount,
            )
        )

    def _set_learning_rate(self) -> None:
        share = self.update / self.settings.updates
        rate = self.settings.learning_rate * (1 - 0.95 * share)
        for group in self.optimizer.param_groups:
            group["lr"] = rate

    @torch.no_grad()
    def _update_target(self) -> None:
        """Move the target network towards the network (Polyak averaging)."""
        for slow, fast in zip(self.target.parameters(), self.values.parameters(), strict=True):
            slow.lerp_(fast, self.settings.target_rate)


def value_weights(weights: Tensor) -> Tensor:
    """[batch, 2 K + 1]: weights of the values (bands, leans, cost) for term weights [batch, K]."""
    ones = torch.ones_like(weights)
    return torch.cat([ones, weights - 1, ones[:, :1]], 1)


def prior_exponent(weights: Tensor) -> Tensor:
    """[batch, 1]: exponent of the prior, (1 + style) / 2."""
    return (1 + weights[:, STYLE : STYLE + 1]) / 2


def learner_of(
    settings: MelodySettings,
    prior: Prior,
    values: Values,
    tunes: Sequence[Tune],
    *,
    barred: bool = False,
) -> tuple[Learner, ReplayBuffer]:
    """A learner that has played a little, and the buffer of real tunes that it learns from, too.

    barred: as in `state_actions`.
    """
    order = np.random.default_rng(settings.seed).permutation(len(tunes))[:REPLAYED_TUNES]
    real = buffer_of(prior, [tunes[number] for number in order], barred=barred)
    fields, suggestions = real.rows.shape[2], real.suggestions.shape[2]
    memory = ReplayBuffer(settings.lines, settings.replay, fields, suggestions, VALUES - 1)
    learner = Learner(settings, prior, values, [brief_of(tune) for tune in tunes], memory)
    for _ in range(settings.n_step + 1):
        learner.play()
    return learner, real


def buffer_of(prior: Prior, tunes: Sequence[Tune], *, barred: bool = False) -> ReplayBuffer:
    """A buffer with real tunes as one long line, and the rewards of their events. barred: as in
    `state_actions`."""
    walks = [state_actions(tune, barred=barred) for tune in tunes]
    steps = [step for one in walks for step in one]
    ends = np.cumsum([len(one) for one in walks]) - 1
    seen = [observe(line, setting) for line, setting, _ in steps]
    actions = np.array([action for _, _, action in steps])
    bits = surprise_of(prior, seen, actions)
    buffer = ReplayBuffer(1, len(steps), len(seen[0].rows), len(seen[0].suggestions), VALUES - 1)
    buffer.rows[0] = [one.rows for one in seen]
    buffer.suggestions[0] = [one.suggestions for one in seen]
    buffer.actions[0] = actions
    buffer.rewards[0] = [
        rewards(choice_of(line, setting, action, float(surprise)))
        for (line, setting, action), surprise in zip(steps, bits, strict=True)
    ]
    buffer.ended[0, ends] = True
    buffer.size = len(steps)
    return buffer
