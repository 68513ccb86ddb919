"""The settings of a classic agent's training."""

from __future__ import annotations

from dataclasses import dataclass

from agent.errors import ConfigError
from agent.training.settings import TrainingSettings, setting


@dataclass(frozen=True, slots=True)
class DQNSettings(TrainingSettings):
    """Hyperparameters of deep Q-learning. Raises ConfigError for values outside their ranges."""

    seed: int = setting(
        0, "Seed of all randomness: same seed, same machine, same agent.", 0, 2**63 - 1
    )
    updates: int = setting(24_000, "Gradient steps in all.", 1)
    melodies: int = setting(256, "Melodies composed side by side; one update per note.", 1)
    batch: int = setting(512, "Remembered notes per gradient step.", 1)
    replay: int = setting(2_048, "Melodies that the replay memory keeps.", 1)
    knobs: bool = setting(
        True, "Learn every setting of the term weights at once; off: the plain textbook DQN."
    )
    hidden: tuple[int, ...] = setting((128, 64), "Width of a hidden layer; give one per layer.", 1)
    convolutional: bool = setting(False, "Slide a convolution over the scale degrees first.")
    dueling: bool = setting(False, "Dueling network: separate value and advantage streams.")
    double: bool = setting(False, "Double DQN: choose with the network, judge with the target.")
    prioritized: bool = setting(False, "Prioritized replay: surprising notes are seen more often.")
    priority_exponent: float = setting(0.6, "How strongly priorities count (alpha).", 0, 1)
    importance_exponent: float = setting(0.4, "How much of their bias is corrected (beta).", 0, 1)
    n_step: int = setting(1, "Rewards summed before the target network estimates the rest.", 1)
    gamma: float = setting(1.0, "Discount per note; 1 suits a piece of fixed length.", 0, 1)
    soft: float = setting(
        0.1, "Softness of the maximum in the target, in reward units; 0: the textbook's max.", 0
    )
    loss: str = setting("huber", "Loss on r + gamma max Q': huber or mse.")
    reward_scale: float = setting(0.25, "Rewards are multiplied by this for the network.", 1e-6)
    learning_rate: float = setting(4e-3, "Adam's learning rate at the start.", 0)
    final_learning_rate: float = setting(1e-4, "... and at the end; linear in between.", 0)
    clip: float = setting(10.0, "Largest norm of a gradient.", 1e-6)
    target_rate: float = setting(
        0.02, "How far the target network moves to the network at each synchronisation.", 1e-6, 1
    )
    target_every: int = setting(
        1, "Updates between synchronisations; with a rate of 1 this is the textbook's copy.", 1
    )
    epsilon: float = setting(1.0, "Exploration rate of the most daring melody.", 0, 1)
    final_epsilon: float = setting(0.02, "... and of the most careful; a ladder between.", 0, 1)

    def __post_init__(self) -> None:
        self.check_ranges()
        if self.loss not in ("huber", "mse"):
            raise ConfigError(f"loss is '{self.loss}': use huber or mse")
        if self.replay % self.melodies:
            raise ConfigError(
                f"replay ({self.replay}) must be a multiple of melodies ({self.melodies})"
            )
        if not self.hidden:
            raise ConfigError("hidden needs the width of at least one layer")
