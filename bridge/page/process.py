"""The page process: HTTP and WebSockets for browsers, beside the answering loop.

`bridge.page.remote.PageProcess` starts it and sends its setup on its standard input. It ends with
that input.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import uvicorn
from starlette.types import ASGIApp

from bridge.errors import ServeError
from bridge.osc import codec, requests
from bridge.osc.forwarding import envelope
from bridge.page.app import application
from bridge.page.listener import handed_down
from bridge.page.oscquery.opening import open_controls
from bridge.page.setup import LINE, PageSetup
from bridge.page.tabs.relay import Relay
from bridge.page.tabs.tabs import Tabs
from bridge.processes.child import STDERR, STDIN, STDOUT, outlive_signals
from bridge.processes.framing import PIECE_BYTES, Frames
from bridge.processes.outbox import Outbox

MOST_CONNECTIONS = 128
MOST_HEAD_BYTES = 16 << 10
MOST_FRAME_BYTES = 32 << 10
PING_SECONDS = 20.0
LAST_SECONDS = 1
REFUSED = "ASGI callable returned without completing handshake."
"""What uvicorn says of a WebSocket that is refused by an answer of HTTP: no fault."""


class PageServer(uvicorn.Server):
    """Serves until `end`; it leaves signals alone, and idles without a tick."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._ended = asyncio.Event()

    def end(self) -> None:
        """End it soon."""
        self._ended.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        await self._ended.wait()


async def serve(setup: PageSetup, outbox: Outbox) -> None:
    """Serve until the standard input ends. Raises ServeError, OSError."""
    await _release(setup)
    tabs = Tabs(setup, lambda kind, voice: outbox.send(kind, *voice))
    async with open_controls(setup, tabs, partial(outbox.send, LINE)) as controls:
        server = PageServer(_config(application(setup, tabs, controls)))
        end = partial(asyncio.get_running_loop().call_soon_threadsafe, server.end)
        threading.Thread(target=_call_at_the_end, args=(end,), daemon=True).start()
        await server.serve([handed_down(setup.listener, setup.host, setup.port)])


def _config(app: ASGIApp) -> uvicorn.Config:
    """How uvicorn serves an application: bounded, and without words of its own."""
    return uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        h11_max_incomplete_event_size=MOST_HEAD_BYTES,
        ws="websockets-sansio",
        ws_max_size=MOST_FRAME_BYTES,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        ws_per_message_deflate=False,
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=LAST_SECONDS,
    )


async def _release(setup: PageSetup) -> None:
    """Give back what tabs of a former page process, which was killed, had taken over."""
    if not setup.taken:
        return
    relay = await Relay.open(setup.server, lambda _: None)
    for client, voice in setup.taken:
        datagram = codec.encode(requests.HOLD.address, voice)
        relay.send(envelope(setup.secret, client) + datagram)
    relay.close()


def _call_at_the_end(end: Callable[[], object]) -> None:
    """Wait for the end of the standard input."""
    while os.read(STDIN, PIECE_BYTES):
        pass
    end()


class FaultLog(logging.Handler):
    """Reports exceptions to the parent, a line each."""

    def __init__(self, outbox: Outbox) -> None:
        super().__init__(logging.ERROR)
        self._outbox = outbox

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage() == REFUSED:
            return
        fault = record.exc_info and record.exc_info[0]
        what = fault.__name__ if fault else record.getMessage()
        self._outbox.send(LINE, f"{what} in the page: please report it")


def _read_setup() -> PageSetup | None:
    """The setup in the first frame; None if the parent ended before."""
    frames = Frames()
    while piece := os.read(STDIN, PIECE_BYTES):
        for values in frames.feed(piece):
            return PageSetup(*values)
    return None


def main() -> None:
    outlive_signals()
    outbox = Outbox(os.dup(STDOUT))
    os.dup2(STDERR, STDOUT)  # what a library prints is no frame
    setup = _read_setup()
    if setup is None:
        return
    for name in ("uvicorn.error", "asyncio"):
        logging.getLogger(name).addHandler(FaultLog(outbox))
        logging.getLogger(name).propagate = False
    try:
        asyncio.run(serve(setup, outbox))
    except (ServeError, OSError) as error:
        outbox.send(LINE, f"no page: {error}")


if __name__ == "__main__":
    main()
