"""Graphs as code, and how they are saved and laid out."""

import pytest

from max_patches.source.layout import laid_out
from max_patches.source.objects import UnknownObject, arity
from max_patches.source.patcher import Patch, Rect
from max_patches.source.saving import device, patcher


def cords(patch: Patch) -> list[tuple[str, int, str, int]]:
    """Texts and port numbers of all cords."""
    return [
        (cord.source.box.text, cord.source.number, cord.destination.box.text, cord.destination[1])
        for cord in patch.cords
    ]


def test_a_shift_is_a_cord_between_the_first_ports() -> None:
    patch = Patch()
    patch.new("t b i").out(1) >> patch.new("pack 0 0").into(1) >> patch.new("iter")
    assert cords(patch) == [("t b i", 1, "pack 0 0", 1), ("pack 0 0", 0, "iter", 0)]


def test_a_chain_is_the_same_for_many() -> None:
    patch = Patch()
    last = patch.chain("loadbang", patch.message("1"), "metro 100")
    assert last.text == "metro 100"
    assert cords(patch) == [("loadbang", 0, "1", 0), ("1", 0, "metro 100", 0)]


def test_names_are_the_patchs_own_and_of_one_kind() -> None:
    patch = Patch(prefix="#0_")
    made = [patch.send("tick"), patch.receive("tick"), patch.value("tick"), patch.coll("tick")]
    assert [box.text for box in made] == [
        "s #0_tick", "r #0_tick", "value #0_v_tick 0", "coll #0_c_tick 1",
    ]  # fmt: skip


def test_gather_reads_the_first_named_value_last() -> None:
    patch = Patch()
    sum_ = patch.new("expr $i1+$i2")
    patch.gather(patch.new("loadbang"), left=sum_.into(0), right=sum_.into(1))
    assert cords(patch)[1:] == [
        ("t b b", 0, "value ---v_left 0", 0),
        ("value ---v_left 0", 0, "expr $i1+$i2", 0),
        ("t b b", 1, "value ---v_right 0", 0),
        ("value ---v_right 0", 0, "expr $i1+$i2", 1),
    ]


def test_a_lone_symbol_loses_its_selector() -> None:
    patch = Patch()
    patch.bare(patch.new("tosymbol"), patch.new("prepend set"))
    assert cords(patch) == [
        ("tosymbol", 0, "route symbol", 0),
        ("route symbol", 1, "prepend set", 0),
        ("route symbol", 0, "prepend set", 0),
    ]


@pytest.mark.parametrize(
    ("text", "inlets", "outlets"),
    [
        ("t b i l", 1, 3),
        ("route at next", 3, 3),
        ("sel 1", 2, 2),
        ("pack 0 0. s", 3, 1),
        ("unpack 0 0.", 1, 2),
        ("gate", 2, 1),
        ("gate 3", 2, 3),
        ("gate 1 1", 2, 1),
        ("expr $i1+$f3", 3, 1),
        ("sprintf symout %s%s", 2, 1),
        ("metro @interval 20 ticks", 2, 1),
        ("udpsend 127.0.0.1 6356", 1, 0),
    ],
)
def test_arguments_decide_on_ports(text: str, inlets: int, outlets: int) -> None:
    found = arity(text)
    assert (found.inlets, found.outlets, len(found.types)) == (inlets, outlets, outlets)


def test_an_object_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(UnknownObject, match="no arity for 'thispoly~'"):
        arity("thispoly~")
    with pytest.raises(UnknownObject, match="no arity for jsui"):
        arity("", "jsui")


def counter() -> Patch:
    """A loop of three boxes under a title."""
    patch = Patch()
    with patch.group("count"):
        kept = patch.new("i")
        kept >> patch.new("+ 1") >> patch.new("t i i") >> kept.into(1)
    return patch


def test_what_is_fed_stands_below_what_feeds_it_also_in_a_loop() -> None:
    boxes = laid_out(counter()).boxes
    assert boxes[1].y < boxes[2].y < boxes[3].y
    assert len(set(boxes.values())) == 3


def test_a_saved_patch_holds_boxes_cords_and_the_frame_of_each_group() -> None:
    saved = patcher(counter())["patcher"]
    assert [entry["box"]["maxclass"] for entry in saved["boxes"]] == [
        "newobj", "newobj", "newobj", "comment", "panel",
    ]  # fmt: skip
    assert saved["boxes"][0]["box"]["numinlets"] == 2
    assert saved["boxes"][3]["box"]["text"] == "count"
    assert saved["lines"][2] == {"patchline": {"source": ["obj-3", 0], "destination": ["obj-1", 1]}}


def test_a_patch_inside_has_as_many_ports_as_inlets_and_outlets() -> None:
    patch, inner = Patch(), Patch()
    with inner.group("through"):
        inner.widget("inlet") >> inner.widget("outlet")
        inner.widget("outlet")
    with patch.group("outside"):
        box = patch.sub("inner", inner)
    assert box.ports == (1, 2, ("", ""))
    saved = patcher(patch)["patcher"]["boxes"][0]["box"]
    assert (saved["text"], saved["numoutlets"]) == ("p inner", 2)
    assert len(saved["patcher"]["lines"]) == 1


def test_a_device_says_what_it_is_and_lists_its_parameters() -> None:
    patch = Patch()
    with patch.group("knob"):
        values = {"parameter_longname": "Harmony", "parameter_shortname": "Harm"}
        patch.widget(
            "live.dial",
            Rect(8, 8, 48, 48),
            parameter_enable=1,
            saved_attribute_attributes={"valueof": values},
        )
    top = device(patch, 64, {"All": ["Harmony", *"-------"]}, "what it does")["patcher"]
    assert top["openrect"] == [0.0, 0.0, 0.0, 169.0]
    assert top["project"]["amxdtype"] == 1835887981
    assert top["parameters"]["obj-1"] == ["Harmony", "Harm", 0]
    assert top["parameters"]["parameterbanks"]["0"]["parameters"][:2] == ["Harmony", "-"]
    assert top["boxes"][0]["box"]["presentation_rect"] == [8.0, 8.0, 48.0, 48.0]
