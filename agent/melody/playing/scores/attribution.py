"""Attribution: what each part of the policy contributes to the score of an action, in nats."""

from __future__ import annotations

import numpy as np

from agent.melody.line import Line, Setting
from agent.melody.observation import Observation
from agent.melody.playing.inference import FloatArray, MelodyPolicy
from agent.melody.playing.scores.follow import followed
from agent.melody.rewards import FORM, STYLE, TERMS, choices_of, form
from agent.melody.vocabulary import ACTION_DURATION
from agent.player.curves import follow_of, weights_of
from agent.player.explanation import FOLLOW, PRIOR
from agent.player.knobs import Knobs


def parts(
    policy: MelodyPolicy,
    seen: Observation,
    line: Line,
    setting: Setting,
    knobs: Knobs,
    *,
    on_prior: bool,
) -> dict[str, FloatArray]:
    """[actions], in nats: the prior (with the cost of leaving it), following, and each term.

    on_prior: whether the values were learned on top of the prior. All parts add up to the scores.
    """
    weights = weights_of(knobs)
    prior, _, _ = policy(seen, weights)
    bands, leans, cost = _values(policy, seen, line, setting, weights)
    heard = np.zeros_like(prior)
    share = np.float32((1 + weights[STYLE]) / 2 if on_prior else 0)
    if on_prior and knobs.follow and line.heard:
        heard = share * (followed(prior, line.heard, line.actions, follow_of(knobs)) - prior)
    found = {PRIOR: share * prior + cost, FOLLOW: heard}
    for number, term in enumerate(TERMS):
        lean = np.float32(weights[number] - 1)
        found[term] = bands[:, number] + lean * leans[:, number]
    return found


def _values(
    policy: MelodyPolicy,
    seen: Observation,
    line: Line,
    setting: Setting,
    weights: tuple[float, ...],
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Bands and leans [actions, terms], and the cost of leaving the prior [actions].

    Actions that end the piece get the exact value of form, as in the scores of a player.
    """
    values = policy.values(seen, weights)
    bands, leans = values[:, : len(TERMS)], values[:, len(TERMS) : -1]
    endings = np.flatnonzero(setting.end - line.tick == ACTION_DURATION) if setting.end else ()
    if len(endings):
        pays = [form(step) for step in choices_of(line, setting, list(endings))]
        bands[endings, FORM], leans[endings, FORM] = zip(*pays, strict=True)
    return bands, leans, values[:, -1]
