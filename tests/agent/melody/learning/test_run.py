from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import pytest
import torch

from agent.corpus.songbook import songbook
from agent.errors import CheckpointError, ConfigError, CorpusError
from agent.library.loading import load_melody
from agent.melody.learning.feedback import PlayedNote, feedback_of
from agent.melody.learning.network import exported
from agent.melody.learning.run import MelodyProgress, Run
from agent.melody.learning.settings import MelodySettings
from agent.melody.playing.checkpoint import MelodyCheckpoint, as_stored
from agent.melody.playing.player import MelodyPlayer
from agent.music.note import Note
from agent.music.tune import Tune
from agent.player.knobs import Knobs
from tests.support.melody_agent import little_checkpoint
from tests.support.tunes import tune

TUNES = songbook()
TINY = MelodySettings(
    prior_updates=40, prior_batch=32, prior_rate=0.01, updates=30, lines=4, batch=16, replay=32
)


def finished(
    settings: MelodySettings = TINY,
    tunes: list[Tune] = TUNES,
    start: MelodyCheckpoint | None = None,
    character: str = "any",
) -> tuple[Run, list[MelodyProgress]]:
    run = Run(settings, tunes, start or little_checkpoint(), character)
    return run, list(run.steps())


def of_character(character: str, split: str = "train") -> Tune:
    return replace(tune("0 2 4 5 | 7 5 4 2"), source=character, split=split)


def test_it_learns_from_variants_and_is_measured_with_real_tunes() -> None:
    varied = Run(replace(TINY, chords=1, scales=1), TUNES, little_checkpoint())
    plain = Run(replace(TINY, chords=0, scales=0), TUNES, little_checkpoint())
    assert [one.id for one in plain.lessons] == [one.id for one in plain.material.train]
    assert len(varied.lessons) > 1.5 * len(plain.lessons)
    assert sum(bool(one.chords) for one in varied.lessons) > len(plain.lessons)
    assert varied.material.test == plain.material.test == [t for t in TUNES if t.split == "test"]


def test_off_the_beat_it_learns_chooses_and_measures_in_rhythms() -> None:
    tunes = [of_character("hymn"), of_character("hymn", "valid"), of_character("hymn", "test")]
    run = Run(replace(TINY, rhythms=3, chords=0, scales=0), tunes, little_checkpoint())
    material = run.material
    parts = material.train, material.valid, material.test
    assert [len(part) for part in parts] == [3, 1, 1]
    assert len(run.lessons) == 3
    assert all(" in " in one.id for part in parts for one in part)


def test_tunes_that_cant_be_moved_off_the_beat_are_said_in_a_sentence() -> None:
    single = replace(of_character("hymn"), notes=of_character("hymn").notes[:1])
    settings = replace(TINY, rhythms=1)
    with pytest.raises(CorpusError, match="can be moved off the beat: leave out --rhythms"):
        Run(settings, [single], little_checkpoint())
    some = Run(settings, [of_character("hymn"), replace(single, split="test")], little_checkpoint())
    assert some.material.test == some.material.valid == some.material.train


def test_the_prior_learns_first_and_then_the_values() -> None:
    _, moments = finished()
    told = [(moment.phase, moment.update, moment.updates) for moment in moments]
    prior = [("prior", update, 40) for update in range(0, 41, 2)]
    assert told[-2:] == [("values", 25, 30), ("values", 30, 30)]
    assert told[:-2] == prior[: len(told) - 2]
    assert moments[0].bits > moments[-1].bits
    assert set(moments[-1].rewards) == {"harmony", "smoothness", "variety", "style", "form"}
    assert all(later.seconds > earlier.seconds for earlier, later in pairwise(moments))


def test_a_run_makes_an_agent_that_loads_and_plays(tmp_path: Path) -> None:
    run, _ = finished(replace(TINY, seed=7))
    outcome = run.save(tmp_path / "mine.safetensors")
    checkpoint = load_melody(tmp_path / "mine.safetensors")
    stored = as_stored(exported(run.prior, run.values))
    assert all(np.array_equal(checkpoint.tensors[name], stored[name]) for name in stored)
    header = checkpoint.header
    assert (header.task, header.task_settings) == ("melody", {"character": "any"})
    assert (header.training["seed"], header.training["method"]) == (7, "soft")
    assert outcome.bits is not None
    assert header.scores == {"bits": round(outcome.bits.after, 4)}
    assert {"melobridge", "torch", "numpy"} <= set(header.provenance)
    player, line = MelodyPlayer(checkpoint), MelodyPlayer(checkpoint).start(0)
    while line.tick < 4 * 96:
        _, line = player.play(line, Knobs(bars=4), 0.5)
    assert line.tick == 4 * 96


def test_a_run_from_nothing_has_the_usual_size(tmp_path: Path) -> None:
    short = replace(TINY, prior_updates=2, prior_batch=4, updates=1, batch=4, real=1.0)
    run = Run(short, TUNES[:3])
    assert [moment.phase for moment in run.steps()] == ["prior", "prior", "prior", "values"]
    outcome = run.save(tmp_path / "new.safetensors")
    assert outcome.bits is not None
    assert outcome.bits.before is None
    assert load_melody(tmp_path / "new.safetensors").tensors["prior.bias"].shape == (256,)


def test_fine_tuning_says_what_it_was_before_and_after(tmp_path: Path) -> None:
    run, _ = finished()
    outcome = run.save(tmp_path / "fine.safetensors")
    assert outcome.bits is not None
    assert outcome.bits.before is not None
    assert outcome.bits.after < outcome.bits.before
    assert outcome.held_out == 4
    assert outcome.played is None
    assert outcome.forgotten is None


def test_what_was_fine_tuned_can_be_fine_tuned_again(tmp_path: Path) -> None:
    run, _ = finished()
    first = run.save(tmp_path / "first.safetensors")
    again, _ = finished(start=load_melody(tmp_path / "first.safetensors"))
    second = again.save(tmp_path / "second.safetensors")
    assert first.bits is not None
    assert second.bits is not None
    assert second.bits.before == pytest.approx(first.bits.after, abs=0.05)


def test_no_updates_change_nothing(tmp_path: Path) -> None:
    none = replace(TINY, prior_updates=0, updates=0)
    start = little_checkpoint()
    run, moments = finished(none, start=start)
    assert [(moment.phase, moment.update) for moment in moments] == [("prior", 0)]
    run.save(tmp_path / "same.safetensors")
    same = load_melody(tmp_path / "same.safetensors").tensors
    assert all(np.array_equal(same[name], tensor) for name, tensor in start.tensors.items())


def test_enough_held_out_tunes_are_compared_with_takes(tmp_path: Path) -> None:
    none = replace(TINY, prior_updates=0, updates=0)
    tunes = TUNES[:2] + [replace(tune, split="test") for tune in TUNES[2:24]]
    run, _ = finished(none, tunes)
    outcome = run.save(tmp_path / "measured.safetensors")
    assert outcome.played is not None
    assert outcome.played.resemblance is not None
    assert 290 < outcome.played.takes <= 300
    assert outcome.played.before is None
    overlap, frechet, auc = outcome.played.resemblance
    assert 0 < overlap < 1
    assert frechet > 0
    assert 0.5 <= auc <= 1
    scores = load_melody(tmp_path / "measured.safetensors").header.scores
    assert set(scores) == {"bits", "overlap", "frechet", "auc"}


def own(count: int) -> list[Tune]:
    return [replace(tune, source="own") for tune in TUNES[:count]]


def of_few(tunes: list[Tune], settings: MelodySettings = TINY) -> Run:
    quick = replace(settings, prior_updates=10, updates=0)
    return Run(quick, tunes, little_checkpoint(), few=True)


def test_few_tunes_are_held_out_in_turn_and_what_was_known_is_measured(tmp_path: Path) -> None:
    run = of_few(own(21), replace(TINY, rehearsal=1.0))
    told = [(moment.phase, moment.update, moment.updates) for moment in run.steps()]
    folds = [("folds", number, 5) for number in range(6)]
    assert told[:8] == [("rehearsal", 0, 1), ("rehearsal", 1, 1), *folds]
    assert told[8:] == [("prior", update, 10) for update in range(1, 11)]
    outcome = run.save(tmp_path / "own.safetensors")
    assert outcome.crossed is not None
    assert outcome.held_out == len(outcome.crossed.before) == 21
    assert outcome.bits is not None
    assert outcome.bits.before == pytest.approx(np.mean(outcome.crossed.before))
    assert outcome.bits.after == pytest.approx(np.mean(outcome.crossed.after))
    assert outcome.forgotten is not None
    assert outcome.forgotten.before != outcome.forgotten.after
    assert outcome.played is not None
    assert outcome.played.takes == 100
    assert outcome.played.before is not None
    assert outcome.played.copied <= 12


def test_where_nothing_can_be_held_out_a_little_is_taken_over(tmp_path: Path) -> None:
    run = of_few([replace(tune("0 2 4 5 | 7 5 4 2"), source="own")])
    start = run.prior.bias.detach().clone()
    assert {moment.phase for moment in run.steps()} == {"prior"}
    outcome = run.save(tmp_path / "one.safetensors")
    assert (outcome.bits, outcome.held_out, outcome.crossed) == (None, 0, None)
    assert outcome.played is not None
    assert outcome.played.resemblance is None
    assert not torch.equal(run.prior.bias, start)
    assert "bits" not in load_melody(tmp_path / "one.safetensors").header.scores


def test_phrases_of_a_single_tune_say_little_of_others() -> None:
    run = of_few(own(1))
    assert ("folds", 1) in {(moment.phase, moment.update) for moment in run.steps()}
    assert run.crossed is not None
    assert len(run.crossed.before) > 1
    assert run.crossed.share <= 0.25


def test_a_character_is_learned_and_kept(tmp_path: Path) -> None:
    tunes = [of_character("hymn"), of_character("lied")]
    run, _ = finished(tunes=tunes, character="hymn")
    assert run.material.train == tunes[:1]
    run.save(tmp_path / "hymns.safetensors")
    checkpoint = load_melody(tmp_path / "hymns.safetensors")
    assert MelodyPlayer(checkpoint).character == "hymn"


def test_what_was_liked_in_a_session_is_learned_and_what_wasnt_avoided(tmp_path: Path) -> None:
    start = little_checkpoint(character="fiddle")
    melodies = [
        [
            PlayedNote(Note(60 + int(tone), 0.8, 0.5, beat / 2), Knobs(), reward=reward)
            for beat, tone in enumerate(tones.split() * 4)
        ]
        for reward, tones in ((1, "0 2 4 7 4 2 0 0"), (-1, "11 6 1 6 11 6 1 6"))
    ]
    feedback = feedback_of(MelodyPlayer(start), melodies)
    assert (feedback.liked.total, feedback.disliked.total) == (1, 1)
    run = Run(replace(TINY, updates=0), TUNES, start, feedback=feedback)
    assert {moment.phase for moment in run.steps()} == {"thumbs"}
    outcome = run.save(tmp_path / "liked.safetensors")
    gained = []
    for bits in (outcome.bits, outcome.liked, outcome.disliked):
        assert bits is not None
        assert bits.before is not None
        gained.append(bits.before - bits.after)
    tunes, liked, disliked = gained
    assert tunes > -0.2
    assert liked > 0.3
    assert disliked < -0.3
    header = load_melody(tmp_path / "liked.safetensors").header
    assert header.task_settings == {"character": "fiddle"}


def test_a_run_left_early_saves_what_it_learned(tmp_path: Path) -> None:
    run = Run(TINY, TUNES, little_checkpoint())
    bits = [moment.bits for moment in islice(run.steps(), 8)]
    outcome = run.save(tmp_path / "early.safetensors")
    assert min(bits) < bits[0]
    assert outcome.bits is not None
    assert outcome.bits.before is not None
    assert outcome.bits.after < outcome.bits.before
    assert load_melody(tmp_path / "early.safetensors").header.training["updates"] == 30


def test_a_corpus_of_one_note_is_enough() -> None:
    _, moments = finished(tunes=[tune("0")])
    assert moments[-1].update == 30


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for name, seed in (("one", 1), ("two", 1), ("other", 2)):
        run, _ = finished(replace(TINY, seed=seed))
        run.save(tmp_path / f"{name}.safetensors")
        files.append((tmp_path / f"{name}.safetensors").read_bytes())
    assert files[0] == files[1] != files[2]


@pytest.mark.parametrize("rate", [1e9, float("inf")])
def test_weights_beyond_all_bounds_are_no_agent(tmp_path: Path, rate: float) -> None:
    run, _ = finished(replace(TINY, learning_rate=rate))
    with pytest.raises(ConfigError, match="beyond all bounds: train with a smaller learning_rate"):
        run.save(tmp_path / "wild.safetensors")
    assert not (tmp_path / "wild.safetensors").exists()


def test_a_place_that_cant_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    run = Run(TINY, TUNES, little_checkpoint())
    with pytest.raises(CheckpointError, match="can't be written"):
        run.save(tmp_path / "file" / "agent.safetensors")
