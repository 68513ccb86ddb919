"""The Live API's objects. All of them work in the main thread: what comes earlier is deferred."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.max_interpreter.box import Box, named
from tests.support.max_interpreter.live import LiveObject
from tests.support.max_interpreter.messages import Atom, Message


class Api(Box):
    """Takes all messages in the main thread."""

    def receive(self, inlet: int, received: Message) -> None:
        """See the class."""
        self.application.scheduler.in_main(lambda: super(Api, self).receive(inlet, received))

    def object_of(self, number: Atom) -> LiveObject | None:
        """The Live object of an id. Raises MaxError for an id of nothing, other than 0."""
        found = self.application.live.object(self.whole(number))
        if found is None and number != 0:
            raise self.error(f"there is no Live object with the id {number}")
        return found


@named("live.path")
class LivePath(Api):
    """Finds the id of a path."""

    outlets = 3

    def set_up(self) -> None:
        """The path at first: it is looked for by a bang."""
        self._path = " ".join(map(str, self.arguments))

    def on_path(self, *words: Atom) -> None:
        """Find another path."""
        self._path = " ".join(map(str, words))
        self.on_bang()

    def on_bang(self) -> None:
        """Send `id N`, or `id 0` where there is no such object."""
        number = self._found()
        self.out(1, "id", number)
        self.out(0, "id", number)

    def _found(self) -> int:
        device = self.patcher.device
        if device is None:
            raise self.error("works in devices only")
        paths = {
            "live_set": self.application.live.song.id,
            "this_device": device.api.id,
            "this_device canonical_parent": device.track.id,
        }
        if self._path not in paths:
            raise self.error(f"the path '{self._path}' isn't known here")
        return paths[self._path]


class Pointing(Api):
    """Has a Live object."""

    inlets = 2
    target: LiveObject | None = None

    def on_id(self, number: Atom) -> None:
        """Another object."""
        self.target = self.object_of(number)

    def store(self, inlet: int, received: Message) -> None:
        """Another object, at the right inlet."""
        if received[0] != "id":
            super().store(inlet, received)
        self.on_id(received[1])


@named("live.observer")
class LiveObserver(Pointing):
    """Sends a property whenever it changes, and when it begins to look."""

    outlets = 2
    _end: Callable[[], None] | None = None

    def set_up(self) -> None:
        """The property."""
        self._property = str(self.argument(0, ""))

    def freed(self) -> None:
        """Look no more."""
        if self._end is not None:
            self._end()
            self._end = None

    def on_id(self, number: Atom) -> None:
        """Look at another object."""
        super().on_id(number)
        self._look()

    def _look(self) -> None:
        self.freed()
        if self.target is not None and self._property:
            self._end = self.target.observe(self._property, lambda values: self.out(0, *values))


@named("live.thisdevice")
class LiveThisDevice(Box):
    """Bangs when the device is whole, and tells whether it is on, and previewed."""

    outlets = 3

    def set_up(self) -> None:
        """Belong to the device."""
        if self.patcher.device is None:
            raise self.error("works in devices only")
        self.patcher.device.this_device.append(self)

    def on_bang(self) -> None:
        """Bang again."""
        self.bang(0)
