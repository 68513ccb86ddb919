"""`melobridge doctor`: what works on this machine, and what to do about what doesn't."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from typing import Annotated

import typer
from rich.console import Console

from agent.errors import CheckpointError, MeloError
from agent.library.catalogue import DEFAULT_AGENT, agent_paths, open_agent, own_folder
from agent.library.loading import load_checkpoint, player_for
from bridge.cli.commands import clients
from bridge.cli.commands.ports import machine_ports
from bridge.cli.shared import extras
from bridge.cli.shared.client_programs import PROGRAMS
from bridge.cli.shared.findings import Finding, show
from bridge.errors import NoAnswer, PlayError, ServeError
from bridge.install.locations import Machine
from bridge.midi.ports.names import DEVICE, advice
from bridge.osc.protocol import DEFAULT_HOST, DEFAULT_PORT
from bridge.page.listener import listen
from bridge.page.security import is_loopback

LAST_PORT = 65535
PAGE_TITLE, PAGE_SECONDS = b"<title>melobridge</title>", 3.0


def doctor(
    host: Annotated[str, typer.Option(help="Where the server listens.")] = DEFAULT_HOST,
    port: Annotated[int, typer.Option(help="Its UDP port.", min=1, max=LAST_PORT)] = DEFAULT_PORT,
) -> None:
    """Check agents, port, page, MIDI, extras, clients, round-trip time; say what to do."""
    console, failed = Console(), False
    for finding in _findings(host, port):
        show(console, finding)
        failed = failed or (finding.fatal and not finding.ok)
    if failed:
        raise typer.Exit(1)


def _findings(host: str, port: int) -> Iterator[Finding]:
    yield from _agents()
    yield from _server(host, port)
    if is_loopback(host) and port < LAST_PORT:
        yield _page(host, port + 1)
    yield _midi()
    yield from extras.findings()
    for program in PROGRAMS:
        path = program.path()
        text = path or f"not found ({program.advice})"
        yield Finding(bool(path), program.command, text)
    yield from clients.findings(Machine.here())


def _agents() -> Iterator[Finding]:
    """Those that can be played, and what is wrong with the others."""
    paths, whole = agent_paths(), []
    for name, path in paths.items():
        try:
            load_checkpoint(path)
            whole.append(name)
        except CheckpointError as error:
            yield Finding(False, "agent", f"{error}", fatal=name == DEFAULT_AGENT)
    if DEFAULT_AGENT not in paths:
        text = f"the shipped agent '{DEFAULT_AGENT}' is missing: install melobridge again"
        yield Finding(False, "agents", text, True)
    yield Finding(bool(whole), "agents", f"{', '.join(whole) or 'none'} (your own: {own_folder()})")


def _server(host: str, port: int) -> Iterator[Finding]:
    """The server that runs, or the free port and the round trip of a server of our own."""
    from bridge.client import Client
    from bridge.osc.replies import WELCOME
    from bridge.osc.requests import HELLO

    with Client(host, port, timeout=0.5) as client:
        try:
            version = client.ask_one(HELLO, WELCOME, 0, "doctor").version
            yield Finding(True, "server", f"melobridge {version} answers on {host}:{port}")
            yield Finding(True, "round trip", f"{client.round_trip_ms():.2f} ms (median of 200)")
            return
        except NoAnswer:
            pass
    yield from _own_server(host, port)


def _own_server(host: str, port: int) -> Iterator[Finding]:
    from bridge.client import Client
    from bridge.server.dispatcher import Responder
    from bridge.server.loop import serve
    from bridge.server.sockets import bind

    try:
        sock = bind(host, port)
    except ServeError as error:
        yield Finding(False, "port", str(error), fatal=True)
        return
    with sock:
        yield Finding(True, "port", f"{host}:{port} is free: 'melobridge serve' can listen there")
        try:
            name, checkpoint = open_agent(DEFAULT_AGENT)
        except MeloError:  # which is among the findings already
            return
        responder = Responder({name: player_for(checkpoint)}, name, 0)
        threading.Thread(target=serve, args=(sock, responder), daemon=True).start()
        with Client(host, port) as client:
            try:
                yield Finding(
                    True, "round trip", f"{client.round_trip_ms():.2f} ms (median of 200)"
                )
            except NoAnswer as error:
                yield Finding(False, "round trip", f"{error} A firewall may be in the way.", True)


def _page(host: str, port: int) -> Finding:
    """Whether a page answers at a port, or 'melobridge serve' can open one there."""
    place = f"{host}:{port}"
    if _answers_with_our_page(host, port):
        return Finding(True, "page", f"http://{place}/ answers")
    try:
        listen(host, port).close()
    except ServeError as error:
        return Finding(False, "page", str(error))
    return Finding(True, "page", f"{place} is free: 'melobridge serve' has its page there")


def _answers_with_our_page(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=PAGE_SECONDS)
    try:
        connection.request("GET", "/", headers={"Accept": "text/html"})
        return PAGE_TITLE in connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _midi() -> Finding:
    try:
        outputs = machine_ports().outputs
    except PlayError as error:
        return Finding(False, "MIDI", f"{error} Files can be written all the same.")
    if not outputs:
        return Finding(False, "MIDI", f"no outputs: {DEVICE}. {advice()}.")
    return Finding(True, "MIDI", f"outputs: {', '.join(outputs)}")
