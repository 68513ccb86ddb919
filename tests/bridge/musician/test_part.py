from math import inf

import pytest

from bridge.musician.events import CutOff, Release, Tone
from bridge.musician.modes import Generate
from bridge.musician.part import MidiPart
from bridge.musician.song_melody import Melody
from tests.support.musician import FakeVoice


@pytest.fixture
def part() -> MidiPart:
    return MidiPart(Generate(Melody(FakeVoice(), 4)), port=0, channel=2)


def handed(part: MidiPart, until: float) -> list[tuple[float, list[int]]]:
    return [(message.beat, list(message.data)) for message in part.messages(until)]


def sounded(part: MidiPart, beat: float) -> list[tuple[float, int]]:
    return [(message.beat, message.data[0]) for message in part.sounded(beat)]


def test_a_tone_is_a_note_on_and_a_note_off_on_the_channel(part: MidiPart) -> None:
    part.take(Tone(0, 60, 0.5, 1.0, 1.95))
    assert handed(part, 1.0) == []
    assert handed(part, 1.5) == [(1.0, [0x91, 60, 64])]
    assert handed(part, 2.5) == [(1.95, [0x81, 60, 0])]


def test_messages_come_in_order(part: MidiPart) -> None:
    for tone in (Tone(0, 60, 1.0, 0.0, 0.95), Tone(1, 60, 1.0, 1.0, 1.95)):
        part.take(tone)
    assert [beat for beat, _ in handed(part, 4.0)] == [0.0, 0.95, 1.0, 1.95]


def test_the_softest_note_is_still_a_note(part: MidiPart) -> None:
    part.take(Tone(0, 60, 0.0, 0.0, 1.0))
    assert handed(part, 0.5) == [(0.0, [0x91, 60, 1])]


def test_a_key_that_is_let_go_ends_its_tone(part: MidiPart) -> None:
    part.take(Tone(0, 60, 1.0, 0.0))
    assert handed(part, 0.5) == [(0.0, [0x91, 60, 127])]
    part.take(Release(0.7, 60))
    assert handed(part, 1.0) == [(0.7, [0x81, 60, 0])]


def test_a_pitch_that_two_keys_hold_ends_with_the_second(part: MidiPart) -> None:
    part.take(Tone(0, 60, 1.0, 0.0))
    part.take(Tone(0, 60, 1.0, 0.5))
    part.take(Release(0.7, 60))
    assert [data[0] for _, data in handed(part, 1.0)] == [0x91, 0x91]
    part.take(Release(1.2, 60))
    assert handed(part, 2.0) == [(1.2, [0x81, 60, 0])]


def test_a_flush_takes_back_what_was_not_handed_over(part: MidiPart) -> None:
    part.take(Tone(0, 60, 1.0, 0.0, 0.95))
    part.take(Tone(1, 62, 1.0, 1.0, 1.95))
    handed(part, 0.5)
    part.flush(part.handed)
    assert handed(part, 4.0) == [(0.95, [0x81, 60, 0])]


def test_what_sounded_is_reported_when_it_is_due_and_once(part: MidiPart) -> None:
    part.take(Tone(0, 60, 1.0, 0.0, 0.95))
    handed(part, 2.0)
    assert sounded(part, 0.5) == [(0.0, 0x91)]
    assert sounded(part, 1.0) == [(0.95, 0x81)]
    assert sounded(part, 2.0) == []


@pytest.mark.parametrize("until", [1.2, 3.0])  # whether its end was handed over before
def test_a_cut_off_ends_what_sounds_and_forgets_the_rest(part: MidiPart, until: float) -> None:
    part.take(Tone(0, 60, 1.0, 1.0, 1.95))
    part.take(Tone(1, 62, 1.0, 2.0, inf))
    handed(part, until)
    part.take(CutOff(1.1))
    assert handed(part, 9.0) == []
    assert sounded(part, 9.0) == [(1.0, 0x91), (1.1, 0x81)]
