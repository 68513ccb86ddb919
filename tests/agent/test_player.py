from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.catalogue import shipped_folder
from agent.checkpoint import load_classic
from agent.classic import START, advance, unpack
from agent.errors import TaskError
from agent.knobs import Knobs
from agent.observation import observe
from agent.player import ClassicLine, ClassicPlayer, choose, playable
from agent.playing import Note
from agent.theory import MAJOR_SCALE
from tests.agent.melodies import state_after


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
            {"scale": "minor", "chord": "Eb", "chord_tones": "strong", "low": 63, "high": 66},
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
