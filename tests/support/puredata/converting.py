"""A patch of Max as a patch of Pure Data: each object for itself, cord by cord.

It needs Debian's pd-cyclone, pd-osc and pd-iemnet. Pd sends along several cords of one outlet in
the order in which they were drawn, Max by their place on the screen: such cords are refused.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from tests.support.puredata import pieces
from tests.support.puredata.pieces import Piece, Port, Unconvertible

Saved = Mapping[str, Any]
LOOKED_AT: Final = ("comment", "panel")
OWN_ABSTRACTIONS: Final = ("max_udpsend.pd", "max_udpreceive.pd")
# Above it not every int is a float of 24 bits.
GREATEST: Final = 2**24
# A comma or a semicolon in a message, an attribute, a quote, a device's own name.
UNKNOWN: Final = re.compile(r"""[,;"\\]|(^|\s)@|---""")
# Pd has inlets and outlets in the order of their x.
PORT_WIDTH: Final = 100


def save(maxpat: Path, folder: Path) -> Path:
    """Convert an abstraction of Max; gives the Pd file, which needs the others written beside it.

    Raises Unconvertible.
    """
    converted = folder / f"{maxpat.stem}.pd"
    converted.write_text(convert(json.loads(maxpat.read_text())["patcher"]))
    for name in OWN_ABSTRACTIONS:
        shutil.copy(Path(__file__).with_name(name), folder)
    return converted


def convert(patcher: Saved) -> str:
    """The text of a Pd file for the JSON of a patcher. Raises Unconvertible."""
    boxes = [entry["box"] for entry in patcher["boxes"]]
    boxes = [box for box in boxes if box["maxclass"] not in LOOKED_AT]
    found = {box["id"]: _piece(box) for box in boxes}
    first, count = dict[str, int](), 0
    for name, piece in found.items():
        first[name] = count
        count += len(piece.parts)
    lines = ["#N canvas 0 0 900 600 12;"]
    for box in boxes:
        lines += _drawn(box, found[box["id"]])
    for name, piece in found.items():
        lines += [_cord(first[name], out, first[name], into) for out, into in piece.inner]
    lines += _cords(patcher, found, first)
    return "\n".join([*lines, ""])


def _piece(box: Saved) -> Piece:
    text = box.get("text", "")
    if UNKNOWN.search(text):
        raise Unconvertible(f"[{text}] isn't understood here")
    if any(int(number) > GREATEST for number in re.findall(r"(?<![\w.])\d+(?![\w.])", text)):
        raise Unconvertible(f"[{text}] has an int of more than 24 bits")
    match box["maxclass"]:
        case "newobj":
            return pieces.object_box(text)
        case "message":
            return pieces.message_box(text)
        case "inlet":
            return pieces.inlet()
        case "outlet":
            return pieces.outlet()
    raise Unconvertible(f"[{box['maxclass']}] has no counterpart in Pd")


def _drawn(box: Saved, piece: Piece) -> Iterator[str]:
    x, y = (int(side) for side in box["patching_rect"][:2])
    if box["maxclass"] in ("inlet", "outlet"):
        x = PORT_WIDTH * box["index"]
    for text in piece.parts:
        kind, content = text.split(" ", 1)
        yield f"#X {kind} {x} {y} {_escaped(content)};"


def _escaped(text: str) -> str:
    """Arguments are #1 in Max and $1 in Pd, whose files have a backslash before a dollar."""
    return re.sub(r"#(?=\d)", "$", text).replace("$", r"\$")


def _cords(patcher: Saved, found: Mapping[str, Piece], first: Mapping[str, int]) -> Iterator[str]:
    texts = {entry["box"]["id"]: _name(entry["box"]) for entry in patcher["boxes"]}
    ends = [
        (tuple(line["patchline"]["source"]), tuple(line["patchline"]["destination"]))
        for line in patcher["lines"]
    ]
    for (name, number), times in Counter(source for source, _ in ends).items():
        if times > 1:
            raise Unconvertible(f"[{texts[name]}] has {times} cords from its outlet {number}")
    for (source, out), (destination, into) in ends:
        if not {source, destination} <= found.keys():
            raise Unconvertible(f"a cord from {source} to {destination}: one of them isn't in Pd")
        sending = _port(found[source].outlets, out, texts[source], "outlet")
        receiving = _port(found[destination].inlets, into, texts[destination], "inlet")
        yield _cord(first[source], sending, first[destination], receiving)


def _name(box: Saved) -> str:
    return str(box.get("text") or box["maxclass"])


def _port(ports: Sequence[Port], number: int, text: str, kind: str) -> Port:
    if number >= len(ports):
        raise Unconvertible(f"[{text}] has no {kind} {number} in Pd")
    return ports[number]


def _cord(source: int, outlet: Port, destination: int, inlet: Port) -> str:
    ends = source + outlet.part, outlet.number, destination + inlet.part, inlet.number
    return " ".join(["#X connect", *map(str, ends)]) + ";"
