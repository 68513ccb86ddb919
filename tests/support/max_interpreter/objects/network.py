"""OSC over UDP."""

from __future__ import annotations

from tests.support.max_interpreter.box import Box, named
from tests.support.max_interpreter.messages import Atom, Message, write
from tests.support.max_interpreter.network import HOST, Listener, Sender


@named("udpsend")
class UdpSend(Box):
    """Sends messages that begin with an OSC address."""

    outlets = 0

    def set_up(self) -> None:
        """Where to."""
        host, port = self.argument(0, HOST), self.whole(self.argument(1, 0))
        self._sender = Sender(self.application.network, str(host), port)

    def freed(self) -> None:
        """Close the socket."""
        self._sender.close()

    def take_any(self, received: Message) -> None:
        """Send it. Raises MaxError for what is no OSC message."""
        address, *arguments = received
        if not isinstance(address, str) or not address.startswith("/"):
            raise self.error(f"'{write(received)}' is no OSC message: it needs an address")
        if not self._sender.port:
            raise self.error(f"'{write(received)}' is sent before a port is known")
        self._sender.send(address, tuple(arguments))

    def on_host(self, host: Atom) -> None:
        """Send to another host."""
        self._sender.host = str(host)

    def on_port(self, port: Atom) -> None:
        """Send to another port."""
        self._sender.port = self.whole(port)


@named("udpreceive")
class UdpReceive(Box):
    """Hands on the OSC messages that come to a port, in the scheduler thread."""

    _listener: Listener | None = None

    def set_up(self) -> None:
        """Listen, if there is a port to listen at."""
        if self.arguments:
            self.on_port(self.arguments[0])

    def freed(self) -> None:
        """Close the socket."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def on_port(self, port: Atom) -> None:
        """Listen at another port. Where it is taken, Max says so in its console, and is deaf."""
        self.freed()
        try:
            network = self.application.network
            self._listener = Listener(network, self.whole(port), self._deliver)
        except OSError:
            self.application.console.append(f"udpreceive: port {port} is taken")

    def _deliver(self, address: str, arguments: tuple[Atom, ...]) -> None:
        self.out(0, address, *arguments)
