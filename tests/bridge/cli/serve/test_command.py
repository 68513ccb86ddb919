import socket
import sys
from contextlib import closing
from pathlib import Path

import pytest

from agent.errors import MissingExtra
from bridge.cli.app import app
from bridge.cli.commands import ports
from bridge.errors import PlayError
from bridge.midi.events import PortList
from bridge.midi.ports.names import OWN_PORT
from bridge.page.listener import listen
from tests.support.commands import melobridge
from tests.support.free_ports import HOST
from tests.support.page import http, page_port
from tests.support.running import Asking, Running

pytestmark = pytest.mark.slow


def test_the_greeting_says_where_the_page_is(tmp_path: Path) -> None:
    with Running(tmp_path, page=True) as server:
        assert (
            server.greeting.splitlines()[1]
            == f"  page           http://{HOST}:{page_port(server)}/"
        )
        assert http(page_port(server), "/", accept="text/html").body.startswith(b"<!doctype html>")


def test_a_server_without_a_page_says_nothing_of_one(tmp_path: Path) -> None:
    with Running(tmp_path, "--no-page") as server, Asking(server.port) as asking:
        assert "page" not in server.greeting
        assert asking.ask("/melo/ping", 1) == [(1,)]


def test_a_page_on_a_taken_port_refuses_to_start(tmp_path: Path) -> None:
    with closing(listen(HOST, 0)) as other:
        port = str(other.getsockname()[1])
        done = melobridge(tmp_path, "serve", "--port", "0", "--page", port, status=1)
    assert f"the page can't listen on {HOST}:{port}" in done.stderr
    assert "choose another port with --page" in done.stderr


def test_beside_a_taken_port_the_server_serves_without_a_page(tmp_path: Path) -> None:
    with closing(listen(HOST, 0)) as other:
        port = other.getsockname()[1] - 1
        with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as sock:
            sock.bind((HOST, port))
        with Running(tmp_path, "--port", str(port), page=True) as server:
            assert "http" not in server.greeting
            assert server.says("no page: the page can't listen on")


@pytest.mark.parametrize("command", ["serve", "play"])
def test_link_without_its_library_is_refused_at_once(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "link", None)
    with pytest.raises(MissingExtra, match=r"^Ableton Link needs the extra 'link': pip install"):
        app([command, "--sync", "link"], standalone_mode=False)


def test_an_input_that_isnt_there_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "machine_ports", lambda: PortList((), ("Keystation", "Pads")))
    with pytest.raises(PlayError, match=r"^there is no MIDI input 'nosuch': there are Keystation"):
        app(["serve", "--input", "Keystation", "--input", "nosuch"], standalone_mode=False)


def test_our_own_input_needs_no_look_at_those_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "machine_ports", lambda: pytest.fail("there is no need"))
    ports.check_inputs([OWN_PORT])


@pytest.mark.parametrize("options", [("--page", "7000"), ("--announce",)])
def test_without_a_page_there_is_none_to_be_told_of(tmp_path: Path, options: tuple[str]) -> None:
    done = melobridge(tmp_path, "serve", "--no-page", *options, status=1)
    assert "--no-page excludes --page and --announce" in done.stderr
