"""Loading: a patch's JSON becomes boxes and cords, with abstractions and subpatchers inside."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.support.max_interpreter import catalogue
from tests.support.max_interpreter.box import CLASSES, Box, Destination, Typed, named
from tests.support.max_interpreter.errors import MaxError
from tests.support.max_interpreter.messages import Atom, Message, write

if TYPE_CHECKING:
    from tests.support.max_interpreter.application import Application
    from tests.support.max_interpreter.device import Device

catalogue.fill()
AMXD_HEAD: Final = 32
_ARGUMENT = re.compile(r"#(\d)")


def read_patch(path: Path) -> dict[str, Any]:
    """The `patcher` of a .maxpat, .maxhelp or unfrozen .amxd file."""
    data = path.read_bytes()
    if data[:4] == b"ampf":
        (length,) = struct.unpack_from("<I", data, AMXD_HEAD - 4)
        data = data[AMXD_HEAD : AMXD_HEAD + length].rstrip(b"\n\0")
    patcher: dict[str, Any] = json.loads(data)["patcher"]
    return patcher


class Patcher:
    """A patch that runs.

    arguments: what #1 to #9 stand for, 0 where one is missing; number: what #0 stands for; device:
    whose `---` it has.
    """

    def __init__(
        self,
        application: Application,
        content: Mapping[str, Any],
        name: str,
        arguments: tuple[Atom, ...] = (),
        number: int | None = None,
        device: Device | None = None,
    ) -> None:
        self.application, self.name, self.device = application, name, device
        self.arguments = arguments
        self.number = next(application.numbers) if number is None else number
        self.boxes: dict[str, Box] = {}
        for entry in content["boxes"]:
            self._add(entry["box"])
        for entry in content["lines"]:
            self._connect(**entry["patchline"])

    def every_box(self) -> Iterator[Box]:
        """All boxes, those inside of a box before itself."""
        for box in self.boxes.values():
            if isinstance(box, Inner):
                yield from box.inside.every_box()
            yield box

    def load(self) -> None:
        """Tell the boxes that the patch is whole."""
        for box in self.every_box():
            box.loaded()

    def free(self) -> None:
        """Close the patch."""
        boxes = list(self.every_box())
        for box in boxes:
            box.closing()
        for box in boxes:
            box.freed()

    def find(self, text: str) -> Box:
        """The only box with this text, or with this variable name, here or further inside."""
        found = [
            box
            for box in self.every_box()
            if text in (box.typed.text, box.typed.saved.get("varname"))
        ]
        if len(found) != 1:
            raise MaxError(f"{self.name} has {len(found)} boxes '{text}'")
        return found[0]

    def replaced(self, text: str) -> str:
        """A text with what `---`, #0 and #1 to #9 stand for here."""
        if self.device is not None:
            text = text.replace("---", f"{self.device.number}")
        return _ARGUMENT.sub(self._argument, text)

    def _argument(self, found: re.Match[str]) -> str:
        number = int(found[1])
        if number == 0:
            return str(self.number)
        return write(self.arguments[number - 1 : number]) or "0"

    def _add(self, saved: Mapping[str, Any]) -> None:
        identity, kind = saved["id"], saved["maxclass"]
        if identity in self.boxes:
            raise MaxError(f"{self.name} has two boxes {identity}")
        text = self.replaced(saved.get("text", ""))
        if kind == "newobj":
            typed = Typed.of(text, saved)
        elif kind == "message":
            typed = Typed(text, kind, saved=saved)
        else:
            typed = Typed(saved.get("varname") or kind, kind, saved=saved)
        box = self._made(typed)
        self._compare(box, saved)
        self.boxes[identity] = box

    def _made(self, typed: Typed) -> Box:
        if "patcher" in typed.saved:
            return Inner(self, typed)
        if typed.name in CLASSES:
            return CLASSES[typed.name](self, typed)
        if typed.saved["maxclass"] == "newobj" and self.application.find(f"{typed.name}.maxpat"):
            return Inner(self, typed)
        raise MaxError(f"[{typed.text}] in {self.name}: no such object, or none known here")

    def _compare(self, box: Box, saved: Mapping[str, Any]) -> None:
        arity = {"numinlets": box.inlets, "numoutlets": box.outlets}
        if stated := {key: saved[key] for key in arity if saved.get(key, arity[key]) != arity[key]}:
            raise box.error(f"has {arity}, its JSON says {stated}")

    def _connect(
        self, source: tuple[str, int], destination: tuple[str, int], **_unused: Any
    ) -> None:
        for end in (source, destination):
            if end[0] not in self.boxes:
                raise MaxError(f"a cord of {self.name} ends at a box {end[0]} that isn't there")
        box, target = self.boxes[source[0]], self.boxes[destination[0]]
        if not source[1] < box.outlets:
            raise box.error(f"has no outlet {source[1]}, but a cord from it")
        if not destination[1] < target.inlets:
            raise target.error(f"has no inlet {destination[1]}, but a cord to it")
        if source[1] in box.cords:
            raise box.error(f"two cords leave outlet {source[1]}: their order hangs on the screen")
        box.cords[source[1]] = Destination(target, destination[1])


class Inner(Box):
    """A subpatcher, a bpatcher or an abstraction."""

    def set_up(self) -> None:
        """Load what is inside."""
        content = self.typed.saved.get("patcher")
        patcher = self.patcher
        if content is not None:
            arguments, number = patcher.arguments, patcher.number
        else:
            path = self.application.find(f"{self.typed.name}.maxpat")
            if path is None:
                raise self.error("no such abstraction")
            content, arguments, number = read_patch(path), self.arguments, None
        name = f"{patcher.name}/{self.typed.text}"
        self.inside = Patcher(self.application, content, name, arguments, number, patcher.device)
        self._inlets = self._ends(Inlet)
        for place, end in enumerate(self._ends(Outlet)):
            end.lead_to(self, place)
        self.inlets, self.outlets = len(self._inlets), len(self._ends(Outlet))

    def receive(self, inlet: int, received: Message) -> None:
        """Hand a message in."""
        self._inlets[inlet].out(0, *received)

    def _ends(self, kind: type[End]) -> list[Any]:
        ends = [box for box in self.inside.boxes.values() if isinstance(box, kind)]
        return sorted(ends, key=lambda box: box.typed.saved["patching_rect"][0])


class End(Box):
    """Where a cord goes in or out of a subpatcher."""

    inlets, outlets = 0, 0


@named("inlet")
class Inlet(End):
    """Hands on what comes to the subpatcher."""

    inlets, outlets = 0, 1


@named("outlet")
class Outlet(End):
    """Sends from an outlet of the subpatcher."""

    inlets, outlets = 1, 0
    _to: tuple[Inner, int] | None = None

    def lead_to(self, box: Inner, outlet: int) -> None:
        """Belong to an outlet of a box."""
        self._to = box, outlet

    def take_any(self, received: Message) -> None:
        """Hand it out."""
        if self._to is not None:
            box, outlet = self._to
            box.out(outlet, *received)
