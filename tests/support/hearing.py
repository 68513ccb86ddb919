"""What is heard in a recording: when tones begin, how high they are, how bright."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.float64]

# A tone has begun where the recording comes to this share of its loudest moment.
BEGUN = 0.15
LOWEST_HZ, HIGHEST_HZ = 30.0, 2200.0
# Of equally good periods the shortest is that of the tone: those this near to the best count.
NEARLY = 0.94


def onset(sound: FloatArray, rate: int) -> float:
    """Seconds until a tone begins in a recording that holds one."""
    loudness = np.abs(sound)
    return float(np.argmax(loudness > BEGUN * loudness.max())) / rate


def pitch(sound: FloatArray, rate: int) -> float:
    """The MIDI pitch of a tone, in parts of a semitone, by its autocorrelation."""
    size = 2 ** int(np.ceil(np.log2(2 * len(sound))))
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), size)) ** 2
    likeness = np.fft.irfft(power)[: int(rate / LOWEST_HZ)]
    inner = likeness[1:-1]
    peaks = 1 + np.flatnonzero((inner > likeness[:-2]) & (inner >= likeness[2:]))
    peaks = peaks[peaks > rate / HIGHEST_HZ]
    good = peaks[likeness[peaks] > NEARLY * likeness[peaks].max()]
    period = _summit(likeness, int(good[0]))
    return float(69 + 12 * np.log2(rate / period / 440))


def _summit(values: FloatArray, place: int) -> float:
    """Where a parabola through a peak and its neighbours is highest."""
    left, middle, right = values[place - 1 : place + 2].tolist()
    return place + (left - right) / (2 * (left - 2 * middle + right))


def brightness(sound: FloatArray, rate: int) -> float:
    """The middle of a spectrum's amplitudes, in Hz."""
    amplitudes = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    frequencies = np.fft.rfftfreq(len(sound), 1 / rate)
    return float((amplitudes * frequencies).sum() / amplitudes.sum())


def level(sound: FloatArray) -> float:
    """Root mean square in decibels of full scale."""
    return float(20 * np.log10(np.sqrt(np.mean(sound**2)) + 1e-9))
