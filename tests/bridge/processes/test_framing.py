import pytest

from bridge.processes.framing import Frames, frame

SENT = [("line", "a client"), ("log", 0.5, ("127.0.0.1", 5000), b"\0\xff", [(b"x", ("h", 1))]), ()]


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
def test_frames_come_back_whole_from_pieces_of_any_size(size: int) -> None:
    stream = b"".join(frame(*values) for values in SENT)
    frames = Frames()
    pieces = [stream[start : start + size] for start in range(0, len(stream), size)]
    assert [values for piece in pieces for values in frames.feed(piece)] == SENT


def test_half_a_frame_is_none() -> None:
    assert list(Frames().feed(frame("line", "cut")[:-1])) == []
