"""Puts a guard before an application: what it refuses never gets there."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from bridge.page.security import HEADERS, Guard


class GuardedApp:
    """An application of ASGI behind a guard; all answers bear the headers of security."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app, self._guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        method = "WEBSOCKET" if scope["type"] == "websocket" else scope["method"]
        token = connection.query_params.get("token", "")
        refusal = self._guard.refusal(method, scope["path"], connection.headers, token)
        safely = _with_headers(send)
        if refusal is None:
            await self._app(scope, receive, safely)
            return
        response = JSONResponse({"error": refusal.text}, refusal.status)
        if scope["type"] == "websocket":
            await WebSocket(scope, receive, safely).send_denial_response(response)
        else:
            await response(scope, receive, safely)


def _with_headers(send: Send) -> Send:
    """A `send` that adds the headers of security to the start of an answer."""

    async def safely(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return safely
