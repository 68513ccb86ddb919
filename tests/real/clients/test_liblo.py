"""liblo's oscsend asks, oscdump hears: the smallest client, from a new source port each time."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.free_ports import HOST
from tests.support.patience import PATIENCE_SECONDS
from tests.support.program import Program
from tests.support.serving import CLASSIC, MELODY, Server

pytestmark = pytest.mark.liblo

Oscsend = Callable[..., None]


@pytest.fixture
def oscdump(require_client: Callable[[str], Path], free_port: int) -> Iterator[Program]:
    """oscdump on the free port, ready to hear."""
    with Program(str(require_client("oscdump")), "-L", str(free_port)) as program:
        hear(program, require_client("oscsend"), free_port)
        yield program


def hear(oscdump: Program, oscsend: Path, port: int) -> None:
    """Return once oscdump hears; it doesn't say when it starts."""
    for _ in range(50):
        subprocess.run(
            [oscsend, HOST, str(port), "/are/you/there"], check=True, timeout=PATIENCE_SECONDS
        )
        try:
            oscdump.wait_for("/are/you/there", 0.1)
        except AssertionError:
            continue
        return
    raise AssertionError("oscdump doesn't hear")


@pytest.fixture
def oscsend(require_client: Callable[[str], Path], server: Server) -> Oscsend:
    """Send one message to the server, as a user types it: "/melo/ping i 1"."""
    program = require_client("oscsend")

    def oscsend(message: str) -> None:
        command = [str(program), "localhost", str(server.port), *message.split()]
        subprocess.run(command, check=True, timeout=PATIENCE_SECONDS)

    return oscsend


def notes(oscdump: Program, count: int) -> list[str]:
    """The arguments of the next /melo/note lines."""
    return [
        oscdump.wait_for(r"/melo/note siiifffi (.*) 0$", PATIENCE_SECONDS)[1] for _ in range(count)
    ]


@pytest.mark.parametrize("server", [CLASSIC, MELODY], indirect=True)
def test_eight_notes_come_to_the_reply_port(
    oscsend: Oscsend, oscdump: Program, server: Server, free_port: int
) -> None:
    oscsend(f"/melo/next siiisi lead 1 0 8 reply_port {free_port}")
    heard = notes(oscdump, 8)
    oscdump.end()
    assert heard == [
        f'"lead" 1 {note.index} {note.pitch} {note.velocity:f} {note.duration:f} {note.onset:f}'
        for note in server.gave(free_port, "lead", 1, 8)
    ]


def test_the_same_question_from_another_source_port_gets_the_same_notes(
    oscsend: Oscsend, oscdump: Program, free_port: int
) -> None:
    question = f"/melo/next siiisi lead 1 0 32 reply_port {free_port}"
    oscsend(question)
    oscsend(question)
    assert notes(oscdump, 32) == notes(oscdump, 32)


def test_a_higher_epoch_composes_anew(oscsend: Oscsend, oscdump: Program, free_port: int) -> None:
    oscsend(f"/melo/next siiisi lead 1 0 32 reply_port {free_port}")
    oscsend(f"/melo/next siiisi lead 2 0 32 reply_port {free_port}")
    pitches = [note.split()[3] for note in notes(oscdump, 64)]
    assert pitches[:32] != pitches[32:]


def test_a_knob_travels_with_the_question(
    oscsend: Oscsend, oscdump: Program, free_port: int
) -> None:
    oscsend(f"/melo/next siiisssi lead 1 0 32 key D reply_port {free_port}")
    d_major = {"62", "64", "66", "67", "69", "71", "73"}
    assert {note.split()[3] for note in notes(oscdump, 32)} <= d_major


def test_hello_declares_the_reply_port(
    oscsend: Oscsend, oscdump: Program, server: Server, free_port: int
) -> None:
    oscsend(f"/melo/hello is {free_port} terminal")
    oscdump.wait_for(r'/melo/welcome iss 1 ".+" "classic"', PATIENCE_SECONDS)
    server.program.wait_for(rf"client 'terminal' 127\.0\.0\.1:{free_port}$", PATIENCE_SECONDS)


def test_a_wrong_question_stands_in_the_servers_log(
    oscsend: Oscsend, server: Server, free_port: int
) -> None:
    oscsend(f"/melo/next siiisi lead 1 0 65 reply_port {free_port}")
    server.program.wait_for(r"/melo/next: count is 65: use 1 to 64$", PATIENCE_SECONDS)
