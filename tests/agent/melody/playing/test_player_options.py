"""What a melody player makes of taste, explanations, mixtures and progressions."""

import time
from pathlib import Path

import numpy as np
import pytest

from agent.classic.playing.player import ClassicPlayer
from agent.errors import TaskError
from agent.library.loading import load_classic
from agent.melody.line import Line
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.scores import plan
from agent.music.note import Note
from agent.music.tune import METERS
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer, mixture
from agent.taste.features import FEATURES
from agent.taste.model import NO_TASTE, Taste
from tests.support.lines import line_of
from tests.support.melody_agent import little_player
from tests.support.melody_knobs import assert_kept, heard, playable


@pytest.fixture
def classic(agent_file: Path) -> ClassicPlayer:
    return ClassicPlayer(load_classic(agent_file))


def random_taste(seed: int) -> Taste:
    lessons = np.random.default_rng(seed).normal(0, 3, (8, FEATURES)).astype(np.float32)
    taste = NO_TASTE
    for lesson in lessons:
        taste = taste.rewarded(lesson[None], np.ones(1), 10)
    return taste


def melody(player: AnyPlayer, knobs: Knobs, taste: Taste = NO_TASTE, notes: int = 24) -> list[Note]:
    random, line, played = np.random.default_rng(3), player.start(0), []
    for _ in range(notes):
        note, line = player.play(line, knobs, random.random(), taste)
        played.append(note)
    return played


def test_any_taste_keeps_all_constraints() -> None:
    random = np.random.default_rng(0)
    for number, (player, knobs) in enumerate(playable(100, random)):
        taste = random_taste(number)
        line, end = player.start(0), knobs.bars * METERS[knobs.meter][0]
        while line.tick < end:
            note, line = player.play(line, knobs, random.random(), taste)
            assert_kept(note, knobs)
        assert line.tick == end, knobs


def test_without_a_taste_or_at_knob_0_nothing_changes() -> None:
    player = little_player()
    usual = melody(player, Knobs())
    assert melody(player, Knobs(taste=0), random_taste(1)) == usual
    assert melody(player, Knobs(taste=2)) == usual
    assert melody(player, Knobs(), random_taste(1)) != usual


def test_thumbs_move_the_next_notes_toward_what_was_liked() -> None:
    player, knobs = little_player(), Knobs()
    line = line_of("0 4 7 5")
    liked = Note(64, 0.8, 1.0, 4.0)
    before = player.explain(line, knobs, liked)
    taste = NO_TASTE.rewarded(player.lesson(line, knobs, liked)[None], np.ones(1), 1)
    after = player.explain(line, knobs, liked, taste)
    assert after.probability > before.probability
    assert after.parts["taste"] > 0 == before.parts["taste"]


def test_a_lesson_is_nothing_on_average_over_what_is_likely() -> None:
    player, knobs, line = little_player(), Knobs(), line_of("0 4 7 5")
    random, mean = np.random.default_rng(0), np.zeros(FEATURES)
    for _ in range(2000):
        note, _ = player.play(line, knobs, random.random())
        mean += player.lesson(line, knobs, note) / 2000
    assert np.abs(mean).max() < 0.04


MIXTURE = little_player(0).morphed(little_player(1, character="hymn"), 0.4)


@pytest.mark.parametrize("player", [little_player(), little_player(1, "scratch"), MIXTURE])
@pytest.mark.parametrize(
    "knobs",
    [
        Knobs(),
        Knobs(harmony=0, smoothness=1.5, variety=2, style=1.3, form=0.2, bars=1),
        Knobs(follow=0.7, temperature=0.3, character="fiddle"),
        Knobs(chords="Am G", chord_tones="strong"),
        Knobs(colour=2, syncopation=1, rests=1, swing=1),
        Knobs(chord="A7"),
        Knobs(durations="4"),
    ],
)
def test_the_parts_of_an_explanation_are_the_scores_that_decided(
    player: MelodyPlayer, knobs: Knobs
) -> None:
    line = player.hear(line_of("0 4 7/12 9/12"), knobs, heard(67), placed=False)
    taste = random_taste(2)
    at = knobs.at(line.tick)
    setting = player.setting(line, at)
    parts = player.parts(line, setting, at, taste)
    turned = ["colour", "syncopation", "rests"] if knobs.rests else []
    assert list(parts) == [
        "prior",
        "follow",
        "harmony",
        "smoothness",
        "variety",
        "style",
        "form",
        *turned,
        "taste",
    ]
    scores = player.scores(line, setting, at) + player._taste_scores(line, setting, at, taste)
    assert sum(parts.values()) == pytest.approx(scores, abs=1e-4)


@pytest.mark.parametrize("player", [little_player(), MIXTURE])
def test_the_plan_is_a_part_of_form_wherever_it_decides(
    player: MelodyPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, knobs, random = Line(), Knobs(temperature=1.5), np.random.default_rng(0)
    planned = 0
    for _ in range(80):
        setting = player.setting(line, knobs)
        scores, parts = player.scores(line, setting, knobs), player.parts(line, setting, knobs)
        assert sum(parts.values()) == pytest.approx(scores, abs=1e-4)
        with monkeypatch.context() as without:
            without.setattr(plan, "recalled", lambda *_: None)
            rest = player.parts(line, setting, knobs)
        planned += not np.array_equal(parts.pop("form"), rest.pop("form"))
        assert all(np.array_equal(part, rest[name]) for name, part in parts.items())
        _, line = player.play(line, knobs, random.random())
    assert planned > 10


def test_an_explanation_tells_how_likely_a_note_was() -> None:
    player, knobs, line = little_player(), Knobs(low=60, high=72), line_of("0 4 7 5")
    chances = (np.arange(400) + 0.5) / 400
    played = [player.play(line, knobs, chance)[0] for chance in chances]
    why = player.explain(line, knobs, played[0])
    assert played.count(played[0]) / 400 == pytest.approx(why.probability, abs=0.01)
    assert why.candidates == 288
    assert len(set(played)) <= why.allowed < 288
    first = player.explain(line, knobs, why.alternatives[0].note)
    assert first.rank == 1 or why.rank == 1
    assert first.probability == pytest.approx(why.alternatives[0].probability)
    assert [other.note for other in why.alternatives].count(played[0]) == 0


def test_an_explanation_takes_less_than_two_milliseconds() -> None:
    player, line = little_player(), line_of("0 4 7 5")
    note, _ = player.play(line, Knobs(), 0.5)
    times = []
    for _ in range(20):
        began = time.thread_time()
        player.explain(line, Knobs(), note, random_taste(1))
        times.append(time.thread_time() - began)
    assert min(times) < 2e-3


def test_a_mixture_is_one_agent_at_0_and_the_other_at_1() -> None:
    one, other = little_player(0), little_player(1, character="hymn")
    for knobs in (Knobs(), Knobs(follow=0.5, bars=2), Knobs(character="lied")):
        assert melody(one.morphed(other, 0), knobs) == melody(one, knobs)
        assert melody(one.morphed(other, 1), knobs) == melody(other, knobs)
        assert melody(one.morphed(other, 1e-5), knobs) == melody(one, knobs)
        assert melody(one.morphed(other, 1 - 1e-5), knobs) == melody(other, knobs)
        assert melody(one.morphed(other, 0.5), knobs) != melody(one, knobs)


def test_the_scores_of_a_mixture_are_mixed() -> None:
    one, other, line = little_player(0), little_player(1, character="hymn"), line_of("0 4 7 5")
    mixed = one.morphed(other, 0.25)
    assert isinstance(mixed, MelodyPlayer)
    scores = [p.scores(line, p.setting(line, Knobs()), Knobs()) for p in (one, other, mixed)]
    assert scores[2] == pytest.approx(0.75 * scores[0] + 0.25 * scores[1], abs=1e-5)


def test_agents_of_two_tasks_cant_be_mixed(classic: ClassicPlayer) -> None:
    with pytest.raises(TaskError, match="of the task melody can't be mixed with one of the task"):
        mixture(little_player(), classic, 0.5)
    with pytest.raises(TaskError, match="of the task classic can't be mixed with one of the task"):
        mixture(classic, little_player(), 0.5)


def test_a_progression_sounds_one_chord_a_bar_by_the_lines_own_bars() -> None:
    player, knobs = little_player(), Knobs(chords="Am G", chord_tones="all")
    tones = {"Am": {9, 0, 4}, "G": {7, 11, 2}}
    for play in (player.play, player.fallback):
        line = player.start(0)
        for _ in range(60):
            note, line = play(line, knobs, line.tick * 0.37 % 1)
            chord = ("Am", "G")[int(note.onset // 4) % 2]
            assert note.pitch == -1 or note.pitch % 12 in tones[chord]


def test_a_chord_of_the_moment_wins_over_the_progression() -> None:
    player = little_player()
    both = Knobs(chord="F", chords="Am G", chord_tones="all")
    assert melody(player, both) == melody(player, Knobs(chord="F", chord_tones="all"))


def test_every_chord_of_a_progression_is_checked() -> None:
    with pytest.raises(TaskError, match="the chord F# has no note of the scale major"):
        Knobs(chords="C F#", chord_tones="all", low=62, high=64, outside="never")


def test_a_line_may_begin_anywhere_and_is_understood() -> None:
    player = little_player()
    assert player.start(7) == Line()
    assert player.start(7, onset=3.5) == Line(tick=84)
    assert player.start(0, onset=-2.0) == Line()
    triplet_in_bar_2 = (84 + 8) / 24
    assert player.start(0, onset=triplet_in_bar_2, meter="7/8") == Line(tick=92)
    assert player.start(0, onset=triplet_in_bar_2) == Line(tick=90)
    assert player.understands(Line())
    assert not player.understands((0, 0))
