import gc
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

import pytest

from bridge.errors import Code
from bridge.osc import codec
from bridge.osc.forwarding import envelope, seal
from bridge.processes.framing import Values
from bridge.server import sockets
from bridge.server.dispatcher import Responder
from bridge.server.loop import LOG_LINES_PER_SECOND, Loop, Reporter, serve, stopwatch
from bridge.server.sockets import bind
from bridge.server.worker_messages import ASKED
from tests.support.commands import environment
from tests.support.melody_agent import save_melody_agent
from tests.support.patience import PATIENCE_SECONDS
from tests.support.running import Asking, Running, eventually

LINUX = pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs Linux's /proc")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running(tmp_path_factory.mktemp("serving")) as server:
        yield server


class Helping:
    """A helper that remembers what it was sent, and has the reports that a test gives it."""

    logs = True

    def __init__(self, *reports: Values) -> None:
        self.sent: list[Values] = []
        self._reports: list[Values] = list(reports)

    def send(self, *values: object) -> None:
        self.sent.append(values)

    def received(self, now: float) -> Sequence[Values]:
        reports, self._reports = self._reports, []
        return reports


class Answering:
    """`with Answering(responder) as server:` a loop in a thread."""

    def __init__(
        self,
        responder: Responder,
        helper: Helping | None = None,
        rate: float = 0,
        seal: bytes = b"",
    ) -> None:
        self.socket = bind("127.0.0.1", 0)
        self.port = self.socket.getsockname()[1]
        self.loop = Loop(self.socket, responder, stopwatch(), helper=helper, rate=rate, seal=seal)
        self._thread = threading.Thread(target=self.loop.run)

    def __enter__(self) -> "Answering":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.loop.stop()
        self._thread.join(PATIENCE_SECONDS)
        self.socket.close()
        gc.unfreeze()


def test_it_says_at_a_glance_where_it_listens_who_plays_and_how_to_connect(
    running: Running,
) -> None:
    assert f"melobridge listens on 127.0.0.1:{running.port} (UDP)" in running.greeting
    assert re.search(
        r"agent +all: task melody, character any, \d\.\d bits an event", running.greeting
    )
    assert "also loaded: classic, fiddle, hymn, lied, pop, song" in running.greeting
    assert f'NetAddr("127.0.0.1", {running.port})' in running.greeting
    assert f"[udpsend 127.0.0.1 {running.port}]" in running.greeting
    assert "Ctrl-C stops" in running.greeting


def test_a_real_client_plays_eight_bars(running: Running) -> None:
    with Asking(running.port) as client:
        notes = client.ask("/melo/next", "lead", 1, 0, 32, replies=32)
    assert [note[2] for note in notes] == list(range(32))
    assert {int(note[3]) % 12 for note in notes if note[3] != -1} <= {0, 2, 4, 5, 7, 9, 11}  # type: ignore[arg-type]


def test_garbage_between_requests_changes_nothing(running: Running) -> None:
    with Asking(running.port) as client:
        first = client.ask("/melo/next", "lead", 1, 0, 8, replies=8)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as vandal:
            for garbage in (
                b"",
                b"\0" * 9000,
                b"#bundle\0" + b"\xff" * 12,
                b"/melo/next\0\0,s\0\0",
            ):
                vandal.sendto(garbage, ("127.0.0.1", running.port))
        assert client.ask("/melo/next", "lead", 1, 0, 8, replies=8) == first


def test_a_downbeat_of_256_voices_is_answered_whole(running: Running) -> None:
    with Asking(running.port) as client:
        for number in range(256):
            client.send("/melo/next", f"v{number}", 1, 0, 4)
        notes = [client.receive()[1] for _ in range(256 * 4)]
    assert {(note[0], note[2]) for note in notes} == {
        (f"v{voice}", index) for voice in range(256) for index in range(4)
    }


def test_where_time_is_short_the_notes_say_that_they_are_fallbacks(running: Running) -> None:
    with Asking(running.port) as client:
        unhurried = client.ask("/melo/next", "calm", 1, 0, 64, "within", 60_000, replies=64)
        hurried = client.ask("/melo/next", "late", 1, 0, 64, "within", 0.5, replies=64)
        again = client.ask("/melo/next", "late", 1, 0, 64, replies=64)
    assert {note[7] for note in unhurried} == {0}
    assert [note[7] for note in hurried].count(1) > 32
    assert again == hurried


def test_it_tells_how_it_is_doing(running: Running) -> None:
    with Asking(running.port) as client:
        before = client.statistics()
        client.ask("/melo/next", "lead", 1, 0, 8, replies=8)
        client.ask("/melo/nonsense")
        after = client.statistics()
    assert after["requests"] == before["requests"] + 3
    assert after["errors"] == before["errors"] + 1
    assert after["notes_per_second"] > 0
    assert 0 < after["p50_us"] <= after["p99_us"] <= after["max_us"] <= after["longest_us"]
    assert after["dropped"] == after["limited"] == after["kernel_drops"] == 0


@LINUX
def test_it_never_imports_torch(running: Running) -> None:
    with Asking(running.port) as client:
        client.ask("/melo/next", "lead", 1, 0, 8, replies=8)
    for process in (running.process.pid, running.worker()):
        assert "torch" not in Path(f"/proc/{process}/maps").read_text(encoding="utf-8")


def test_a_busy_port_is_one_clear_sentence(running: Running, tmp_path: Path) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "bridge.cli", "serve", "--port", str(running.port)],
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
        env=environment(tmp_path),
    )
    assert second.returncode == 1
    assert second.stderr.startswith(f"melobridge: can't listen on 127.0.0.1:{running.port}")
    assert "choose another --port" in second.stderr
    assert second.stderr.count("\n") == 1


def refused(tmp_path: Path, *options: str) -> str:
    """The one sentence of a server that can't start."""
    done = subprocess.run(
        [sys.executable, "-m", "bridge.cli", "serve", "--port", "0", *options],
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
        cwd=tmp_path,
        env=environment(tmp_path),
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_a_missing_agent_is_one_clear_sentence(tmp_path: Path) -> None:
    assert "there is no agent 'nobody': use one of" in refused(tmp_path, "nobody")


def test_a_log_that_cant_be_written_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refused(tmp_path, "--log", "file/session.jsonl") == (
        "melobridge: the session log file/session.jsonl can't be written (Not a directory): "
        "choose another place with --log\n"
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_sigterm_end_it_cleanly(tmp_path: Path, number: int) -> None:
    with Running(tmp_path) as server:
        with Asking(server.port) as client:
            client.ask("/melo/hello", 0, "me")
            client.ask("/melo/ping", 1)
        status, log = server.end(number)
    assert status == 0
    assert "client 'me' 127.0.0.1:" in log
    assert log.rstrip().endswith("stopped")
    assert "Traceback" not in log


def test_real_time_is_had_or_it_says_why_not(tmp_path: Path) -> None:
    with Running(tmp_path, "--realtime") as server:
        assert server.says("real-time priority")
        with Asking(server.port) as client:
            assert client.ask("/melo/ping", 1) == [(1,)]
        assert server.end()[0] == 0


def test_a_damaged_agent_is_left_out_with_a_line(tmp_path: Path) -> None:
    (tmp_path / "agents").mkdir()
    (tmp_path / "agents" / "broken.safetensors").write_bytes(b"nonsense")
    with Running(tmp_path) as server:
        with Asking(server.port) as client:
            listed = client.ask("/melo/agents", replies=7)
        assert "broken" not in [values[0] for values in listed]
        log = server.end()[1]
    assert "left out:" in log
    assert "broken.safetensors is no safetensors file" in log


def test_an_agent_that_changes_is_taken_up_while_it_plays(tmp_path: Path) -> None:
    mine = tmp_path / "agents" / "mine.safetensors"
    mine.parent.mkdir()
    save_melody_agent(mine, seed=1)
    with Running(tmp_path, "mine", "--log", "session.jsonl") as server:
        with Asking(server.port) as client:
            before = client.ask("/melo/next", "lead", 1, 0, 16, "seed", 5, replies=16)
            save_melody_agent(mine, seed=2)
            assert server.says("agent mine: new weights")
            assert client.ask("/melo/next", "lead", 1, 0, 16, replies=16) == before
            client.ask("/melo/reset", "lead")
            after = client.ask("/melo/next", "lead", 1, 0, 16, replies=16)
            assert after != before

            mine.write_bytes(b"nonsense")
            assert server.says("agent mine stays as it was")
            client.ask("/melo/reset", "lead")
            assert client.ask("/melo/next", "lead", 1, 0, 16, replies=16) == after
        server.end()
    assert '"agent": "mine"' in (tmp_path / "session.jsonl").read_text(encoding="utf-8")


def test_a_new_agent_comes_while_it_plays(tmp_path: Path) -> None:
    with Running(tmp_path) as server, Asking(server.port) as client:
        (tmp_path / "agents").mkdir()
        save_melody_agent(tmp_path / "agents" / "fresh.safetensors")
        assert server.says("agent fresh: new weights")
        [values] = client.ask("/melo/agent", "lead", "fresh")
        assert values[:2] == ("fresh", "melody")


def is_error(reply: tuple[str, object]) -> bool:
    return reply[0] == "/melo/error"


def test_a_flood_is_limited_and_hears_of_it_and_the_others_play_on(tmp_path: Path) -> None:
    with Running(tmp_path, "--rate", "100") as server:
        with Asking(server.port) as flood, Asking(server.port) as client:
            began = time.monotonic()
            for token in range(400):
                flood.send("/melo/ping", token)
            assert client.ask("/melo/ping", 7) == [(7,)]
            answered = 400 - client.statistics()["limited"]
            assert 100 <= answered <= 101 + 100 * (time.monotonic() - began)
            _, values = next(reply for reply in iter(flood.receive, None) if is_error(reply))
        assert values[1] == Code.TOO_MANY_MESSAGES
        assert values[2] == "more than 100 messages and notes a second: the rest is dropped"
        assert "more than 100 messages and notes a second" in server.end()[1]


def test_presets_and_tastes_outlive_the_server(tmp_path: Path) -> None:
    with Running(tmp_path) as server:
        with Asking(server.port) as client:
            client.send("/melo/set", "lead", "harmony", 1.75)
            client.ask("/melo/preset", "lead", "save", "verse")
            client.ask("/melo/next", "lead", 1, 0, 8, replies=8)
            client.ask("/melo/reward", "lead", 1.0)
            client.ask("/melo/taste", "lead", "save", "mine")
        server.end()
    (tmp_path / "presets" / "broken.json").write_text("nonsense", encoding="utf-8")
    with Running(tmp_path) as server:
        with Asking(server.port) as client:
            client.ask("/melo/preset", "bass", "load", "verse")
            assert client.ask("/melo/get", "bass", "harmony") == [("bass", "harmony", 1.75)]
            assert client.ask("/melo/taste", "bass", "load", "mine") == [("bass", 0, 1)]
        assert "left out: the preset" in server.end()[1]


def test_a_preset_that_cant_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "presets").write_text("in the way", encoding="utf-8")
    with Running(tmp_path) as server, Asking(server.port) as client:
        client.ask("/melo/preset", "lead", "save", "verse")
        address, values = client.receive()
        assert (address, values[:2]) == ("/melo/error", ("/melo/preset", Code.NOT_SAVED))
        assert "the preset 'verse' is kept until the server ends only" in str(values[2])
        assert client.ask("/melo/preset", "lead", "load", "verse") == [("lead", "preset", "verse")]


def test_a_session_is_logged_and_never_overwrites_another(tmp_path: Path) -> None:
    for name in ("session.jsonl", "session-2.jsonl"):
        with Running(tmp_path, "--log", "session.jsonl") as server:
            with Asking(server.port) as client:
                client.ask("/melo/next", "lead", 1, 0, 4, replies=4)
            server.end()
        head, request = (tmp_path / name).read_text(encoding="utf-8").splitlines()
        assert head.startswith('{"session": 1,')
        assert '"ask": ["/melo/next", "lead", 1, 0, 4]' in request
        assert name in server.greeting


def test_a_closed_reply_port_doesnt_disturb_the_others(responder: Responder) -> None:
    with Answering(responder) as server:
        with Asking(server.port) as gone:
            gone.send("/melo/next", "lead", 1, 0, 64)
        with Asking(server.port) as client:
            assert client.ask("/melo/ping", 7) == [(7,)]


def test_it_answers_in_order_where_a_receive_has_no_flags(
    responder: Responder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "LINUX", False)
    monkeypatch.setattr(sockets, "DONT_WAIT", 0)
    with Answering(responder) as server, Asking(server.port) as client:
        for token in range(50):
            client.send("/melo/ping", token)
        assert [client.receive()[1] for _ in range(50)] == [(token,) for token in range(50)]


def test_without_a_helper_it_answers_all_the_same(responder: Responder) -> None:
    sock = bind("127.0.0.1", 0)
    threading.Thread(target=serve, args=(sock, responder), daemon=True).start()
    with Asking(sock.getsockname()[1]) as client:
        assert client.ask("/melo/ping", 7) == [(7,)]


def test_the_helper_is_sent_what_was_asked_and_answered(responder: Responder) -> None:
    helper = Helping()
    with Answering(responder, helper) as server, Asking(server.port) as client:
        client.ask("/melo/ping", 7)
        assert eventually(lambda: len(helper.sent) == 2)
    (_, line), (kind, arrived, sender, datagram, replies) = helper.sent
    assert line == f"client 127.0.0.1:{sender[1]}"
    assert (kind, datagram) == ("asked", codec.encode("/melo/ping", 7))
    assert replies == [(codec.encode("/melo/pong", 7), sender)]
    assert 0 < arrived < 60


def test_what_couldnt_be_saved_is_reported_to_the_client(responder: Responder) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.bind(("127.0.0.1", 0))
        client.settimeout(PATIENCE_SECONDS)
        helper = Helping(("not saved", "taste", "no room", client.getsockname()))
        with Answering(responder, helper):
            data = client.recv(1000)
    assert codec.decode(data) == [("/melo/error", ("/melo/taste", Code.NOT_SAVED, "no room", ""))]
    kind, _, replies = helper.sent[0]
    assert (kind, replies[0][0]) == ("said", data)


def test_answering_makes_no_garbage_that_only_a_collector_finds(responder: Responder) -> None:
    """The collector is off while the loop is busy."""
    me = ("127.0.0.1", 5000)
    requests = [
        codec.encode("/melo/next", "lead", 1, 0, 8),
        codec.encode("/melo/next", "lead", 2, 4, 8, "harmony", 0.5),
        codec.encode("/melo/set", "lead", "harmony", 9.0),
        codec.encode("/melo/reward", "lead", 1.0),
        codec.encode("/melo/why", "lead", 4),
        codec.encode("/melo/reset", "lead"),
        codec.encode("/melo/nonsense"),
        b"nonsense",
    ]
    for request in requests:
        responder.answer(request, me)
    gc.collect()
    gc.disable()
    try:
        for _ in range(50):
            for request in requests:
                responder.answer(request, me)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_flood_of_faults_is_logged_in_few_lines() -> None:
    times, lines = iter([5.0] * 100 + [6.0]), list[str]()
    reporter = Reporter(lines.append, lambda: next(times))
    for _ in range(101):
        reporter.report("a fault")
    assert lines.count("a fault") == LOG_LINES_PER_SECOND + 1
    assert f"{100 - LOG_LINES_PER_SECOND} more lines withheld" in lines


def test_a_single_line_too_many_is_one_line() -> None:
    times, lines = iter([5.0] * (LOG_LINES_PER_SECOND + 1) + [6.0]), list[str]()
    reporter = Reporter(lines.append, lambda: next(times))
    for _ in range(LOG_LINES_PER_SECOND + 2):
        reporter.report("a fault")
    assert "1 more line withheld" in lines


SECRET = b"0123456789abcdef"


def test_its_own_player_asks_on_behalf_of_a_client_and_gets_the_replies(
    responder: Responder,
) -> None:
    helper = Helping()
    with Answering(responder, helper, seal=seal(SECRET)) as server, Asking(server.port) as player:
        owner = ("127.0.0.1", 5001)
        player.send_bytes(envelope(SECRET, owner) + codec.encode("/melo/set", "lead", "key", "D"))
        player.send_bytes(envelope(SECRET, owner) + codec.encode("/melo/get", "lead", "key"))
        assert player.receive() == ("/melo/value", ("lead", "key", 2))
        assert player.ask("/melo/get", "lead", "key") == [("lead", "key", 0)]
    asked = [values for values in helper.sent if values[0] == "asked"]
    assert [values[2] for values in asked[:2]] == [owner, owner]
    assert asked[1][3] == b"/melo/get\0\0\0,ss\0lead\0\0\0\0key\0"
    assert asked[1][4][0][1] == owner  # in the log, all is as if the client had asked


def test_nobody_else_asks_on_behalf_of_others(responder: Responder) -> None:
    forged = envelope(b"fedcba9876543210", ("127.0.0.1", 5001)) + codec.encode("/melo/ping", 1)
    with Answering(responder, seal=seal(SECRET)) as server, Asking(server.port) as client:
        client.send_bytes(forged)
        assert client.receive()[0] == "/melo/error"
    with Answering(responder) as server, Asking(server.port) as client:
        client.send_bytes(envelope(b"", ("127.0.0.1", 5001)) + codec.encode("/melo/ping", 1))
        assert client.receive()[0] == "/melo/error"


def test_what_came_of_a_job_is_sent_on(responder: Responder) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.bind(("127.0.0.1", 0))
        client.settimeout(PATIENCE_SECONDS)
        reply = codec.encode("/melo/stopped", "lead")
        helper = Helping(("reply", reply, client.getsockname()))
        with Answering(responder, helper):
            assert client.recv(1000) == reply
    assert helper.sent[0][0] == "said"


def test_a_request_for_a_note_crosses_fourteen_modules_of_the_bridge_at_most(
    responder: Responder,
) -> None:
    crossed = set[str]()

    def note(frame: FrameType, event: str, _: object) -> None:
        module = frame.f_globals.get("__name__", "")
        if event == "call" and module.startswith("bridge."):
            crossed.add(module)

    class StopsAfterOne(Helping):
        def send(self, *values: object) -> None:
            if values[0] == ASKED:
                server.loop.stop()

    server = Answering(responder, StopsAfterOne(), rate=100)
    with server.socket, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(PATIENCE_SECONDS)
        client.sendto(codec.encode("/melo/next", "lead", 1, 0, 1), ("127.0.0.1", server.port))
        sys.setprofile(note)
        server.loop.run()
        sys.setprofile(None)
        assert codec.decode(client.recv(65536))[0][0] == "/melo/note"
    gc.unfreeze()
    assert len(crossed) <= 14
