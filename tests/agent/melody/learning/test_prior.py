import numpy as np
import pytest
import torch

from agent.melody.learning import prior as learning
from agent.melody.learning.dataset import Examples, examples_of
from agent.melody.learning.network import Prior
from agent.melody.learning.prior import bits_per_event, drop_fields, learn_prior, surprise_of
from agent.melody.learning.settings import MelodySettings
from agent.melody.line import Line, Setting
from agent.melody.observation import COLUMNS, FIRST, SILENT, UNKNOWN_LEFT, observe
from agent.melody.vocabulary import ACTIONS
from tests.support.lines import line_of
from tests.support.networks import little_networks
from tests.support.tunes import tune

ROUND = examples_of([tune("0 2 4 5 7 5 4 2 " * 6), tune("0 2/12 4/12 5 7 5 4 2 " * 6)])
OTHER = examples_of([tune("-5/8 14/6 3/48 1/16 21/12 6/36 " * 6)])
QUICK = MelodySettings(prior_updates=120, prior_batch=32, prior_rate=0.02)


def taught(
    train: Examples, valid: Examples, settings: MelodySettings = QUICK
) -> tuple[Prior, list[float]]:
    prior, _ = little_networks(width=32)
    return prior, [bits for _, _, bits in learn_prior(prior, train, valid, settings)]


def test_untrained_every_event_is_nearly_as_likely_as_any() -> None:
    prior, _ = little_networks(width=32)
    assert bits_per_event(prior, ROUND) == pytest.approx(np.log2(len(ACTIONS)), abs=0.3)


def test_a_repetitive_corpus_is_soon_known() -> None:
    prior, bits = taught(ROUND, ROUND)
    assert bits[0] > 7
    assert min(bits) < 1
    assert bits_per_event(prior, ROUND) == min(bits)
    assert not prior.training


def test_progress_is_told_20_times() -> None:
    prior, _ = little_networks()
    told = [(update, of) for update, of, _ in learn_prior(prior, ROUND, ROUND, QUICK)]
    assert told == [(update, 120) for update in range(0, 121, 6)]


def test_the_best_is_kept_and_patience_ends() -> None:
    prior, bits = taught(ROUND, OTHER)
    best = bits.index(min(bits))
    assert len(bits) == best + 1 + learning.PATIENCE < 21
    assert bits[-1] > min(bits)
    assert bits_per_event(prior, OTHER) == min(bits)


def test_left_early_it_is_as_it_was_at_its_best() -> None:
    prior, _ = little_networks(width=32)
    best = 99.0
    for _, _, bits in learn_prior(prior, ROUND, OTHER, QUICK):
        if bits > best:
            break
        best = bits
    assert bits > best
    assert bits_per_event(prior, OTHER) == best
    assert not prior.training


def test_no_updates_leave_it_as_it_is() -> None:
    prior, bits = taught(ROUND, ROUND, MelodySettings(prior_updates=0))
    assert bits == [bits_per_event(prior, ROUND)]


def test_the_same_seed_learns_the_same() -> None:
    def weights(seed: int) -> torch.Tensor:
        few = MelodySettings(seed=seed, prior_updates=20, prior_batch=16)
        return taught(ROUND, ROUND, few)[0].middle.weight

    assert torch.equal(weights(1), weights(1))
    assert not torch.equal(weights(1), weights(2))


def test_now_and_then_it_has_to_do_without() -> None:
    setting = Setting(character="hymn", end=960, chord=(7, 0b100010000100), scale=0b101010110101)
    rows = torch.tensor([observe(line_of("0 2 4"), setting).rows] * 10_000)
    changed = drop_fields(rows, torch.Generator().manual_seed(0))
    tones = [COLUMNS[f"chord tone {tone}"] for tone in range(12)]
    without_chord = changed[:, COLUMNS["chord root"]] == FIRST["chord root"]
    without_tones = (changed[:, tones] == SILENT).all(1)
    without_character = changed[:, COLUMNS["character"]] == FIRST["character"]
    without_length = changed[:, COLUMNS["left"]] == FIRST["left"] + UNKNOWN_LEFT
    scale = [COLUMNS[f"scale tone {tone}"] for tone in (0, 2, 4, 5, 7, 9, 11)]
    without_scale = (changed[:, scale] == SILENT).all(1)
    assert torch.equal(without_scale, (changed[:, scale] == SILENT).any(1))
    assert without_scale.float().mean() == pytest.approx(0.15, abs=0.02)
    assert torch.equal(without_chord, without_tones)
    assert without_chord.float().mean() == pytest.approx(0.3, abs=0.02)
    assert without_character.float().mean() == pytest.approx(0.15, abs=0.02)
    assert without_length.float().mean() == pytest.approx(0.3, abs=0.02)
    same = [
        column
        for name, column in COLUMNS.items()
        if not name.startswith(("chord", "scale")) and name not in ("silent", "character", "left")
    ]
    assert torch.equal(changed[:, same], rows[:, same])


def test_what_was_forgotten_is_what_was_never_known() -> None:
    setting = Setting(character="hymn", end=960, chord=(7, 0b100010000100), scale=0b101010110101)
    rows = torch.tensor([observe(Line(), setting).rows] * 5_000)
    found = {tuple(row) for row in drop_fields(rows, torch.Generator().manual_seed(0)).tolist()}
    assert tuple(observe(Line(), Setting()).rows) in found


def test_surprise_is_in_bits() -> None:
    prior, _ = little_networks()
    seen = [observe(line, Setting()) for line in (Line(), line_of("0 2"))]
    rows, suggestions = (
        torch.tensor([s.rows for s in seen]),
        torch.tensor([s.suggestions for s in seen]),
    )
    with torch.no_grad():
        logits, _ = prior.eval()(rows, suggestions)
    expected = -logits.log_softmax(1)[:, 7].numpy() / np.log(2)
    assert surprise_of(prior, seen, np.array([7, 7])) == pytest.approx(expected, abs=1e-5)
