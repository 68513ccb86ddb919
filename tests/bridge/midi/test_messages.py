import pytest

from bridge.midi.messages import SoundingNotes, control, note_off, note_on, silence, song_position


def test_messages_are_their_bytes() -> None:
    assert note_on(0, 60, 100) == bytes([0x90, 60, 100])
    assert note_off(15, 60) == bytes([0x8F, 60, 0])
    assert control(9, 64, 127) == bytes([0xB9, 64, 127])


@pytest.mark.parametrize(
    ("steps", "low", "high"), [(0, 0, 0), (16, 16, 0), (128, 0, 1), (99999, 127, 127)]
)
def test_a_song_position_counts_sixteenths_up_to_the_last_that_fits(
    steps: int, low: int, high: int
) -> None:
    assert song_position(steps) == bytes([0xF2, low, high])


def test_silence_lifts_the_pedal_and_ends_sounds_and_notes() -> None:
    assert [message.hex(" ") for message in silence(2)] == ["b2 40 00", "b2 78 00", "b2 7b 00"]


def held(*messages: bytes) -> SoundingNotes:
    notes = SoundingNotes()
    for message in messages:
        notes.track(message)
    return notes


def test_a_note_is_held_from_its_beginning_to_its_end() -> None:
    assert held(note_on(0, 60, 1), note_on(3, 60, 1)).note_offs() == [
        note_off(0, 60),
        note_off(3, 60),
    ]
    assert held(note_on(0, 60, 1), note_off(0, 60)).note_offs() == []
    assert held(note_on(0, 60, 1), note_off(1, 60)).note_offs() == [note_off(0, 60)]


def test_a_note_of_velocity_0_is_an_end() -> None:
    assert held(note_on(0, 60, 1), note_on(0, 60, 0)).note_offs() == []


def test_one_end_is_enough_for_a_note_that_began_twice() -> None:
    assert held(note_on(0, 60, 1), note_on(0, 60, 1)).note_offs() == [note_off(0, 60)]


@pytest.mark.parametrize("number", [120, 123])
def test_all_sound_off_and_all_notes_off_end_the_notes_of_a_channel(number: int) -> None:
    notes = held(note_on(0, 60, 1), note_on(1, 62, 1), control(0, number, 0))
    assert notes.note_offs() == [note_off(1, 62)]


def test_other_messages_change_nothing() -> None:
    notes = held(note_on(0, 60, 1), control(0, 64, 0), bytes([0xC0, 3]), bytes([0xF8]))
    assert notes.note_offs() == [note_off(0, 60)]


def test_endings_may_be_asked_for_one_channel() -> None:
    assert held(note_on(0, 60, 1), note_on(1, 62, 1)).note_offs(1) == [note_off(1, 62)]
