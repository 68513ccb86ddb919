"""A Live that isn't there: the Set's properties as the Live API gives them, and who observes them.

A property is changed as a person would change it; observers hear of it in the main thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.support.max_interpreter.errors import MaxError
from tests.support.max_interpreter.messages import Atom
from tests.support.max_interpreter.scheduler import Scheduler
from tests.support.max_interpreter.transport import TICKS_PER_QUARTER, Transport

Values = tuple[Atom, ...]
Observer = Callable[[Values], None]
MAJOR: Final = (0, 2, 4, 5, 7, 9, 11)


@dataclass(frozen=True, slots=True)
class Habits:
    """What Max and Live do and their documentation doesn't say: a device must do well with both.

    grid_at_start: a quantized metro bangs where the transport starts just on its grid; tick_error:
    how far the raw ticks are off; reports_changes: `transport` also reports tempo, meter and state
    when they change; enabled_at_load: `live.thisdevice` reports at load that the device is on;
    ports_shared: two `udpreceive` of one Max may have one port, and both hear all of it;
    marked_symbols: a lone symbol leaves most objects as `symbol x`, not as the message `x`;
    receives_reversed: of two `receive` of a name, the later one is the first; main_lag_ms: how
    much later the main thread works.
    """

    grid_at_start: bool = True
    tick_error: float = 0.0
    reports_changes: bool = False
    enabled_at_load: bool = True
    ports_shared: bool = False
    marked_symbols: bool = True
    receives_reversed: bool = False
    main_lag_ms: float = 5.0


class LiveObject:
    """An object of the Live API: an id, and properties that can be observed."""

    def __init__(self, number: int, scheduler: Scheduler, **properties: Values) -> None:
        self.id = number
        self._scheduler = scheduler
        self._properties = dict(properties)
        self._observers: list[tuple[str, Observer]] = []

    def get(self, name: str) -> Values:
        """A property. Raises MaxError where there is none such."""
        if name not in self._properties:
            raise MaxError(f"the Live API object {self.id} has no property '{name}'")
        return self._properties[name]

    def put(self, name: str, *values: Atom) -> None:
        """Change a property."""
        self.get(name)
        if self._properties[name] != values:
            self._properties[name] = values
            for observed, observer in list(self._observers):
                if observed == name:
                    self._scheduler.defer(lambda told=observer: told(self.get(name)))  # type: ignore[misc]

    def observe(self, name: str, observer: Observer) -> Callable[[], None]:
        """Tell of a property, now and when it changes. Returns what ends it."""
        entry = (name, observer)
        self._observers.append(entry)
        self._scheduler.in_main(lambda: observer(self.get(name)))
        return lambda: self._observers.remove(entry)


class Song(LiveObject):
    """The Set, `live_set`."""

    def __init__(self, number: int, scheduler: Scheduler, transport: Transport) -> None:
        super().__init__(
            number,
            scheduler,
            is_playing=(0,),
            tempo=(120.0,),
            signature_numerator=(4,),
            signature_denominator=(4,),
            root_note=(0,),
            scale_name=("Major",),
            scale_mode=(0,),
            scale_intervals=MAJOR,
        )
        self._transport = transport

    def get(self, name: str) -> Values:
        """A property; the position comes from the transport."""
        if name == "current_song_time":
            return (self._transport.ticks / TICKS_PER_QUARTER,)
        return super().get(name)


class Live:
    """The running Live: the Set with its transport, and all objects of the API by their ids."""

    def __init__(self, scheduler: Scheduler, habits: Habits) -> None:
        self.habits, self._scheduler = habits, scheduler
        self.transport = Transport(scheduler)
        self._objects: dict[int, LiveObject] = {}
        self.song = Song(1, scheduler, self.transport)
        self._objects[1] = self.song

    def add(self, **properties: Values) -> LiveObject:
        """A new object of the API."""
        number = max(self._objects) + 1
        self._objects[number] = LiveObject(number, self._scheduler, **properties)
        return self._objects[number]

    def object(self, number: int) -> LiveObject | None:
        """The object of an id."""
        return self._objects.get(number)

    def play(self, beat: float | None = None) -> None:
        """Start the transport, where it is or at a beat."""
        ticks = None if beat is None else beat * TICKS_PER_QUARTER
        self.transport.change(playing=True, ticks=ticks)
        self.song.put("is_playing", 1)

    def stop(self) -> None:
        """Stop the transport."""
        self.transport.change(playing=False)
        self.song.put("is_playing", 0)

    def jump(self, beat: float) -> None:
        """Go on from a beat."""
        self.transport.change(ticks=beat * TICKS_PER_QUARTER)

    def loop(self, start: float, end: float) -> None:
        """Loop between two beats."""
        self.transport.change(loop=(start * TICKS_PER_QUARTER, end * TICKS_PER_QUARTER))

    def set_tempo(self, tempo: float) -> None:
        """Change the tempo."""
        self.transport.change(tempo=tempo)
        self.song.put("tempo", tempo)

    def set_meter(self, numerator: int, denominator: int) -> None:
        """Change the time signature."""
        self.transport.change(meter=(numerator, denominator))
        self.song.put("signature_numerator", numerator)
        self.song.put("signature_denominator", denominator)

    def set_scale(self, root: int, name: str, *intervals: int) -> None:
        """Choose a scale, and turn Live's scale mode on."""
        self.song.put("root_note", root)
        self.song.put("scale_name", name)
        self.song.put("scale_intervals", *intervals)
        self.song.put("scale_mode", 1)
