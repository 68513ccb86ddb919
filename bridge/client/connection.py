"""What a client and its voices share: the socket to a server, and epochs that only rise."""

from __future__ import annotations

import time
from itertools import count

from bridge.client.transport import Exchange
from bridge.osc.parameters import EPOCH
from bridge.osc.protocol import DEFAULT_HOST, DEFAULT_PORT
from bridge.osc.replies import VALUE, WELCOME
from bridge.osc.requests import GET, HELLO


class Connection(Exchange):
    """An exchange with a server, and the epochs of the voices that use it."""

    def __init__(
        self,
        host: str = DEFAULT_HOST,
        port: int = DEFAULT_PORT,
        timeout: float = 1.0,
        *,
        envelope: bytes = b"",
    ) -> None:
        """timeout: seconds that a request may take. Raises NoAnswer for an unknown host."""
        super().__init__(host, port, timeout, envelope=envelope)
        # By the clock, so that a restarted script doesn't begin with a lower epoch than before.
        self._epochs = count(int(time.time()))

    def new_epoch(self) -> int:
        """An epoch that is higher than all before it."""
        return next(self._epochs)

    def catch_up(self, voice: str) -> None:
        """Make new epochs higher than that of the voice on the server. Raises NoAnswer."""
        latest = int(self.ask_one(GET, VALUE, voice, EPOCH.name).value)
        self._epochs = count(max(latest + 1, self.new_epoch()))

    def default_agent(self) -> str:
        """Name of the agent that plays new voices. Raises NoAnswer."""
        return self.ask_one(HELLO, WELCOME, 0, "python").agent
