import os
from collections.abc import Iterator

import pytest

from bridge.processes.framing import Frames
from bridge.processes.outbox import MOST_UNSENT_BYTES, Outbox

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes that don't block")


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)
    os.close(writing)


def test_who_doesnt_listen_holds_up_nothing_and_misses_whole_events_only(
    pipe: tuple[int, int],
) -> None:
    reading, writing = pipe
    outbox = Outbox(writing)
    for number in range(3 * MOST_UNSENT_BYTES // 1000):
        outbox.send(f"{number} " + "x" * 1000)
    frames, heard = Frames(), list[str]()
    os.set_blocking(reading, False)
    while len(heard) < MOST_UNSENT_BYTES // 1100:
        heard += [text for (text,) in frames.feed(os.read(reading, 1 << 16))]
        outbox.send("later")
    numbers = [int(text.split()[0]) for text in heard if text != "later"]
    assert numbers == list(range(len(numbers)))
    assert len(numbers) < 3 * MOST_UNSENT_BYTES // 1000
