"""The interpreter's network: virtual time outside, a real server at the other end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.max_interpreter.errors import MaxError
from tests.support.max_interpreter.network import decode, encode
from tests.support.serving import Server
from tests.support.tiny_patch import Tiny

MakeTiny = Callable[..., Tiny]


def talking(tiny: MakeTiny, server_port: int, own_port: int) -> Tiny:
    """A patch that says hello, and sends on what it is fed."""
    boxes = {"a": f"udpsend 127.0.0.1 {server_port}", "r": f"udpreceive {own_port}"}
    patch = tiny(boxes, "r0 p0")
    patch.feed(f"/melo/hello {own_port} tiny")
    return patch


def test_a_server_answers_within_a_virtual_moment(
    tiny: MakeTiny, server: Server, free_port: int
) -> None:
    patch = talking(tiny, server.port, free_port)
    patch.feed("/melo/ping 7")
    patch.feed("/melo/next lead 1 0 3")
    assert patch.got == []
    patch.application.run(2)
    welcome, pong, *notes = patch.got_here
    assert welcome[:2] == ("/melo/welcome", 1)
    assert pong == ("/melo/pong", 7)
    assert [note[:4] for note in notes] == [("/melo/note", "lead", 1, index) for index in range(3)]
    assert [reply.time for reply in patch.application.network.replies] == [2.0] * 5


def test_replies_can_be_late_or_lost(tiny: MakeTiny, server: Server, free_port: int) -> None:
    patch = talking(tiny, server.port, free_port)
    patch.application.run(10)
    patch.application.network.fate = lambda packet: None if packet.arguments == (1,) else 300.0
    patch.feed("/melo/ping 1")
    patch.feed("/melo/ping 2")
    patch.application.run(299)
    assert [got[0] for got in patch.got_here] == ["/melo/welcome"]
    patch.application.run(1)
    assert patch.got_here == [("/melo/pong", 2)]


def test_a_dead_server_costs_no_time(tiny: MakeTiny, server: Server, free_port: int) -> None:
    patch = talking(tiny, server.port, free_port)
    server.program.kill()
    for number in range(50):
        patch.feed(f"/melo/ping {number}")
        patch.application.run(100)
    assert [got[0] for got in patch.got_here] == ["/melo/welcome"]


def test_a_port_that_is_taken_is_told_in_the_console(tiny: MakeTiny, free_port: int) -> None:
    patch = tiny({"a": f"udpreceive {free_port}", "b": "udpreceive"}, "a0 p0")
    patch.feed(f"port {free_port}", box="b")
    assert patch.application.console == [f"udpreceive: port {free_port} is taken"]


def test_osc_as_max_writes_it() -> None:
    datagram = encode("/melo/next", ("lead", 1, 0.5))
    assert datagram == b"/melo/next\0\0,sif\0\0\0\0lead\0\0\0\0\0\0\0\1\x3f\0\0\0"
    assert decode(datagram) == ("/melo/next", ("lead", 1, 0.5))
    with pytest.raises(MaxError, match="ints, floats and strings only"):
        decode(b"/true\0\0\0,T\0\0")
