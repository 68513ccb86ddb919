"""MIDI learn: assign a control by moving it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bridge.musician.controls.control_map import (
    NOTE,
    NOTHING,
    PROGRAM,
    RANGES,
    Source,
    Target,
    source_of,
    target,
)


class MidiLearn:
    """Goes through names of knobs and actions; each gets the next control that is moved."""

    def __init__(self, names: Sequence[str]) -> None:
        self.learned: dict[Source, Target] = {}
        self._names = list(names)

    @property
    def wanted(self) -> str | None:
        """The name whose control is to be moved now; None at the end."""
        return self._names[0] if self._names else None

    def learned_map(self, before: Mapping[Source, Target]) -> dict[Source, Target]:
        """A map with what was learned; earlier controls of the learned names do nothing."""
        names = {to.name for to in self.learned.values()}
        moved = {source: Target(NOTHING) for source, to in before.items() if to.name in names}
        return {**before, **moved, **self.learned}

    def skip(self) -> None:
        """Leave the control of the wanted name as it is."""
        self._names.pop(0)

    def take(self, message: bytes) -> Source | None:
        """The control that a message comes from, if it is assigned to the wanted name.

        One that was assigned already may still be moving: it is passed over.
        """
        source = source_of(message)
        if source is None or self.wanted is None or source in self.learned:
            return None
        if source.kind == PROGRAM or (source.kind == NOTE and self.wanted in RANGES):
            return None
        if source.kind == NOTE and not message[2]:
            return None
        self.learned[source] = target(self._names.pop(0))
        return source
