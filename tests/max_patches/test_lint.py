"""The linter finds nothing in our patches, and each fault in a broken one."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from max_patches.source.lint import lint
from max_patches.source.package import SCRIPTS, patches

Saved = dict[str, Any]
PATCHES = patches()
DEVICE = "devices/melobridge.amxd"
CLIENT = "patchers/melobridge.client.maxpat"


@pytest.mark.parametrize("path", PATCHES)
def test_our_own_patches_have_no_fault(path: str) -> None:
    assert lint(PATCHES[path], SCRIPTS) == []


def box(top: Saved, text: str) -> Saved:
    """The first box with a text, or of a class."""
    boxes = [entry["box"] for entry in top["boxes"]]
    return next(one for one in boxes if text in (one.get("text"), one["maxclass"]))


def line(top: Saved, **changed: Any) -> None:
    """Change the first cord."""
    top["lines"][0]["patchline"].update(changed)


def values(top: Saved, maxclass: str) -> Saved:
    """What Max saves of a parameter's range and names."""
    found: Saved = box(top, maxclass)["saved_attribute_attributes"]["valueof"]
    return found


def add(top: Saved, text: str, inlets: int, outlets: int) -> None:
    """One more object, off the others."""
    top["boxes"].append(
        {
            "box": {
                "id": "obj-added",
                "maxclass": "newobj",
                "numinlets": inlets,
                "numoutlets": outlets,
                "outlettype": [""] * outlets,
                "patching_rect": [-500.0, -500.0, 50.0, 22.0],
                "text": text,
            }
        }
    )


def lower(top: Saved) -> None:
    """Move a dial half out of the device."""
    box(top, "live.dial")["presentation_rect"][1] = 140.0


BROKEN: list[tuple[str, Callable[[Saved], object]]] = [
    ("2 boxes have this id", lambda top: box(top, "p client").update(id="obj-1")),
    ("has no outlet 7", lambda top: line(top, source=["obj-1", 7])),
    ("has no inlet 3", lambda top: line(top, destination=["obj-2", 3])),
    ("a cord ends at obj-9999", lambda top: line(top, destination=["obj-9999", 0])),
    ("outlet 0 has 2 cords", lambda top: top["lines"].append(top["lines"][0])),
    ("declares (5, 1)", lambda top: box(top, "midiflush").update(numinlets=5)),
    ("outlettype must name 1", lambda top: box(top, "midiflush").update(outlettype=[])),
    ("no arity for 'mystery'", lambda top: add(top, "mystery", 1, 1)),
    ("print is not to be used", lambda top: add(top, "print", 1, 0)),
    ("loadbang is not to be used", lambda top: add(top, "loadbang", 1, 1)),
    ("begin it with ---", lambda top: add(top, "s tick", 1, 0)),
    ("---lost is sent only", lambda top: add(top, "s ---lost", 1, 0)),
    ("---lost is received only", lambda top: add(top, "r ---lost", 0, 1)),
    ("2 boxes receive ---beat", lambda top: add(top, "r ---beat", 0, 1)),
    ("objects of two kinds: coll, s", lambda top: add(top, "coll ---beat 1", 1, 4)),
    ("expr has no ?:", lambda top: add(top, "expr $i1>0?1:0", 1, 1)),
    ("this script isn't there", lambda top: add(top, "js lost.js", 1, 1)),
    ("an absolute path", lambda top: add(top, "prepend /Users/me/x", 1, 1)),
    ("lies below 169 px", lower),
    ("lies beside the device", lambda top: top.update(devicewidth=300.0)),
    ("isn't in whole pixels", lambda top: box(top, "live.tab").update(
        presentation_rect=[8.5, 24.0, 90.0, 64.0])),
    ("overlap in presentation_rect", lambda top: box(top, "live.tab").update(
        presentation_rect=[8.0, 24.0, 200.0, 64.0])),
    ("overlap in patching_rect", lambda top: box(top, "midiin").update(
        patching_rect=box(top, "midiout")["patching_rect"])),
    ("parameter_enable is missing", lambda top: box(top, "live.dial").update(parameter_enable=0)),
    ("annotation is missing", lambda top: box(top, "live.dial").update(annotation="")),
    ("long name 'Mode' is used 2", lambda top: values(top, "live.dial").update(
        parameter_longname="Mode")),
    ("varname 'Mode' is used 2", lambda top: box(top, "live.dial").update(varname="Mode")),
    ("parameter_mmax must be 3", lambda top: values(top, "live.tab").update(parameter_mmax=4)),
    ("the parameters block says otherwise", lambda top: values(top, "live.dial").update(
        parameter_shortname="Other")),
    ("the parameters block names obj-777", lambda top: top["parameters"].update(
        {"obj-777": ["Ghost", "Ghost", 0]})),
    ("bank 0: must have 8 slots", lambda top: top["parameters"]["parameterbanks"]["0"].update(
        parameters=[])),
    ("there is no parameter 'Ghost'", lambda top: top["parameters"]["parameterbanks"]["0"].update(
        parameters=["Ghost", *"-------"])),
    ("amxdtype isn't", lambda top: top["project"].update(amxdtype=0)),
    ("doesn't open in presentation", lambda top: top.update(openinpresentation=0)),
    ("freebang is missing", lambda top: box(top, "freebang").update(text="loadbang")),
]  # fmt: skip


@pytest.mark.parametrize(("says", "broken"), BROKEN, ids=[says for says, _ in BROKEN])
def test_each_fault_is_found(says: str, broken: Callable[[Saved], object]) -> None:
    saved = deepcopy(PATCHES[DEVICE])
    broken(saved["patcher"])
    assert says in "\n".join(lint(saved, SCRIPTS))


def test_outlets_in_the_wrong_order_are_found() -> None:
    saved = deepcopy(PATCHES[CLIENT])
    box(saved["patcher"], "outlet")["patching_rect"][0] = 5000.0
    assert lint(saved) == [
        "outlets don't stand from left to right in their order: Max counts them so"
    ]


def test_a_fault_inside_of_a_patch_is_found() -> None:
    saved = deepcopy(PATCHES[DEVICE])
    add(box(saved["patcher"], "p client")["patcher"], "s tick", 1, 0)
    assert lint(saved, SCRIPTS) == [
        "obj-added [s tick]: the name is shared by all devices: begin it with ---"
    ]


def test_saving_and_reading_changes_nothing() -> None:
    saved = json.loads(json.dumps(PATCHES[DEVICE]))
    assert lint(saved, SCRIPTS) == []
