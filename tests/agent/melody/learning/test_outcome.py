from dataclasses import replace

from agent.corpus.songbook import songbook
from agent.melody.learning.material import Material
from agent.melody.learning.network import restored
from agent.melody.learning.outcome import Bits, Measurement, TakesOutcome, TrainingOutcome
from agent.melody.learning.own_music.cross_validation import CrossValidation
from agent.metrics.resemblance import Resemblance
from agent.music.tune import Tune
from tests.support.melody_agent import little_checkpoint

OWN = [replace(tune, source="own") for tune in songbook()[:21]]


def outcome_of(
    tunes: list[Tune], *, few: bool = False, crossed: CrossValidation | None = None
) -> TrainingOutcome:
    """Of an agent that another one has become by learning from tunes."""
    start, made = little_checkpoint(1), little_checkpoint(2)
    prior = restored(made.tensors)[0]
    return Measurement(Material(tunes, few=few), start, made, prior, seed=0).outcome(crossed, None)


def test_the_scores_of_a_file_are_those_of_the_agent_after_the_training() -> None:
    played = TakesOutcome(300, 0, 5, Resemblance(0.91234, 20.0, 0.75))
    scores = TrainingOutcome(Bits(3.0, 2.123456), 20, played=played).scores
    assert scores == {"bits": 2.1235, "overlap": 0.9123, "frechet": 20.0, "auc": 0.75}
    assert TrainingOutcome(None, 0, played=TakesOutcome(100, 0, 5)).scores == {}


def test_held_out_tunes_are_predicted_by_both_agents() -> None:
    tunes = [*OWN[:2], replace(OWN[2], split="test")]
    outcome = outcome_of(tunes)
    assert outcome.held_out == 1
    assert outcome.bits is not None
    assert outcome.bits.before != outcome.bits.after
    assert outcome.played is None


def test_what_is_forgotten_is_measured_where_the_songbook_was_not_learned_from() -> None:
    assert outcome_of(OWN[:2]).forgotten is not None
    assert outcome_of(songbook()[:2]).forgotten is None


def test_of_few_tunes_the_bits_are_the_means_of_those_held_out_in_turn() -> None:
    outcome = outcome_of(OWN, few=True, crossed=CrossValidation((2.0, 3.0), (1.0, 2.5), 0.5))
    assert (outcome.bits, outcome.held_out) == (Bits(2.5, 1.75), 2)
    assert outcome.played is not None
    assert outcome.played.takes == 100
    assert outcome.played.before is not None
    assert outcome.played.resemblance != outcome.played.before


def test_where_few_tunes_cant_be_held_out_only_takes_are_measured() -> None:
    outcome = outcome_of(OWN[:1], few=True)
    assert (outcome.bits, outcome.held_out) == (None, 0)
    assert outcome.played is not None
    assert outcome.played.resemblance is None
