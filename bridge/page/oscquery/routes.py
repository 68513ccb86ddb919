"""OSCQuery by HTTP and WebSocket: what a `bridge.page.oscquery.service` answers, on its paths."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from bridge.page.oscquery.addresses import VOICES
from bridge.page.oscquery.listeners import Send
from bridge.page.oscquery.service import ControlService
from bridge.page.tabs.mailbox import Mailbox
from bridge.page.tabs.pace import Pace

MOST_LISTENERS = 32
TRY_AGAIN_LATER = 1013


class ControlRoutes:
    """What controllers ask. By HTTP they share the path `/` with the page.

    names: under which they may know this machine beside its addresses.
    """

    def __init__(self, service: ControlService, names: frozenset[str]) -> None:
        self._service, self.names = service, names
        self._open = 0

    def routes(self) -> list[BaseRoute]:
        """All but `/` by HTTP."""
        return [
            Route(f"/{VOICES}", self.query),
            Route(f"/{VOICES}/{{path:path}}", self.query),
            WebSocketRoute("/", self.listen),
        ]

    async def query(self, request: Request) -> Response:
        """Answer a request by the OSCQuery proposal."""
        status, body = await self._service.answer(request.scope["path"], request.url.query)
        return Response(status_code=status) if body is None else JSONResponse(body, status)

    async def listen(self, websocket: WebSocket) -> None:
        """Serve a listener until it leaves."""
        await websocket.accept()
        if self._open >= MOST_LISTENERS:
            await websocket.close(TRY_AGAIN_LATER, f"{MOST_LISTENERS} programs listen already")
            return
        mailbox = Mailbox()
        send = mailbox.put
        sending = asyncio.create_task(_send(websocket, mailbox))
        self._open += 1
        self._service.add(send)
        try:
            await self._read(websocket, send)
        except (WebSocketDisconnect, ConnectionError):
            pass
        finally:
            sending.cancel()
            self._service.drop(send)
            self._open -= 1

    async def _read(self, websocket: WebSocket, send: Send) -> None:
        """Take what a listener sends: commands in text, OSC in binary frames."""
        clock = asyncio.get_running_loop().time
        pace = Pace(clock())
        while (frame := await websocket.receive())["type"] != "websocket.disconnect":
            datagram: bytes | None = frame.get("bytes")
            if datagram is not None:
                self._service.take(datagram)
            else:
                self._service.command(send, frame.get("text") or "")
            await asyncio.sleep(pace.wait(clock()))


async def _send(websocket: WebSocket, mailbox: Mailbox) -> None:
    """Send what waits, as fast as the listener reads."""
    while True:
        frame = await mailbox.take()
        if isinstance(frame, bytes):
            await websocket.send_bytes(frame)
        else:
            await websocket.send_text(frame)
