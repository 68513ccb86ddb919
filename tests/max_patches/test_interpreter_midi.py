"""The interpreter's MIDI objects, and the record of what sounds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.max_interpreter.errors import MaxError
from tests.support.max_interpreter.midi import Output
from tests.support.tiny_patch import Tiny

MakeTiny = Callable[..., Tiny]


def feed_bytes(patch: Tiny, *message: int) -> None:
    """Send the bytes of a message one by one."""
    for byte in message:
        patch.feed(str(byte))


def test_midiselect_lets_pass_what_it_does_not_select(tiny: MakeTiny) -> None:
    patch = tiny({"a": "midiselect @ch all @note all"}, "a0 p0", "a6 p6", "a7 p7")
    feed_bytes(patch, 0x91, 60, 100, 62, 90)  # with running status
    feed_bytes(patch, 0x81, 60, 64)
    feed_bytes(patch, 0xB0, 1, 64)
    assert patch.got == [
        *((6, (2,)), (0, (60, 100))),
        *((6, (2,)), (0, (62, 90))),
        *((6, (2,)), (0, (60, 0))),
        *((7, (0xB0,)), (7, (1,)), (7, (64,))),
    ]


def test_midiformat_makes_bytes(tiny: MakeTiny) -> None:
    patch = tiny({"a": "midiformat"}, "a0 p0")
    patch.feed("60 100")
    patch.feed("3", inlet=6)
    patch.feed("123 0", inlet=2)
    assert patch.got_here == [(0x90,), (60,), (100,), (0xB2,), (123,), (0,)]
    with pytest.raises(MaxError, match="makes no MIDI message"):
        patch.feed("60 128")


def test_makenote_ends_its_notes_after_a_time_or_at_once(tiny: MakeTiny) -> None:
    patch = tiny({"a": "makenote 100 200", "q": "pack 0 0"}, "a0 q0", "a1 q1", "q0 p0")
    patch.feed("60")
    patch.application.run(199)
    assert patch.got_here == [(60, 100)]
    patch.application.run(1)
    assert patch.got_here == [(60, 0)]
    patch.feed("62 90 500")
    patch.feed("stop")
    patch.application.run(1000)
    assert patch.got_here == [(62, 90), (62, 0)]
    patch.feed("64")
    patch.feed("clear")
    patch.application.run(1000)
    assert patch.got_here == [(64, 90)]


@pytest.mark.parametrize(
    ("mode", "sent"),
    [
        (0, [(60, 99), (60, 99), (60, 0), (60, 0)]),
        (1, [(60, 99), (60, 0), (60, 99), (60, 0)]),
        (2, [(60, 99), (60, 99), (60, 0)]),
    ],
)
def test_makenote_repeats_a_pitch_as_its_mode_says(
    tiny: MakeTiny, mode: int, sent: list[tuple[int, int]]
) -> None:
    boxes = {"a": f"makenote 99 200 @repeatmode {mode}", "q": "pack 0 0"}
    patch = tiny(boxes, "a0 q0", "a1 q1", "q0 p0")
    patch.feed("60")
    patch.application.run(100)
    patch.feed("60")
    patch.application.run(1000)
    assert patch.got_here == sent


def test_flushing_ends_what_sounds(tiny: MakeTiny) -> None:
    patch = tiny({"a": "midiflush"}, "a0 p0")
    feed_bytes(patch, 0x90, 60, 100, 62, 100, 60, 0)
    assert len(patch.got) == 7
    patch.feed("bang")
    patch.feed("bang")
    assert patch.got_here == [(0x90,), (62,), (0,)]


def test_the_record_knows_what_hangs() -> None:
    output = Output()
    for time, message in enumerate(
        [(0x90, 60, 100), (0x90, 60, 90), (0x91, 60, 80), (0x90, 60, 0), (0x81, 60, 0)]
    ):
        output.add(float(time), 10.0 * time, message)
    assert output.sounding() == set()
    assert output.unbalanced() == {(0, 60): 1}
    assert [note[:3] for note in output.notes()] == [(0, 60, 100), (10, 60, 90), (20, 60, 80)]
    assert [note.ms for note in output.notes()] == [3, 0, 2]
