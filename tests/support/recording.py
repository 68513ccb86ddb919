"""A server without a socket that writes the log of its session."""

from collections.abc import Mapping

from agent.player.protocol import AnyPlayer
from bridge.osc import codec
from bridge.osc.address import Address
from bridge.server.deadlines import Deadlines
from bridge.server.dispatcher import Responder
from bridge.session import log
from bridge.session.log import SentReply, Session
from tests.support.asking import ME, Values


def bundle(*elements: bytes) -> bytes:
    """Messages or bundles as one datagram, with a timetag that means now."""
    sized = [len(element).to_bytes(4, "big") + element for element in elements]
    return b"#bundle\0\0\0\0\0\0\0\0\1" + b"".join(sized)


class Recorder:
    """Each datagram comes a quarter of a second after the one before.

    The digest of an agent is its name; that of one that took its place is given.
    """

    def __init__(
        self, players: Mapping[str, AnyPlayer], default: str, deadlines: Deadlines | None = None
    ) -> None:
        self.responder = Responder(players, default, 7, deadlines=deadlines)
        self.now = 0.0
        digests = {name: name for name in players}
        self.lines = [log.head("0.1.0", default, 7, digests, {}, {})]

    def ask(self, *message: codec.Argument, sender: Address = ME) -> list[Values]:
        """The arguments of the replies to a message."""
        address, *arguments = message
        replies = self.send(codec.encode(str(address), *arguments), sender)
        return [codec.decode(data)[0][1] for data, _ in replies]

    def send(self, datagram: bytes, sender: Address = ME) -> list[SentReply]:
        """The replies to a datagram."""
        self.now += 0.25
        packets = self.responder.answer(datagram, sender, self.now).packets
        replies: list[SentReply] = [(data, to) for data, to in packets]
        self.lines.append(log.line(self.now, sender, datagram, replies))
        return replies

    def swap(self, name: str, player: AnyPlayer, digest: str) -> None:
        """Put another agent in the place of one."""
        self.responder.swap(name, player)
        self.lines.append(log.swap(self.now, name, digest))

    def evict(self, now: float) -> None:
        """Forget what is idle at a later time."""
        self.now = now
        self.responder.evict(now)
        self.lines.append(log.evicted(now))

    @property
    def log(self) -> str:
        """The log so far."""
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def session(self) -> Session:
        """The log so far, read."""
        return log.parse(self.log.encode().splitlines(keepends=True), "log")
