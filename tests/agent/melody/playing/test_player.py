import numpy as np
import pytest

from agent.errors import TaskError
from agent.melody.line import Line, Setting
from agent.melody.masks import reference_tonic
from agent.melody.observation import observe
from agent.melody.playing.player import KEPT_HEARD, MelodyPlayer
from agent.melody.vocabulary import ACTION_DURATION, ACTIONS, NO_PITCH
from agent.music.note import REST, Note
from agent.music.tune import METERS
from agent.player.knobs import Knobs
from agent.player.sampling import odds
from tests.support.lines import action, actions, line_of
from tests.support.melody_agent import little_checkpoint, little_player
from tests.support.melody_knobs import SCALES, assert_kept, heard, playable


@pytest.mark.slow
def test_no_constraint_is_broken_in_whole_pieces_and_these_end_where_they_should() -> None:
    random, rests, notes = np.random.default_rng(0), 0, 0
    for player, knobs in playable(300, random):
        line, end = player.start(0), knobs.bars * METERS[knobs.meter][0]
        while line.tick < end:
            note, line = player.play(line, knobs, random.random())
            assert_kept(note, knobs)
            rests, notes = rests + (note.pitch == REST), notes + 1
        assert line.tick == end, knobs
    assert 0.05 < rests / notes < 0.9


def test_a_piece_begins_anew_after_its_end() -> None:
    player, knobs = little_player(), Knobs(bars=2)
    ends = [player.setting(Line(tick=tick), knobs).end for tick in (0, 191, 192, 400)]
    assert ends == [192, 192, 384, 576]
    assert player.setting(Line(tick=400), Knobs(bars=0)).end == 0


def test_after_a_pickup_a_piece_ends_as_much_before_a_bar_line() -> None:
    player = little_player()
    line, knobs = player.opening(Knobs(bars=4), 1.0), Knobs(bars=4)
    assert (line.tick, line.pickup) == (72, 24)
    assert player.setting(line, knobs).end == 72 + 4 * 96
    assert player.setting(line._replace(tick=72 + 4 * 96), knobs).end == 72 + 8 * 96
    assert player.opening(knobs, 0.0) == player.start(0)


def test_a_pickup_begins_with_a_note_and_no_chord() -> None:
    player, knobs = little_player(), Knobs(bars=4, chords="F#m7b5 C", chord_tones="all")
    begun = player.opening(knobs, 2.0)
    notes = [player.play(begun, knobs, chance / 50)[0] for chance in range(50)]
    assert REST not in {note.pitch for note in notes}
    assert {note.onset for note in notes} == {2.0}
    assert {note.pitch % 12 for note in notes} > {7}
    first = [player.play(begun._replace(tick=96), knobs, n / 50)[0].pitch % 12 for n in range(50)]
    assert set(first) <= {6, 9, 0, 4, REST % 12}


def test_the_setting_is_what_the_knobs_say_relative_to_the_tonic() -> None:
    knobs = Knobs(key=2, scale="dorian", meter="6/8", chord="A7", character="fiddle")
    setting = little_player().setting(Line(), knobs)
    assert setting == Setting(
        "6/8", 72, 36, "dorian", "fiddle", 0, (7, 0b100010100100), 0b11010101101
    )
    assert little_player().setting(Line(), Knobs()).chord == (-1, 0)


def test_an_agents_own_character_plays_unless_another_is_asked_for() -> None:
    player = little_player(character="hymn")
    assert player.setting(Line(), Knobs()).character == "hymn"
    assert player.setting(Line(), Knobs(character="lied")).character == "lied"


def test_an_unknown_character_is_refused() -> None:
    with pytest.raises(TaskError, match="there is no character 'jazz': use any, fiddle, hymn, l"):
        little_player().check(Knobs(character="jazz"))


def test_settings_that_leave_only_rests_are_refused() -> None:
    with pytest.raises(TaskError, match="no note from low 0 to high 127 goes with durations 4"):
        little_player().check(Knobs(durations="4", meter="3/4"))


def test_a_note_sounds_in_its_key_with_the_accents_of_its_meter() -> None:
    player, line, notes = little_player(), Line(), []
    for _ in range(60):
        note, line = player.play(line, Knobs(key=9, meter="6/8"), 0.5)
        notes.append(note)
    for note in notes:
        place = note.onset % 3
        assert note.velocity == (0.8 if place == 0 else 0.7 if place == 1.5 else 0.6)
    assert [note.onset for note in notes[1:]] == [n.onset + n.duration for n in notes[:-1]]
    assert {note.pitch % 12 for note in notes} <= {
        REST % 12,
        *((9 + t) % 12 for t in SCALES["major"]),
    }


def test_a_line_keeps_the_fate_that_its_first_note_brought() -> None:
    player = little_player()
    _, after = player.play(player.start(0), Knobs(), 0.5)
    assert after.fate == 2**31
    _, after = player.fallback(after, Knobs(), 0.25)
    assert after.fate == 2**31


def test_playing_is_choosing_and_sounding() -> None:
    player, line = little_player(), line_of("0 2 4").begun(0.7)
    setting = player.setting(line, Knobs())
    for chance in (0.0, 0.3, 0.999):
        note, after = player.play(line, Knobs(), chance)
        number = player.choose(line, setting, Knobs(), chance)
        assert after == line.played(number)
        pitch = ACTIONS[number].pitch
        assert note.pitch == (REST if pitch == NO_PITCH else 60 + pitch)
        assert (note.duration, note.onset) == (ACTIONS[number].duration / 24, 3.0)


def test_scores_are_the_prior_by_style_and_the_weighted_values() -> None:
    player, line = little_player(), line_of("0 2 4")
    setting = player.setting(line, Knobs())
    prior, worth, _ = player.policy(observe(line, setting), (0.5, 2.0, 1.5, 1.3, 0.0))
    knobs = Knobs(0.5, 2.0, 1.5, 2.0, 0.0)
    assert player.scores(line, setting, knobs) == pytest.approx(1.15 * prior + worth, abs=1e-5)


def test_agents_of_other_methods_play_by_their_values_alone() -> None:
    player, line = little_player(method="dqn"), line_of("0 2 4")
    knobs = Knobs(smoothness=2)
    setting = player.setting(line, knobs)
    worth = player.policy(observe(line, setting), (1.0, 2.0, 1.0, 1.0, 1.0)).q
    assert np.array_equal(player.scores(line, setting, knobs), worth)


def chosen(player: MelodyPlayer, line: Line, knobs: Knobs, count: int = 20_000) -> np.ndarray:
    """Shares of the actions [actions] over evenly spread chances."""
    setting = player.setting(line, knobs)
    few = [player.choose(line, setting, knobs, (n + 0.5) / count) for n in range(count)]
    return np.bincount(few, minlength=len(ACTIONS)) / count


@pytest.mark.parametrize(("knob", "temperature"), [(0.125, 0.5), (1.0, 1.0), (2.0, 1.259921)])
def test_choices_follow_scores_temperature_and_mask(knob: float, temperature: float) -> None:
    player, line, knobs = little_player(), line_of("0 2 4"), Knobs(temperature=knob)
    setting = player.setting(line, knobs)
    scores = player.scores(line, setting, knobs).astype(np.float64) / temperature
    expected = np.where(player.allowed(line, setting, knobs), np.exp(scores - scores.max()), 0)
    shares = chosen(player, line, knobs, 4_000)
    assert shares == pytest.approx(expected / expected.sum(), abs=1e-3)


def test_at_temperature_0_the_best_allowed_action_is_taken() -> None:
    player, line, knobs = little_player(), line_of("0 2 4"), Knobs(temperature=0, low=60, high=84)
    setting = player.setting(line, knobs)
    allowed = np.flatnonzero(player.allowed(line, setting, knobs))
    best = allowed[player.scores(line, setting, knobs)[allowed].argmax()]
    assert {player.choose(line, setting, knobs, chance) for chance in (0, 0.5, 0.999)} == {best}


def test_of_equal_scores_the_first_allowed_action_wins_and_is_what_is_explained(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    player, line, knobs = little_player(), line_of("0 2 4"), Knobs(temperature=0, low=60, high=84)
    setting = player.setting(line, knobs)
    tied = np.zeros(len(ACTIONS), dtype=np.float32)
    monkeypatch.setattr(player, "scores", lambda *_: tied.copy())
    allowed = player.allowed(line, setting, knobs)
    first = np.flatnonzero(allowed)[0]
    assert player.choose(line, setting, knobs, 0.9) == first
    assert odds(tied, allowed, 0).argmax() == first


def test_nothing_goes_on_beyond_the_end() -> None:
    player, knobs = little_player(), Knobs(bars=1)
    line = line_of("0/72")
    left = player.allowed(line, player.setting(line, knobs), knobs)
    assert ACTION_DURATION[left].max() == 24
    in_a_long_bar = Setting(end=80)
    assert ACTION_DURATION[player.allowed(line, in_a_long_bar, knobs)].max() == 8


def test_where_nothing_fits_before_the_end_the_bar_is_filled() -> None:
    player, line = little_player(), line_of("0/72 2/12 4/9")
    allowed = player.allowed(line, Setting(end=95), Knobs())
    assert set(ACTION_DURATION[allowed].tolist()) == {3}


# Hearing.


def test_a_heard_note_is_context_and_takes_no_time() -> None:
    line = little_player().hear(line_of("0 2"), Knobs(), heard(64), placed=False)
    assert line.actions == line_of("0 2 4").actions
    assert line.tick == 48
    assert line.onsets == (0, 24, 48)
    assert line.heard == chr(action("4"))


def test_unplaced_notes_follow_each_other_in_context() -> None:
    player, line = little_player(), Line()
    for pitch in (60, 62, 64):
        line = player.hear(line, Knobs(), heard(pitch), placed=False)
    assert line.actions == line_of("0 2 4").actions
    assert (line.tick, line.onsets) == (0, (0, 0, 0))


def test_placed_notes_move_the_line_on_with_rests_between() -> None:
    player, line = little_player(), Line()
    for pitch, onset in ((60, 0.0), (62, 1.0), (64, 2.5)):
        line = player.hear(line, Knobs(), heard(pitch, 1.0, onset), placed=True)
    assert line == line_of("0 2 ./12 4")._replace(heard="".join(map(chr, actions("0 2 4"))))


def test_a_note_off_the_grid_is_moved_to_the_nearest_sixteenth_or_triplet() -> None:
    def onset(beats: float) -> int:
        return little_player().hear(Line(), Knobs(), heard(60, 1.0, beats), placed=True).onsets[0]

    places = [onset(beats) for beats in (0.02, 0.23, 0.32, 0.36, 0.48, 0.65, 1.99)]
    assert places == [0, 6, 8, 8, 12, 16, 48]


def test_a_note_that_began_before_the_line_is_context_up_to_its_end() -> None:
    player, line = little_player(), line_of("0 2")
    overlapping = player.hear(line, Knobs(), heard(64, 1.0, 1.5), placed=True)
    assert overlapping.actions == line_of("0 2 4").actions
    assert overlapping.onsets == (0, 24, 48)
    assert overlapping.tick == 60
    past = player.hear(line, Knobs(), heard(64, 1.0, 0.0), placed=True)
    assert past.tick == 48


def test_what_is_heard_is_heard_in_key_and_any_octave() -> None:
    player, knobs = little_player(), Knobs(key=2)
    assert reference_tonic(knobs) == 62
    for pitch, relative in ((66, 4), (50, -12), (85, 23), (26, -12), (98, 12), (127, 17)):
        line = player.hear(Line(), knobs, heard(pitch), placed=False)
        assert ACTIONS[ord(line.actions)].pitch == relative


def test_a_heard_rest_is_a_rest() -> None:
    line = little_player().hear(line_of("0"), Knobs(), heard(-1, 2.0, 1.0), placed=True)
    assert line.actions == line_of("0 ./48").actions
    assert line.tick == 72


def test_after_hearing_the_line_plays_on() -> None:
    player, random = little_player(), np.random.default_rng(0)
    for _ in range(40):
        line = line_of("0 2 4")
        for _ in range(6):
            note = heard(int(random.integers(-1, 128)), random.uniform(0, 9), random.uniform(0, 30))
            line = player.hear(line, Knobs(bars=4), note, placed=bool(random.integers(2)))
        for _ in range(6):
            note, line = player.play(line, Knobs(bars=4), random.random())
            assert_kept(note, Knobs())
        assert list(line.onsets) == sorted(line.onsets)


def test_only_the_latest_256_heard_notes_are_followed() -> None:
    player, line = little_player(), Line()
    for number in range(300):
        line = player.hear(line, Knobs(), heard(60 + number % 12), placed=False)
    assert len(line.heard) == KEPT_HEARD == 256


def test_a_heard_motif_goes_on_more_likely_the_more_it_is_followed() -> None:
    player, line = little_player(), Line()
    for pitch in (60, 64, 67, 72, 60, 64, 67, 72, 60, 64):
        line = player.hear(line, Knobs(), heard(pitch), placed=False)
    chances = []
    for follow in (0.0, 0.5, 1.0):
        knobs = Knobs(follow=follow)
        setting = player.setting(line, knobs)
        scores = player.scores(line, setting, knobs).astype(np.float64)
        odds = np.exp(scores - scores.max())
        chances.append(float(odds[action("7")] / odds.sum()))
    assert chances[0] < 0.05
    assert chances[0] < chances[1] < chances[2]


def test_without_anything_heard_following_changes_nothing() -> None:
    player, line = little_player(), line_of("0 2 4")
    setting = player.setting(line, Knobs())
    follows = player.scores(line, setting, Knobs(follow=1))
    assert np.array_equal(follows, player.scores(line, setting, Knobs()))


def test_a_player_says_what_it_is() -> None:
    checkpoint = little_checkpoint()
    player = MelodyPlayer(checkpoint)
    assert player.header is checkpoint.header
    assert player.terms == ("harmony", "smoothness", "variety", "style", "form")
    assert player.start(0) == player.start(7) == Line()


def test_a_piece_of_known_length_ends_at_home_whatever_was_learned() -> None:
    player, knobs = little_player(indifferent=True), Knobs(bars=2)
    line = line_of("0 4 7 4 2 4/48")._replace(tick=96 + 48)
    setting = player.setting(line, knobs)
    prior = player.policy.prior(observe(line, setting))
    worth = player.scores(line, setting, knobs) - prior
    assert worth[action("0/48")] - worth[action("9/48")] == pytest.approx(4.0, abs=0.01)
    assert worth[action("0/24")] == 0, "a note that doesn't end the piece keeps what was learned"


def test_heard_notes_are_placed_on_a_grid_that_begins_with_the_bar() -> None:
    player, knobs = little_player(), Knobs(meter="7/8")
    line = player.hear(player.start(0), knobs, Note(60, 0.8, 1 / 3, 3.5 + 1 / 3), placed=True)
    assert (line.onsets, line.tick) == ((92,), 100)
