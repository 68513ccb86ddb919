"""`melobridge doctor`: what works on this machine, and what to do about what doesn't."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from typing import Annotated, NamedTuple

import typer
from rich.console import Console

from agent.catalogue import agent_paths, open_agent, own_folder
from agent.checkpoint import load_checkpoint
from agent.errors import CheckpointError
from agent.player import Player
from bridge.errors import NoAnswer, ServeError
from bridge.protocol import DEFAULT_HOST, DEFAULT_PORT

PROGRAMS = {
    "sclang": "SuperCollider: install it from supercollider.github.io or your package manager",
    "pd": "Pure Data: install it from puredata.info or your package manager",
    "oscsend": "liblo's oscsend: install liblo-tools to try the server from a terminal",
}


class Finding(NamedTuple):
    """One line of the report; fatal: the main job can't run."""

    ok: bool
    what: str
    text: str
    fatal: bool = False


def doctor(
    host: Annotated[str, typer.Option(help="Where the server listens.")] = DEFAULT_HOST,
    port: Annotated[int, typer.Option(help="Its UDP port.", min=1, max=65535)] = DEFAULT_PORT,
) -> None:
    """Check port, agents, MIDI, clients and round-trip time; say what to do about failures."""
    console, failed = Console(), False
    for finding in _findings(host, port):
        mark = (
            "[green]ok[/green]"
            if finding.ok
            else "[red]!![/red]"
            if finding.fatal
            else "[yellow]--[/yellow]"
        )
        console.print(f"{mark}  {finding.what:<11} {finding.text}", highlight=False, soft_wrap=True)
        failed = failed or (finding.fatal and not finding.ok)
    if failed:
        raise typer.Exit(1)


def _findings(host: str, port: int) -> Iterator[Finding]:
    yield from _agents()
    yield from _server(host, port)
    yield _midi()
    for program, advice in PROGRAMS.items():
        place = shutil.which(program)
        yield Finding(bool(place), program, place or f"not found ({advice})")


def _agents() -> Iterator[Finding]:
    paths = agent_paths()
    for name, path in paths.items():
        try:
            load_checkpoint(path)
        except CheckpointError as error:
            yield Finding(False, "agent", f"{error}", fatal=name == "classic")
    if "classic" not in paths:
        yield Finding(
            False, "agents", "the shipped agent is missing: install melobridge again", True
        )
    yield Finding(bool(paths), "agents", f"{', '.join(paths)} (your own: {own_folder()})")


def _server(host: str, port: int) -> Iterator[Finding]:
    """Either a running server, or a free port and the time of a server of our own."""
    from bridge.client import Client

    with Client(host, port, timeout=0.5) as client:
        try:
            version = client.ask("/melo/hello", 0, "doctor")[0].values[1]
            yield Finding(True, "server", f"melobridge {version} answers on {host}:{port}")
            yield Finding(True, "round trip", f"{client.round_trip_ms():.2f} ms (median of 200)")
            return
        except NoAnswer:
            pass
    yield from _own_server(host, port)


def _own_server(host: str, port: int) -> Iterator[Finding]:
    from bridge.client import Client
    from bridge.responder import Responder
    from bridge.server import bind, serve

    try:
        sock = bind(host, port)
    except ServeError as error:
        yield Finding(False, "port", str(error), fatal=True)
        return
    with sock:
        yield Finding(True, "port", f"{host}:{port} is free: 'melobridge serve' can listen there")
        responder = Responder({"classic": Player(open_agent("classic")[1])}, "classic", 0)
        threading.Thread(target=serve, args=(sock, responder), daemon=True).start()
        with Client(host, port) as client:
            try:
                yield Finding(
                    True, "round trip", f"{client.round_trip_ms():.2f} ms (median of 200)"
                )
            except NoAnswer as error:
                yield Finding(False, "round trip", f"{error} A firewall may be in the way.", True)


def _midi() -> Finding:
    try:
        import rtmidi

        ports = rtmidi.MidiOut().get_ports()
    except (ImportError, OSError, RuntimeError) as error:
        return Finding(False, "MIDI", f"not available ({error}): files can be written all the same")
    if not ports:
        return Finding(
            False, "MIDI", "no ports: start a synthesizer or connect a device to use them"
        )
    return Finding(True, "MIDI", f"ports: {', '.join(ports)}")
