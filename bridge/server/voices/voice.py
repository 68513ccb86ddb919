"""A voice: one melody as it is composed, a state machine without I/O, clock or log.

(epoch, index) identifies a note: a repeated request gives the same note. A request with a higher
epoch discards the notes from `index` on and composes them anew, in the light of what was heard in
the meantime; one with a lower epoch is stale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import count as counted
from itertools import islice, takewhile
from typing import NamedTuple
from weakref import ref

import numpy as np

from agent.errors import TaskError
from agent.music.meter import meter_of
from agent.music.note import REST, Note
from agent.music.swing import straight
from agent.music.tune import TICKS
from agent.player.explanation import Explanation
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer
from agent.taste.model import NO_TASTE, Taste, trace
from bridge.errors import Code, ProtocolError
from bridge.osc.limits import KEPT_HEARD, KEPT_NOTES, MOST_CREDITED
from bridge.osc.parameters import Value

NO_EPOCH = -(2**31)
NONE = "none"
KNOBS = frozenset(knob.name for knob in fields(Knobs))
OCTAVE = 12


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """The settings of a voice, by the keys of the protocol.

    tempo: quarter notes a minute. listen: name of another voice to hear. morph_to, morph: a second
    agent, and its share (0-1).
    """

    agent: str
    seed: int
    knobs: Knobs = field(default_factory=Knobs)
    tempo: float = 120.0
    listen: str = NONE
    morph_to: str = NONE
    morph: float = 0.0

    def value(self, key: str) -> Value:
        """The value of a key."""
        value: Value = getattr(self.knobs if key in KNOBS else self, key)
        return value

    def changed(self, keys: Mapping[str, Value]) -> VoiceSettings:
        """The settings with some keys changed; itself if all are equal, as clients often send them.

        Raises ProtocolError if the values don't fit together.
        """
        if all(self.value(key) == value for key, value in keys.items()):
            return self
        knobs = {key: value for key, value in keys.items() if key in KNOBS}
        others = {key: value for key, value in keys.items() if key not in KNOBS}
        try:
            return replace(self, knobs=replace(self.knobs, **knobs), **others)  # type: ignore[arg-type]
        except TaskError as error:
            raise ProtocolError(Code.OUT_OF_RANGE, str(error)) from None


class ContextNote(NamedTuple):
    """A note that a person played, or another voice (aside). placed: whether its onset is in the
    time of this voice."""

    note: Note
    placed: bool
    aside: bool = False


class ComposedNote(NamedTuple):
    """A composed note with everything that it depended on: notes heard right before it, player,
    line, knobs and taste; and the line after it.

    number: counts all notes that the voice ever composed. fallback: chosen without the network.
    """

    note: Note
    fallback: bool
    number: int
    heard: tuple[ContextNote, ...]
    player: AnyPlayer
    line: object
    knobs: Knobs
    taste: Taste
    after: object


class GivenNote(NamedTuple):
    """A note for a reply. fallback: chosen without the network; new: composed by this request."""

    note: Note
    fallback: bool
    new: bool


def always(index: int, left: int) -> bool:
    """There is always time for the network."""
    return True


class ServerVoice:
    """One melody: composes notes on demand, and keeps the latest ones."""

    def __init__(self, player: AnyPlayer, settings: VoiceSettings) -> None:
        self.player, self.settings = player, settings
        self.used = 0.0
        self.held: dict[str, Value] = {}
        """Keys that somebody else holds, each with the value that the voice's client wants."""
        self._numbers = counted(1)
        self.learn(NO_TASTE)
        self.reset()

    def reset(self) -> None:
        """Forget all played and heard notes, and restart from the seed; the rest stays."""
        self.epoch = NO_EPOCH
        self._composed: dict[int, ComposedNote] = {}
        self._heard: tuple[ContextNote, ...] = ()
        self._overheard: tuple[ref[ServerVoice] | None, int] = (None, 0)
        self._random = np.random.default_rng(self.settings.seed)

    def learn(self, taste: Taste) -> None:
        """Use another taste from now on."""
        self.taste, self._head = taste, taste.head()

    def set(self, player: AnyPlayer, settings: VoiceSettings) -> None:
        """Use other settings, and the player that they name, from now on.

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

    def free(self, keys: Mapping[str, Value]) -> dict[str, Value]:
        """Those of the keys that aren't held; the others wait until they are released."""
        self.held |= {key: value for key, value in keys.items() if key in self.held}
        return {key: value for key, value in keys.items() if key not in self.held}

    def hear(self, heard: ContextNote) -> None:
        """Add a heard note to the context of the next composed note."""
        self._heard = (*self._heard, heard)[-KEPT_HEARD:]

    def overhear(self, other: ServerVoice) -> None:
        """Hear what another voice has composed since last time, moved by octaves into range."""
        before, latest = self._overheard
        if before is None or before() is not other:
            latest = 0
        composed = reversed(other._composed.values())
        new = list(islice(takewhile(lambda c: c.number > latest, composed), KEPT_HEARD))
        for one in reversed(new):
            note = _within_range(one.note, self.settings.knobs)
            self.hear(ContextNote(note, placed=False, aside=True))
        self._overheard = (ref(other), new[0].number if new else latest)

    def is_stale(self, epoch: int) -> bool:
        """Whether a request of this epoch is outdated."""
        return epoch < self.epoch

    def next(
        self,
        epoch: int,
        index: int,
        count: int,
        onset: float | None = None,
        has_time_for_network: Callable[[int, int], bool] = always,
    ) -> list[GivenNote]:
        """The notes index .. index + count - 1 of an epoch that isn't stale.

        onset: of the first one, in quarter notes, if the note before it isn't known.
        has_time_for_network: (index, notes left) -> whether there is time for the network.
        """
        if epoch > self.epoch:
            self._forget_from(index)
        self.epoch = epoch
        return [
            self._repeat_or_compose(
                number, onset, has_time_for_network, left=index + count - number
            )
            for number in range(index, index + count)
        ]

    def reward(self, value: float, index: int | None = None, to: int | None = None) -> int:
        """Learn from thumbs up or down: for the notes up to `index` (by default the latest) with
        decaying credit, or for those from `index` to `to` with equal credit.

        Returns how many notes were credited. Raises ProtocolError if there are none.
        """
        if to is None:
            notes = self._credited(0, max(self._composed, default=0) if index is None else index)
            credits = trace(self._seconds_ago(notes))
            notes, credits = notes[: np.count_nonzero(credits)], credits[credits > 0]
        else:
            notes = self._credited(index or 0, to)
            credits = trace([0.0] * len(notes))
        lessons = [c.player.lesson(c.line, c.knobs, c.note, c.taste) for c in notes]
        self.learn(self.taste.rewarded(np.array(lessons), credits, value))
        return len(notes)

    def _credited(self, first: int, last: int) -> list[ComposedNote]:
        """The notes from index `first` to `last`, in reverse order, at most MOST_CREDITED."""
        known = (self._composed.get(index) for index in range(last, first - 1, -1)[:KEPT_NOTES])
        notes = [composed for composed in known if composed is not None][:MOST_CREDITED]
        if not notes:
            raise ProtocolError(
                Code.NO_SUCH_NOTE, "no note to credit: the voice gave out none there of late"
            )
        return notes

    def _seconds_ago(self, notes: list[ComposedNote]) -> list[float]:
        latest = notes[0].note.onset
        return [(latest - composed.note.onset) * 60 / self.settings.tempo for composed in notes]

    def explain(self, index: int) -> tuple[ComposedNote, Explanation]:
        """Why a note was chosen. Raises ProtocolError if the voice doesn't have it (any more)."""
        composed = self._composed.get(index)
        if composed is None:
            raise ProtocolError(
                Code.NO_SUCH_NOTE,
                f"the voice has no note {index}: it keeps the latest {KEPT_NOTES} that it gave out",
            )
        player, line, knobs = composed.player, composed.line, composed.knobs
        return composed, player.explain(line, knobs, composed.note, composed.taste)

    def _repeat_or_compose(
        self,
        index: int,
        onset: float | None,
        has_time_for_network: Callable[[int, int], bool],
        left: int,
    ) -> GivenNote:
        composed = self._composed.get(index)
        if composed is not None:
            return GivenNote(composed.note, composed.fallback, new=False)
        composed = self._compose(index, onset, thinking=has_time_for_network(index, left))
        self._composed[index] = composed
        if len(self._composed) > KEPT_NOTES:
            del self._composed[next(iter(self._composed))]
        return GivenNote(composed.note, composed.fallback, new=True)

    def _compose(self, index: int, onset: float | None, *, thinking: bool) -> ComposedNote:
        player, knobs, taste = self.player, self.settings.knobs, self._head
        line = self._line(index, onset)
        heard, self._heard = self._heard, ()
        for one in heard:
            line = _hearing(player, line, knobs, one)
        chance, number = self._random.random(), next(self._numbers)
        line = player.begun(line, chance)
        if thinking:
            note, after = player.play(line, knobs, chance, taste)
        else:
            note, after = player.fallback(line, knobs, chance)
        return ComposedNote(note, not thinking, number, heard, player, line, knobs, taste, after)

    def _line(self, index: int, onset: float | None) -> object:
        """The line before a note."""
        before = self._composed.get(index - 1)
        if before is None:
            straightened = None if onset is None else self._straight(onset)
            return self.player.start(index, straightened, self.settings.knobs.meter)
        return before.after if self.player.understands(before.after) else self._recalled(index)

    def _straight(self, onset: float) -> float:
        """An onset (quarter notes) without the swing that it had when it was given out."""
        knobs = self.settings.knobs
        meter = meter_of(knobs.meter)
        return straight(onset * TICKS, meter.bar, meter.beat, knobs.swing) / TICKS

    def _recalled(self, index: int) -> object:
        """The line before a note for a player of another task: it hears the notes so far."""
        first = index - 1
        while first - 1 in self._composed:
            first -= 1
        line = self.player.start(0)
        for number in range(first, index):
            composed = self._composed[number]
            for heard in (*composed.heard, ContextNote(composed.note, True)):
                line = _hearing(self.player, line, self.settings.knobs, heard)
        return line

    def _forget_from(self, index: int) -> None:
        """Discard the notes from an index on, but keep what was heard before them.

        If the whole melody begins anew, later heard notes lose their place in it.
        """
        forgotten = sorted(number for number in self._composed if number >= index)
        heard = list[ContextNote]()
        for number in forgotten:
            before = self._composed.pop(number).heard
            heard += before if index or not number else _out_of_place(before)
        self._heard = (*heard, *self._heard)[-KEPT_HEARD:]


def _out_of_place(heard: Iterable[ContextNote]) -> Iterator[ContextNote]:
    """Heard notes, without rests and without their place in the discarded melody."""
    return (one._replace(placed=False) for one in heard if one.note.pitch != REST)


def _hearing(player: AnyPlayer, line: object, knobs: Knobs, heard: ContextNote) -> object:
    """The line after a heard note."""
    if heard.aside:
        return player.overhear(line, knobs, heard.note)
    return player.hear(line, knobs, heard.note, placed=heard.placed)


def _within_range(note: Note, knobs: Knobs) -> Note:
    """A note moved by octaves into the range of the knobs, or as near as octaves go."""
    pitch = note.pitch
    if pitch == REST:
        return note
    while pitch < knobs.low and pitch + OCTAVE <= 127:
        pitch += OCTAVE
    while pitch > knobs.high and pitch >= OCTAVE:
        pitch -= OCTAVE
    return note._replace(pitch=pitch)
