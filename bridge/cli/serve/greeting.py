"""What `serve` prints when it listens: where clients and browsers find it."""

from __future__ import annotations

import ipaddress
import sys

from agent.player.checkpoint import Header
from bridge.cli.serve.agents import LoadedAgents
from bridge.osc.address import Address


def greeting(address: Address, agents: LoadedAgents, session: str, link: str) -> str:
    """The lines. address: of the server; session: file of its log, link: of its page, or ''."""
    host, port = address
    name, players, _ = agents
    others = [other for other in players if other != name]
    also = f"   (also loaded: {', '.join(others)})" if others else ""
    target = reachable(host)
    lines = [
        f"melobridge listens on {host}:{port} (UDP)",
        f"  agent          {name}: {_of(players[name].header)}{also}",
        f'  SuperCollider  NetAddr("{target}", {port}).sendMsg("/melo/next", \\lead, 1, 0, 8)',
        f"  Max            [udpsend {target} {port}]  <- /melo/hello 7400 max",
        f"  terminal       oscsend {target} {port} /melo/next siiisi lead 1 0 8 reply_port 9000",
        "  Ctrl-C stops",
    ]
    if session:
        lines.insert(2, f"  session log    {session}")
    if link:
        lines.insert(1, f"  page           {link}")
    if not ipaddress.ip_address(host).is_loopback:
        lines.insert(1, "  open           anybody in this network can ask for notes")
    if not sys.stdout.isatty():
        return "\n".join(lines)
    return "\n".join([f"\033[1m{lines[0]}\033[0m", *lines[1:]])


def reachable(host: str) -> str:
    """The address at which programs of this machine reach a server that listens on `host`."""
    return "127.0.0.1" if host == "0.0.0.0" else host


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
