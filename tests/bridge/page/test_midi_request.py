import io
import json
from typing import Any

import mido
import pytest

from agent.errors import TaskError
from bridge.page.midi_request import midi_file

NOTE = {"pitch": 60, "velocity": 0.5, "onset": 1.0, "duration": 0.5}
TAKE: dict[str, Any] = {
    "tempo": 90,
    "meter": "6/8",
    "key": "A",
    "scale": "minor",
    "tracks": [{"name": "léad", "program": 40, "channel": 2, "notes": [NOTE]}],
}


def written(**changes: Any) -> mido.MidiFile:
    content = midi_file(json.dumps(TAKE | changes).encode())
    return mido.MidiFile(file=io.BytesIO(content), charset="utf-8")


def test_a_take_becomes_a_conductor_and_a_track_for_each_voice() -> None:
    conductor, track = written().tracks
    assert [message.dict() for message in conductor[:3]] == [
        {"type": "set_tempo", "tempo": 666667, "time": 0},
        {
            "type": "time_signature",
            "numerator": 6,
            "denominator": 8,
            "clocks_per_click": 36,
            "notated_32nd_notes_per_beat": 8,
            "time": 0,
        },
        {"type": "key_signature", "key": "Am", "time": 0},
    ]
    assert track.name == "léad"
    assert [str(message) for message in track[1:4]] == [
        "program_change channel=2 program=40 time=0",
        "note_on channel=2 note=60 velocity=64 time=480",
        "note_off channel=2 note=60 velocity=0 time=240",
    ]


def test_a_note_that_repeats_ends_before_it_begins_again() -> None:
    again = NOTE | {"onset": 1.5}
    _, track = written(tracks=[{"notes": [again, NOTE]}]).tracks
    kinds = [message.type for message in track if "note_o" in message.type]
    assert kinds == ["note_on", "note_off", "note_on", "note_off"]


@pytest.mark.parametrize(
    ("key", "scale", "signature"),
    [("C", "major", "C"), ("Bb", "dorian", "Bbm"), ("G#", "minor", "G#m"), (1, "lydian", "Db")],
)
def test_the_key_is_written_as_midi_spells_it(key: Any, scale: str, signature: str) -> None:
    assert written(key=key, scale=scale).tracks[0][2].key == signature


@pytest.mark.parametrize("key", [None, "H", [], 1e400])
def test_without_a_key_there_is_none(key: Any) -> None:
    kinds = [message.type for message in written(key=key).tracks[0]]
    assert "key_signature" not in kinds


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "this is no JSON text"),
        (b"\xff", "this is no JSON text"),
        (b"[" * 100_000, "this is no JSON text"),
        (b"[]", "this is no JSON object with tempo, meter and tracks"),
        (b"{}", "tracks must be a list of at most 20"),
        (json.dumps({"tracks": [{}]}), "notes must be a list of at most 20000"),
        (json.dumps({"tracks": [1]}), "notes must be a list of at most 20000"),
        (json.dumps({"tracks": [{"notes": []}] * 21}), "tracks must be a list of at most 20"),
        (json.dumps(TAKE | {"meter": "4/3"}), "meter is '4/3': use one such as"),
        (json.dumps(TAKE | {"meter": []}), "there is no meter []"),
        (json.dumps(TAKE | {"tempo": 1}), "tempo is 1: use 10 to 400"),
        (json.dumps(TAKE | {"tempo": True}), "tempo must be a number"),
        (json.dumps(TAKE | {"tempo": float("nan")}), "tempo must be a number"),
        (json.dumps(TAKE | {"tempo": 10**400}), "tempo must be a number"),
    ],
)
def test_what_is_wrong_is_one_sentence(content: bytes | str, sentence: str) -> None:
    with pytest.raises(TaskError) as raised:
        midi_file(content.encode() if isinstance(content, str) else content)
    assert str(raised.value).startswith(sentence)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"pitch": 128}, "pitch is 128: use 0 to 127"),
        ({"pitch": None}, "pitch must be a number"),
        ({"velocity": 2}, "velocity is 2: use 0 to 1"),
        ({"onset": -1}, "onset is -1: use 0 to 100000"),
        ({"duration": 1e300}, "duration is 1e+300: use 0 to 100000"),
    ],
)
def test_a_wrong_note_is_one_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(TaskError) as raised:
        written(tracks=[{"notes": [NOTE | change]}])
    assert str(raised.value) == sentence


def test_notes_are_counted_over_all_tracks() -> None:
    with pytest.raises(TaskError, match="more than 20000 notes"):
        written(tracks=[{"notes": [NOTE] * 11_000}] * 2)


def test_a_note_must_be_an_object() -> None:
    with pytest.raises(TaskError, match="a note must be a JSON object"):
        written(tracks=[{"notes": [60]}])


def test_sixteen_voices_their_backing_and_the_keys_are_all_kept() -> None:
    tracks = [{"name": f"t{i}", "channel": i % 16, "notes": [NOTE]} for i in range(20)]
    file = written(tracks=tracks)
    assert [track.name for track in file.tracks[1:]] == [f"t{i}" for i in range(20)]
