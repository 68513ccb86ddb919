"""Notes into sound, by NumPy alone: struck strings in a small room.

Each note is a sum of partials. The higher they are, the sharper they are tuned, as those of stiff
strings, and the sooner they die away. Louder notes have more of them. The same notes give the same
samples.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from agent.music.note import REST, Note, sounding_beats

# [samples, 2]: left and right, between -1 and 1.
Samples: TypeAlias = NDArray[np.float32]

RATE = 44100
# The greatest amplitude of a whole sound.
PEAK = 0.89
MOST_PARTIALS, HIGHEST_HZ = 16, 14_000.0
STIFFNESS = 2.2e-4
ATTACK_SECONDS, DAMPING_SECONDS, TAIL_SECONDS = 0.004, 0.09, 0.6
# Seconds until the first partial of middle C has a third of its amplitude.
DECAY_SECONDS = 1.1
# The room: how long it sounds, how soon it dies away, how much of it is heard; how far the keys
# spread from left to right.
ROOM_SECONDS, ROOM_DECAY, ROOM_SHARE, SPREAD = 0.9, 0.18, 0.16, 0.35
ROOM_SEED = 7
# Samples at a time of the Fourier transforms.
BLOCK = 1 << 18


def synthesise(notes: Iterable[Note], bpm: float) -> Samples:
    """The sound of notes, with the room's echo after the last. bpm: quarter notes a minute."""
    second = 60 / bpm
    sounding = [
        (note.onset * second, note.pitch, note.velocity, sounding_beats(note.duration) * second)
        for note in notes
        if note.pitch != REST
    ]
    end = max((onset + length for onset, _, _, length in sounding), default=0.0)
    dry = np.zeros((round((end + TAIL_SECONDS) * RATE), 2), np.float32)
    for onset, pitch, velocity, length in sounding:
        tone, first = _tone(pitch, round(velocity, 2), round(length, 4)), round(onset * RATE)
        dry[first : first + len(tone)] += tone[: len(dry) - first, None] * _places(pitch)
    return loudest(_in_room(dry))


def loudest(samples: Samples) -> Samples:
    """The same sound, as loud as it may be without clipping; silence stays silence."""
    peak = max(float(samples.max(initial=0.0)), -float(samples.min(initial=0.0)))
    return samples * np.float32(PEAK / peak) if peak else samples


@lru_cache(maxsize=1024)
def _tone(pitch: int, velocity: float, length: float) -> Samples:
    """[samples]: one note. length: seconds until its key is released."""
    hertz = 440 * 2 ** ((pitch - 69) / 12)
    number = np.arange(1, MOST_PARTIALS + 1, dtype=np.float64)
    hertzes = hertz * number * np.sqrt(1 + STIFFNESS * number**2)
    kept = (hertzes < HIGHEST_HZ) | (number == 1)
    number, hertzes = number[kept], hertzes[kept]
    time = np.arange(round((length + 5 * DAMPING_SECONDS) * RATE)) / RATE
    decay = DECAY_SECONDS * 2 ** ((60 - pitch) / 18) / (1 + 0.35 * (number - 1))
    # A hammer at a seventh of the string leaves out every seventh partial.
    struck = np.abs(np.sin(np.pi * number / 7)) + 0.02
    bright = struck * number ** -(2.7 - 1.5 * velocity)
    # Strings die away quickly at first, then slowly.
    fading = 0.85 * np.exp(-time / decay[:, None]) + 0.15 * np.exp(-time / (4 * decay[:, None]))
    waves = np.sin(2 * np.pi * hertzes[:, None] * time) * fading
    wave = (bright / np.linalg.norm(bright)) @ waves
    rise = np.minimum(time / ATTACK_SECONDS, 1)
    released = np.exp(-np.maximum(time - length, 0) / DAMPING_SECONDS)
    last = np.minimum((time[-1] - time) / DAMPING_SECONDS, 1)
    return (0.2 + 0.8 * velocity) * (wave * rise * released * last).astype(np.float32)


def _places(pitch: int) -> Samples:
    """[2]: how loud a key is on the left and on the right: low keys stand on the left."""
    right = 0.5 + SPREAD * np.clip((pitch - 64) / 48, -1, 1)
    return np.sqrt(np.array([1 - right, right], np.float32))


def _in_room(dry: Samples) -> Samples:
    """The sound with its echo: noise that dies away, another on either side; high sounds first."""
    echo = _echo()
    wet = np.zeros((len(dry) + len(echo), 2), np.float32)
    wet[: len(dry)] = dry
    step = BLOCK - len(echo)
    spectrum = np.fft.rfft(echo, BLOCK, axis=0)
    for first in range(0, len(dry), step):
        block = np.fft.rfft(dry[first : first + step], BLOCK, axis=0)
        heard = np.fft.irfft(block * spectrum, BLOCK, axis=0)[: len(wet) - first]
        wet[first : first + BLOCK] += heard.astype(np.float32)
    return wet


@lru_cache(maxsize=1)
def _echo() -> Samples:
    """[samples, 2]: the answer of the room to a click, without the click itself."""
    time = np.arange(round(ROOM_SECONDS * RATE))[:, None] / RATE
    noise = np.random.default_rng(ROOM_SEED).standard_normal((len(time), 2))
    kernel = np.hanning(24)[:, None] / 12
    soft = np.stack([np.convolve(side, kernel[:, 0], "same") for side in noise.T], axis=1)
    early = np.minimum(time / 0.012, 1)
    echo = soft * early * np.exp(-time / ROOM_DECAY) * (1 - time / ROOM_SECONDS)
    return (ROOM_SHARE * echo / np.linalg.norm(echo, axis=0)).astype(np.float32)
