"""Patches as the dictionaries that Max saves: `patcher(patch)` of an abstraction, a help patch or
what is inside a `p`; `device(patch, ...)` of a Max for Live MIDI effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from max_patches.source.layout import Layout, laid_out
from max_patches.source.patcher import Box, Patch, Rect

Saved = dict[str, Any]

HEIGHT = 169
VERSION = {"major": 8, "minor": 6, "revision": 0, "architecture": "x64", "modernui": 1}
MIDI_EFFECT = int.from_bytes(b"mmmm", "big")
# Max counts seconds from 1904; a constant keeps the files the same.
CREATED = 3590052786


def patcher(patch: Patch) -> Saved:
    """{"patcher": ...} of a patch."""
    return {"patcher": _body(patch, {"openinpresentation": 0})}


def device(patch: Patch, width: int, banks: Mapping[str, Sequence[str]], digest: str) -> Saved:
    """{"patcher": ...} of a MIDI effect. banks: long names of parameters for Push, by title."""
    head = {
        "openrect": [0.0, 0.0, 0.0, float(HEIGHT)],
        "openinpresentation": 1,
        "default_fontsize": 10.0,
        "default_fontname": "Arial Bold",
        "gridsize": [8.0, 8.0],
        "boxanimatetime": 500,
        "devicewidth": float(width),
        "description": digest,
        "digest": digest,
    }
    tail = {
        "parameters": _parameters(patch, banks),
        "dependency_cache": [],
        "latency": 0,
        "is_mpe": 0,
        "external_mpe_tuning_enabled": 0,
        "minimum_live_version": "12.0",
        "minimum_max_version": "8.6",
        "platform_compatibility": 0,
        "project": _project(),
        "autosave": 0,
    }
    return {"patcher": _body(patch, head) | tail}


def _body(patch: Patch, head: Saved) -> Saved:
    layout = laid_out(patch)
    width, height = layout.size
    frames = [_frame(layout, n, title) for n, title in enumerate(patch.groups, len(patch.boxes))]
    return {
        "fileversion": 1,
        "appversion": VERSION,
        "classnamespace": "box",
        "rect": [40.0, 80.0, float(min(width, 1400)), float(min(height, 900))],
        **head,
        "boxes": [
            *({"box": _box(box, layout.boxes[box.number])} for box in patch.boxes),
            *({"box": part} for frame in frames for part in frame),
        ],
        "lines": [
            {
                "patchline": {
                    "source": [cord.source.box.id, cord.source.number],
                    "destination": [cord.destination.box.id, cord.destination.number],
                }
            }
            for cord in patch.cords
        ],
    }


def _box(box: Box, rect: Rect) -> Saved:
    inlets, outlets, types = box.ports
    saved: Saved = {
        "id": box.id,
        "maxclass": box.maxclass,
        "numinlets": inlets,
        "numoutlets": outlets,
    }
    if outlets:
        saved["outlettype"] = list(types)
    if box.inner is not None:
        saved["patcher"] = patcher(box.inner)["patcher"]
    saved["patching_rect"] = _floats(rect)
    if box.presentation is not None:
        saved |= {"presentation": 1, "presentation_rect": _floats(box.presentation)}
    if box.text:
        saved["text"] = box.text
    return saved | dict(box.attributes)


def _frame(layout: Layout, number: int, title: str) -> tuple[Saved, Saved]:
    """The title of a group and the panel behind it; both only in patching view."""
    comment = {
        "id": f"obj-title-{number + 1}",
        "maxclass": "comment",
        "numinlets": 1,
        "numoutlets": 0,
        "fontface": 1,
        "fontsize": 12.0,
        "patching_rect": _floats(layout.titles[title]),
        "text": title,
    }
    panel = {
        "id": f"obj-frame-{number + 1}",
        "maxclass": "panel",
        "numinlets": 1,
        "numoutlets": 0,
        "angle": 270.0,
        "background": 1,
        "bgcolor": [0.5, 0.5, 0.5, 0.15],
        "mode": 0,
        "patching_rect": _floats(layout.frames[title]),
        "rounded": 8,
    }
    return comment, panel


def _floats(rect: Rect) -> list[float]:
    return [float(side) for side in rect]


def _parameters(patch: Patch, banks: Mapping[str, Sequence[str]]) -> Saved:
    """The block that lists every parameter of a device, and its Push banks."""
    listed: Saved = {}
    for box in patch.boxes:
        if box.attributes.get("parameter_enable"):
            values = box.attributes["saved_attribute_attributes"]["valueof"]
            listed[box.id] = [values["parameter_longname"], values["parameter_shortname"], 0]
    listed["parameterbanks"] = {
        str(number): {"index": number, "name": title, "parameters": list(names)}
        for number, (title, names) in enumerate(banks.items())
    }
    return listed | {"inherited_shortname": 1}


def _project() -> Saved:
    """Without this block Max doesn't open a device."""
    return {
        "version": 1,
        "creationdate": CREATED,
        "modificationdate": CREATED,
        "viewrect": [0.0, 0.0, 300.0, 500.0],
        "autoorganize": 1,
        "hideprojectwindow": 1,
        "showdependencies": 1,
        "autolocalize": 0,
        "contents": {"patchers": {}},
        "layout": {},
        "searchpath": {},
        "detailsvisible": 0,
        "amxdtype": MIDI_EFFECT,
        "readonly": 0,
        "devpathtype": 0,
        "devpath": ".",
        "sortmode": 0,
        "viewmode": 0,
        "includepackages": 0,
    }
