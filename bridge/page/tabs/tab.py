"""A tab of a browser: frames between its WebSocket and the answering loop."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from importlib.metadata import version
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from agent.wording import counted
from bridge.errors import ProtocolError
from bridge.osc.codec import MAX_DATAGRAM_BYTES
from bridge.page.setup import PageSetup
from bridge.page.tabs import messages, rights
from bridge.page.tabs.behalf import OnBehalf
from bridge.page.tabs.mailbox import Mailbox
from bridge.page.tabs.pace import A_SECOND, Pace
from bridge.page.tabs.relay import Relay
from bridge.page.tabs.taken import TakenVoices

FIRST_BYTES = b"/", b"#"
"""How OSC begins; a forwarded datagram begins otherwise, so that no tab can send one."""
WARNING_SECONDS = 1.0
TOO_FAST = f"more than {A_SECOND:g} messages a second: the rest is dropped"
MOST_AHEAD_SECONDS, POLICY_VIOLATION = 2.0, 1008
"""A tab that is ahead of its pace by more than that is closed."""
NO_MESSAGE = "a text frame must be a JSON object of the type as, take or release"


class Tab:
    """A tab, which is a client of its own of the server."""

    def __init__(self, websocket: WebSocket, setup: PageSetup, taken: TakenVoices) -> None:
        self.mailbox = Mailbox()
        self.client = ""
        """Which client of the server it is: '127.0.0.1:40001'."""
        self._websocket, self._setup = websocket, setup
        self._behalf = OnBehalf(setup, taken, self.mailbox.put)

    async def run(self) -> None:
        """Pass frames on until the tab is closed. Raises OSError where no socket is to be had."""
        relay = await Relay.open(self._setup.server, self.mailbox.put)
        self.client = relay.name
        self.mailbox.put(messages.welcome(version("melobridge"), self._setup.server, self.client))
        sending = asyncio.create_task(self._send())
        try:
            await self._read(relay)
        finally:
            sending.cancel()
            relay.close()
            await self._behalf.close()

    async def _send(self) -> None:
        """Send what waits, as fast as the tab reads, until it is closed."""
        with suppress(WebSocketDisconnect, RuntimeError):
            while True:
                frame = await self.mailbox.take()
                if isinstance(frame, bytes):
                    await self._websocket.send_bytes(frame)
                else:
                    await self._websocket.send_text(frame)
                self._tell_what_was_left_out()

    def _tell_what_was_left_out(self) -> None:
        if left_out := self.mailbox.left_out:
            self.mailbox.left_out = 0
            lines = counted(left_out, "line")
            self._refuse(f"this tab reads too slowly: {lines} of clients left out")

    async def _read(self, relay: Relay) -> None:
        """Take in what the tab sends, until it is closed."""
        clock = asyncio.get_running_loop().time
        pace, ahead, warn_at = Pace(clock()), 0.0, 0.0
        while ahead < MOST_AHEAD_SECONDS:
            frame = await self._websocket.receive()
            if frame["type"] == "websocket.disconnect":
                return
            ahead = pace.wait(clock())
            if not ahead:
                await self._take_in(frame, relay)
            elif clock() >= warn_at:
                warn_at = clock() + WARNING_SECONDS
                self._refuse(TOO_FAST)
            await asyncio.sleep(0)  # frames that came together hold up no other tab
        await self._websocket.close(POLICY_VIOLATION, TOO_FAST)

    async def _take_in(self, frame: Any, relay: Relay) -> None:
        """Handle a frame: a binary one is OSC, a text one is for this process."""
        datagram: bytes | None = frame.get("bytes")
        if datagram is None:
            await self._handle(frame["text"])
        elif len(datagram) > MAX_DATAGRAM_BYTES:
            self._refuse(f"a binary frame has at most {MAX_DATAGRAM_BYTES} bytes")
        elif not datagram.startswith(FIRST_BYTES):
            self._refuse("a binary frame must be OSC, which begins with / or #")
        else:
            relay.send(datagram)

    async def _handle(self, text: str) -> None:
        """Do what a text frame asks for."""
        try:
            message = json.loads(text)
            kind = message["type"]
        except (ValueError, RecursionError, TypeError, KeyError):
            kind = None
        try:
            if kind == "as":
                await self._behalf.ask(rights.behalf_request(message))
            elif kind == "take":
                self._behalf.take(rights.voice_of(message))
            elif kind == "release":
                await self._behalf.release(rights.voice_of(message))
            else:
                self._refuse(NO_MESSAGE)
        except (ProtocolError, OSError) as error:
            self._refuse(str(error))

    def _refuse(self, text: str) -> None:
        self.mailbox.put(messages.refused(text))
