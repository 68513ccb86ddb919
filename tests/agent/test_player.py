from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.catalogue import shipped_folder
from agent.checkpoint import load_checkpoint
from agent.classic import START, advance, unpack
from agent.errors import TaskError
from agent.observation import observe
from agent.player import Knobs, Line, Note, Player, choose, playable
from agent.theory import MAJOR_SCALE
from tests.agent.melodies import state_after


@pytest.fixture
def player(agent_file: Path) -> Player:
    return Player(load_checkpoint(agent_file))


def heard(pitch: int, onset: float = 0.0, duration: float = 1.0) -> Note:
    return Note(pitch, 0.8, duration, onset)


def test_notes_come_one_a_beat_with_the_bars_accents(player: Player) -> None:
    line, notes = Line(), []
    for _ in range(5):
        note, line = player.play(line, Knobs(), 0.5)
        notes.append(note)
    assert [note.onset for note in notes] == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert [note.velocity for note in notes] == [0.8, 0.6, 0.7, 0.6, 0.8]
    assert all(note.duration == 1.0 and note.pitch in range(60, 72) for note in notes)
    assert line.beat == 5


def test_a_line_remembers_what_the_task_remembers(player: Player) -> None:
    line, task = Line(), player.task
    expected = np.array(START)
    for step in range(40):
        note, line = player.play(line, Knobs(temperature=2), (step * 0.37) % 1)
        degree = np.array(MAJOR_SCALE.index(note.pitch - 60))
        expected = advance(task, expected, np.array(step % 32), degree)
        assert line.state == expected


def test_scores_are_the_networks_weighted_values(player: Player) -> None:
    line = Line(state_after("C E G"), 3)
    features = observe(player.task, np.array([3]), np.array([line.state]))
    weights = np.array([1.0, 0.5, 1.5], dtype=np.float32)
    batch = player.policy.scores(features, weights)[0]
    assert player.scores(line, Knobs(1.0, 0.5, 1.5)) == pytest.approx(batch, abs=1e-4)


def test_only_the_proportions_of_the_knobs_matter(player: Player) -> None:
    line = Line(state_after("C E G"), 3)
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
    placed = dict(playable(key, low, high))
    assert tuple(placed.get(degree) for degree in range(7)) == pitches


@cache
def shipped_player() -> Player:
    return Player(load_checkpoint(shipped_folder() / "classic.safetensors"))


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
    line, shipped = Line(), shipped_player()
    for step in range(6):
        note, line = shipped.play(line, knobs, (chance + step * 0.31) % 1)
        assert low <= note.pitch <= high
        assert (note.pitch - key) % 12 in MAJOR_SCALE


@pytest.mark.parametrize(
    ("knob", "value", "fault"),
    [
        ("harmony", 2.5, "harmony is 2.5: use 0 to 2"),
        ("temperature", -1, "temperature is -1: use 0 to 2"),
        ("key", 12, "key is 12: use 0 to 11"),
        ("low", 128, "low is 128: use 0 to 127"),
    ],
)
def test_knobs_have_ranges(knob: str, value: float, fault: str) -> None:
    with pytest.raises(TaskError, match=fault):
        Knobs(**{knob: value})  # type: ignore[arg-type]


def test_a_range_without_a_note_is_refused() -> None:
    with pytest.raises(TaskError, match="no note of the key lies between low 61 and high 61"):
        Knobs(low=61, high=61)


def test_choices_follow_the_temperature() -> None:
    scores = [0.0, 2.0, 1.0]
    assert choose(scores, 0, 0.0) == 1
    grid = (np.arange(10_000) + 0.5) / 10_000
    picks = np.bincount([choose(scores, 1.0, chance) for chance in grid]) / 10_000
    expected = np.exp(scores) / np.exp(scores).sum()
    assert picks == pytest.approx(expected, abs=1e-3)
    assert choose(scores, 1e-9, 0.999999) == 1


def test_a_heard_note_is_context_and_takes_no_time(player: Player) -> None:
    line = player.hear(Line(state_after("C D"), 2), Knobs(), heard(67), placed=False)
    assert unpack(np.array(line.state)).last == 4
    assert line.beat == 2


def test_notes_heard_in_their_place_move_the_line_on(player: Player) -> None:
    line = Line()
    for beat, pitch in enumerate((60, 62, 64, 62)):
        line = player.hear(line, Knobs(), heard(pitch, float(beat)), placed=True)
    assert line == Line(state_after("C D E D"), 4)


def test_a_phrase_heard_in_another_place_begins_anew(player: Player) -> None:
    line = player.hear(Line(state_after("C D E D"), 4), Knobs(), heard(67, 16.0), placed=True)
    memory = unpack(np.array(line.state))
    assert memory.last == 4
    assert memory.used == 0b0010000
    assert line.beat == 17


def test_a_rest_is_heard_as_time(player: Player) -> None:
    line = player.hear(Line(state_after("C D"), 2), Knobs(), heard(-1, 2.0, 2.0), placed=True)
    assert line == Line(state_after("C D"), 4)


def test_what_is_heard_is_heard_in_the_voices_key(player: Player) -> None:
    line = player.hear(Line(), Knobs(key=2), heard(66), placed=False)
    assert unpack(np.array(line.state)).last == 2
