"""A voice: one melody in the making, as a state machine without I/O, clock or log.

(epoch, index) names a note for good: asking again gives the same note. A higher epoch forgets the
notes from `index` on and composes anew, with whatever was heard meanwhile; a lower one is stale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import NamedTuple

import numpy as np

from agent.errors import TaskError
from agent.knobs import Knobs
from agent.playing import Line, Note, Player
from bridge.errors import Code, ProtocolError
from bridge.limits import KEPT_HEARD, KEPT_NOTES
from bridge.protocol import Value

NO_EPOCH = -(2**31)
KNOBS = frozenset(knob.name for knob in fields(Knobs))


@dataclass(frozen=True, slots=True)
class Settings:
    """What the keys of the protocol set: the knobs, the seed and the name of the agent."""

    agent: str
    seed: int
    knobs: Knobs = field(default_factory=Knobs)

    def value(self, key: str) -> Value:
        """How a key stands."""
        value: Value = getattr(self.knobs if key in KNOBS else self, key)
        return value

    def changed(self, keys: Mapping[str, Value]) -> Settings:
        """Settings with some keys changed, itself if none is: clients send all keys every time.

        Raises ProtocolError if they don't go together.
        """
        if all(self.value(key) == value for key, value in keys.items()):
            return self
        knobs = {key: value for key, value in keys.items() if key in KNOBS}
        others = {key: value for key, value in keys.items() if key not in KNOBS}
        try:
            return replace(self, knobs=replace(self.knobs, **knobs), **others)  # type: ignore[arg-type]
        except TaskError as error:
            raise ProtocolError(Code.OUT_OF_RANGE, str(error)) from None


class Heard(NamedTuple):
    """A note that a person played; placed: its onset is on the voice's own clock."""

    note: Note
    placed: bool


class Composed(NamedTuple):
    """A note that was given out, what was heard just before it, and its player's line after it."""

    note: Note
    heard: tuple[Heard, ...]
    player: Player
    after: Line


class Voice:
    """One melody: composes on demand, and keeps what it gave out."""

    def __init__(self, player: Player, settings: Settings) -> None:
        self.player, self.settings = player, settings
        self.reset()

    def reset(self) -> None:
        """Forget all that was played and heard, and start the seed anew; settings stay."""
        self.epoch = NO_EPOCH
        self._composed: dict[int, Composed] = {}
        self._heard: tuple[Heard, ...] = ()
        self._random = np.random.default_rng(self.settings.seed)

    def set(self, player: Player, settings: Settings) -> None:
        """Play on with other settings (and the player that they name).

        Raises ProtocolError, and changes nothing, if this player can't play them.
        """
        try:
            player.check(settings.knobs)
        except TaskError as error:
            raise ProtocolError(Code.OUT_OF_RANGE, str(error)) from None
        reseeded = settings.seed != self.settings.seed
        self.player, self.settings = player, settings
        if reseeded:
            self._random = np.random.default_rng(settings.seed)

    def hear(self, heard: Heard) -> None:
        """Take in a note that a person played, as context of the next composed note."""
        self._heard = (*self._heard, heard)[-KEPT_HEARD:]

    def is_stale(self, epoch: int) -> bool:
        """Whether a request of this epoch came too late."""
        return epoch < self.epoch

    def next(self, epoch: int, index: int, count: int) -> list[Note]:
        """The notes index .. index + count - 1 of an epoch that isn't stale."""
        if epoch > self.epoch:
            self._forget_from(index)
        self.epoch = epoch
        return [self._note(number) for number in range(index, index + count)]

    def _note(self, index: int) -> Note:
        composed = self._composed.get(index)
        if composed is None:
            composed = self._composed[index] = self._compose(index)
            if len(self._composed) > KEPT_NOTES:
                del self._composed[next(iter(self._composed))]
        return composed.note

    def _compose(self, index: int) -> Composed:
        line = self._line(index)
        heard, self._heard = self._heard, ()
        for note, placed in heard:
            line = self.player.hear(line, self.settings.knobs, note, placed=placed)
        note, after = self.player.play(line, self.settings.knobs, self._random.random())
        return Composed(note, heard, self.player, after)

    def _line(self, index: int) -> Line:
        """Where the melody stands before a note."""
        before = self._composed.get(index - 1)
        if before is None:
            return self.player.start(index)
        return before.after if before.player is self.player else self._recalled(index)

    def _recalled(self, index: int) -> Line:
        """The same for a player that didn't compose the notes before: it hears them."""
        first = index - 1
        while first - 1 in self._composed:
            first -= 1
        line = self.player.start(0)
        for number in range(first, index):
            composed = self._composed[number]
            for note, placed in (*composed.heard, Heard(composed.note, True)):
                line = self.player.hear(line, self.settings.knobs, note, placed=placed)
        return line

    def _forget_from(self, index: int) -> None:
        forgotten = sorted(number for number in self._composed if number >= index)
        heard = [heard for number in forgotten for heard in self._composed.pop(number).heard]
        self._heard = (*heard, *self._heard)[-KEPT_HEARD:]
