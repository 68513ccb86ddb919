"""A browser's side of the page of a real `melobridge serve`."""

from __future__ import annotations

import base64
import json
import re
import time
from collections import deque
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from typing import Any, NamedTuple

from websockets.sync.client import connect
from websockets.typing import Origin

from bridge.osc import codec
from bridge.osc.codec import Argument, Message
from tests.support.free_ports import HOST
from tests.support.patience import PATIENCE_SECONDS
from tests.support.running import Running

CLOSE_SECONDS = 0.5
Frame = Message | dict[str, Any]


class HttpAnswer(NamedTuple):
    """An answer of HTTP; headers with names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


def page_port(server: Running) -> int:
    """The TCP port in a greeting."""
    found = re.search(r"http://[\d.]+:(\d+)/", server.greeting)
    assert found is not None
    return int(found[1])


def http(
    port: int, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> HttpAnswer:
    """Ask by HTTP; a header's name has underscores for its dashes."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)) as connection:
        connection.request(method, path, body, names)
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return HttpAnswer(response.status, found, response.read())


def _contents(frame: str | bytes) -> list[Frame]:
    """What is in a frame: see `BrowserTab.until`."""
    if isinstance(frame, bytes):
        return [*codec.decode(frame)]
    message = json.loads(frame)
    if message["type"] == "feed":
        return [{"type": "feed", **line} for line in message["lines"]]
    return [message]


class BrowserTab:
    """`with BrowserTab(port) as tab:` a WebSocket to the page of a server.

    origin: of the page that a browser shows. Raises InvalidStatus if it is refused.
    """

    def __init__(self, port: int, origin: str | None = None, token: str = "") -> None:
        url = f"ws://{HOST}:{port}/ws" + (f"?token={token}" if token else "")
        sent = None if origin is None else Origin(origin)
        self._unread = deque[Frame]()
        self._connect = connect(url, origin=sent, close_timeout=CLOSE_SECONDS)

    def __enter__(self) -> BrowserTab:
        self.socket = self._connect.__enter__()
        self.first: dict[str, Any] = json.loads(self.socket.recv(timeout=PATIENCE_SECONDS))
        self.client: str = self.first.get("you", "")
        return self

    def __exit__(self, *raised: Any) -> None:
        self._connect.__exit__(*raised)

    def send(self, address: str, *values: Argument) -> None:
        """Send a request as its own client."""
        self.socket.send(codec.encode(address, *values))

    def tell(self, kind: str, **values: Any) -> None:
        """Send a message to the page process."""
        self.socket.send(json.dumps({"type": kind, **values}))

    def ask_as(self, client: str, address: str, *values: Argument) -> None:
        """Ask on behalf of another client."""
        osc = base64.b64encode(codec.encode(address, *values)).decode()
        self.tell("as", client=client, osc=osc)

    def until(self, wanted: Callable[[Frame], bool]) -> Any:
        """The next of which something is true: an OSC message, a message in JSON, or a line of the
        feed, which has the type feed here."""
        latest = time.monotonic() + PATIENCE_SECONDS
        while True:
            while self._unread:
                content = self._unread.popleft()
                if wanted(content):
                    return content
            self._unread += _contents(self.socket.recv(timeout=latest - time.monotonic()))

    def wait_for(self, kind: str) -> dict[str, Any]:
        """The next message of the page process of a kind."""
        found: dict[str, Any] = self.until(
            lambda frame: isinstance(frame, dict) and frame["type"] == kind
        )
        return found

    def reply(self, address: str) -> tuple[Argument, ...]:
        """The values of the next reply with an address."""
        _, values = self.until(lambda frame: not isinstance(frame, dict) and frame[0] == address)
        return tuple(values)
