import pytest

from bridge.errors import ProtocolError
from bridge.osc import codec
from bridge.server.voices.watchers import Watchers, copies

ONE, TWO = ("127.0.0.1", 5001), ("127.0.0.1", 5002)


def test_who_watches_gets_copies_until_its_time_is_over() -> None:
    watchers = Watchers()
    watchers.watch(ONE, 10.0, now=0.0)
    watchers.watch(TWO, 5.0, now=1.0)
    assert watchers.for_copy(5.9) == [ONE, TWO]
    assert watchers.for_copy(6.0) == [ONE]
    watchers.watch(ONE, 10.0, now=9.0)
    assert watchers.for_copy(18.9) == [ONE]
    watchers.watch(ONE, 0.0, now=18.9)
    assert watchers.until == {}


def test_a_second_has_at_most_1000_copies() -> None:
    watchers = Watchers()
    watchers.watch(ONE, 60.0, now=0.0)
    assert sum(bool(watchers.for_copy(3.0)) for _ in range(1500)) == 1000
    assert watchers.for_copy(4.0) == [ONE]


def test_only_four_watch_at_a_time() -> None:
    watchers = Watchers()
    for port in range(4):
        watchers.watch(("127.0.0.1", port), 10.0, now=0.0)
    with pytest.raises(ProtocolError, match="4 clients watch already, which is the most"):
        watchers.watch(("127.0.0.1", 4), 10.0, now=9.0)
    watchers.watch(("127.0.0.1", 3), 10.0, now=9.0)
    watchers.watch(("127.0.0.1", 4), 10.0, now=10.0)


def test_a_copy_says_first_whose_it_is() -> None:
    messages = [codec.encode("/melo/set", "lead", "harmony", 1.5), codec.encode("/x", 1)]
    [copy] = copies(ONE, messages)
    assert codec.decode(copy) == [
        ("/melo/from", ("127.0.0.1:5001",)),
        ("/melo/set", ("lead", "harmony", 1.5)),
        ("/x", (1,)),
    ]


def test_a_long_answer_is_copied_as_bundles_that_the_codec_reads() -> None:
    messages = [codec.encode("/x", number) for number in range(65)]
    first, second = map(codec.decode, copies(ONE, messages))
    assert [len(first), len(second)] == [64, 3]
    assert second[0] == ("/melo/from", ("127.0.0.1:5001",))
