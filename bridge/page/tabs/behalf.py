"""What a tab asks on behalf of other clients: with a socket for each, so that answers are told
apart."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from bridge.errors import Code, ProtocolError
from bridge.osc import codec, requests
from bridge.osc.address import Address
from bridge.osc.forwarding import envelope
from bridge.page.setup import PageSetup, VoiceOfClient
from bridge.page.tabs import messages
from bridge.page.tabs.relay import Relay
from bridge.page.tabs.rights import WHEN_TAKEN, BehalfRequest
from bridge.page.tabs.taken import TakenVoices

MOST_CLIENTS = 4
"""For so many clients a tab has sockets; the one that was opened first is closed for another."""


class OnBehalf:
    """The requests of one tab on behalf of other clients. tell: passes on their answers."""

    def __init__(self, setup: PageSetup, taken: TakenVoices, tell: Callable[[str], None]) -> None:
        self._setup, self._taken, self._tell = setup, taken, tell
        self._relays: dict[Address, Relay] = {}

    async def ask(self, request: BehalfRequest) -> None:
        """Send a request. Raises ProtocolError unless the tab may."""
        voice = request.client, request.voice
        if request.address in WHEN_TAKEN and not self._taken.has(voice, self):
            text = f"take '{request.voice}' over before you ask {request.address}"
            raise ProtocolError(Code.WRONG_ARGUMENTS, text)
        await self._send(request.client, request.datagram)

    def take(self, voice: VoiceOfClient) -> None:
        """Take a voice over. Raises ProtocolError where another tab has it."""
        self._taken.take(voice, self)

    async def release(self, voice: VoiceOfClient) -> None:
        """Give a voice back: its keys are its client's again."""
        if self._taken.give_back(voice, self):
            await self._send(voice[0], codec.encode(requests.HOLD.address, voice[1]))

    async def close(self) -> None:
        """Give all voices back, and close the sockets."""
        for voice in self._taken.of(self):
            with suppress(OSError):
                await self.release(voice)
        for relay in self._relays.values():
            relay.close()

    async def _send(self, client: Address, datagram: bytes) -> None:
        """Send a datagram as if it came from a client. Raises OSError."""
        relay = self._relays.get(client)
        if relay is None:
            name = f"{client[0]}:{client[1]}"
            relay = await Relay.open(self._setup.server, partial(self._receive, name))
            self._relays[client] = relay
            if len(self._relays) > MOST_CLIENTS:
                self._relays.pop(next(iter(self._relays))).close()
        relay.send(envelope(self._setup.secret, client) + datagram)

    def _receive(self, client: str, datagram: bytes) -> None:
        with suppress(codec.OscError):
            self._tell(messages.answers(client, codec.decode(datagram)))
