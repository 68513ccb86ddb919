import numpy as np

from agent.melody.line import Line, Setting
from agent.melody.playing.scores.taste import context_of, lesson, liking, presence, tables
from agent.melody.vocabulary import ACTION_COUNT, ACTION_DURATION, ACTION_PITCH, NO_PITCH
from agent.taste.features import FEATURES, FIRST, MelodicContext
from agent.taste.model import NO_TASTE, FloatArray, Taste
from tests.support.lines import action, line_of

MAJOR = tuple(pitch for pitch in range(-12, 24) if pitch % 12 in {0, 2, 4, 5, 7, 9, 11})


def likes(field: str, row: int, weight: float = 1.0) -> Taste:
    """A taste for one thing."""
    weights = np.zeros(FEATURES, dtype=np.float32)
    weights[FIRST[field] + row] = weight
    return Taste(weights, 1, NO_TASTE.lessons, NO_TASTE.values)


def liked(taste: Taste, line: Line) -> FloatArray:
    return liking(taste, line, Setting(), MAJOR)


def test_the_ear_remembers_the_latest_notes_and_hears_the_beat() -> None:
    assert context_of(Line(), Setting()) == MelodicContext(None, 0, 0, 2)
    assert context_of(line_of("0 4 ./12"), Setting()) == MelodicContext(4, 1, 12, 0)
    assert context_of(line_of("4 . 0 ./24"), Setting()) == MelodicContext(0, -1, 24, 2)
    assert context_of(line_of("4 4"), Setting()) == MelodicContext(4, 0, 24, 1)


def test_who_likes_repeats_likes_the_latest_pitch_whatever_its_length() -> None:
    found = liked(likes("motion", 4), line_of("0 4 7"))
    repeats = ACTION_PITCH == 7
    assert found[repeats].min() > found[~repeats].max() + 0.9


def test_who_likes_long_notes_likes_no_long_rests() -> None:
    found = liked(likes("length", 5), line_of("0 4 7"))
    long = (ACTION_DURATION >= 48) & (ACTION_PITCH != NO_PITCH)
    assert found[long].min() > found[~long].max() + 0.9


def test_what_is_liked_is_bounded() -> None:
    assert np.abs(liked(likes("degree", 7, 100.0), line_of("0 4"))).max() == 1.5
    assert np.abs(liked(likes("degree", 7, 0.0), line_of("0 4"))).max() < 1e-9


def test_a_pitch_that_was_heard_often_lately_is_liked_no_more_than_the_others() -> None:
    taste, fifth = likes("degree", 7), action("7")
    twice, thrice = (liked(taste, line_of(text))[fifth] for text in ("0 7 4 7", "7 0 7 4 2 7"))
    often = liked(taste, line_of("7 0 7 7 4 7"))
    assert twice > 1.1
    assert 0.5 < thrice < 0.9
    assert abs(often[fifth] - often[action("4")]) < 0.1
    forgotten = liked(taste, line_of("7 7 7 7 0 2 4 5 4 2 4 0 2 4 5 4"))
    assert forgotten[fifth] > 1.1


def test_thumbs_say_nothing_where_a_phrase_ends_and_fade_before_the_end_of_a_piece() -> None:
    piece, endless = Setting(end=6 * 96), Setting()
    bars = 0, 1, 2, 3, 4
    assert [presence(Line(tick=96 * bar), endless) for bar in bars] == [1, 1, 1, 0, 1]
    assert presence(Line(tick=96 * 3 - 6), endless) == 1
    assert [presence(Line(tick=96 * bar), piece) for bar in bars] == [1, 1, 1, 0, 0.5]
    assert presence(Line(tick=96 * 5), piece) == 0


def test_a_lesson_is_what_was_heard_less_what_was_to_be_expected() -> None:
    line, odds = line_of("0 4 7"), np.zeros(ACTION_COUNT)
    odds[[action("7"), action("9")]] = 0.5
    heard = lesson(line, Setting(), action("9"), odds.copy())
    assert heard[FIRST["degree"] + 9] == heard[FIRST["direction"] + 2] == 0.5
    assert heard[FIRST["degree"] + 7] == heard[FIRST["direction"] + 1] == -0.5
    assert heard[FIRST["length"] + 3] == 0
    assert heard[FIRST["turn"]] == 0.5


def test_lessons_are_nothing_on_average() -> None:
    line, odds = line_of("0 4 7"), np.random.default_rng(0).dirichlet(np.ones(ACTION_COUNT))
    lessons = [lesson(line, Setting(), number, odds) for number in range(ACTION_COUNT)]
    assert np.abs(odds @ np.array(lessons)).max() < 1e-5


def test_all_tables_are_of_one_shape() -> None:
    shapes = {
        table.shape for pitch in (None, 0, 23) for table in tables(MelodicContext(pitch, 1, 24, 0))
    }
    assert shapes == {(8, 37), (4, 17)}
