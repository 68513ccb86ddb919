import io

import mido
import pytest

from agent.corpus.midi import read_midi
from agent.corpus.score import MeterChange, Signature, Sound, UnusableTune
from tests.support.corpus_files import MELODY, band, midi


def test_each_channel_is_a_part_and_drums_are_left_out() -> None:
    score = read_midi(band(), "song")
    assert [len(part.sounds) for part in score.parts] == [4, 12, 16]
    assert tuple(sound.pitch for sound in score.parts[2].sounds) == MELODY
    assert score.title == "song"
    assert score.signature is None
    assert score.meters == (MeterChange(0, "4/4"),)


def test_times_are_rounded_to_the_grid() -> None:
    played = [(0.01, 0.48, 60), (0.49, 0.5, 62), (1.34, 0.33, 64), (2.0, 0.001, 65)]
    sounds = read_midi(midi(("Flute", 0, played)), "").parts[0].sounds
    assert sounds == (Sound(0, 12, 60), Sound(12, 12, 62), Sound(32, 8, 64), Sound(48, 3, 65))


def test_meter_key_name_and_program_are_read() -> None:
    meta = [
        mido.MetaMessage("time_signature", numerator=3, denominator=4),
        mido.MetaMessage("key_signature", key="F#m"),
    ]
    score = read_midi(midi(("Lead", 3, [(0, 1, 60)]), meta=meta), "")
    assert score.meters == (MeterChange(0, "3/4"),)
    assert score.signature == Signature(3, "minor")
    assert score.parts[0].name == "Lead"


def test_a_major_key_is_only_a_signature() -> None:
    meta = [mido.MetaMessage("key_signature", key="Bb")]
    assert read_midi(midi(meta=meta), "").signature == Signature(-2)


def test_a_free_performance_is_refused() -> None:
    played = [(n * 0.3046, 0.2, 60 + n % 7) for n in range(100)]
    with pytest.raises(UnusableTune, match="it was played freely"):
        read_midi(midi(("", 0, played)), "")


def test_film_time_is_refused() -> None:
    content = bytearray(band())
    content[12:14] = b"\xe8\x28"
    with pytest.raises(UnusableTune, match="its time is told in film frames"):
        read_midi(bytes(content), "")


@pytest.mark.parametrize("content", [b"RIFFxxxx", b"MThd\x00\x00", band()[:150]])
def test_what_is_no_midi_file_raises(content: bytes) -> None:
    with pytest.raises((EOFError, OSError, ValueError)):
        read_midi(content, "")


def test_the_name_of_a_track_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    content = midi(("Lead", 0, [(0.0, 1.0, 60), (1.0, 1.0, 62), (2.0, 1.0, 64)]))
    tracks = len(mido.MidiFile(file=io.BytesIO(content)).tracks)
    searched: list[mido.MidiTrack] = []

    def name(track: mido.MidiTrack) -> str:
        searched.append(track)
        return "Lead"

    monkeypatch.setattr(mido.MidiTrack, "name", property(name))
    assert read_midi(content, "").parts[0].name == "Lead"
    assert len(searched) == tracks
