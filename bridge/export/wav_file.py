"""Sound as WAV files of 16 bits."""

from __future__ import annotations

import io
import wave

import numpy as np

from bridge.export.synthesis import RATE, Samples

FULL_SCALE = 32767
# Samples that are converted at a time: long pieces take hundreds of megabytes.
BLOCK = 1 << 20


def wav(samples: Samples) -> bytes:
    """The content of a WAV file. samples: [samples, 2], beyond -1 and 1 they are cut off."""
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", ""))
        file.setnframes(len(samples))
        for first in range(0, len(samples), BLOCK):
            block = np.rint(samples[first : first + BLOCK].clip(-1, 1) * FULL_SCALE)
            file.writeframes(block.astype("<i2").tobytes())
    return content.getvalue()
