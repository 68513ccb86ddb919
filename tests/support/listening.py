"""What a WAV file sounds like: where notes start, and which pitch they have."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FRAME_SECONDS = 0.005
ATTACK_DB = 9.0
LEAST_GAP_SECONDS = 0.1
LOWEST_HZ, HIGHEST_HZ = 50.0, 2000.0


class Recording:
    """The first channel of a 16-bit WAV file."""

    def __init__(self, path: Path) -> None:
        with wave.open(str(path), "rb") as file:
            assert file.getsampwidth() == 2
            self.rate, channels = file.getframerate(), file.getnchannels()
            samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
        self.samples: NDArray[np.float64] = samples[::channels] / 32768.0

    def loudest(self) -> float:
        """The greatest absolute sample; 1 is full scale."""
        return float(np.abs(self.samples).max())

    def level(self, start: float, stop: float) -> float:
        """The greatest absolute sample between two seconds."""
        part = self.samples[round(start * self.rate) : round(stop * self.rate)]
        return float(np.abs(part).max())

    def onsets(self) -> list[float]:
        """Seconds at which the level jumps: the starts of the notes."""
        frame = round(FRAME_SECONDS * self.rate)
        frames = self.samples[: len(self.samples) // frame * frame].reshape(-1, frame)
        level_db = 10 * np.log10((frames**2).mean(axis=1) + 1e-8)
        level_db = np.concatenate(([-80.0, -80.0], level_db))
        rises = level_db[2:] - level_db[:-2]
        starts: list[float] = []
        for number in np.flatnonzero(rises > ATTACK_DB):
            second = float(number) * FRAME_SECONDS
            if not starts or second - starts[-1] > LEAST_GAP_SECONDS:
                starts.append(second)
        return starts

    def pitch(self, start: float, stop: float) -> float:
        """The MIDI pitch between two seconds, by autocorrelation; 60.02 is 2 cents above C4."""
        part = self.samples[round(start * self.rate) : round(stop * self.rate)]
        part = part * np.hanning(len(part))
        spectrum = np.fft.rfft(part, 2 * len(part))
        similarity = np.fft.irfft(np.abs(spectrum) ** 2)[: len(part)]
        # The window makes long lags look less alike than they are.
        window = np.fft.rfft(np.hanning(len(part)), 2 * len(part))
        similarity /= np.fft.irfft(np.abs(window) ** 2)[: len(part)] + 1e-3
        first, last = round(self.rate / HIGHEST_HZ), round(self.rate / LOWEST_HZ)
        lags = np.arange(first, last)
        here = similarity[lags]
        peaks = lags[(here >= similarity[lags - 1]) & (here > similarity[lags + 1])]
        lag = int(peaks[similarity[peaks] > 0.9 * similarity[peaks].max()][0])
        before, peak, after = similarity[lag - 1 : lag + 2]
        exact = lag + (before - after) / (2 * (before - 2 * peak + after))
        return float(69 + 12 * np.log2(self.rate / exact / 440))
