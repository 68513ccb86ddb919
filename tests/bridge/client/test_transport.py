import logging
import socket
from collections import deque
from collections.abc import Callable

import pytest

from bridge.client import transport
from bridge.client.transport import (
    FIRST_TIMEOUT,
    LEAST_TIMEOUT,
    MOST_TIMEOUT,
    Exchange,
    Reply,
    RetransmissionTimeout,
    runs,
)
from bridge.errors import Code, NoAnswer, ProtocolError
from bridge.osc.codec import encode
from bridge.osc.parameters import Value
from tests.support.answering import Answering, Message
from tests.support.running import eventually


def note(index: int, *, voice: str = "lead", epoch: int = 1, pitch: int = 60) -> Message:
    return "/melo/note", voice, epoch, index, pitch, 0.5, 1.0, float(index), 0


def pitches(replies: list[Reply]) -> list[Value]:
    return [reply.values[3] for reply in replies]


def refused(text: str, address: str = "/melo/next", code: int = 4) -> Message:
    return "/melo/error", address, code, text, "lead"


@pytest.mark.usefixtures("unhurried")
def test_notes_come_once_and_in_order_however_they_arrive() -> None:
    shuffled = [note(i, pitch=60 + i) for i in (2, 0, 0, 3, 2, 1)]
    with Answering(lambda *_: shuffled) as server, Exchange(port=server.port) as exchange:
        assert pitches(exchange.notes("lead", 1, 0, 4)) == [60, 61, 62, 63]
    assert len(server.asked) == 1


@pytest.mark.usefixtures("unhurried")
def test_only_what_is_missing_is_asked_for_again() -> None:
    def script(number: int, message: Message) -> list[Message]:
        first, count = int(message[3]), int(message[4])  # type: ignore[arg-type]
        asked = [note(first + i) for i in range(count)]
        return [asked[i] for i in (0, 1, 4, 7)] if number == 0 else asked

    with Answering(script) as server, Exchange(port=server.port) as exchange:
        replies = exchange.notes("lead", 1, 8, 8, "harmony", 1.5)
    assert [reply.values[2] for reply in replies] == list(range(8, 16))
    assert server.asked == [
        ("/melo/next", "lead", 1, 8, 8, "harmony", 1.5),
        ("/melo/next", "lead", 1, 10, 2, "harmony", 1.5, "onset", 10.0),
        ("/melo/next", "lead", 1, 13, 2, "harmony", 1.5, "onset", 13.0),
    ]


def test_other_voices_epochs_and_indices_are_none_of_its_business() -> None:
    others = [note(0, voice="bass"), note(0, epoch=2), note(4), ("/melo/pong", 1)]
    mine = [note(0, pitch=72)]
    with (
        Answering(lambda *_: others + mine) as server,
        Exchange(port=server.port) as exchange,
    ):
        assert pitches(exchange.notes("lead", 1, 0, 1)) == [72]


def test_nobody_else_can_answer() -> None:
    with (
        Answering(lambda *_: [("/melo/pong", 1)]) as server,
        Exchange(port=server.port) as exchange,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger,
    ):
        exchange.ask("/melo/ping", 1)
        own_port = exchange._socket.getsockname()[1]
        stranger.sendto(encode("/melo/pong", 2), ("127.0.0.1", own_port))
        exchange.timeout = 0.1
        with pytest.raises(NoAnswer):
            exchange.receive()


def test_what_is_no_osc_is_passed_over() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server,
        Exchange(port=_bound(server)) as exchange,
    ):
        exchange.send("/melo/ping", 1)
        _, client = server.recvfrom(512)
        server.sendto(b"nonsense", client)
        server.sendto(encode("/melo/pong", 1), client)
        assert exchange.receive() == ("/melo/pong", (1,))


def _bound(server: socket.socket) -> int:
    server.bind(("127.0.0.1", 0))
    port: int = server.getsockname()[1]
    return port


@pytest.mark.parametrize(
    ("request_", "reply"),
    [
        (("/melo/hello", 0, "me"), ("/melo/welcome", 1, "0.1", "all")),
        (("/melo/ping", 7), ("/melo/pong", 7)),
        (("/melo/get", "lead", "key"), ("/melo/value", "lead", "key", 2)),
        (("/melo/reset", "lead"), ("/melo/value", "lead", "index", 0)),
        (("/melo/preset", "lead", "save", "a"), ("/melo/value", "lead", "preset", "a")),
        (("/melo/agent", "lead", "song"), ("/melo/agent", "song", "melody", 2, 6)),
        (("/melo/stats",), ("/melo/statistics", "voices", 1)),
    ],
)
@pytest.mark.usefixtures("unhurried")
def test_a_request_is_sent_until_its_own_reply_comes(request_: Message, reply: Message) -> None:
    address, *values = request_
    wrong = [("/melo/value", "bass", "key", 2), ("/melo/pong", 6), ("/melo/agent", "x", "y", 0, 1)]

    def script(number: int, message: Message) -> list[Message]:
        return [*wrong, reply, reply] if number == 2 else []

    with Answering(script) as server, Exchange(port=server.port) as exchange:
        assert exchange.ask(str(address), *values) == [(reply[0], reply[1:])]  # type: ignore[arg-type]
    assert server.asked == [request_] * 3


@pytest.mark.parametrize("request_", [("/melo/reward", "lead", 1.0), ("/melo/choose", 60)])
def test_what_would_count_twice_is_sent_once(request_: Message) -> None:
    address, *values = request_
    text = "isn't sent twice, and may have been done all the same"
    with Answering(lambda *_: []) as server:
        with (
            Exchange(port=server.port, timeout=0.4) as exchange,
            pytest.raises(NoAnswer, match=text),
        ):
            exchange.ask(str(address), *values)  # type: ignore[arg-type]
        assert eventually(lambda: server.asked)
    assert server.asked == [request_]


def test_a_copy_of_the_last_thumbs_reply_is_no_reply_to_this_one() -> None:
    def script(number: int, message: Message) -> list[Message]:
        first = "/melo/learned", "lead", 4, 1
        return [first] if number == 0 else [first, ("/melo/learned", "lead", 4, 2)]

    with Answering(script) as server, Exchange(port=server.port) as exchange:
        assert exchange.ask("/melo/reward", "lead", 1.0)[0].values == ("lead", 4, 1)
        assert exchange.ask("/melo/reward", "lead", 1.0)[0].values == ("lead", 4, 2)


def test_many_replies_come_once_each() -> None:
    agents: list[Message] = [("/melo/agent", name, "melody", i, 3) for i, name in enumerate("abc")]

    def script(number: int, message: Message) -> list[Message]:
        return [agents[0], agents[0], agents[2]] if number == 0 else agents

    with Answering(script) as server, Exchange(port=server.port) as exchange:
        replies = exchange.ask("/melo/agents", replies=lambda reply: int(reply.values[3]))
    assert sorted(reply.values[0] for reply in replies) == ["a", "b", "c"]


def test_a_refusal_raises_with_its_code_and_text() -> None:
    with (
        Answering(lambda *_: [refused("count is 65: use 1 to 64")]) as server,
        Exchange(port=server.port) as exchange,
        pytest.raises(ProtocolError, match=r"^count is 65: use 1 to 64$") as caught,
    ):
        exchange.notes("lead", 1, 0, 65)
    assert caught.value.code is Code.OUT_OF_RANGE


def test_a_late_copy_of_a_refusal_doesnt_refuse_the_next_request() -> None:
    def script(number: int, message: Message) -> list[Message]:
        return [refused("no")] if number == 0 else [refused("no"), note(0)]

    with Answering(script) as server, Exchange(port=server.port) as exchange:
        with pytest.raises(ProtocolError):
            exchange.notes("lead", 1, 0, 1)
        assert len(exchange.notes("lead", 1, 0, 1)) == 1


def test_the_same_refusal_again_is_believed_in_the_end() -> None:
    with (
        Answering(lambda *_: [refused("no")]) as server,
        Exchange(port=server.port) as exchange,
    ):
        for _ in range(2):
            with pytest.raises(ProtocolError, match="no"):
                exchange.notes("lead", 1, 0, 1)


def test_refusals_that_nobody_waits_for_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    others = [
        refused("pitch is 200", address="/melo/heard"),
        refused("wait a little", code=Code.TOO_MANY_MESSAGES),
    ]
    with (
        Answering(lambda *_: [*others, note(0)]) as server,
        Exchange(port=server.port) as exchange,
    ):
        assert len(exchange.notes("lead", 1, 0, 1)) == 1
    assert caplog.record_tuples == [
        ("melobridge", logging.WARNING, "/melo/heard: pitch is 200"),
        ("melobridge", logging.WARNING, "/melo/next: wait a little"),
    ]


class Virtual(Exchange):
    """An exchange in virtual time, whose time-out is 0.4 s. asked: when it sent something.

    replies: what comes after 0.01 s. pause: for so many seconds it stands still once it has asked.
    """

    def __init__(self, *replies: Message, pause: float = 0.0) -> None:
        super().__init__(timeout=0.4)
        self.now, self.asked = 0.0, list[float]()
        self._replies, self._pause = deque(replies), pause

    def send(self, address: str, *values: Value) -> None:
        self.asked.append(self.now)
        self.now += self._pause

    def monotonic(self) -> float:
        return self.now

    def _receive(self, until: float) -> Reply | None:
        if not self._replies or max(until, self.now) < 0.01:
            self.now = max(self.now, until)
            return None
        self.now = max(self.now, 0.01)
        address, *values = self._replies.popleft()
        return Reply(str(address), tuple(values))  # type: ignore[arg-type]


@pytest.fixture
def virtual(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Virtual]:
    """An exchange whose clock is that of its module."""

    def make(*replies: Message, **options: float) -> Virtual:
        exchange = Virtual(*replies, **options)
        monkeypatch.setattr(transport, "time", exchange)
        return exchange

    return make


def test_an_answer_in_part_is_no_answer_and_says_so(virtual: Callable[..., Virtual]) -> None:
    with (
        virtual(note(0)) as exchange,
        pytest.raises(NoAnswer, match="answered /melo/next in part only"),
    ):
        exchange.notes("lead", 1, 0, 2)


def test_silence_lasts_no_longer_than_the_time_out(virtual: Callable[..., Virtual]) -> None:
    with virtual() as exchange:
        with pytest.raises(NoAnswer, match="is 'melobridge serve' running there"):
            exchange.notes("lead", 1, 0, 8)
        assert exchange.now == pytest.approx(0.4)
        assert exchange.asked == pytest.approx([0, 0.1, 0.3])


def test_what_came_while_a_busy_machine_let_us_wait_is_an_answer(
    virtual: Callable[..., Virtual],
) -> None:
    with virtual(*map(note, range(8)), pause=0.5) as exchange:
        assert len(exchange.notes("lead", 1, 0, 8)) == 8
        assert exchange.asked == [0]


def settling(*scripts: list[Message]) -> Callable[[int, Message], list[Message]]:
    """Answers to pairs of /melo/set and /melo/get: what comes after each get."""
    answered = iter(scripts)
    return lambda number, message: next(answered) if message[0] == "/melo/get" else []


def stands(value: float) -> Message:
    return "/melo/value", "lead", "harmony", value


@pytest.mark.usefixtures("unhurried")
def test_keys_are_set_until_the_server_has_them() -> None:
    script = settling([], [("/melo/value", "lead", "key", 2), stands(1.0)], [stands(1.6)])
    with Answering(script) as server, Exchange(port=server.port) as exchange:
        exchange.settle("lead", {"key": 2, "harmony": 1.6}, "harmony")
    assert server.asked[:2] == [
        ("/melo/set", "lead", "key", 2, "harmony", pytest.approx(1.6)),
        ("/melo/get", "lead", "harmony"),
    ]
    assert server.asked == server.asked[:2] * 3


@pytest.mark.usefixtures("unhurried")
def test_keys_that_are_refused_raise() -> None:
    script = settling([refused("no", address="/melo/set"), stands(1.0)])
    with (
        Answering(script) as server,
        Exchange(port=server.port) as exchange,
        pytest.raises(ProtocolError, match=r"^no$"),
    ):
        exchange.settle("lead", {"harmony": 1.6}, "harmony")


@pytest.mark.usefixtures("unhurried")
def test_a_late_refusal_of_other_keys_isnt_believed_where_these_were_taken() -> None:
    no = refused("no", address="/melo/set")
    script = settling([no], [no, stands(1.6)])
    with Answering(script) as server, Exchange(port=server.port) as exchange:
        with pytest.raises(ProtocolError, match="no"):
            exchange.settle("lead", {"harmony": 9.0}, "harmony")
        exchange.settle("lead", {"harmony": 1.6}, "harmony")


@pytest.mark.usefixtures("unhurried")
def test_a_server_that_writes_a_key_in_another_way_is_believed_in_the_end() -> None:
    written: Message = "/melo/value", "lead", "chord", "Amin"
    with (
        Answering(settling([written], [written], [written])) as server,
        Exchange(port=server.port) as exchange,
    ):
        exchange.settle("lead", {"chord": "Am"}, "chord")
    assert len(server.asked) == 2 * 3


def test_an_unknown_host_is_one_clear_sentence() -> None:
    with pytest.raises(NoAnswer, match=r"^there is no host 'nowhere.invalid': check its name$"):
        Exchange("nowhere.invalid")


def test_a_host_that_cant_be_is_one_clear_sentence() -> None:
    with pytest.raises(NoAnswer, match=r"^there is no host '127.0.0..1': check its name$"):
        Exchange("127.0.0..1")


@pytest.mark.parametrize("port", [0, 70000])
def test_a_port_that_cant_be_is_one_clear_sentence(port: int) -> None:
    with pytest.raises(ProtocolError, match=f"^port is {port}: use 1 to 65535$"):
        Exchange(port=port)


def test_a_closed_client_says_so() -> None:
    with Exchange(port=9) as exchange:
        pass
    with pytest.raises(NoAnswer, match=r"^this client of 127.0.0.1:9 is closed: make another one$"):
        exchange.ask("/melo/ping", 1)


def test_a_network_that_refuses_is_one_clear_sentence() -> None:
    with (
        Exchange("255.255.255.255", 6356) as exchange,
        pytest.raises(NoAnswer, match=r"^255\S+ can't be reached: \w+"),
    ):
        exchange.ask("/melo/ping", 1)


def test_patience_follows_the_measured_round_trips() -> None:
    patience = RetransmissionTimeout()
    assert patience.seconds == FIRST_TIMEOUT
    patience.measured(0.05)
    assert patience.seconds == pytest.approx(3 * 0.05)  # as RFC 6298: mean + 4 x half of it
    for _ in range(50):
        patience.measured(0.05)
    assert patience.seconds == pytest.approx(0.05, rel=0.01)
    patience.measured(0.2)
    assert patience.seconds > 0.2


def test_patience_doubles_after_losses_within_its_bounds() -> None:
    patience = RetransmissionTimeout()
    for _ in range(50):
        patience.measured(0.0001)
    assert patience.seconds == LEAST_TIMEOUT
    patience.lost()
    patience.lost()
    assert patience.seconds == 4 * LEAST_TIMEOUT
    patience.answered()
    assert patience.seconds == 2 * LEAST_TIMEOUT
    for _ in range(10):
        patience.lost()
    assert patience.seconds == MOST_TIMEOUT
    patience.measured(0.0001)
    assert patience.seconds == LEAST_TIMEOUT
    patience.answered()
    assert patience.seconds == LEAST_TIMEOUT


def test_runs_have_no_gap() -> None:
    assert runs([3, 4, 5, 8, 10, 11]) == [range(3, 6), range(8, 9), range(10, 12)]
    assert runs([]) == []
