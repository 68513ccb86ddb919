import io
import wave

import numpy as np

from bridge.export.wav_file import wav

LEFT_AND_RIGHT = np.array([[0, 0], [0.5, -0.5], [1, -1], [3, -3]], np.float32)


def test_samples_are_written_as_16_bits_and_never_wrap_around() -> None:
    with wave.open(io.BytesIO(wav(LEFT_AND_RIGHT))) as file:
        assert file.getparams()[:4] == (2, 2, 44100, 4)
        samples = np.frombuffer(file.readframes(4), "<i2").reshape(-1, 2)
    assert samples.tolist() == [[0, 0], [16384, -16384], [32767, -32767], [32767, -32767]]
