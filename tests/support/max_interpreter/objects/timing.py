"""Time: what waits, repeats, measures, and follows the transport."""

from __future__ import annotations

from tests.support.max_interpreter.box import Box, named
from tests.support.max_interpreter.messages import Atom, Message
from tests.support.max_interpreter.scheduler import Event
from tests.support.max_interpreter.transport import TICKS_PER_QUARTER, Grid, Transport, ticks_of


@named("metro")
class Metro(Box):
    """Bangs every so many ms, or at note values of the transport (with @quantize on its grid)."""

    inlets = 2
    knows = frozenset({"quantize", "active", "interval"})
    _event: Event | None = None
    _grid: Grid | None = None

    def set_up(self) -> None:
        """The interval: ms or a note value as the argument, ticks in @interval only.

        Raises MaxError for one of the transport without the same @quantize.
        """
        interval = self.typed.attributes.get("interval", self.arguments or (5,))
        self._ticks = ticks_of(*interval)
        if self._ticks is None:
            self.interval = self.number(self.only(interval))
        if self.typed.attributes.get("quantize", ()) != (interval if self._ticks else ()):
            raise self.error("@quantize must be the interval, and go with note values or ticks")
        if len(self.arguments) > 1:
            raise self.error("an interval with a unit must be given as @interval")

    def loaded(self) -> None:
        """With @active 1 it runs from now on."""
        if self.attribute("active", 0):
            self.on_bang()

    def freed(self) -> None:
        """Stop."""
        self.on_stop()

    def on_bang(self) -> None:
        """Start, or start anew: in ms with a bang at once, else with the next of the grid."""
        self.on_stop()
        if self._ticks is not None:
            live = self.application.live
            scheduler, at_start = self.application.scheduler, live.habits.grid_at_start
            self._grid = Grid(scheduler, live.transport, self._ticks, self.bang, at_start)
        else:
            self._repeat()

    def take_number(self, value: Atom) -> None:
        """Start, or with 0 stop."""
        if value:
            self.on_bang()
        else:
            self.on_stop()

    def on_stop(self) -> None:
        """Stop."""
        if self._event is not None:
            self._event.cancel()
            self._event = None
        if self._grid is not None:
            self._grid.end()
            self._grid = None

    def on_active(self, value: Atom) -> None:
        """Start, or with 0 stop."""
        self.take_number(value)

    def store(self, inlet: int, received: Message) -> None:
        """Another interval in ms, from the next bang on."""
        self.interval = self.number(self.only(received))

    def _repeat(self) -> None:
        # Planned before the bang, so that the bang may stop it.
        self._event = self.application.scheduler.after(self.interval, self._repeat)
        self.bang()


@named("speedlim")
class SpeedLim(Box):
    """Lets one message pass every so many ms; of the others the latest one, when it is time."""

    inlets = 2

    def set_up(self) -> None:
        """How many ms."""
        self.interval = self.number(self.argument(0, 0))
        self._free_at = 0.0
        self._event: Event | None = None
        self._held: Message = ()

    def freed(self) -> None:
        """Stop."""
        if self._event is not None:
            self._event.cancel()

    def take_any(self, received: Message) -> None:
        """See the class."""
        self._held = received
        if self._event is not None:
            return
        if self.application.now >= self._free_at:
            self._send()
        else:
            self._event = self.application.scheduler.at(self._free_at, self._send)

    def store(self, inlet: int, received: Message) -> None:
        """Another interval."""
        self.interval = self.number(self.only(received))

    def _send(self) -> None:
        self._event = None
        self._free_at = self.application.now + self.interval
        self.out(0, *self._held)


@named("deferlow")
class DeferLow(Box):
    """Hands on in the main thread, after all that waits there."""

    def take_any(self, received: Message) -> None:
        """See the class."""
        self.application.scheduler.defer(lambda: self.out(0, *received))


@named("timer")
class Timer(Box):
    """How many ms are between a bang at the left and one at the right."""

    inlets = outlets = 2

    def set_up(self) -> None:
        """The start of the patch counts as the first bang."""
        self._since = self.application.now

    def on_bang(self) -> None:
        """Start."""
        self._since = self.application.now

    def store(self, inlet: int, received: Message) -> None:
        """Send the time. The right outlet's format isn't known here."""
        self.out(0, self.application.now - self._since)


@named("cpuclock")
class CpuClock(Box):
    """The ms since Max started."""

    def on_bang(self) -> None:
        """Send them."""
        self.out(0, self.application.now)


@named("transport")
class TransportBox(Box):
    """Live's transport: a bang sends bars, beats, units, resolution, tempo, meter, state, ticks."""

    inlets, outlets = 2, 9

    def set_up(self) -> None:
        """Hear of changes."""
        if self.arguments:
            raise self.error("a named transport doesn't follow Live")
        self._live = self.application.live
        self._before = self._reported()
        self._live.transport.listen(self._changed)

    def freed(self) -> None:
        """Hear of them no more."""
        self._live.transport.ignore(self._changed)

    def on_bang(self) -> None:
        """Send all, the rightmost first."""
        transport = self._live.transport
        numerator, denominator = transport.meter
        beat = 4 * TICKS_PER_QUARTER / denominator
        ticks = transport.ticks + self._live.habits.tick_error
        beats, units = divmod(max(ticks, 0.0), beat)
        values: list[tuple[Atom, ...]] = [
            (int(beats // numerator) + 1,),
            (int(beats % numerator) + 1,),
            (units,),
            (float(beat),),
            *self._reported(),
            (ticks,),
        ]
        for outlet in range(len(values) - 1, -1, -1):
            self.out(outlet, *values[outlet])

    def take_number(self, value: Atom) -> None:
        """Start or stop. Raises MaxError in a device: that would be Live itself."""
        self._mine().change(playing=bool(value))

    def store(self, inlet: int, received: Message) -> None:
        """Go to a tick. Raises MaxError in a device."""
        self._mine().change(ticks=self.number(self.only(received)))

    def _mine(self) -> Transport:
        if self.patcher.device is not None:
            raise self.error("would move Live's transport")
        return self._live.transport

    def _reported(self) -> list[tuple[Atom, ...]]:
        transport = self._live.transport
        return [(transport.tempo,), transport.meter, (int(transport.playing),)]

    def _changed(self) -> None:
        before, self._before = self._before, self._reported()
        if self._live.habits.reports_changes:
            for place in (2, 1, 0):
                if before[place] != self._before[place]:
                    self.out(4 + place, *self._before[place])
