from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.classic.observation import observe
from agent.classic.playing.player import (
    CLASSIC_TEMPERATURE,
    ClassicLine,
    ClassicPlayer,
    choose,
    playable,
)
from agent.classic.task import START, advance, unpack
from agent.errors import TaskError
from agent.library.catalogue import shipped_folder
from agent.library.loading import load_classic
from agent.music.note import Note
from agent.music.pitches import MAJOR_SCALE
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer
from agent.taste.features import FEATURES
from agent.taste.model import NO_TASTE, Taste
from tests.support.melodies import state_after


@pytest.fixture
def player(agent_file: Path) -> ClassicPlayer:
    return ClassicPlayer(load_classic(agent_file))


def heard(pitch: int, onset: float = 0.0, duration: float = 1.0) -> Note:
    return Note(pitch, 0.8, duration, onset)


def test_notes_come_one_a_beat_with_the_bars_accents(player: ClassicPlayer) -> None:
    line, notes = ClassicLine(), []
    for _ in range(5):
        note, line = player.play(line, Knobs(), 0.5)
        notes.append(note)
    assert [note.onset for note in notes] == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert [note.velocity for note in notes] == [0.8, 0.6, 0.7, 0.6, 0.8]
    assert all(note.duration == 1.0 and note.pitch in range(60, 72) for note in notes)
    assert line.beat == 5


def test_a_line_remembers_what_the_task_remembers(player: ClassicPlayer) -> None:
    line, task = ClassicLine(), player.task
    expected = np.array(START)
    for step in range(40):
        note, line = player.play(line, Knobs(temperature=2), (step * 0.37) % 1)
        degree = np.array(MAJOR_SCALE.index(note.pitch - 60))
        expected = advance(task, expected, np.array(step % 32), degree)
        assert line.state == expected


def test_scores_are_the_networks_weighted_values(player: ClassicPlayer) -> None:
    line = ClassicLine(state_after("C E G"), 3)
    features = observe(player.task, np.array([3]), np.array([line.state]))
    weights = np.array([1.0, 0.5, 1.5], dtype=np.float32)
    batch = player.policy.scores(features, weights)[0]
    assert player.scores(line, Knobs(1.0, 0.5, 1.5)) == pytest.approx(batch, abs=1e-4)


def test_only_the_proportions_of_the_knobs_matter(player: ClassicPlayer) -> None:
    line = ClassicLine(state_after("C E G"), 3)
    assert player.scores(line, Knobs(2, 2, 2)) == player.scores(line, Knobs(1, 1, 1))
    assert player.scores(line, Knobs(2, 0, 0)) != player.scores(line, Knobs(1, 1, 1))


@pytest.mark.parametrize(
    ("key", "low", "high", "pitches"),
    [
        (0, 0, 127, (60, 62, 64, 65, 67, 69, 71)),
        (2, 0, 127, (62, 64, 66, 67, 69, 71, 73)),
        (7, 0, 127, (55, 57, 59, 60, 62, 64, 66)),
        (0, 48, 59, (48, 50, 52, 53, 55, 57, 59)),
        (0, 65, 76, (72, 74, 76, 65, 67, 69, 71)),
        (0, 60, 64, (60, 62, 64, None, None, None, None)),
    ],
)
def test_degrees_are_placed_in_key_and_range(
    key: int, low: int, high: int, pitches: tuple[int | None, ...]
) -> None:
    placed = dict(playable(key, 0xFFF, low, high))
    assert tuple(placed.get(degree) for degree in range(7)) == pitches


@cache
def shipped_player() -> ClassicPlayer:
    return ClassicPlayer(load_classic(shipped_folder() / "classic.safetensors"))


@given(
    st.integers(0, 11),
    st.integers(0, 127),
    st.integers(0, 127),
    st.floats(0, 2),
    st.floats(0, 0.999),
)
def test_no_note_ever_leaves_key_and_range(
    key: int, low: int, high: int, temperature: float, chance: float
) -> None:
    try:
        knobs = Knobs(temperature=temperature, key=key, low=low, high=high)
    except TaskError:
        scale = {(key + semitones) % 12 for semitones in MAJOR_SCALE}
        assert not any(pitch % 12 in scale for pitch in range(low, high + 1))
        return
    line, shipped = ClassicLine(), shipped_player()
    for step in range(6):
        note, line = shipped.play(line, knobs, (chance + step * 0.31) % 1)
        assert low <= note.pitch <= high
        assert (note.pitch - key) % 12 in MAJOR_SCALE


class AnyScores(ClassicPlayer):
    """A player that wants something else every time, as strongly as can be."""

    random = np.random.default_rng(0)

    def scores(self, line: ClassicLine, knobs: Knobs) -> list[float]:
        return self.random.normal(0, 1000, 7).tolist()


SCALES = {
    "major": {0, 2, 4, 5, 7, 9, 11},
    "minor": {0, 2, 3, 5, 7, 8, 9, 10, 11},
    "minor_pentatonic": {0, 3, 5, 7, 10},
    "0 1 7": {0, 1, 7},
    "3 4": {3, 4},
}
CHORDS = {"none": set(range(12)), "Am": {9, 0, 4}, "Bb7": {10, 2, 5, 8}, "F#": {6, 10, 1}}


@pytest.mark.slow
def test_no_constraint_is_ever_violated() -> None:
    player = AnyScores(load_classic(shipped_folder() / "classic.safetensors"))
    random, done = np.random.default_rng(1), 0
    while done < 3_000:
        scale, chord = random.choice(list(SCALES)), random.choice(list(CHORDS))
        chord_tones = random.choice(["free", "strong", "all"])
        key, low, size = (int(random.integers(most)) for most in (12, 120, 30))
        try:
            knobs = Knobs(
                key=key,
                scale=scale,
                chord=chord,
                chord_tones=chord_tones,
                outside="never",
                low=low,
                high=min(low + size, 127),
                temperature=random.uniform(0, 2),
            )
            player.check(knobs)
        except TaskError:
            continue
        line = player.start(int(random.integers(64)))
        for beat in range(line.beat, line.beat + 4):
            note, line = player.play(line, knobs, random.random())
            assert low <= note.pitch <= knobs.high
            assert (note.pitch - key) % 12 in SCALES[scale]
            if chord_tones == "all" or (chord_tones == "strong" and beat % 2 == 0):
                assert note.pitch % 12 in CHORDS[chord]
        done += 1


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({"meter": "3/4"}, "meter is 3/4: this agent plays in 4/4 only"),
        ({"durations": "0.5"}, "this agent plays quarter notes only: let durations contain 1, and"),
        ({"density": 0.5}, "this agent plays quarter notes only"),
        ({"scale": "1 3 6"}, "this agent plays the seven notes of the major scale only: let"),
        (
            {"scale": "major", "chord": "Eb", "chord_tones": "strong", "low": 63, "high": 66},
            "let scale, chord and the range 63 to 66 share one of them",
        ),
    ],
)
def test_what_this_agent_cant_play_is_refused(settings: dict[str, str], fault: str) -> None:
    with pytest.raises(TaskError, match=fault):
        shipped_player().check(Knobs(**settings))  # type: ignore[arg-type]


def test_what_it_can_play_is_accepted() -> None:
    shipped_player().check(Knobs(durations="0.5 1", density=1, scale="blues", bars=8))


def test_a_scale_leaves_the_degrees_that_it_shares() -> None:
    mask = Knobs(key=9, scale="minor_pentatonic").pitch_classes(strong=True)
    assert playable(9, mask, 0, 127) == ((0, 57), (3, 62), (4, 64))


def test_the_knobs_of_other_agents_are_ignored(player: ClassicPlayer) -> None:
    line = ClassicLine(state_after("C E G"), 3)
    others = Knobs(style=0, form=2, follow=1, bars=4, character="fiddle")
    assert player.play(line, others, 0.7) == player.play(line, Knobs(), 0.7)


def test_a_line_starts_at_the_beat_of_its_index(player: ClassicPlayer) -> None:
    note, line = player.play(player.start(6), Knobs(), 0.5)
    assert (note.onset, note.velocity, line.beat) == (6.0, 0.7, 7)


def test_temperature_1_is_the_agents_own(player: ClassicPlayer) -> None:
    line, knobs = ClassicLine(state_after("C E G"), 3), Knobs(temperature=1)
    scores = player.scores(line, knobs)
    for chance in (0.05, 0.35, 0.65, 0.95):
        note, _ = player.play(line, knobs, chance)
        assert note.pitch == 60 + MAJOR_SCALE[choose(scores, 0.3, chance)]


def test_choices_follow_the_temperature() -> None:
    scores = [0.0, 2.0, 1.0]
    assert choose(scores, 0, 0.0) == 1
    grid = (np.arange(10_000) + 0.5) / 10_000
    picks = np.bincount([choose(scores, 1.0, chance) for chance in grid]) / 10_000
    expected = np.exp(scores) / np.exp(scores).sum()
    assert picks == pytest.approx(expected, abs=1e-3)
    assert choose(scores, 1e-9, 0.999999) == 1


def test_a_heard_note_is_context_and_takes_no_time(player: ClassicPlayer) -> None:
    line = player.hear(ClassicLine(state_after("C D"), 2), Knobs(), heard(67), placed=False)
    assert unpack(np.array(line.state)).last == 4
    assert line.beat == 2


def test_notes_heard_in_their_place_move_the_line_on(player: ClassicPlayer) -> None:
    line = ClassicLine()
    for beat, pitch in enumerate((60, 62, 64, 62)):
        line = player.hear(line, Knobs(), heard(pitch, float(beat)), placed=True)
    assert line == ClassicLine(state_after("C D E D"), 4)


def test_a_phrase_heard_in_another_place_begins_anew(player: ClassicPlayer) -> None:
    line = player.hear(
        ClassicLine(state_after("C D E D"), 4), Knobs(), heard(67, 16.0), placed=True
    )
    memory = unpack(np.array(line.state))
    assert memory.last == 4
    assert memory.used == 0b0010000
    assert line.beat == 17


def test_a_rest_is_heard_as_time(player: ClassicPlayer) -> None:
    line = player.hear(
        ClassicLine(state_after("C D"), 2), Knobs(), heard(-1, 2.0, 2.0), placed=True
    )
    assert line == ClassicLine(state_after("C D"), 4)


def test_what_is_heard_is_heard_in_the_voices_key(player: ClassicPlayer) -> None:
    line = player.hear(ClassicLine(), Knobs(key=2), heard(66), placed=False)
    assert unpack(np.array(line.state)).last == 2


# What the live player may ask.


def random_taste(seed: int) -> Taste:
    lesson = np.random.default_rng(seed).normal(0, 3, (1, FEATURES)).astype(np.float32)
    return NO_TASTE.rewarded(lesson, np.ones(1), 10)


def notes(player: AnyPlayer, knobs: Knobs, taste: Taste = NO_TASTE, count: int = 32) -> list[Note]:
    random, line, played = np.random.default_rng(3), player.start(0), []
    for _ in range(count):
        note, line = player.play(line, knobs, random.random(), taste)
        played.append(note)
    return played


def test_a_line_may_begin_at_an_onset(player: ClassicPlayer) -> None:
    assert player.start(5) == ClassicLine(beat=5)
    assert player.start(5, onset=8.2) == ClassicLine(beat=8)
    assert player.understands(player.start(0))
    assert not player.understands(())


def test_a_taste_changes_notes_within_the_constraints(player: ClassicPlayer) -> None:
    knobs = Knobs(key=2, scale="major_pentatonic", low=66, high=80)
    usual = notes(player, knobs)
    assert notes(player, replace(knobs, taste=0), random_taste(1)) == usual
    for seed in range(8):
        changed = notes(player, knobs, random_taste(seed))
        assert changed != usual
        assert {(note.pitch - 2) % 12 for note in changed} <= {0, 2, 4, 7, 9}
        assert all(66 <= note.pitch <= 80 for note in changed)


def test_the_cheap_policy_keeps_near_and_to_the_constraints(player: ClassicPlayer) -> None:
    knobs, line = Knobs(scale="major_pentatonic", low=60, high=71), player.start(0)
    for number in range(64):
        before = line.state & 7
        note, line = player.fallback(line, knobs, number * 0.37 % 1)
        degree = MAJOR_SCALE.index(note.pitch - 60)
        assert degree in (0, 1, 2, 4, 5)
        assert before == 7 or abs(degree - before) <= 3


def test_parts_are_the_scores_that_decided(player: ClassicPlayer) -> None:
    knobs, taste, line = Knobs(harmony=1.5, variety=0.4), random_taste(1), player.start(0)
    for number in range(12):
        parts = player.parts(line, knobs, taste)
        assert list(parts) == ["harmony", "smoothness", "variety", "taste"]
        scores = np.array(player.scores(line, knobs)) / CLASSIC_TEMPERATURE
        assert sum(parts.values()) - parts["taste"] == pytest.approx(scores, abs=1e-4)
        _, line = player.play(line, knobs, number * 0.37 % 1, taste)


def test_an_explanation_tells_how_likely_a_note_was(player: ClassicPlayer) -> None:
    knobs, taste, line = Knobs(), random_taste(1), player.start(0)
    chances = (np.arange(500) + 0.5) / 500
    played = [player.play(line, knobs, chance, taste)[0] for chance in chances]
    for note in set(played):
        why = player.explain(line, knobs, note, taste)
        assert played.count(note) / 500 == pytest.approx(why.probability, abs=0.01)
        assert (why.allowed, why.candidates, len(why.alternatives)) == (7, 7, 5)


def test_a_lesson_is_nothing_on_average_over_what_is_likely(player: ClassicPlayer) -> None:
    line = player.hear(player.start(0), Knobs(), heard(64), placed=True)
    chances = (np.arange(500) + 0.5) / 500
    played = [player.play(line, Knobs(), chance)[0] for chance in chances]
    lessons = [player.lesson(line, Knobs(), note) for note in played]
    assert np.abs(np.mean(lessons, axis=0)).max() < 0.01
    assert np.abs(lessons[0]).max() > 0.1


def test_a_mixture_lies_between_two_agents(player: ClassicPlayer) -> None:
    other = ClassicPlayer(load_classic(shipped_folder() / "classic.safetensors"))
    assert notes(player.morphed(other, 0), Knobs()) == notes(player, Knobs())
    assert notes(player.morphed(other, 1), Knobs()) == notes(other, Knobs())
    mixture = player.morphed(other, 0.25)
    assert isinstance(mixture, ClassicPlayer)
    line = mixture.start(0)
    own, others = np.array(player.scores(line, Knobs())), np.array(other.scores(line, Knobs()))
    assert mixture.scores(line, Knobs()) == pytest.approx(0.75 * own + 0.25 * others)
    note, _ = mixture.play(line, Knobs(), 0.5)
    why = mixture.explain(line, Knobs(), note)
    assert why.advantage == pytest.approx(sum(why.parts.values()))


def test_a_progression_of_its_own_is_all_it_knows(player: ClassicPlayer) -> None:
    with pytest.raises(TaskError, match="this agent knows one progression only, I vi IV V I IV V"):
        player.check(Knobs(chords="Am F C G"))
