from math import log2

import numpy as np
import pytest

from agent.music.note import REST, Note
from bridge.export.synthesis import PEAK, RATE, Samples, loudest, synthesise

BPM = 120.0
BEAT = RATE // 2


def notes(*pitches: int, velocity: float = 0.8) -> list[Note]:
    return [Note(pitch, velocity, 1.0, float(beat)) for beat, pitch in enumerate(pitches)]


def pitch(samples: Samples) -> float:
    """The MIDI pitch of the strongest frequency."""
    spectrum = np.abs(np.fft.rfft(samples.sum(axis=1) * np.hanning(len(samples)), 1 << 18))
    return 69 + 12 * log2(float(np.argmax(spectrum)) * RATE / (1 << 18) / 440)


def level(samples: Samples) -> float:
    return float(np.sqrt((samples**2).mean()))


def brightness(samples: Samples) -> float:
    """The share of the sound above 1500 Hz."""
    power = np.abs(np.fft.rfft(samples.sum(axis=1))) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    return float(power[hertz > 1500].sum() / power.sum())


@pytest.mark.parametrize("key", [36, 60, 69, 84, 108])
def test_a_note_sounds_in_tune(key: int) -> None:
    sound = synthesise(notes(key), BPM)
    assert pitch(sound[RATE // 50 : BEAT]) == pytest.approx(key, abs=0.2)


def test_notes_begin_at_their_beats() -> None:
    sound = synthesise([Note(60, 0.8, 1.0, 1.0), Note(67, 0.8, 1.0, 2.5)], BPM)
    assert level(sound[: BEAT - 10]) < 1e-6
    assert pitch(sound[BEAT + 900 : 2 * BEAT]) == pytest.approx(60, abs=0.2)
    before, after = sound[int(2.4 * BEAT) : int(2.5 * BEAT)], sound[int(2.51 * BEAT) : 3 * BEAT]
    assert level(after) > 5 * level(before)


def test_a_note_ends_with_its_key_and_the_room_dies_away() -> None:
    sound = synthesise([Note(72, 0.8, 2.0, 0.0)], BPM)
    assert level(sound[-RATE // 10 :]) < 1e-3 * level(sound[: RATE // 10])
    assert len(sound) < 3 * RATE


def test_nothing_is_cut_off() -> None:
    chord = [Note(pitch, 1.0, 4.0, 0.0) for pitch in range(36, 84, 3)]
    sound = synthesise(chord, BPM)
    assert float(np.abs(sound).max()) == pytest.approx(PEAK, abs=1e-4)


def test_a_loud_note_is_brighter() -> None:
    soft, loud = (synthesise(notes(60, velocity=v), BPM)[:BEAT] for v in (0.3, 1.0))
    assert brightness(loud) > 2 * brightness(soft)


def test_a_soft_note_beside_a_loud_one_stays_soft() -> None:
    sound = synthesise([Note(60, 1.0, 1.0, 0.0), Note(60, 0.3, 1.0, 4.0)], BPM)
    loud, soft = (sound[first : first + BEAT] for first in (0, 4 * BEAT))
    assert level(loud) > 2 * level(soft)


def test_low_notes_stand_on_the_left() -> None:
    left, right = synthesise(notes(30), BPM).T
    assert level(left) > 1.3 * level(right)


def test_rests_and_no_notes_are_silent() -> None:
    for silence in ([], notes(REST)):
        assert not synthesise(silence, BPM).any()
    assert not loudest(np.zeros((4, 2), np.float32)).any()


def test_the_same_notes_give_the_same_samples() -> None:
    assert np.array_equal(synthesise(notes(60, 64), BPM), synthesise(notes(60, 64), BPM))


def test_a_long_piece_is_heard_to_its_end() -> None:
    """Longer than the blocks by which the room is computed."""
    sound = synthesise([Note(60, 0.8, 1.0, 0.0), Note(72, 0.8, 1.0, 30.0)], BPM)
    assert pitch(sound[30 * BEAT + 900 : 31 * BEAT]) == pytest.approx(72, abs=0.2)
