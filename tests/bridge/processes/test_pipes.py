import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator

import pytest

from bridge.processes.pipes import SEND_AT_BYTES, Pipes
from tests.support.children import DEAF, DYING, ECHO, KINDS
from tests.support.running import eventually

SIPPING = "import os\nos.read(0, 10)"
Start = Callable[..., Pipes]


@pytest.fixture(params=KINDS)
def start(request: pytest.FixtureRequest) -> Iterator[Start]:
    """Pipes to a script that runs."""
    running: list[tuple[subprocess.Popen[bytes], Pipes]] = []

    def starting(script: str, *frames: bytes) -> Pipes:
        process = subprocess.Popen(
            [sys.executable, "-c", script],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        pipes: Pipes = request.param(process, deque(frames))
        running.append((process, pipes))
        return pipes

    yield starting
    for process, pipes in running:
        pipes.finish(0.05)
        process.kill()
        process.wait()
        pipes.close()


def said(pipes: Pipes, until: Callable[[bytes], object]) -> bytes:
    """What comes, up to a point."""
    heard = b""

    def enough() -> object:
        nonlocal heard
        heard += pipes.received()
        return until(heard)

    assert eventually(enough)
    return heard


def dead(pipes: Pipes) -> None:
    said(pipes, lambda _: pipes.ended)


def test_frames_arrive_in_order_after_those_from_before(start: Start) -> None:
    frames = [b"%06d" % number for number in range(20_000)]
    pipes = start(ECHO, *frames[:2])
    for frame in frames[2:]:
        pipes.put(frame)
    pipes.flush()
    expected = b"".join(frames)

    def whole(heard: bytes) -> bool:
        pipes.flush()
        return len(heard) == len(expected)

    assert said(pipes, whole) == expected
    assert pipes.waiting == 0
    assert not pipes.ended


def test_a_few_bytes_wait_for_more_or_for_a_flush(start: Start) -> None:
    pipes = start(ECHO)
    pipes.put(b"few")
    assert pipes.waiting == 3
    pipes.put(bytes(SEND_AT_BYTES))
    assert len(said(pipes, lambda heard: len(heard) == 3 + SEND_AT_BYTES)) == 3 + SEND_AT_BYTES
    pipes.put(b"few")
    pipes.flush()
    assert said(pipes, len) == b"few"


def test_who_doesnt_listen_holds_up_nothing(start: Start) -> None:
    pipes = start(DEAF)
    for _ in range(200):
        pipes.put(bytes(SEND_AT_BYTES))
    pipes.flush()
    assert pipes.received() == b""
    assert pipes.waiting > 100 * SEND_AT_BYTES


def test_finishing_hands_over_everything_and_ends_the_input(start: Start) -> None:
    pipes = start(
        "import sys, time; time.sleep(0.2); print(len(sys.stdin.buffer.read()), end='')", b"ab"
    )
    pipes.put(bytes(3_000_000))
    pipes.finish(15)
    assert said(pipes, lambda _: pipes.ended) == b"3000002"
    assert not pipes.close()


def test_what_the_dead_one_said_is_heard_before_its_end(start: Start) -> None:
    pipes = start("import os; os.write(1, b'last words')")
    assert said(pipes, lambda _: pipes.ended) == b"last words"


def test_the_dead_one_leaves_what_it_didnt_get(start: Start) -> None:
    pipes = start(DYING)
    dead(pipes)
    frames = [b"%03d" % number + bytes(SEND_AT_BYTES) for number in range(5)]
    for frame in frames:
        pipes.put(frame)
    pipes.flush()
    pipes.put(b"late")
    assert list(pipes.close()) == [*frames, b"late"]


def test_a_frame_cut_short_is_left_whole_and_those_before_are_gone(start: Start) -> None:
    frames = [b"%06d" % number for number in range(500_000)]
    pipes = start(SIPPING, *frames)
    pipes.flush()
    dead(pipes)
    left = list(pipes.close())
    assert left == frames[-len(left) :]
    assert len(left) < len(frames)
    assert pipes.waiting == 6 * len(left)
