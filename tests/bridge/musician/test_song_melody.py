import pytest

from bridge.client import REST
from bridge.errors import NoAnswer
from bridge.musician.key_tracker import HeardNote
from bridge.musician.song_melody import Melody
from tests.support.musician import FakeVoice


def onsets(melody: Melody, count: int) -> list[tuple[int, float]]:
    return [(note.index, note.onset) for note in (melody.compose() for _ in range(count))]


@pytest.fixture
def voice() -> FakeVoice:
    return FakeVoice()


def test_notes_lie_on_the_beats_of_the_song(voice: FakeVoice) -> None:
    melody = Melody(voice, cycle=4)
    melody.move_to(8)
    assert onsets(melody, 3) == [(0, 8), (1, 9), (2, 10)]
    assert melody.end == 11


def test_where_the_song_jumps_the_voice_goes_on_in_the_same_place_of_the_bar(
    voice: FakeVoice,
) -> None:
    melody = Melody(voice, cycle=4)
    melody.move_to(8)
    onsets(melody, 2)
    melody.move_to(4)
    assert voice.heard_notes == [(REST, 2, 2)]  # until its next bar line
    assert onsets(melody, 1) == [(2, 4)]
    assert voice.asked[-1] == (2, 4, None)


def test_a_progression_goes_on_in_the_same_place_too(voice: FakeVoice) -> None:
    melody = Melody(voice, cycle=16)
    melody.move_to(0)
    onsets(melody, 4)
    melody.move_to(8)
    assert voice.heard_notes == [(REST, 4, 4)]


def test_after_a_flush_it_composes_anew_from_there(voice: FakeVoice) -> None:
    melody = Melody(voice, cycle=4)
    melody.move_to(0)
    onsets(melody, 4)
    melody.flush(1.5)
    assert melody.end == 2
    assert onsets(melody, 1) == [(2, 2)]
    assert [asked[:2] for asked in voice.asked] == [(0, 0), (1, 1), (2, 2), (3, 3), (2, 2)]


def test_what_was_heard_has_its_place_before_the_next_note(voice: FakeVoice) -> None:
    melody = Melody(voice, cycle=4)
    melody.move_to(4)
    melody.hear([HeardNote(60, 0.5, 4.0, 1.0), HeardNote(64, 0.5, 6.0, 1.5)])
    melody.move_to(8)
    assert voice.heard_notes == [(60, 1, 0), (64, 1.5, 2), (REST, 0.5, 3.5)]
    assert onsets(melody, 1) == [(0, 8)]


def test_what_is_heard_beside_has_no_place(voice: FakeVoice) -> None:
    Melody(voice, cycle=4).overhear([HeardNote(60, 0.5, 4.0, 1.0)])
    assert voice.heard_notes == [(60, 1, None)]


def test_a_server_that_began_anew_is_led_to_the_right_beat(voice: FakeVoice) -> None:
    melody = Melody(voice, cycle=4)
    melody.move_to(0)
    onsets(melody, 4)
    melody.move_to(10)  # the voice rests from 4 to 6
    voice.forget_rests(to=4)
    assert onsets(melody, 1) == [(4, 10)]
    assert voice.heard_notes == [(REST, 2, 4), (REST, 2, 4)]


def test_the_note_that_sounds_is_known(voice: FakeVoice) -> None:
    voice.notes = ((60, 1.0), (REST, 1.0), (62, 1.0))
    melody = Melody(voice, cycle=4)
    melody.move_to(0)
    onsets(melody, 3)
    assert [melody.index_at(beat) for beat in (0.5, 1.5, 2.0)] == [0, 0, 2]


def test_silence_of_the_server_changes_nothing(voice: FakeVoice) -> None:
    melody = Melody(voice, cycle=4)
    melody.move_to(0)
    voice.silent = True
    with pytest.raises(NoAnswer):
        melody.compose()
    voice.silent = False
    assert onsets(melody, 1) == [(0, 0)]
