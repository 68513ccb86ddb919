"""The agents of a server, loaded and warm."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import NamedTuple

from agent.errors import CheckpointError
from agent.library.catalogue import agent_paths, find_agent, is_file
from agent.library.loading import load_checkpoint, player_for
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer
from bridge.worker.file_watch import FileIdentity, identity

log = logging.getLogger("melobridge")


class LoadedAgents(NamedTuple):
    """The agents of a server, by name. known: their files as they were read."""

    default: str
    players: dict[str, AnyPlayer]
    known: dict[str, FileIdentity]


def load_agents(agent: str) -> LoadedAgents:
    """The given agent first, then all others that can be read. Raises MeloError for the first."""
    path = Path(agent) if is_file(agent) else find_agent(agent)
    name = path.stem
    paths = {name: path} | {other: found for other, found in agent_paths().items() if other != name}
    players, known = dict[str, AnyPlayer](), dict[str, FileIdentity]()
    for other, file in paths.items():
        before = identity(file)
        try:
            players[other] = player_for(load_checkpoint(file))
        except CheckpointError as error:
            if other == name:
                raise
            log.warning("left out: %s", error)
        if before is not None:
            known[other] = before
    for player in players.values():
        player.play(player.start(0), Knobs(), 0.5)
    return LoadedAgents(name, players, known)
