"""What must hold of a patch, so that it does in Max what it looks like: `lint(saved)` gives a
sentence for each fault. It reads what Max reads, the saved dictionary, not what built it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from max_patches.source.objects import UnknownObject, arity

Saved = Mapping[str, Any]

HEIGHT = 169
PARAMETERS = ("live.dial", "live.numbox", "live.menu", "live.tab", "live.text", "live.toggle")
NAMED = ("s", "r", "coll", "value")
LOCAL = ("---", "#0_")
# One short name for each object; print floods the console of whoever plays; delay stops while
# Live's audio is off; v8 needs Max 9; loadbang comes before Live is ready; the others reach out of
# the device.
FORBIDDEN = {
    "send",
    "receive",
    "v",
    "print",
    "delay",
    "del",
    "v8",
    "node.script",
    "shell",
    "thispatcher",
    "pcontrol",
}
FORBIDDEN_IN_DEVICE = {"loadbang", "loadmess", "noteout", "notein", "dac~", "adc~"}
BANK_SIZE = 8


def lint(saved: Saved, files: frozenset[str] = frozenset()) -> list[str]:
    """The faults of a saved patch and of those inside it. files: names of scripts and patches that
    lie beside it."""
    top = saved["patcher"]
    faults = [fault for level in _levels(top) for fault in _structure(level, files)]
    faults += [*_names(top), *_unfit(top)]
    if "project" in top:
        faults += [*_device(top), *_parameters(top), *_banks(top)]
    return faults


def _levels(patcher: Saved) -> Iterator[Saved]:
    yield patcher
    for box in _boxes(patcher):
        if "patcher" in box:
            yield from _levels(box["patcher"])


def _boxes(patcher: Saved) -> list[Saved]:
    return [entry["box"] for entry in patcher["boxes"]]


def _all_boxes(patcher: Saved) -> Iterator[Saved]:
    for level in _levels(patcher):
        yield from _boxes(level)


def _called(box: Saved) -> str:
    """A box as a person would name it."""
    return f"{box['id']} [{box.get('text', box['maxclass'])}]"


def _structure(patcher: Saved, files: frozenset[str]) -> Iterator[str]:
    boxes = {box["id"]: box for box in _boxes(patcher)}
    counted = Counter(box["id"] for box in _boxes(patcher))
    for id_, number in counted.items():
        if number > 1:
            yield f"{id_}: {number} boxes have this id"
    for box in boxes.values():
        yield from _ports(box)
        yield from _dependencies(box, files)
    yield from _cords(patcher, boxes)
    for kind in ("inlet", "outlet"):
        ends = [box for box in boxes.values() if box["maxclass"] == kind]
        if ends != sorted(ends, key=lambda box: box["patching_rect"][0]):
            yield f"{kind}s don't stand from left to right in their order: Max counts them so"
    yield from _covered(list(boxes.values()), "patching_rect")


def _ports(box: Saved) -> Iterator[str]:
    declared = box["numinlets"], box["numoutlets"]
    if "patcher" in box:
        inner = [each["maxclass"] for each in _boxes(box["patcher"])]
        real: tuple[int, int] = inner.count("inlet"), inner.count("outlet")
    else:
        try:
            found = arity(box.get("text", ""), box["maxclass"])
        except UnknownObject as error:
            yield f"{_called(box)}: {error}"
            return
        real = found.inlets, found.outlets
    if declared != real:
        yield f"{_called(box)}: declares {declared} inlets and outlets, has {real}"
    if len(box.get("outlettype", [])) != declared[1]:
        yield f"{_called(box)}: outlettype must name {declared[1]} outlets"


def _dependencies(box: Saved, files: frozenset[str]) -> Iterator[str]:
    words = box.get("text", "").split()
    if box["maxclass"] != "newobj" or not words:
        return
    if words[0] == "js" and (len(words) < 2 or words[1] not in files):
        yield f"{_called(box)}: this script isn't there"
    if any("/Users/" in word or ":\\" in word for word in words):
        yield f"{_called(box)}: an absolute path of one machine"


def _cords(patcher: Saved, boxes: Mapping[str, Saved]) -> Iterator[str]:
    fans: dict[tuple[str, int], int] = defaultdict(int)
    for entry in patcher["lines"]:
        line = entry["patchline"]
        (source, outlet), (destination, inlet) = line["source"], line["destination"]
        missing = [id_ for id_ in (source, destination) if id_ not in boxes]
        if missing:
            yield f"a cord ends at {missing[0]}, which isn't there: Max drops it silently"
            continue
        if not 0 <= outlet < boxes[source]["numoutlets"]:
            yield f"{_called(boxes[source])}: has no outlet {outlet}"
        if not 0 <= inlet < boxes[destination]["numinlets"]:
            yield f"{_called(boxes[destination])}: has no inlet {inlet}"
        fans[source, outlet] += 1
    for (source, outlet), number in fans.items():
        if number > 1:
            yield (
                f"{_called(boxes[source])}: outlet {outlet} has {number} cords, "
                "whose order is that of the screen: use a trigger"
            )


def _covered(boxes: list[Saved], key: str) -> Iterator[str]:
    """Boxes that lie on each other; panels and lines are meant to be below others."""
    placed = [box for box in boxes if key in box and box["maxclass"] not in ("panel", "live.line")]
    for one, other in combinations(placed, 2):
        if _overlap(one[key], other[key]):
            yield f"{_called(one)} and {_called(other)} overlap in {key}"


def _overlap(one: list[float], other: list[float]) -> bool:
    return all(
        one[axis] < other[axis] + other[axis + 2] and other[axis] < one[axis] + one[axis + 2]
        for axis in (0, 1)
    )


def _objects(top: Saved) -> list[tuple[Saved, list[str]]]:
    """All objects with the words of their text."""
    boxes = [box for box in _all_boxes(top) if box["maxclass"] == "newobj"]
    return [(box, box["text"].split()) for box in boxes]


def _names(top: Saved) -> Iterator[str]:
    ends: dict[str, Counter[str]] = {"r": Counter(), "s": Counter()}
    kinds: dict[str, set[str]] = defaultdict(set)
    for box, (name, *arguments) in _objects(top):
        if name not in NAMED:
            continue
        if not arguments or not arguments[0].startswith(LOCAL):
            yield f"{_called(box)}: the name is shared by all devices: begin it with ---"
            continue
        kinds[arguments[0]].add("s" if name == "r" else name)
        if name in ends:
            ends[name][arguments[0]] += 1
    received, sent = ends["r"], ends["s"]
    for name, number in received.items():
        if number > 1:
            yield f"{number} boxes receive {name}: their order is undefined"
    for name in sorted(sent.keys() ^ received.keys()):
        yield f"{name} is {'sent' if name in sent else 'received'} only"
    for name, users in kinds.items():
        if len(users) > 1:
            yield f"{name} names objects of two kinds: {', '.join(sorted(users))}"


def _unfit(top: Saved) -> Iterator[str]:
    """Objects that aren't to be used, or not like this."""
    forbidden = FORBIDDEN | (FORBIDDEN_IN_DEVICE if "project" in top else set())
    for box, (name, *arguments) in _objects(top):
        if name in forbidden:
            yield f"{_called(box)}: {name} is not to be used here"
        if name == "expr" and any("?" in word for word in arguments):
            yield f"{_called(box)}: expr has no ?:"


def _device(top: Saved) -> Iterator[str]:
    if top["project"].get("amxdtype") != int.from_bytes(b"mmmm", "big"):
        yield "project: amxdtype isn't that of a MIDI effect"
    if not top.get("openinpresentation"):
        yield "the device doesn't open in presentation view"
    shown = [box for box in _boxes(top) if box.get("presentation")]
    for box in shown:
        rect = box["presentation_rect"]
        if any(side != int(side) for side in rect):
            yield f"{_called(box)}: presentation_rect isn't in whole pixels"
        if rect[1] < 0 or rect[1] + rect[3] > HEIGHT:
            yield f"{_called(box)}: lies below {HEIGHT} px, where Live cuts it off"
        if rect[0] < 0 or rect[0] + rect[2] > top["devicewidth"]:
            yield f"{_called(box)}: lies beside the device, which is {top['devicewidth']:g} px wide"
    yield from _covered(shown, "presentation_rect")
    classes = {box.get("text", "").split(" ")[0] for box in _all_boxes(top)}
    for needed in ("live.thisdevice", "freebang", "midiflush"):
        if needed not in classes:
            yield f"{needed} is missing: a device that ends must leave no note behind"


def _parameters(top: Saved) -> Iterator[str]:
    longs: Counter[str] = Counter()
    variables: Counter[str] = Counter()
    for box in _all_boxes(top):
        if box["maxclass"] not in PARAMETERS:
            continue
        if not box.get("parameter_enable"):
            yield f"{_called(box)}: parameter_enable is missing: it is neither stored nor automated"
            continue
        values = box["saved_attribute_attributes"]["valueof"]
        long = values["parameter_longname"]
        longs[long] += 1
        variables[box.get("varname", "")] += 1
        for text in ("annotation", "annotation_name"):
            if not box.get(text):
                yield f"{_called(box)}: {text} is missing: Info View stays empty"
        if values["parameter_type"] == 2:
            most = len(values.get("parameter_enum", [])) - 1
            if values.get("parameter_mmax") != most:
                yield f"{_called(box)}: parameter_mmax must be {most}"
        listed = top["parameters"].get(box["id"])
        if listed is None or listed[:2] != [long, values["parameter_shortname"]]:
            yield f"{_called(box)}: the parameters block says otherwise"
    for kind, counted in (("long name", longs), ("varname", variables)):
        yield from (f"{kind} '{name}' is used {n} times" for name, n in counted.items() if n > 1)
    unknown = [key for key in top["parameters"] if re.match("obj-", key)]
    ids = {box["id"] for box in _all_boxes(top)}
    yield from (f"the parameters block names {key}" for key in unknown if key not in ids)


def _banks(top: Saved) -> Iterator[str]:
    parameters = top["parameters"]
    known = {entry[0] for key, entry in parameters.items() if key.startswith("obj-")}
    for number, bank in parameters["parameterbanks"].items():
        if len(bank["parameters"]) != BANK_SIZE:
            yield f"bank {number}: must have {BANK_SIZE} slots, '-' for an empty one"
        for name in bank["parameters"]:
            if name != "-" and name not in known:
                yield f"bank {number}: there is no parameter '{name}'"
