"""The static files of the page on a port of the loopback, under its policy, with files beside."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from bridge.page.security import HEADERS
from tests.support.commands import ROOT

STATIC = ROOT / "bridge" / "page" / "static"


@contextmanager
def static_page(files: Mapping[str, str]) -> Iterator[str]:
    """Serve /static/... and files by their paths while the context lasts. Gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = _body(self.path, files)
            self.send_response(404 if body is None else 200)
            for name, value in HEADERS.items():
                self.send_header(name, value)
            self.send_header("content-type", mimetypes.guess_type(self.path)[0] or "text/html")
            self.send_header("content-length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _body(path: str, files: Mapping[str, str]) -> bytes | None:
    """What lies at a path of an address, None if nothing does."""
    if path in files:
        return files[path].encode()
    file: Path = STATIC / path.removeprefix("/static/")
    return file.read_bytes() if path.startswith("/static/") and file.is_file() else None
