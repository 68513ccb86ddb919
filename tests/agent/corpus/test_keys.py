import pytest

from agent.corpus.keys import Key, find_key, likeness, pitch_class_weights, reference_tonic
from agent.corpus.score import Signature, Sound
from agent.corpus.songbook import songbook


def melody(*pitches: int) -> list[Sound]:
    return [Sound(24 * n, 24, pitch) for n, pitch in enumerate(pitches)]


C_MAJOR = melody(60, 62, 64, 65, 67, 67, 64, 60, 62, 59, 60)
A_MINOR = melody(69, 71, 72, 71, 69, 68, 69, 76, 74, 72, 71, 69)


def test_the_key_of_simple_melodies() -> None:
    assert find_key(C_MAJOR, None) == Key(0, "major")
    assert find_key(A_MINOR, None) == Key(9, "minor")


@pytest.mark.parametrize(
    ("sharps", "mode", "key"),
    [
        (0, "major", Key(0, "major")),
        (1, "major", Key(7, "major")),
        (-3, "minor", Key(0, "minor")),
        (1, "dorian", Key(9, "dorian")),
        (-1, "mixolydian", Key(0, "mixolydian")),
        (2, "lydian", Key(7, "lydian")),
    ],
)
def test_a_declared_mode_is_believed(sharps: int, mode: str, key: Key) -> None:
    assert find_key(C_MAJOR, Signature(sharps, mode)) == key


def test_a_bare_signature_leaves_the_choice_to_the_notes() -> None:
    assert find_key(C_MAJOR, Signature(0)) == Key(0, "major")
    assert find_key(A_MINOR, Signature(0)) == Key(9, "minor")


def test_a_signature_that_the_notes_contradict_is_ignored() -> None:
    higher = [sound._replace(pitch=sound.pitch + 1) for sound in C_MAJOR]
    assert find_key(higher, Signature(0)) == Key(1, "major")


def test_a_final_on_the_tonic_speaks_for_a_key() -> None:
    weights = pitch_class_weights(C_MAJOR)
    assert likeness(weights, 0, Key(0, "major")) > likeness(weights, 7, Key(0, "major"))


def test_one_held_pitch_is_no_fault() -> None:
    assert find_key(melody(*[60] * 9), None).pitch_class in range(12)
    assert likeness([1.0] * 12, 0, Key(1, "major")) == 0


@pytest.mark.parametrize("shift", range(12))
def test_the_songbook_is_heard_in_its_keys_wherever_it_is_sung(shift: int) -> None:
    right = 0
    for tune in songbook():
        sounds = [Sound(n.onset, n.duration, n.pitch + tune.tonic + shift) for n in tune.notes]
        right += find_key(sounds, None).pitch_class == (tune.key + shift) % 12
    assert right >= 0.9 * len(songbook())


def test_most_notes_lie_between_an_octave_below_and_two_above_the_reference_tonic() -> None:
    assert reference_tonic([60, 64, 67, 72], 0) == 60
    assert reference_tonic([67, 69, 71, 74], 7) == 67
    assert reference_tonic([60, 62, 64, 65], 9) == 57
