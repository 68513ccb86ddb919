"""A server for one script or notebook."""

from __future__ import annotations

from pathlib import Path

from bridge.client import Client


def serve(agent: str | Path = "all", *, seed: int | None = None) -> Client:
    """Start a server, and return a client of it.

    It is a process of its own at a free port of this machine, and ends with the client's block,
    with its `close`, or with this program. Several may run at once.

    agent: plays voices that name none, a name of `agents` or a file. seed: of voices that set none,
    random by default. Raises MeloError if it doesn't start.
    """
    from bridge.client.served import ServedClient

    return ServedClient(str(agent), seed)
