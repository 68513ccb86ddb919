"""The routes of the page: its files, what it asks for by HTTP, and the WebSocket of each tab."""

from __future__ import annotations

import asyncio
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from agent.errors import TaskError
from bridge.page import midi_request, vocabulary
from bridge.page.agents import AgentHeaders
from bridge.page.guard import GuardedApp
from bridge.page.oscquery.query import is_query
from bridge.page.oscquery.routes import ControlRoutes
from bridge.page.security import Guard
from bridge.page.setup import PageSetup
from bridge.page.static_files import PackedFile, StaticFolder
from bridge.page.tabs.tabs import Tabs

BODY_SECONDS = 10.0
NO_LOG = "this server writes no session log: start it with 'melobridge serve --log FILE'"


class Page:
    """What the routes answer."""

    def __init__(self, setup: PageSetup, tabs: Tabs, controls: ControlRoutes | None) -> None:
        self._setup, self._tabs, self._controls = setup, tabs, controls
        self._files, self._agents = StaticFolder(), AgentHeaders(setup.named)

    async def index(self, request: Request) -> Response:
        accept = request.headers.get("accept", "")
        if self._controls is not None and is_query(request.url.query, accept):
            return await self._controls.query(request)
        return self._file(request, "index.html")

    async def static(self, request: Request) -> Response:
        return self._file(request, request.path_params["path"])

    async def protocol(self, request: Request) -> Response:
        agents = await asyncio.to_thread(self._agents.read)
        told = vocabulary.protocol(agents) | {"session": bool(self._setup.session)}
        return _fresh(JSONResponse(told))

    async def progression(self, request: Request) -> Response:
        chords = vocabulary.progression(request.query_params.get("chords", ""))
        return JSONResponse({"chords": chords})

    async def midi(self, request: Request) -> Response:
        content = midi_request.midi_file(await _body(request, midi_request.MOST_BYTES))
        return Response(content, media_type="audio/midi")

    async def session(self, request: Request) -> Response:
        path = Path(self._setup.session or "-")
        if not path.is_file():
            raise HTTPException(404, NO_LOG)
        return FileResponse(path, media_type="application/jsonl", filename=path.name)

    async def tab(self, websocket: WebSocket) -> None:
        await self._tabs.run(websocket)

    def _file(self, request: Request, path: str) -> Response:
        """A file of the page, or an answer 404."""
        file = self._files.find(path)
        if file is None:
            raise HTTPException(404, "there is no such file here")
        if request.headers.get("if-none-match") == file.tag:
            return _fresh(Response(status_code=304, headers={"etag": file.tag}))
        return _fresh(_packed(file, request.headers.get("accept-encoding", "")))


def application(setup: PageSetup, tabs: Tabs, controls: ControlRoutes | None) -> ASGIApp:
    """The whole page, behind its guard. controls: what controllers ask, if they may."""
    page = Page(setup, tabs, controls)
    routes = [
        Route("/", page.index),
        Route("/static/{path:path}", page.static),
        Route("/protocol.json", page.protocol),
        Route("/progression", page.progression),
        Route("/midi", page.midi, methods=["POST"]),
        Route("/session", page.session),
        WebSocketRoute("/ws", page.tab),
        *(controls.routes() if controls else ()),
    ]
    faults = {HTTPException: _http_fault, TaskError: _task_fault}
    app = Starlette(routes=routes, exception_handlers=faults)
    app.router.redirect_slashes = False
    names = frozenset({setup.name, setup.host}) | (controls.names if controls else frozenset())
    return GuardedApp(app, Guard(names, setup.token))


async def _body(request: Request, most: int) -> bytes:
    """The body of a request; answers 413 if it is too long, and 408 if it takes too long."""
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for piece in request.stream():
                body += piece
                if len(body) > most:
                    raise HTTPException(413, f"this takes at most {most:,} bytes")
    except TimeoutError:
        raise HTTPException(408, "the rest of the request didn't come") from None
    return bytes(body)


def _packed(file: PackedFile, accepted: str) -> Response:
    """A file, by gzip where the browser takes it."""
    headers = {"etag": file.tag, "vary": "accept-encoding"}
    content = file.content
    if file.packed and "gzip" in accepted:
        content, headers["content-encoding"] = file.packed, "gzip"
    return Response(content, headers=headers, media_type=file.media_type)


def _fresh(response: Response) -> Response:
    """A response that a browser keeps, but asks for again each time."""
    response.headers["cache-control"] = "no-cache"
    return response


async def _http_fault(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    return JSONResponse({"error": fault.detail}, fault.status_code, fault.headers)


async def _task_fault(request: Request, fault: Exception) -> Response:
    return JSONResponse({"error": str(fault)}, 400)
