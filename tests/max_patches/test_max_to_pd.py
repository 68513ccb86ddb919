"""Patches of Max become patches of Pure Data, object for object, or it is said which can't."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.puredata.converting import convert, save
from tests.support.puredata.pieces import Unconvertible
from tests.support.tiny_patch import content

CLIENT = Path(__file__).parents[2] / "max_patches" / "patchers" / "melobridge.client.maxpat"


def objects(*texts: str) -> list[str]:
    """What Pd has for some boxes: `obj t b f`, without places."""
    patcher = content(dict(zip("abcdefgh", texts, strict=False)))
    drawn = [line.removeprefix("#X ").rstrip(";").split() for line in convert(patcher).splitlines()]
    return [" ".join([kind, *text]) for kind, _, _, *text in drawn[1:] if kind != "connect"]


def cords(boxes: dict[str, str], *drawn: str) -> list[str]:
    """Pd's cords, as `0 0 1 0`: from the first object's first outlet to the second one's inlet."""
    lines = convert(content(boxes, *drawn)).splitlines()
    found = [line for line in lines if line.startswith("#X connect ")]
    return [line.removeprefix("#X connect ").rstrip(";") for line in found]


def test_a_patch_becomes_a_file_of_pd() -> None:
    boxes = {"a": "r #0_x", "b": "t b l", "c": "[go $1"}
    assert convert(content(boxes, "a0 b0", "b1 c0")) == (
        "#N canvas 0 0 900 600 12;\n"
        "#X obj 0 10 r \\$0_x;\n"
        "#X obj 10 10 t b a;\n"
        "#X msg 20 10 go \\$1;\n"
        "#X connect 0 0 1 0;\n"
        "#X connect 1 1 2 0;\n"
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("t b f l", "obj t b f a"),
        ("+ 0.", "obj + 0."),
        ("expr ($f1>=-0.01)+3*($i2<-16)", r"obj expr (\$f1>=-0.01)+3*(\$i2<-16)"),
        ("sel 1", "obj sel 1"),
        ("route at /melo/note #1", r"obj route at /melo/note \$1"),
        ("gate", "obj cyclone/gate 1"),
        ("gate 3", "obj cyclone/gate 3"),
        ("prepend /melo/set #1", r"obj cyclone/prepend /melo/set \$1"),
        ("zl.join", "obj cyclone/zl join"),
        ("zl.slice 1", "obj cyclone/zl slice 1"),
        ("coll #0_c_notes 1", r"obj cyclone/coll \$0_c_notes 1"),
        ("value #0_v_next 0", r"obj value \$0_v_next"),
        ("i #2", r"obj int \$2"),
        ("f", "obj float"),
        ("speedlim 50", "obj cyclone/speedlim 50"),
        ("metro 100", "obj metro 100"),
        ("udpsend 127.0.0.1 6356", "obj max_udpsend 127.0.0.1 6356"),
        ("udpreceive", "obj max_udpreceive"),
        ("[$2 $3 onset $1", r"msg \$2 \$3 onset \$1"),
    ],
)
def test_an_object_becomes_one_that_does_the_same(typed: str, expected: str) -> None:
    assert objects(typed) == [expected]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("t i f i", ["obj t f f f", "obj int", "obj int"]),
        ("+ 1", ["obj + 1", "obj int", "obj int"]),
        ("unpack 0 0.", ["obj unpack f f", "obj int"]),
        ("pack 0. -1", ["obj pack 0. -1", "obj int -1"]),
        ("split 0 127", ["obj cyclone/split 0 127", *["obj int"] * 3]),
    ],
)
def test_where_max_makes_numbers_whole_an_int_stands(typed: str, expected: list[str]) -> None:
    assert objects(typed) == expected


def test_cords_go_through_the_ints() -> None:
    boxes = {"a": "t i b", "b": "pack 0 0"}
    # 0: t f b, 1: its int, 2: pack, 3 and 4: the ints before it.
    assert cords(boxes, "a0 b1", "a1 b0") == ["0 0 1 0", "3 0 2 0", "4 0 2 1", "1 0 4 0", "0 1 3 0"]


def test_inlets_and_outlets_stand_in_the_order_of_their_numbers() -> None:
    patcher = content({"a": "outlet", "b": "outlet", "c": "inlet"})
    for entry, index in zip(patcher["boxes"], (2, 1, 1), strict=True):
        entry["box"]["index"] = index
    assert convert(patcher).splitlines()[1:] == [
        "#X obj 200 10 outlet;",
        "#X obj 100 10 outlet;",
        "#X obj 100 10 inlet;",
    ]


def test_what_is_only_looked_at_is_left_out() -> None:
    patcher = content({"a": "loadbang"})
    for maxclass in ("comment", "panel"):
        patcher["boxes"].insert(0, {"box": {"id": maxclass, "maxclass": maxclass, "text": "a, b"}})
    assert len(convert(patcher).splitlines()) == 2


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("js melobridge.js", r"\[js melobridge.js\] has no counterpart"),
        ("p client", r"\[p client\] has no counterpart"),
        ("metro 20 ticks", r"\[metro 20 ticks\] isn't known with these arguments"),
        ("value #0_v_x 1", r"\[value #0_v_x 1\] isn't known with these arguments"),
        ("t b s", r"\[t b s\] isn't known with these arguments"),
        ("pack s 0", r"\[pack s 0\] isn't known with these arguments"),
        ("route 1 2", r"\[route 1 2\] isn't known with these arguments"),
        ("r ---next", r"\[r ---next\] isn't understood"),
        ("metro 20 @active 1", r"\[metro 20 @active 1\] isn't understood"),
        ("[store, dump", r"\[store, dump\] isn't understood"),
        ("+ 16777217", r"\[\+ 16777217\] has an int of more than 24 bits"),
    ],
)
def test_what_pd_can_not_do_is_said(typed: str, complaint: str) -> None:
    with pytest.raises(Unconvertible, match=complaint):
        objects(typed)


def test_an_interface_object_has_no_counterpart() -> None:
    patcher = {"boxes": [{"box": {"id": "a", "maxclass": "live.dial"}}], "lines": []}
    with pytest.raises(Unconvertible, match=r"\[live.dial\] has no counterpart"):
        convert(patcher)


@pytest.mark.parametrize(
    ("boxes", "drawn", "complaint"),
    [
        ({"a": "change", "b": "f"}, ["a1 b0"], r"\[change\] has no outlet 1"),
        ({"a": "f", "b": "[go"}, ["a0 b1"], r"\[go\] has no inlet 1"),
        ({"a": "f"}, ["a0 b0"], "a cord from a to b: one of them isn't in Pd"),
        ({"a": "f", "b": "f"}, ["a0 b0", "a0 b1"], r"\[f\] has 2 cords from its outlet 0"),
    ],
)
def test_a_cord_that_pd_can_not_have_is_said(
    boxes: dict[str, str], drawn: list[str], complaint: str
) -> None:
    with pytest.raises(Unconvertible, match=complaint):
        convert(content(boxes, *drawn))


def test_the_client_is_saved_with_the_abstractions_that_it_needs(tmp_path: Path) -> None:
    assert save(CLIENT, tmp_path) == tmp_path / "melobridge.client.pd"
    assert {path.name for path in tmp_path.iterdir()} == {
        "melobridge.client.pd",
        "max_udpsend.pd",
        "max_udpreceive.pd",
    }
