"""Graphs of vanilla Pure Data objects."""

from __future__ import annotations

from max_patches.source.patcher import Box, Outlet, Patch


class Graph(Patch):
    """A patch for Pure Data. Its names are the abstraction's own, in its subpatches too."""

    def value(self, name: str) -> Box:
        """A number, 0 at first, that all `value` of this name share."""
        return self.new(f"value {self.name('v_' + name)}")

    def put(self, source: Box | Outlet, name: str, number: float) -> Box:
        """After a bang, a value becomes this number."""
        return self.chain(source, self.message(f"{number:g}"), self.value(name))

    def increase(self, source: Box | Outlet, name: str, by: int = 1) -> Box:
        """A bang from `source` adds to a value; gives the box that then puts it out."""
        grown = self.chain(source >> self.value(name), f"+ {by}", "t f f")
        grown.out(1) >> self.value(name)
        return grown

    def request(self, source: Box | Outlet, name: str) -> None:
        """Send what comes as a request for this voice."""
        self.chain(source, "list prepend $1", f"oscformat melo {name}", self.send("out"))

    def tell(self, source: Box | Outlet, kind: str) -> None:
        """Put what comes out as news of this kind."""
        self.chain(source, f"list prepend {kind}", "list trim", self.send("tell"))
