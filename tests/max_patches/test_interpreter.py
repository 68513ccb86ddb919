"""The interpreter's own objects: order, hot and cold inlets, kinds, lists, names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.max_interpreter.errors import MaxError
from tests.support.tiny_patch import Tiny

MakeTiny = Callable[..., Tiny]
B = ("bang",)


def test_trigger_sends_from_right_to_left_in_the_kind_of_each_outlet(tiny: MakeTiny) -> None:
    patch = tiny({"a": "t b i f l 7 stop"}, *(f"a{i} p{i}" for i in range(6)))
    patch.feed("2.5")
    assert patch.got == [
        (5, ("stop",)),
        (4, (7,)),
        (3, (2.5,)),
        (2, (2.5,)),
        (1, (2,)),
        (0, B),
    ]


def test_a_message_runs_to_its_end_before_the_next_outlet_sends(tiny: MakeTiny) -> None:
    patch = tiny(
        {"a": "t i i", "b": "t i i", "c": "+ 10"}, "a0 p0", "a1 b0", "b0 c0", "c0 p2", "b1 p3"
    )
    patch.feed("1")
    assert patch.got == [(3, (1,)), (2, (11,)), (0, (1,))]


def test_two_cords_from_one_outlet_are_refused(tiny: MakeTiny) -> None:
    with pytest.raises(MaxError, match=r"\[i\] in tiny: two cords leave outlet 0"):
        tiny({"a": "i"}, "a0 p0", "a0 p1")


@pytest.mark.parametrize(
    ("box", "fed", "fault"),
    [
        ("frobnicate", "1", "no such object"),
        ("metro 100 @phase 1", "1", "attributes phase"),
        ("i", "fiddle", "doesn't understand 'fiddle'"),
        ("t i", "1 2", "would be lost"),
        ("sel 1", "1.5", "a float"),
        ("i", "set 1 2", "wrong arguments"),
        ("/ 0", "1", "divides by 0"),
        ("udpsend 127.0.0.1 9", "5", "no OSC message"),
        ("s nobody", "5", "has no receive"),
        ("[harmony $1", "bang", r"\$1 never got a value"),
    ],
)
def test_what_max_would_lose_or_the_interpreter_does_not_know_is_an_error(
    tiny: MakeTiny, box: str, fed: str, fault: str
) -> None:
    with pytest.raises(MaxError, match=fault) as caught:
        tiny({"a": box}).feed(fed)
    assert box.removeprefix("[") in str(caught.value)


def test_a_cold_inlet_only_stores(tiny: MakeTiny) -> None:
    patch = tiny({"a": "+ 1"}, "a0 p0")
    patch.feed("10", inlet=1)
    assert patch.got == []
    patch.feed("5")
    patch.feed("bang")
    patch.feed("1 2")
    assert patch.got_here == [(15,), (15,), (3,)]


@pytest.mark.parametrize(
    ("box", "fed", "sent"),
    [
        ("+ 1", "2.9", (3,)),
        ("+ 1.", "2", (3.0,)),
        ("/ 2", "-7", (-3,)),
        ("/ 2.", "7", (3.5,)),
        ("% 4", "-5", (-1,)),
        ("> 3", "3", (0,)),
        (">= 3", "3.9", (1,)),
        ("&& 1", "0", (0,)),
        ("split 0 4", "4.5", (4,)),
        ("maximum 0.04", "0", (0.04,)),
        ("expr $i1 * 2 + 1", "4", (9,)),
        ("expr $f1 / 2", "7", (3.5,)),
        ("expr $i1 / 2", "7", (3,)),
        (r"expr min($i1\, 3) + max(1\, 2)", "9", (5,)),
        ("expr ($i1 > 3 && $i1 < 9) * -1", "5", (-1,)),
        ("expr int($f1 + 0.5)", "2.7", (3,)),
    ],
)
def test_numbers_are_computed_as_in_c(
    tiny: MakeTiny, box: str, fed: str, sent: tuple[object, ...]
) -> None:
    patch = tiny({"a": box}, "a0 p0")
    patch.feed(fed)
    [got] = patch.got_here
    assert got == sent
    assert list(map(type, got)) == list(map(type, sent))


def test_expr_takes_a_list_and_keeps_its_cold_values(tiny: MakeTiny) -> None:
    patch = tiny({"a": "expr $f1 * $f2"}, "a0 p0")
    patch.feed("2 3")
    patch.feed("4")
    assert patch.got_here == [(6.0,), (12.0,)]


def test_select_and_route(tiny: MakeTiny) -> None:
    patch = tiny({"a": "sel 1 fiddle"}, "a0 p0", "a1 p1", "a2 p2")
    for fed in ("1", "fiddle", "2", "viola"):
        patch.feed(fed)
    assert patch.got == [(0, B), (1, B), (2, (2,)), (2, ("viola",))]

    patch = tiny({"a": "route /melo/note 5"}, "a0 p0", "a1 p1", "a2 p2")
    for fed in ("/melo/note lead 1 2", "5", "5 6", "/melo/pong 1"):
        patch.feed(fed)
    assert patch.got == [(0, ("lead", 1, 2)), (1, B), (1, (6,)), (2, ("/melo/pong", 1))]


def test_a_gate_opens_one_outlet(tiny: MakeTiny) -> None:
    patch = tiny({"a": "gate 2"}, "a0 p0", "a1 p1")
    for control in ("0", "1", "2"):
        patch.feed(control)
        patch.feed("60 100", inlet=1)
    assert patch.got == [(0, (60, 100)), (1, (60, 100))]


def test_lists_are_packed_and_unpacked(tiny: MakeTiny) -> None:
    patch = tiny({"a": "pack 0 0. s"}, "a0 p0")
    patch.feed("0.5", inlet=1)
    patch.feed("fiddle", inlet=2)
    patch.feed("3.7")
    assert patch.got_here == [(3, 0.5, "fiddle")]

    patch = tiny({"a": "unpack 0 0. s"}, "a0 p0", "a1 p1", "a2 p2")
    patch.feed("60.9 1 fiddle")
    assert patch.got == [(2, ("symbol", "fiddle")), (1, (1.0,)), (0, (60,))]


@pytest.mark.parametrize(
    ("box", "fed", "sent"),
    [
        ("zl slice 2", "1 2 3", [(1, (3,)), (0, (1, 2))]),
        ("zl iter 2", "1 2 3", [(0, (1, 2)), (0, (3,))]),
        ("zl sort", "3 1 2", [(1, (1, 2, 0)), (0, (1, 2, 3))]),
        ("zl.sort -1", "3 1 2", [(1, (0, 2, 1)), (0, (3, 2, 1))]),
        ("zl.thin", "3 1 3", [(0, (3, 1))]),
        ("prepend set", "1 2", [(0, ("set", 1, 2))]),
        ("sprintf symout %ld %s", "9 x", [(0, ("symbol", "9 x"))]),
        ("sprintf port %i", "7401", [(0, ("port", 7401))]),
        ("tosymbol", "9 0 4", [(0, ("symbol", "9 0 4"))]),
    ],
)
def test_lists_are_worked_on(
    tiny: MakeTiny, box: str, fed: str, sent: list[tuple[int, tuple[object, ...]]]
) -> None:
    patch = tiny({"a": box}, *(["a0 p0", "a1 p1"] if box.startswith("zl") else ["a0 p0"]))
    patch.feed(fed)
    assert patch.got == sent


def test_a_message_box_fills_in_values_and_sends_its_parts_in_order(tiny: MakeTiny) -> None:
    patch = tiny({"a": "[harmony $2, $1 5, bang; knob $1", "r": "r knob"}, "a0 p0", "r0 p1")
    patch.feed("1 0.5")
    assert patch.got == [(0, ("harmony", 0.5)), (0, (1, 5)), (0, B), (1, (1,))]
    patch.feed("set 7 8")
    patch.feed("bang")
    assert patch.got == [(0, (7, 8))]


def test_a_coll_keeps_messages_by_number_and_name(tiny: MakeTiny) -> None:
    patch = tiny({"a": "coll notes 1", "b": "coll notes 1"}, "b0 p0", "b1 p1", "b3 p3")
    patch.feed("4 60 0.5")
    patch.feed("store major C")
    patch.feed("4", box="b")
    patch.feed("5", box="b")
    patch.feed("major", box="b")
    assert patch.got == [
        (1, (4,)),
        (0, (60, 0.5)),
        (1, ("symbol", "major")),
        (0, ("symbol", "C")),
    ]
    patch.feed("remove 4")
    patch.feed("dump", box="b")
    assert patch.got == [(1, ("symbol", "major")), (0, ("symbol", "C")), (3, B)]


def test_names_connect(tiny: MakeTiny) -> None:
    patch = tiny(
        {"a": "s here", "r": "r here", "v": "v shared 3", "w": "v shared"}, "r0 p0", "w0 p1"
    )
    patch.feed("1 2")
    patch.feed("bang", box="w")
    patch.feed("9", box="v")
    patch.feed("bang", box="w")
    assert patch.got == [(0, (1, 2)), (1, (3,)), (1, (9,))]


def test_change_swallows_the_first_0_and_repetitions(tiny: MakeTiny) -> None:
    patch = tiny({"a": "change"}, "a0 p0")
    for fed in ("0", "1", "1", "0"):
        patch.feed(fed)
    assert patch.got_here == [(1,), (0,)]
