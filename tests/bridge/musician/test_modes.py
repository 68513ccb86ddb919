from collections.abc import Iterator
from math import inf

import pytest

from bridge.client import REST
from bridge.errors import NoAnswer
from bridge.musician.events import CutOff, NoteEvent, Release, Tone
from bridge.musician.key_tracker import KeyPress
from bridge.musician.modes import AT_ONCE_MS, Answer, Duet, Generate, Mode, PitchOnly
from bridge.musician.song_melody import Melody
from tests.support.musician import FakeVoice

AHEAD = 0.5


def run(mode: Mode, start: float, end: float) -> list[tuple[float, int]]:
    """Let time pass in quarters of a beat: onset and pitch of what is to sound."""
    found = list[tuple[float, int]]()
    beat = start
    while beat < end:
        for cue in mode.advance(beat, beat + AHEAD):
            assert isinstance(cue, Tone)
            found.append((cue.onset, cue.pitch))
        beat += 0.25
    return found


def play(mode: Mode, *keys: tuple[int, float, float]) -> list[NoteEvent]:
    """Press keys (pitch, onset, end), one after the other: what comes of it."""
    cues = list[NoteEvent]()
    for pitch, onset, end in keys:
        cues += mode.press(KeyPress(pitch, 0.7, onset))
        cues += mode.release(pitch, end)
    return cues


@pytest.fixture
def voice() -> FakeVoice:
    return FakeVoice()


class TestGenerate:
    def test_it_plays_from_the_bar_line_on_and_no_further_than_it_must(
        self, voice: FakeVoice
    ) -> None:
        mode = Generate(Melody(voice, 4))
        assert run(mode, 0, 4) == []
        mode.start(4)
        assert run(mode, 3, 6) == [(4, 60), (5, 62), (6, 64)]

    def test_a_rest_is_silence(self, voice: FakeVoice) -> None:
        voice.notes = ((60, 1.0), (REST, 1.0))
        mode = Generate(Melody(voice, 4))
        mode.start(0)
        assert run(mode, 0, 3) == [(0, 60), (2, 60)]

    def test_when_knobs_are_turned_what_comes_later_is_composed_anew(
        self, voice: FakeVoice
    ) -> None:
        mode = Generate(Melody(voice, 4))
        mode.start(0)
        run(mode, 0, 1)
        voice.notes = ((72, 1.0),)
        mode.recompose(1.0)
        assert run(mode, 0.75, 1.25) == [(1, 72)]

    def test_after_a_long_silence_of_the_server_it_goes_on_at_the_next_beat(
        self, voice: FakeVoice
    ) -> None:
        mode = Generate(Melody(voice, 4))
        mode.start(0)
        run(mode, 0, 1)
        assert run(mode, 3.5, 4.5) == [(4, 64)]
        assert voice.asked[-1] == (2, 4, None)

    def test_after_a_stop_it_is_silent_and_takes_back_what_did_not_sound(
        self, voice: FakeVoice
    ) -> None:
        mode = Generate(Melody(voice, 4))
        mode.start(0)
        run(mode, 0, 1)
        mode.stop(0.9)
        assert run(mode, 1, 4) == []
        mode.start(4)
        assert run(mode, 4, 4.25) == [(4, 62)]


class TestDuet:
    def test_it_plays_along_and_takes_up_what_it_hears(self, voice: FakeVoice) -> None:
        mode = Duet(Melody(voice, 4))
        mode.start(0)
        assert play(mode, (67, 0.0, 0.5), (69, 0.5, 1.5)) == []
        assert voice.heard_notes == [(67, 0.5, None), (69, 1.0, None)]
        assert run(mode, 0, 1) == [(0, 60), (1, 62)]


class TestAnswer:
    @pytest.fixture
    def mode(self, voice: FakeVoice) -> Answer:
        mode = Answer(Melody(voice, 4), bar=4, rest=1)
        mode.start(0)
        return mode

    def test_it_is_silent_until_somebody_played(self, mode: Answer) -> None:
        assert run(mode, 0, 20) == []

    def test_a_rest_ends_the_call_and_the_answer_is_as_long_in_the_same_place(
        self, mode: Answer, voice: FakeVoice
    ) -> None:
        play(mode, (60, 1.0, 1.5), (64, 2.0, 3.0), (67, 3.0, 3.9))
        assert run(mode, 4, 12) == [(9, 60), (10, 62), (11, 64)]
        assert voice.heard_notes == [(60, 0.5, 1), (64, 1, 2), (67, 0.9, 3), (REST, 1.1, 3.9)]

    def test_who_goes_on_before_the_answer_is_due_is_heard_to_the_end(
        self, mode: Answer, voice: FakeVoice
    ) -> None:
        play(mode, (60, 0.0, 0.5))
        assert run(mode, 0.5, 1.75) == []
        play(mode, (62, 1.75, 2.0), (64, 2.5, 3.0), (65, 3.0, 3.5))
        assert run(mode, 3.5, 12) == [(8, 60), (9, 62), (10, 64), (11, 65)]
        assert [pitch for pitch, *_ in voice.heard_notes if pitch != REST] == [60, 62, 64, 65]

    def test_a_key_that_is_held_is_no_rest(self, mode: Answer) -> None:
        list(mode.press(KeyPress(60, 0.7, 0.0)))
        assert run(mode, 1, 8) == []

    def test_the_last_note_of_an_answer_ends_with_it(self, voice: FakeVoice) -> None:
        voice.notes = ((60, 3.0),)
        mode = Answer(Melody(voice, 4), bar=4, rest=1)
        mode.start(0)
        play(mode, (60, 0.0, 2.0))
        [tone] = [cue for beat in (3.0, 3.5, 4.0, 5.0) for cue in mode.advance(beat, beat + 0.5)]
        assert tone == Tone(0, 60, 0.8, 4.0, 5.95)

    def test_a_person_who_plays_on_is_given_way(self, mode: Answer) -> None:
        play(mode, (60, 0.0, 2.0))
        assert run(mode, 3, 4.5) == [(4, 60)]
        assert list(mode.press(KeyPress(72, 0.7, 4.75))) == [CutOff(4.75)]
        assert run(mode, 4.75, 6) == []

    def test_a_last_note_a_little_late_is_no_interruption(self, mode: Answer) -> None:
        play(mode, (60, 0.0, 2.0))
        run(mode, 3, 4)
        assert play(mode, (72, 4.1, 4.2)) == []
        assert run(mode, 4.25, 6) == [(5, 62)]

    def test_the_next_call_is_answered_too(self, mode: Answer) -> None:
        play(mode, (60, 0.0, 1.0))
        assert run(mode, 1, 6) == [(4, 60)]
        play(mode, (60, 6.0, 7.0))
        assert run(mode, 7, 14) == [(10, 62)]

    def test_bars_are_traded_in_turn(self, voice: FakeVoice) -> None:
        mode = Answer(Melody(voice, 4), bar=4, rest=1, trade=1)
        mode.start(0)
        play(mode, (60, 1.0, 1.5))
        list(mode.press(KeyPress(64, 0.7, 3.0)))  # held over the bar line: it ends there
        assert run(mode, 3, 12) == [(4, 60), (5, 62), (6, 64), (7, 65)]
        assert voice.heard_notes == [(60, 0.5, 1), (64, 1, 3)]

    def test_in_a_song_that_stands_still_nothing_is_called(self, mode: Answer) -> None:
        mode.stop(0)
        play(mode, (60, 0.0, 1.0))
        assert run(mode, 1, 8) == []

    def test_a_silent_server_is_asked_again(self, mode: Answer, voice: FakeVoice) -> None:
        play(mode, (60, 0.0, 2.0))
        voice.silent = True
        with pytest.raises(NoAnswer):
            run(mode, 3, 4)
        voice.silent = False
        assert run(mode, 4, 6) == [(4, 60), (5, 62)]


class TestPitchOnly:
    @pytest.fixture
    def mode(self, voice: FakeVoice) -> PitchOnly:
        mode = PitchOnly(voice)
        mode.start(0)
        return mode

    def test_each_key_gets_another_pitch_at_once_and_keeps_its_length(
        self, mode: PitchOnly, voice: FakeVoice
    ) -> None:
        voice.notes = ((72, 1.0),)
        assert play(mode, (60, 1.0, 1.4)) == [Tone(2, 72, 0.7, 1.0, inf), Release(1.4, 72)]
        assert voice.asked == [(2, 1.0, AT_ONCE_MS)]

    def test_the_server_hears_its_own_pitches_in_the_rhythm_of_the_keys(
        self, mode: PitchOnly, voice: FakeVoice
    ) -> None:
        voice.notes = ((72, 1.0),)
        play(mode, (60, 1.0, 1.4), (62, 1.5, 1.75), (64, 2.0, 3.0))
        assert voice.heard_notes == [(72, 0.4, 1.0), (72, 0.25, 1.5), (72, 1.0, 2.0)]
        assert [asked[1] for asked in voice.asked] == [1.0, 1.0, 1.0]  # where its line begins

    def test_a_note_played_legato_is_heard_before_the_next_one_is_chosen(
        self, mode: PitchOnly, voice: FakeVoice
    ) -> None:
        list(mode.press(KeyPress(60, 0.7, 0.0)))
        list(mode.press(KeyPress(62, 0.7, 1.0)))
        assert voice.heard_notes == [(64, 1.0, 0.0)]

    def test_of_the_proposals_the_first_one_that_is_no_rest_is_taken(
        self, mode: PitchOnly, voice: FakeVoice
    ) -> None:
        voice.notes = ((REST, 1.0), (REST, 1.0), (REST, 1.0), (74, 1.0))
        [tone, _] = play(mode, (61, 0.0, 1.0))
        assert tone == Tone(3, 74, 0.7, 0.0, inf)
        assert mode.index_at(0.5) == 3

    def test_where_all_are_rests_the_key_itself_sounds(
        self, mode: PitchOnly, voice: FakeVoice
    ) -> None:
        voice.notes = ((REST, 1.0),)
        [tone, _] = play(mode, (61, 0.0, 1.0))
        assert tone == Tone(2, 61, 0.7, 0.0, inf)

    def test_where_the_song_jumps_a_new_line_begins(
        self, mode: PitchOnly, voice: FakeVoice
    ) -> None:
        play(mode, (60, 9.0, 9.5))
        mode.start(0)
        play(mode, (60, 1.0, 1.5))
        assert voice.asked[-1] == (4, 1.0, AT_ONCE_MS)

    def test_a_key_that_was_not_pressed_cant_be_let_go(self, mode: PitchOnly) -> None:
        assert list(mode.release(60, 1.0)) == []


def test_before_its_first_note_a_mode_has_none_for_thumbs(voice: FakeVoice) -> None:
    modes: Iterator[Mode] = iter(
        (Generate(Melody(voice, 4)), Answer(Melody(voice, 4), bar=4, rest=1), PitchOnly(voice))
    )
    assert [mode.index_at(0.0) for mode in modes] == [None, None, None]
