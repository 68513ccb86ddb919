import mido
import pytest

from bridge.musician.recording import Recording, length
from tests.support.midi_tracks import notes, read

ON, OFF = bytes((0x90, 60, 100)), bytes((0x80, 60, 0))


def test_it_begins_with_the_bar_of_the_first_message() -> None:
    recording = Recording("4/4", 4, 120)
    recording.add("lead", 9.0, ON)
    recording.add("lead", 9.5, OFF)
    assert notes(recording, "lead") == [(480, "note_on", 60), (720, "note_off", 60)]


def test_it_tells_meter_and_tempo() -> None:
    [(_, meter), (_, tempo)] = read(Recording("6/8", 3, 90))["melobridge"]
    assert (meter.numerator, meter.denominator) == (6, 8)
    assert round(mido.tempo2bpm(tempo.tempo), 2) == 90


def test_groups_of_a_meter_are_added_up() -> None:
    [(_, meter), _] = read(Recording("2+2+3/8", 3.5, 90))["melobridge"]
    assert (meter.numerator, meter.denominator) == (7, 8)


def test_it_follows_a_tempo_but_not_each_tremble_of_a_clock() -> None:
    recording = Recording("4/4", 4, 120)
    recording.add("lead", 0.0, ON)
    for beat, bpm in ((1.0, 120.2), (2.0, 140.0), (3.0, 140.3)):
        recording.tempo(beat, bpm)
    tempi = [(tick, message) for tick, message in read(recording)["melobridge"] if tick]
    assert [(tick, round(mido.tempo2bpm(message.tempo))) for tick, message in tempi] == [(960, 140)]


@pytest.mark.parametrize(("after", "tick"), [(0.0, 4), (4.0, 4), (21.0, 5)])
def test_where_the_song_jumps_it_goes_on_in_the_same_place_of_a_bar(
    after: float, tick: float
) -> None:
    recording = Recording("4/4", 4, 120)
    recording.add("lead", 0.0, ON)
    recording.add("lead", 1.0, OFF)
    recording.jump(3.5, after)
    recording.add("lead", after, ON)
    assert notes(recording, "lead")[2] == (tick * 480, "note_on", 60)


def test_each_voice_and_input_has_a_track() -> None:
    recording = Recording("4/4", 4, 120)
    recording.add("lead", 0.0, ON)
    recording.add("heard: keys", 0.5, bytes((0xB0, 16, 5)))
    assert list(read(recording)) == ["melobridge", "lead", "heard: keys"]


def test_what_sounds_ends_with_the_file_and_goes_on_in_the_next_one() -> None:
    recording = Recording("4/4", 4, 120)
    recording.add("lead", 0.0, ON)
    assert notes(recording, "lead") == [(0, "note_on", 60), (0, "note_off", 60)]
    recording.add("lead", 1.0, OFF)
    assert notes(recording, "lead") == [(0, "note_on", 60), (480, "note_off", 60)]


def test_what_comes_late_is_put_last() -> None:
    recording = Recording("4/4", 4, 120)
    recording.add("lead", 1.0, ON)
    recording.add("lead", 0.9, OFF)
    assert [tick for tick, *_ in notes(recording, "lead")] == [480, 480]


def test_a_file_without_notes_is_a_file() -> None:
    assert list(read(Recording("4/4", 4, 120))) == ["melobridge"]


@pytest.mark.parametrize(
    ("number", "written"), [(0, "00"), (127, "7f"), (128, "8100"), (0x3FFF, "ff7f")]
)
def test_lengths_are_written_in_seven_bits_a_byte(number: int, written: str) -> None:
    assert length(number).hex() == written
