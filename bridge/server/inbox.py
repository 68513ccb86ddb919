"""Queues of datagrams to answer, one for each sender; superseded requests are dropped.

Senders are served in turn, so that nobody has to wait for another one's flood; the datagrams of
each keep their order. Times are arguments, in seconds on the server's clock.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from bridge.osc import codec
from bridge.osc.address import Address
from bridge.osc.keys import KEYS
from bridge.osc.requests import NEXT, REPLY_PORT

NEXT_START = NEXT.address.encode() + b"\0"
MOST_WAITING = 1024
PATIENCE_SECONDS = 1.0
"""A request for notes that waited longer is dropped as useless."""


class ReceivedDatagram(NamedTuple):
    """A received datagram. through: who forwarded it for its sender, and gets the replies."""

    datagram: bytes
    sender: Address
    arrived: float
    through: Address | None = None


VoiceId = tuple[codec.Argument, codec.Argument]


class NotesRequest(NamedTuple):
    """A request for notes: those from index `start` on.

    voice: its name, and the reply port in the request. keys: names of the keys that it sets.
    """

    voice: VoiceId
    epoch: float
    start: float
    keys: frozenset[codec.Argument]


class SenderQueue:
    """The waiting datagrams of one sender, in order, by serial number."""

    def __init__(self, first: ReceivedDatagram) -> None:
        self.messages: OrderedDict[int, ReceivedDatagram] = OrderedDict()
        self._wanted: OrderedDict[int, NotesRequest] = OrderedDict()
        self._of_voice: dict[VoiceId, dict[int, None]] = {}
        self._same: dict[bytes, int] = {}
        self._serial = 0
        self.add(first)

    def add(self, message: ReceivedDatagram) -> int:
        """Add a message. Returns how many messages become superfluous, itself or older ones."""
        datagram = message.datagram
        if datagram in self._same:
            return 1
        self._serial += 1
        self.messages[self._serial] = message
        wanted = notes_request(datagram)
        if wanted is None:
            self._same.clear()  # after it, the same request may have another answer
            return 0
        needless = self._made_void(wanted)
        for serial in needless:
            self._remove(serial)
        self._wanted[self._serial] = wanted
        self._of_voice.setdefault(wanted.voice, {})[self._serial] = None
        self._same[datagram] = self._serial
        return len(needless)

    def first(self) -> ReceivedDatagram:
        """Remove and return the first message."""
        return self._remove(next(iter(self.messages)))

    def drop_one(self) -> bool:
        """Drop the oldest request for notes, or the newest message if there is none.

        Returns whether the queue is empty.
        """
        oldest = next(iter(self._wanted), None)
        self._remove(next(reversed(self.messages)) if oldest is None else oldest)
        return not self.messages

    def _made_void(self, wanted: NotesRequest) -> list[int]:
        """Serial numbers of older requests whose notes a higher epoch discards, and whose keys the
        newer request sets itself."""
        serials = self._of_voice.get(wanted.voice)
        if not serials or self._wanted[next(reversed(serials))].epoch >= wanted.epoch:
            return []
        older = ((serial, self._wanted[serial]) for serial in serials)
        return [serial for serial, old in older if _is_void(old, wanted)]

    def _remove(self, serial: int) -> ReceivedDatagram:
        message = self.messages.pop(serial)
        wanted = self._wanted.pop(serial, None)
        if wanted is not None:
            serials = self._of_voice[wanted.voice]
            del serials[serial]
            if not serials:
                del self._of_voice[wanted.voice]
            if self._same.get(message.datagram) == serial:
                del self._same[message.datagram]
        return message


def _is_void(old: NotesRequest, new: NotesRequest) -> bool:
    return old.epoch < new.epoch and old.start >= new.start and old.keys <= new.keys


class Inbox:
    """The queues of all senders, with a bounded number of messages.

    superseded: number of requests dropped because of a newer or an equal one. dropped: number of
    messages dropped because there were too many, or because they waited too long.
    """

    def __init__(self) -> None:
        self.superseded = self.dropped = 0
        self._queues: OrderedDict[Address, ReceivedDatagram | SenderQueue] = OrderedDict()
        self._waiting = 0

    def __len__(self) -> int:
        return self._waiting

    def put(self, message: ReceivedDatagram) -> None:
        """Add a message, and drop those that it makes superfluous."""
        self._waiting += 1
        before = self._queues.get(message.sender)
        if before is None:
            self._queues[message.sender] = message
        else:
            if isinstance(before, ReceivedDatagram):
                before = self._queues[message.sender] = SenderQueue(before)
            needless = before.add(message)
            self._waiting -= needless
            self.superseded += needless
        if self._waiting > MOST_WAITING:
            self._drop_one()

    def take(self, now: float) -> ReceivedDatagram | None:
        """The next message to answer, of the next sender in turn; None if there is none."""
        while self._queues:
            sender, queue = self._queues.popitem(last=False)
            if isinstance(queue, ReceivedDatagram):
                message = queue
            else:
                message = queue.first()
                if queue.messages:
                    self._queues[sender] = queue
            self._waiting -= 1
            if now - message.arrived <= PATIENCE_SECONDS or notes_request(message.datagram) is None:
                return message
            self.dropped += 1
        return None

    def _drop_one(self) -> None:
        """Drop a message of the sender with the longest queue."""
        sender, queue = max(self._queues.items(), key=lambda item: _length(item[1]))
        if isinstance(queue, ReceivedDatagram) or queue.drop_one():
            del self._queues[sender]
        self._waiting -= 1
        self.dropped += 1


def _length(queue: ReceivedDatagram | SenderQueue) -> int:
    return 1 if isinstance(queue, ReceivedDatagram) else len(queue.messages)


def notes_request(datagram: bytes) -> NotesRequest | None:
    """Parse a datagram with a single valid request for notes; None for anything else."""
    if not datagram.startswith(NEXT_START):
        return None
    try:
        [(_, (voice, epoch, index, _, *pairs))] = codec.decode(datagram)
    except (codec.OscError, ValueError):
        return None
    if isinstance(epoch, int | float) and isinstance(index, int | float):
        given = dict(zip(pairs[::2], pairs[1::2], strict=False))
        asked = voice, given.get(REPLY_PORT.name)
        return NotesRequest(asked, epoch, index, frozenset(given.keys() & KEYS.keys()))
    return None
