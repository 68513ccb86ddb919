"""The page of a real `melobridge serve`, asked as browsers and attackers do."""

import json
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from bridge.osc import codec
from bridge.page.security import HEADERS
from tests.support.free_ports import HOST
from tests.support.page import BrowserTab, http, page_port
from tests.support.patience import PATIENCE_SECONDS
from tests.support.running import Asking, Running, eventually

pytestmark = pytest.mark.slow
LINUX = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running(tmp_path_factory.mktemp("home"), page=True) as running:
        yield running


@pytest.fixture(scope="module")
def port(server: Running) -> int:
    return page_port(server)


def page_process(server: Running) -> int:
    """The child of the worker, whichever of its threads started it (Linux)."""
    worker, found = server.worker(), list[int]()

    def there() -> bool:
        tasks = Path(f"/proc/{worker}/task").iterdir()
        lists = [(task / "children").read_text(encoding="ascii") for task in tasks]
        found[:] = map(int, " ".join(lists).split())
        return bool(found)

    assert eventually(there)
    return found[0]


def test_a_tab_is_a_client_of_its_own(server: Running, port: int) -> None:
    with BrowserTab(port) as tab, BrowserTab(port) as other:
        assert tab.client != other.client
        for each in (tab, other):
            each.send("/melo/next", "lead", 1, 0, 2, "seed", 5)
        notes = [each.reply("/melo/note") for each in (tab, other) for _ in range(2)]
        assert notes[:2] == notes[2:]
        tab.send("/melo/set", "lead", "key", 3)
        tab.send("/melo/get", "lead", "key")
        other.send("/melo/get", "lead", "key")
        assert tab.reply("/melo/value") == ("lead", "key", 3)
        assert other.reply("/melo/value") == ("lead", "key", 0)


def test_it_says_who_serves_and_how_the_server_is_doing(server: Running, port: int) -> None:
    with BrowserTab(port) as tab:
        assert tab.first["type"] == "welcome"
        assert tab.first["server"] == {"host": HOST, "port": server.port}
        status = tab.wait_for("status")
        assert status["up"] is True
        assert {"clients", "voices", "notes_per_second", "p50_us", "p99_us", "dropped"} <= set(
            status["figures"]
        )


def test_errors_of_the_server_come_back_as_it_sends_them(port: int) -> None:
    with BrowserTab(port) as tab:
        tab.send("/melo/get", "lead", "flavour")
        assert tab.reply("/melo/error")[:2] == ("/melo/get", 5)


def watched(tab: BrowserTab, client: str, address: str) -> dict[str, Any]:
    """What a tab is told of a client's request."""
    found: dict[str, Any] = tab.until(
        lambda frame: (
            isinstance(frame, dict)
            and frame["type"] == "feed"
            and frame["client"] == client
            and frame["messages"][0][0] == address
        )
    )
    return found


def test_a_tab_sees_what_others_do_and_not_itself(server: Running, port: int) -> None:
    with BrowserTab(port) as tab, BrowserTab(port) as other, Asking(server.port) as synth:
        tab.wait_for("status")  # which is asked for after the watch has begun
        synth.ask("/melo/next", "sc", 1, 0, 1)
        other.send("/melo/next", "lead", 1, 0, 1)
        seen = watched(tab, client_of(synth), "/melo/next")
        assert seen["messages"][0] == ["/melo/next", ["sc", 1, 0, 1]]
        assert seen["messages"][1][0] == "/melo/note"
        tab.send("/melo/next", "lead", 1, 0, 1)
        assert watched(tab, other.client, "/melo/next")
        assert watched(other, tab.client, "/melo/next")
        synth.ask("/melo/next", "sc", 1, 1, 1)
        assert tab.wait_for("feed")["client"] == client_of(synth)


def client_of(asking: Asking) -> str:
    host, number = asking._socket.getsockname()
    return f"{host}:{number}"


def value(asking: Asking, key: str) -> object:
    [(_, _, found)] = asking.ask("/melo/get", "sc", key)
    return found


def test_a_tab_takes_a_voice_over_and_it_is_its_clients_again(server: Running, port: int) -> None:
    with Asking(server.port) as synth:
        synth.send("/melo/set", "sc", "key", 1)
        with BrowserTab(port) as tab, BrowserTab(port) as other:
            me = client_of(synth)
            tab.ask_as(me, "/melo/hold", "sc", "key", 7)
            assert tab.wait_for("refused")["text"] == "take 'sc' over before you ask /melo/hold"
            tab.tell("take", client=me, voice="sc")
            tab.ask_as(me, "/melo/hold", "sc", "key", 7)
            assert tab.wait_for("as") == {
                "type": "as",
                "client": me,
                "messages": [["/melo/held", ["sc", 1]]],
            }
            other.tell("take", client=me, voice="sc")
            assert other.wait_for("refused")["text"] == "another tab has taken over 'sc'"
            other.ask_as(me, "/melo/get", "sc", "key")
            assert other.wait_for("as")["messages"] == [["/melo/value", ["sc", "key", 7]]]
            synth.send("/melo/set", "sc", "key", 2)
            assert value(synth, "key") == 7
        assert eventually(lambda: value(synth, "key") == 2)


def test_a_voice_is_given_back_when_it_is_asked_for(server: Running, port: int) -> None:
    with Asking(server.port) as synth, BrowserTab(port) as tab:
        me = client_of(synth)
        tab.tell("take", client=me, voice="sc")
        tab.ask_as(me, "/melo/hold", "sc", "key", 7)
        tab.wait_for("as")
        tab.tell("release", client=me, voice="sc")
        assert tab.wait_for("as")["messages"] == [["/melo/held", ["sc", 0]]]
        tab.ask_as(me, "/melo/reward", "sc", 1.0)
        assert "take 'sc' over" in tab.wait_for("refused")["text"]


@pytest.mark.parametrize(
    ("frame", "text"),
    [
        (b"", "a binary frame must be OSC, which begins with / or #"),
        (b"\0melo" + bytes(22) + codec.encode("/melo/ping", 1), "a binary frame must be OSC"),
        (b"/" * 8193, "a binary frame has at most 8192 bytes"),
        ("", "a text frame must be a JSON object of the type as, take or release"),
        ("[]", "a text frame must be a JSON object"),
        ("[" * 30_000, "a text frame must be a JSON object"),
        ('{"type": []}', "a text frame must be a JSON object"),
        ('{"type": "take"}', "client must be host and port"),
        ('{"type": "as", "client": "1.2.3.4:5", "osc": "AAAA"}', "osc must be one OSC message"),
    ],
)
def test_what_a_tab_mayn_t_send_is_refused_in_one_sentence(
    port: int, frame: bytes | str, text: str
) -> None:
    with BrowserTab(port) as tab:
        tab.socket.send(frame)
        assert tab.wait_for("refused")["text"].startswith(text)
        tab.send("/melo/ping", 1)
        assert tab.reply("/melo/pong") == (1,)


def test_a_frame_that_is_far_too_large_ends_its_tab_only(port: int) -> None:
    with BrowserTab(port) as other, BrowserTab(port) as tab:
        with suppress(ConnectionClosed):
            tab.socket.send(b"/" * (1 << 20))
        with pytest.raises(ConnectionClosed) as closed:
            tab.until(lambda _: False)
        assert closed.value.rcvd is None or closed.value.rcvd.code == 1009
        other.send("/melo/ping", 1)
        assert other.reply("/melo/pong") == (1,)


def test_a_flood_ends_its_own_tab_only(port: int) -> None:
    with BrowserTab(port) as flooding, BrowserTab(port) as other:
        for number in range(3000):
            flooding.send("/melo/ping", number)
        other.send("/melo/ping", 1)
        assert other.reply("/melo/pong") == (1,)
        assert "500 messages a second" in flooding.wait_for("refused")["text"]
        with pytest.raises(ConnectionClosed) as closed:
            flooding.until(lambda _: False)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008


def test_there_are_at_most_32_tabs(port: int) -> None:
    with ExitStack() as stack:
        tabs = [stack.enter_context(BrowserTab(port)) for _ in range(33)]
        assert tabs[31].first["type"] == "welcome"
        assert tabs[32].first["text"] == "32 tabs are open, which is the most: close one of them"
        with pytest.raises(ConnectionClosed) as closed:
            tabs[32].socket.recv(timeout=PATIENCE_SECONDS)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1013

    def welcome() -> bool:
        with BrowserTab(port) as tab:
            return bool(tab.first["type"] == "welcome")

    assert eventually(welcome)


@pytest.mark.parametrize("origin", ["http://evil.example", f"http://{HOST}:1", "null"])
def test_a_page_of_another_site_opens_no_tab(port: int, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused, BrowserTab(port, origin):
        pass
    assert refused.value.response.status_code == 403
    assert http(port, "/midi", "POST", b"{}", origin=origin).status == 403
    with BrowserTab(port, f"http://{HOST}:{port}"):
        pass


def test_a_rebound_name_gets_nothing(port: int) -> None:
    for path in ("/", "/protocol.json", "/static/style.css", "/session"):
        answer = http(port, path, host="evil.example")
        assert answer.status == 421
        assert b"<html" not in answer.body


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd",
     "/static/", "/static", "/static/js/", "/.git/config", "/static/%00", "/static/..\\app.py"],
)  # fmt: skip
def test_only_files_of_the_page_are_there(port: int, path: str) -> None:
    answer = http(port, path)
    assert answer.status == 404
    assert b"import" not in answer.body


def test_every_answer_bears_the_headers_of_security(port: int) -> None:
    answers = [
        http(port, "/", accept="text/html"),
        http(port, "/nowhere"),
        http(port, "/", host="evil.example"),
        http(port, "/", "DELETE"),
        http(port, "/progression?chords=x"),
    ]
    assert [answer.status for answer in answers] == [200, 404, 421, 405, 400]
    for answer in answers:
        assert HEADERS.items() <= answer.headers.items()


def test_files_are_fresh_packed_and_named_by_their_content(port: int) -> None:
    plain = http(port, "/static/vendor/tone.js")
    packed = http(port, "/static/vendor/tone.js", accept_encoding="gzip")
    again = http(port, "/static/vendor/tone.js", if_none_match=plain.headers["etag"])
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 3
    assert (again.status, again.body) == (304, b"")
    assert plain.headers["cache-control"] == "no-cache"
    assert plain.headers["content-type"] == "text/javascript; charset=utf-8"


def test_what_is_too_large_is_refused(port: int) -> None:
    assert http(port, "/midi", "POST", b" " * ((1 << 20) + 1)).status == 413
    assert http(port, "/midi", "POST", b" " * 1000).status == 400


def send_endlessly(sock: socket.socket) -> None:
    for _ in range(10_000):
        sock.sendall(b"GET / HTTP/1.1\r\ncookie: " + b"a" * 10_000)


def test_a_request_without_an_end_is_cut_off(port: int) -> None:
    with socket.create_connection((HOST, port), timeout=PATIENCE_SECONDS) as sock:
        with pytest.raises(ConnectionError):
            send_endlessly(sock)
        assert http(port, "/protocol.json").status == 200


def test_bars_are_kept_as_a_midi_file(port: int) -> None:
    note = b'{"pitch": 60, "velocity": 0.5, "onset": 0, "duration": 1}'
    answer = http(port, "/midi", "POST", b'{"tracks": [{"notes": [' + note + b"]}]}")
    assert answer.headers["content-type"] == "audio/midi"
    assert answer.body.startswith(b"MThd")


def test_without_a_log_there_is_none_to_take_along(port: int) -> None:
    assert json.loads(http(port, "/protocol.json").body)["session"] is False
    answer = http(port, "/session")
    assert answer.status == 404
    assert b"melobridge serve --log FILE" in answer.body


@LINUX
def test_a_killed_page_process_is_replaced_and_gives_voices_back(
    server: Running, port: int
) -> None:
    killed = page_process(server)
    with Asking(server.port) as synth, BrowserTab(port) as tab:
        me = client_of(synth)
        synth.send("/melo/set", "sc", "key", 1)
        tab.tell("take", client=me, voice="sc")
        tab.ask_as(me, "/melo/hold", "sc", "key", 7)
        tab.wait_for("as")
        assert value(synth, "key") == 7
        os.kill(killed, signal.SIGKILL)
        with BrowserTab(port) as again:  # it waits at the port meanwhile
            again.send("/melo/ping", 1)
            assert again.reply("/melo/pong") == (1,)
        assert eventually(lambda: value(synth, "key") == 1)
    assert server.says("the page process had ended (status -9): another one was started")


@LINUX
def test_a_server_that_stands_still_is_down_and_up_again(server: Running, port: int) -> None:
    with BrowserTab(port) as tab:
        assert tab.until(lambda frame: isinstance(frame, dict) and frame.get("up") is True)
        os.kill(server.process.pid, signal.SIGSTOP)
        try:
            assert tab.until(lambda frame: isinstance(frame, dict) and frame.get("up") is False)
        finally:
            os.kill(server.process.pid, signal.SIGCONT)
        assert tab.until(lambda frame: isinstance(frame, dict) and frame.get("up") is True)


@LINUX
def test_the_page_comes_back_with_a_killed_worker_and_ends_with_the_server(
    tmp_path: Path,
) -> None:
    with Running(tmp_path, page=True) as server:
        port, first = page_port(server), page_process(server)
        os.kill(server.worker(), signal.SIGKILL)
        assert eventually(lambda: not Path(f"/proc/{first}").exists())
        with BrowserTab(port) as tab:
            tab.send("/melo/ping", 1)
            assert tab.reply("/melo/pong") == (1,)
        last = page_process(server)
        assert server.end()[0] == 0
        assert eventually(lambda: not Path(f"/proc/{last}").exists())
    with socket.socket() as sock, pytest.raises(ConnectionRefusedError):
        sock.connect((HOST, port))


@LINUX
def test_the_page_runs_at_the_usual_priority(server: Running) -> None:
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, page_process(server)) == ours


def test_an_open_page_needs_the_token_of_its_link(tmp_path: Path) -> None:
    with Running(tmp_path, "--host", "0.0.0.0", page=True) as server:
        port = page_port(server)
        token = server.greeting.split("?token=")[1].split()[0]
        assert http(port, "/session").status == 401
        assert http(port, f"/session?token={token}").status == 404
        assert http(port, "/", accept="text/html").status == 200
        with pytest.raises(InvalidStatus) as refused, BrowserTab(port):
            pass
        assert refused.value.response.status_code == 401
        with BrowserTab(port, token=token) as tab:
            tab.wait_for("status")


def test_the_session_log_can_be_taken_along(tmp_path: Path) -> None:
    with Running(tmp_path, "--log", "tonight.jsonl", page=True) as server:
        port = page_port(server)
        assert json.loads(http(port, "/protocol.json").body)["session"] is True
        answer = http(port, "/session")
        assert answer.headers["content-disposition"] == 'attachment; filename="tonight.jsonl"'
        assert answer.body.startswith(b'{"session": 1')
