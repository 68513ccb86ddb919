"""`melobridge serve`: load the agents, listen, answer."""

from __future__ import annotations

import ipaddress
import logging
import secrets
import signal
import sys
from typing import Annotated

import typer

from agent.catalogue import DEFAULT_AGENT, agent_paths, open_agent
from agent.checkpoint import Header, load_checkpoint
from agent.errors import CheckpointError
from agent.knobs import Knobs
from agent.players import player_for
from agent.playing import Player
from bridge.cli.options import AgentArgument
from bridge.protocol import DEFAULT_HOST, DEFAULT_PORT

log = logging.getLogger("melobridge")


def serve(
    agent: AgentArgument = DEFAULT_AGENT,
    host: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 opens it to the network.")
    ] = DEFAULT_HOST,
    port: Annotated[
        int, typer.Option(help="UDP port to listen on.", min=0, max=65535)
    ] = DEFAULT_PORT,
    seed: Annotated[
        int | None, typer.Option(help="Seed of the voices that set none; random by default.", min=0)
    ] = None,
) -> None:
    """Answer SuperCollider, Pure Data and Max with notes, until Ctrl-C."""
    from bridge.responder import Responder
    from bridge.server import bind
    from bridge.server import serve as answer

    logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%H:%M:%S", level=logging.INFO)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        name, players = _load_players(agent)
        responder = Responder(players, name, secrets.randbits(32) if seed is None else seed)
        with bind(host, port) as sock:
            here, port_here = sock.getsockname()
            print(_greeting(here, port_here, name, players), flush=True)
            answer(sock, responder)
    except KeyboardInterrupt:
        log.info("stopped")


def _load_players(agent: str) -> tuple[str, dict[str, Player]]:
    """The asked agent first, then every other one that can be read."""
    name, checkpoint = open_agent(agent)
    players = {name: player_for(checkpoint)}
    for other, path in agent_paths().items():
        try:
            players.setdefault(other, player_for(load_checkpoint(path)))
        except CheckpointError as error:
            log.warning("left out: %s", error)
    for player in players.values():
        player.play(player.start(0), Knobs(), 0.5)
    return name, players


def _of(header: Header) -> str:
    """What an agent is, and how good: 'melody, character fiddle, 2.3 bits an event'."""
    parts = [f"task {header.task}"]
    if "character" in header.task_settings:
        parts.append(f"character {header.task_settings['character']}")
    if "start" in header.scores:
        parts.append(f"{header.scores['start']:.1%} of the optimum")
    if "bits" in header.scores:
        parts.append(f"{header.scores['bits']:.1f} bits an event")
    return ", ".join(parts)


def _greeting(host: str, port: int, name: str, players: dict[str, Player]) -> str:
    others = [other for other in players if other != name]
    also = f"   (also loaded: {', '.join(others)})" if others else ""
    target = "127.0.0.1" if host == "0.0.0.0" else host
    lines = [
        f"melobridge listens on {host}:{port} (UDP)",
        f"  agent          {name}: {_of(players[name].header)}{also}",
        f'  SuperCollider  NetAddr("{target}", {port}).sendMsg("/melo/next", \\lead, 1, 0, 8)',
        f"  Max            [udpsend {target} {port}]  <- /melo/hello 7400 max",
        f"  terminal       oscsend {target} {port} /melo/next siiisi lead 1 0 8 reply_port 9000",
        "  Ctrl-C stops",
    ]
    if not ipaddress.ip_address(host).is_loopback:
        lines.insert(1, "  open           anybody in this network can ask for notes")
    if not sys.stdout.isatty():
        return "\n".join(lines)
    return "\n".join([f"\033[1m{lines[0]}\033[0m", *lines[1:]])
