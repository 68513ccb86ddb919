import pytest

from agent.melody.learning.feedback import PlayedNote
from agent.music.note import Note
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer
from agent.taste.model import trace
from bridge.osc import codec
from bridge.osc.parameters import Value
from bridge.session.transcript import score, transcribe
from tests.support.asking import ME, OTHER, Values
from tests.support.melody_agent import little_player
from tests.support.recording import Recorder, bundle


@pytest.fixture
def recorder(player: AnyPlayer) -> Recorder:
    return Recorder({"melody": little_player(1), "classic": player}, "classic")


def melodies(recorder: Recorder, voice: str = "lead") -> list[tuple[PlayedNote, ...]]:
    return transcribe(recorder.session).melodies[ME, voice]


def pitches(melody: tuple[PlayedNote, ...]) -> list[int]:
    return [played.note.pitch for played in melody]


def third(replies: list[Values]) -> list[Value]:
    """The pitches of notes."""
    return [values[3] for values in replies]  # type: ignore[misc]


def test_notes_stand_in_their_order_with_the_knobs_of_their_moment(recorder: Recorder) -> None:
    first = recorder.ask("/melo/next", "lead", 1, 0, 4)
    recorder.ask("/melo/set", "lead", "key", "A", "scale", "minor")
    second = recorder.ask("/melo/next", "lead", 1, 4, 4)
    [melody] = melodies(recorder)
    assert pitches(melody) == third(first) + third(second)
    assert [played.knobs for played in melody[3:5]] == [Knobs(), Knobs(key=9, scale="minor")]
    assert melody[2].note == Note(*first[2][3:7])  # type: ignore[arg-type]


def test_what_a_rewind_forgets_isnt_there(recorder: Recorder) -> None:
    kept = recorder.ask("/melo/next", "lead", 1, 0, 8)[:5]
    recorder.ask("/melo/next", "lead", 1, 2, 6)
    anew = recorder.ask("/melo/next", "lead", 2, 5, 3)
    [melody] = melodies(recorder)
    assert pitches(melody) == third(kept) + third(anew)


def test_a_reset_begins_another_melody(recorder: Recorder) -> None:
    first = recorder.ask("/melo/next", "lead", 1, 0, 6)
    recorder.ask("/melo/reset", "lead")
    second = recorder.ask("/melo/next", "lead", 1, 0, 4)
    assert [pitches(melody) for melody in melodies(recorder)] == [third(first), third(second)]


def test_voices_are_those_of_their_clients(recorder: Recorder) -> None:
    recorder.ask("/melo/hello", 7400, "max", sender=OTHER)
    recorder.ask("/melo/next", "lead", 1, 0, 2)
    recorder.ask("/melo/next", "lead", 1, 0, 3, sender=OTHER)
    recorder.send(
        bundle(
            codec.encode("/melo/next", "bass", 1, 0, 5),
            codec.encode("/melo/next", "lead", 1, 2, 6),
        )
    )
    found = transcribe(recorder.session).melodies
    assert {key: len(melody) for key, [melody] in found.items()} == {
        (ME, "lead"): 8,
        (("127.0.0.1", 7400), "lead"): 3,
        (ME, "bass"): 5,
    }


def test_a_thumb_credits_the_latest_notes_the_more_the_later(recorder: Recorder) -> None:
    recorder.ask("/melo/set", "lead", "tempo", 60)
    recorder.ask("/melo/next", "lead", 1, 0, 6)
    recorder.ask("/melo/reward", "lead", 2.0)
    [melody] = melodies(recorder)
    rewards = [played.reward for played in melody]
    assert rewards == pytest.approx([2 * credit for credit in trace([5, 4, 3, 2, 1, 0])])
    assert rewards[0] < rewards[-2] < rewards[-1] == 2


def test_a_thumb_for_a_span_credits_each_of_its_notes(recorder: Recorder) -> None:
    recorder.ask("/melo/next", "lead", 1, 0, 6)
    recorder.ask("/melo/reward", "lead", 1.0, 1, 2)
    recorder.ask("/melo/reward", "lead", -0.5, 2, 3, "reply_port", ME[1])
    [melody] = melodies(recorder)
    assert [played.reward for played in melody] == [0, 1, 0.5, -0.5, 0, 0]
    assert transcribe(recorder.session).thumbs == 2


def test_a_thumb_that_was_taken_back_or_refused_is_none(recorder: Recorder) -> None:
    recorder.ask("/melo/reward", "lead", 1.0)
    recorder.ask("/melo/next", "lead", 1, 0, 6)
    recorder.ask("/melo/reward", "lead", 1.0, 1, 1)
    recorder.ask("/melo/reward", "lead", 1.0, 2, 2)
    recorder.ask("/melo/taste", "lead", "undo")
    recorder.ask("/melo/taste", "lead", "undo", sender=OTHER)
    assert transcribe(recorder.session).thumbs == 1
    assert [played.reward for played in melodies(recorder)[0]] == [0, 1, 0, 0, 0, 0]


def test_a_taste_that_is_called_undo_takes_nothing_back(recorder: Recorder) -> None:
    recorder.ask("/melo/next", "lead", 1, 0, 6)
    recorder.ask("/melo/reward", "lead", 1.0, 1, 1)
    recorder.ask("/melo/taste", "lead", "save", "undo")
    assert transcribe(recorder.session).thumbs == 1


def test_of_a_bundle_what_was_answered_counts(recorder: Recorder) -> None:
    good = codec.encode("/melo/next", "lead", 1, 0, 4)
    recorder.send(bundle(good, codec.encode("/melo/next", "bass", 1, 0, 4, "harmony", 9.0)))
    voices = [codec.encode("/melo/next", name, 1, 0, 32) for name in "abc"]
    recorder.send(bundle(*voices))
    found = {
        voice: [len(melody) for melody in melodies]
        for (_, voice), melodies in transcribe(recorder.session).melodies.items()
    }
    assert found == {"lead": [4], "a": [32], "b": [32]}


def test_what_a_person_played_in_stands_in_its_place(recorder: Recorder) -> None:
    recorder.ask("/melo/set", "lead", "agent", "melody")
    recorder.ask("/melo/heard", "lead", 67, 0.8, 1.0)
    recorder.ask("/melo/heard", "lead", 69, 0.8, 1.0, 0.0)
    recorder.ask("/melo/heard", "lead", 71, 0.8, 1.0, 1.0)
    recorder.ask("/melo/next", "lead", 1, 0, 2)
    [melody] = melodies(recorder)
    assert [(played.note.pitch, played.note.onset, played.heard) for played in melody[:2]] == [
        (69, 0.0, True),
        (71, 1.0, True),
    ]
    assert [played.heard for played in melody[2:]] == [False, False]


def test_presets_turn_the_knobs_and_refused_requests_dont(recorder: Recorder) -> None:
    recorder.ask("/melo/set", "lead", "key", "D")
    recorder.ask("/melo/preset", "lead", "save", "verse")
    recorder.ask("/melo/set", "lead", "key", "E")
    recorder.ask("/melo/set", "lead", "key", "F", "meter", "3/4")
    recorder.ask("/melo/next", "lead", 1, 0, 1)
    recorder.ask("/melo/preset", "lead", "load", "verse")
    recorder.ask("/melo/next", "lead", 1, 1, 1)
    [melody] = melodies(recorder)
    assert [played.knobs.key for played in melody] == [4, 2]


def test_a_session_without_a_note_has_no_melodies(recorder: Recorder) -> None:
    recorder.ask("/melo/ping", 1)
    recorder.send(b"garbage")
    assert transcribe(recorder.session) == ({}, 0)


def played(*onsets: float, heard: bool = False) -> tuple[PlayedNote, ...]:
    """Quarter notes in three-four time."""
    knobs = Knobs(meter="3/4")
    return tuple(PlayedNote(Note(60, 0.8, 1.0, onset), knobs, heard) for onset in onsets)


def test_melodies_of_a_voice_begin_in_a_bar_behind_the_one_before() -> None:
    notes = score([played(0, 1, 2, 3), played(1, 2), played(30)])
    assert [note.onset for note in notes] == [0, 1, 2, 3, 7, 8, 30]


def test_a_score_leaves_out_what_a_person_played() -> None:
    notes = score([played(0, heard=True) + played(1, 2), played(0, 1)])
    assert [note.onset for note in notes] == [1, 2, 3, 4]
