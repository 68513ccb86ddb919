"""`melobridge doctor` as a person runs it."""

import re
import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

from agent.library.catalogue import shipped_folder
from bridge.cli.commands.doctor import _page
from tests.support.commands import melobridge


def test_the_doctor_finds_everything_or_says_what_to_do(folder: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
    done = melobridge(folder, "doctor", "--port", port)
    assert done.stderr == ""
    text = done.stdout
    for what in ("agents", "port", "round trip", "MIDI", "sclang", "pd", "oscsend"):
        assert what in text
    assert re.search(r"round trip +[\d.]+ ms", text)
    assert f"127.0.0.1:{port} is free" in text


def test_the_doctor_ends_with_a_fault_when_the_port_is_taken(folder: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
        text = melobridge(folder, "doctor", "--port", port, status=1).stdout
    assert f"can't listen on 127.0.0.1:{port}" in text


def free_port() -> int:
    """A UDP port that is free, as is the TCP port after it."""
    while True:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as first,
            socket.socket(socket.AF_INET, socket.SOCK_STREAM) as second,
        ):
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            if port < 65535 and second.connect_ex(("127.0.0.1", port + 1)):
                return port


def test_a_damaged_agent_isnt_called_ok(folder: Path) -> None:
    whole = (shipped_folder() / "classic.safetensors").read_bytes()
    (folder / "agents" / "cut.safetensors").write_bytes(whole[:1000])
    text = melobridge(folder, "doctor", "--port", str(free_port())).stdout
    assert re.search(r"^--  agent +\S*cut.safetensors is no safetensors file", text, re.MULTILINE)
    assert re.search(
        r"^ok  agents +all, classic, fiddle, hymn, lied, pop, song \(", text, re.MULTILINE
    )


def test_a_free_place_for_the_page_is_told(folder: Path) -> None:
    port = free_port()
    text = melobridge(folder, "doctor", "--port", str(port)).stdout
    assert f"127.0.0.1:{port + 1} is free: 'melobridge serve' has its page there" in text


def test_a_taken_place_of_the_page_is_told_and_no_failure(folder: Path) -> None:
    port = free_port()
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as taken:
        taken.bind(("127.0.0.1", port + 1))  # bound, and deaf: a connection is refused
        text = melobridge(folder, "doctor", "--port", str(port)).stdout
    assert f"--  page        the page can't listen on 127.0.0.1:{port + 1}" in text


class PageOrTree(BaseHTTPRequestHandler):
    """Gives the page to those who take HTML, and JSON to others, as the page process does."""

    def do_GET(self) -> None:
        wants_html = "text/html" in self.headers.get("Accept", "")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<title>melobridge</title>" if wants_html else b"{}")

    def log_message(self, *values: object) -> None:
        """Print nothing."""


def test_a_page_that_answers_is_found() -> None:
    with HTTPServer(("127.0.0.1", 0), PageOrTree) as server:
        thread = Thread(target=server.handle_request)
        thread.start()
        found = _page("127.0.0.1", server.server_port)
        thread.join(10)
    assert (found.ok, found.text) == (True, f"http://127.0.0.1:{server.server_port}/ answers")
