"""Controllers at a real `melobridge serve`."""

import json
import re
import socket
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from bridge.osc import codec
from bridge.osc.codec import Argument
from tests.support.free_ports import HOST
from tests.support.patience import PATIENCE_SECONDS
from tests.support.running import Asking, Running, eventually

pytestmark = pytest.mark.slow
MOST_FRAMES = 1000
HARMONY = "/voice/lead/harmony"


def page_port(server: Running) -> int:
    found = re.search(r"http://[\d.]+:(\d+)/", server.greeting)
    assert found is not None
    return int(found[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running(tmp_path_factory.mktemp("home"), page=True) as running:
        yield running


def listening(port: int, origin: str | None = None, path: str = "/") -> ClientConnection:
    """A listener. origin: of the page that a browser shows. Raises InvalidStatus if refused."""
    return connect(f"ws://{HOST}:{port}{path}", origin=None if origin is None else Origin(origin))


def get(port: int, path: str, accept: str = "*/*") -> tuple[int, bytes]:
    with closing(HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)) as connection:
        connection.request("GET", path, headers={"accept": accept})
        response = connection.getresponse()
        return response.status, response.read()


def node(port: int, path: str) -> Any:
    status, body = get(port, path)
    return json.loads(body) if status == 200 else None


def send(port: int, address: str, *values: Argument) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(codec.encode(address, *values), (HOST, port))


def value(client: Asking, key: str, voice: str = "lead") -> Argument:
    [(_, _, found)] = client.ask("/melo/get", voice, key)
    return found


def test_the_page_and_the_description_share_an_address(server: Running) -> None:
    port = page_port(server)
    assert get(port, "/", "text/html")[1].lower().startswith(b"<!doctype html>")
    assert json.loads(get(port, "/")[1])["CONTENTS"].keys() == {"voice"}
    info = json.loads(get(port, "/?HOST_INFO", "text/html")[1])
    assert (info["NAME"], info["OSC_IP"], info["OSC_PORT"]) == ("melobridge", HOST, port)


def test_a_voice_that_plays_is_described(server: Running) -> None:
    port = page_port(server)
    with Asking(server.port) as client:

        def described() -> bool:
            client.ask("/melo/next", "lead", 1, 0, 1, "harmony", 1.25)
            found = node(port, "/voice/lead")
            return found is not None and "VALUE" in found["CONTENTS"]["form"]

        assert eventually(described)
    assert node(port, f"{HARMONY}?VALUE") == {"VALUE": [1.25]}
    assert get(port, "/voice/nobody")[0] == 404
    assert get(port, "/voice/lead/reward?VALUE") == (204, b"")
    assert get(port, f"{HARMONY}?COLOUR")[0] == 400


def test_what_is_turned_by_udp_is_held_and_let_go_of(server: Running) -> None:
    port = page_port(server)
    with Asking(server.port) as client:

        def turned() -> bool:
            client.ask("/melo/next", "lead", 1, 0, 1, "harmony", 1.0)
            send(port, HARMONY, 1.5)
            return value(client, "harmony") == 1.5

        assert eventually(turned)
        send(port, "/voice/lead/release", 1)
        assert eventually(lambda: value(client, "harmony") == 1.0)


def test_a_listener_hears_of_voices_and_values_and_turns_them(server: Running) -> None:
    port = page_port(server)
    with Asking(server.port) as client, listening(port) as listener:
        listener.send(json.dumps({"COMMAND": "LISTEN", "DATA": "/voice/solo/form"}))

        def told() -> bool:
            client.ask("/melo/next", "solo", 1, 0, 1)
            try:
                listener.recv(0.1)
            except TimeoutError:
                return False
            return True

        assert eventually(told)
        listener.send(codec.encode("/voice/solo/form", 0.5))
        frames = iter(
            lambda: listener.recv(PATIENCE_SECONDS), codec.encode("/voice/solo/form", 0.5)
        )
        assert all(frames)
        assert value(client, "form", "solo") == 0.5


def test_what_is_turned_of_a_tab_goes_to_the_tab(server: Running) -> None:
    port = page_port(server)
    with listening(port, path="/ws", origin=f"http://{HOST}:{port}") as tab:
        for _ in range(MOST_FRAMES):
            tab.send(codec.encode("/melo/next", "tab", 1, 0, 1))
            send(port, "/voice/tab/harmony", 1.5)
            told = str(tab.recv(PATIENCE_SECONDS))
            if "turned" in told:
                break
    assert json.loads(told) == {"type": "turned", "voice": "tab", "name": "harmony", "value": 1.5}


def test_a_page_of_another_site_may_not_listen(server: Running) -> None:
    with pytest.raises(InvalidStatus), listening(page_port(server), "http://example.org"):
        pass
    send(page_port(server), HARMONY, 9.0)
    assert server.says("controls: harmony is 9")
    assert "please report it" not in server.log


def test_what_is_wrong_is_said_on_the_console(tmp_path: Path) -> None:
    with Running(tmp_path, page=True) as server:
        port = page_port(server)
        assert get(port, "/?HOST_INFO")[0] == 200
        send(port, HARMONY, 9.0)
        assert server.says("controls: harmony is 9: use 0 to 2")


def test_an_open_server_answers_controllers_only_where_it_is_announced(tmp_path: Path) -> None:
    with Running(tmp_path, "--host", "0.0.0.0", page=True) as server:
        port = page_port(server)
        assert get(port, "/voice")[0] == 404
        assert get(port, "/")[1].lower().startswith(b"<!doctype html>")
        with pytest.raises(InvalidStatus), listening(port):
            pass
    with Running(tmp_path, "--host", "0.0.0.0", "--announce", page=True) as server:
        port = page_port(server)
        assert node(port, "/voice")["FULL_PATH"] == "/voice"
        assert "OSC_IP" not in node(port, "/?HOST_INFO")


def test_another_port_is_named_where_the_page_s_own_is_taken(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind((HOST, 0))
        port = taken.getsockname()[1]
        with Running(tmp_path, "--page", str(port), page=True) as server:
            assert server.says(f"controls: UDP port {port} isn't free")
            other = node(port, "/?HOST_INFO")["OSC_PORT"]
            assert other != port
            assert server.says(f"send to {other} instead")
