"""The settings of a melody agent's training: the prior first, then deep Q-learning on top of it."""

from __future__ import annotations

from dataclasses import dataclass

from agent.errors import ConfigError
from agent.training.settings import TrainingSettings, setting


@dataclass(frozen=True, slots=True)
class MelodySettings(TrainingSettings):
    """Hyperparameters (lengths in updates or events)."""

    seed: int = setting(
        0, "Seed of all randomness: same seed, same machine, same agent.", 0, 2**63 - 1
    )
    prior_updates: int = setting(6_000, "Gradient steps of the prior, at most.", 0)
    prior_batch: int = setting(1024, "Events per gradient step of the prior.", 1)
    prior_rate: float = setting(2.5e-3, "Adam's learning rate for the prior, cosine to zero.", 0)
    weight_decay: float = setting(0.1, "Weight decay of the prior.", 0)
    chords: float = setting(0.5, "Share of the tunes without chords that get some.", 0, 1)
    rhythms: int = setting(
        0, "Rhythms off the beat that each tune is learned in, in place of its own.", 0, 64
    )
    scales: float = setting(0.7, "Share of the tunes also learned in another scale.", 0, 1)
    rehearsal: float = setting(
        0.0, "Fine-tuning: weight of staying as the agent was, on takes of its own.", 0
    )
    updates: int = setting(3_000, "Gradient steps of Q-learning.", 0)
    lines: int = setting(128, "Melodies composed side by side; one update per event.", 1)
    batch: int = setting(256, "Remembered events per gradient step.", 1)
    replay: int = setting(512, "Events that the replay memory keeps of each melody.", 2)
    real: float = setting(0.25, "Share of real tunes in a batch.", 0, 1)
    method: str = setting("soft", "soft, dqn, tuner_q, tuner_psi or munchausen.")
    double: bool = setting(True, "Double DQN: choose with the network, judge with the target.")
    dueling: bool = setting(False, "Dueling network: separate value and advantage streams.")
    prioritized: bool = setting(False, "Prioritized replay: surprising events are seen more often.")
    priority_exponent: float = setting(0.6, "How strongly priorities count (alpha).", 0, 1)
    n_step: int = setting(1, "Rewards summed before the target network estimates the rest.", 1)
    gamma: float = setting(0.95, "Discount per event.", 0, 1)
    epsilon: float = setting(0.1, "Exploration rate of the methods without a soft policy.", 0, 1)
    learning_rate: float = setting(2e-3, "Adam's learning rate for the values.", 0)
    clip: float = setting(10.0, "Largest norm of a gradient.", 1e-6)
    target_rate: float = setting(0.01, "How far the target network moves at each update.", 1e-6, 1)

    def __post_init__(self) -> None:
        self.check_ranges()
        methods = ("soft", "dqn", "tuner_q", "tuner_psi", "munchausen")
        if self.method not in methods:
            raise ConfigError(f"method is '{self.method}': use {', '.join(methods)}")
        if self.n_step >= self.replay:
            raise ConfigError(f"n_step ({self.n_step}) must be less than replay ({self.replay})")


# Other defaults for a run that starts from a trained agent.
FINE_TUNING = {"prior_updates": 1_000, "prior_rate": 5e-4, "updates": 600, "learning_rate": 1e-3}
# The same for a run that has fewer than FEW_TUNES tunes: the Q-network stays as it is.
FEW_TUNES = 100
FINE_TUNING_ON_FEW = {
    "prior_updates": 300,
    "prior_batch": 256,
    "prior_rate": 1e-3,
    "scales": 0.0,
    "rehearsal": 1.0,
    "updates": 0,
}
# Other defaults for learning from thumbs, which leaves the Q-network as it is.
LIKING = {"prior_updates": 300, "prior_batch": 256, "prior_rate": 1e-4, "updates": 0}
