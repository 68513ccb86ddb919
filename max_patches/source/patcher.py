"""A graph of boxes and cords, written as code that reads like the patch.

>>> patch = Patch()
>>> with patch.group("count to four"):
...     counted = patch.new("i") >> patch.new("+ 1") >> patch.new("% 4")
...     end = counted >> patch.new("s ---count")
>>> [box.text for box in patch.boxes]
['i', '+ 1', '% 4', 's ---count']

`a >> b` is a cord from the first outlet of a to the first inlet of b, and is b; `a.out(1)` and
`b.into(2)` name others. Names of sends and values get the patch's prefix, which makes them this
device's or this abstraction's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from max_patches.source.objects import arity

UNGROUPED = ""


class Rect(NamedTuple):
    """In pixels, from the upper left corner."""

    x: int
    y: int
    width: int
    height: int


class Outlet(NamedTuple):
    """An outlet of a box, to draw cords from."""

    box: Box
    number: int

    def __rshift__(self, to: Box | Inlet) -> Box:
        """Draw a cord to an inlet, or to the first one of a box; gives the box."""
        inlet = to if isinstance(to, Inlet) else Inlet(to, 0)
        self.box.patch.cords.append(Cord(self, inlet))
        return inlet.box


class Inlet(NamedTuple):
    """An inlet of a box, to draw cords to."""

    box: Box
    number: int


class Cord(NamedTuple):
    """From an outlet to an inlet."""

    source: Outlet
    destination: Inlet


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """An object in a patch. maxclass: newobj, message or the class of an interface object.

    attributes: whatever else Max saves of it. presentation: where it is in presentation view.
    inner: the patch inside, for `p`.
    """

    patch: Patch
    number: int
    maxclass: str
    text: str
    group: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    presentation: Rect | None = None
    inner: Patch | None = None

    @property
    def id(self) -> str:
        """How cords and the parameters block name it."""
        return f"obj-{self.number}"

    def out(self, number: int) -> Outlet:
        """One of its outlets, from 0."""
        return Outlet(self, number)

    def into(self, number: int) -> Inlet:
        """One of its inlets, from 0."""
        return Inlet(self, number)

    def __rshift__(self, to: Box | Inlet) -> Box:
        """Draw a cord from the first outlet."""
        return self.out(0) >> to

    @property
    def ports(self) -> tuple[int, int, tuple[str, ...]]:
        """Numbers of inlets and outlets, and the types of these."""
        if self.inner is None:
            return arity(self.text, self.maxclass)
        classes = [box.maxclass for box in self.inner.boxes]
        outlets = classes.count("outlet")
        return classes.count("inlet"), outlets, ("",) * outlets


@dataclass(slots=True)
class Patch:
    """A patch in the making. prefix: what stands before each name: `---` in a device, `#0_` in an
    abstraction."""

    prefix: str = "---"
    boxes: list[Box] = field(default_factory=list)
    cords: list[Cord] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    _group: str = UNGROUPED

    @contextmanager
    def group(self, title: str) -> Iterator[None]:
        """All boxes made inside belong to one concern, and stand together under its title."""
        self.groups.append(title)
        self._group = title
        yield
        self._group = UNGROUPED

    def new(self, text: str, **attributes: Any) -> Box:
        """An object by its text, such as `pack 0 0`."""
        return self._add("newobj", text, attributes)

    def message(self, text: str) -> Box:
        """A message box."""
        return self._add("message", text, {})

    def widget(
        self, maxclass: str, rect: Rect | None = None, text: str = "", **attributes: Any
    ) -> Box:
        """An interface object, with its place in presentation view."""
        return self._add(maxclass, text, attributes, rect)

    def sub(self, name: str, inner: Patch) -> Box:
        """A patch inside this one."""
        return self._add("newobj", f"p {name}", {}, inner=inner)

    def name(self, name: str) -> str:
        """A name of this patch's own; objects of two kinds must not share one."""
        return self.prefix + name

    def receive(self, name: str) -> Box:
        """What `send` of this name sends. There is one for each name: two have no order."""
        return self.new(f"r {self.name(name)}")

    def send(self, name: str) -> Box:
        """Goes to the `receive` of this name."""
        return self.new(f"s {self.name(name)}")

    def value(self, name: str) -> Box:
        """A number, 0 at first, that all `value` of this name share: a number sets it, a bang gets
        it."""
        return self.new(f"value {self.name('v_' + name)} 0")

    def coll(self, name: str) -> Box:
        """Lists by index, shared by all `coll` of this name; no file is looked for."""
        attributes = {"embed": 0, "precision": 6}
        return self.new(f"coll {self.name('c_' + name)} 1", saved_object_attributes=attributes)

    def chain(self, first: Box | Outlet | str, *rest: Box | str) -> Box:
        """Boxes one after the other; a string is an object's text. Gives the last one."""
        source: Box | Outlet = self.new(first) if isinstance(first, str) else first
        for part in rest:
            source = source >> (self.new(part) if isinstance(part, str) else part)
        assert isinstance(source, Box)
        return source

    def bare(self, source: Box | Outlet, to: Box | Inlet) -> Box:
        """A lone symbol comes as `word` or as `symbol word`, by the object: here always the
        first."""
        routed = source >> self.new("route symbol")
        routed.out(1) >> to
        return routed >> to

    def gather(self, source: Box | Outlet, **wanted: Inlet) -> None:
        """A bang from `source` reads values into inlets, the first named one last: it is hot."""
        trigger = source >> self.new(f"t {' '.join('b' * len(wanted))}")
        for number, (name, inlet) in enumerate(wanted.items()):
            trigger.out(number) >> self.value(name) >> inlet

    def increase(self, source: Box | Outlet, name: str, by: int = 1) -> Box:
        """A bang from `source` adds to a value; gives the box that then puts it out."""
        grown = self.chain(source >> self.value(name), f"+ {by}", "t i i")
        grown.out(1) >> self.value(name)
        return grown

    def members(self, group: str) -> Sequence[Box]:
        """The boxes of a group, in the order that they were made."""
        return [box for box in self.boxes if box.group == group]

    def _add(
        self,
        maxclass: str,
        text: str,
        attributes: Mapping[str, Any],
        rect: Rect | None = None,
        inner: Patch | None = None,
    ) -> Box:
        number = len(self.boxes) + 1
        box = Box(self, number, maxclass, text, self._group, attributes, rect, inner)
        self.boxes.append(box)
        return box
