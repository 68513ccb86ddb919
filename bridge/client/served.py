"""A client with a server of its own."""

from __future__ import annotations

from weakref import finalize

from bridge.client.client import Client
from bridge.osc.keys import KEYS
from bridge.processes.own_server import OwnServer


class ServedClient(Client):
    """A client of a server that is a child process; both end together, with this program at the
    latest."""

    def __init__(self, agent: str, seed: int | None = None) -> None:
        """As `OwnServer`. Raises ServeError if it doesn't start, ProtocolError for a wrong seed."""
        server = OwnServer(agent, None if seed is None else int(KEYS["seed"].check(seed)))
        self._end = finalize(self, server.close)
        super().__init__(port=server.port)

    def close(self) -> None:
        """End the server, and close the connection to it."""
        super().close()
        self._end()
