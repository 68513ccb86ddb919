"""Where agents are found: shipped ones in the package, the user's own in one folder.

Agents have names. Only the command line may also give a path; no request from the network ever
opens one.
"""

from __future__ import annotations

import os
import re
from importlib.resources import files
from pathlib import Path

from agent.errors import AgentNotFound, did_you_mean
from agent.library.loading import Checkpoint, load_checkpoint, load_melody
from agent.melody.playing.checkpoint import MelodyCheckpoint
from agent.player.checkpoint import SUFFIX

# The agent that plays when none is named.
DEFAULT_AGENT = "all"
FOLDER_VARIABLE = "MELOBRIDGE_AGENTS"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def shipped_folder() -> Path:
    """The folder of the agents that come with melobridge."""
    return Path(str(files("agent") / "shipped"))


def own_folder() -> Path:
    """The folder of the user's own agents: $MELOBRIDGE_AGENTS, or in the user's data folder."""
    if folder := os.environ.get(FOLDER_VARIABLE):
        return Path(folder)
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "melobridge" / "agents"
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "melobridge" / "agents"


def agent_paths() -> dict[str, Path]:
    """The files of all agents by name; an agent of the user hides a shipped one of its name."""
    found = {}
    for folder in (shipped_folder(), own_folder()):
        if folder.is_dir():
            found.update({path.stem: path for path in sorted(folder.glob(f"*{SUFFIX}"))})
    return {name: path for name, path in found.items() if NAME.fullmatch(name)}


def find_agent(name: str) -> Path:
    """The file of an agent. Raises AgentNotFound, which lists the available names."""
    paths = agent_paths()
    found = paths.get(name) or paths.get(name.lower())
    if found is None:
        others = f"use one of {', '.join(paths) or 'none'}"
        raise AgentNotFound(f"there is no agent '{name}': {did_you_mean(name, paths) or others}")
    return found


def is_file(name_or_file: str) -> bool:
    """Whether this is the file of an agent, not a name."""
    path = Path(name_or_file)
    return path.suffix == SUFFIX or len(path.parts) > 1


def open_agent(name_or_file: str) -> tuple[str, Checkpoint]:
    """Name and checkpoint of an agent given by name, or by its file (for the command line).

    Raises AgentNotFound or CheckpointError.
    """
    name, path = _located(name_or_file)
    return name, load_checkpoint(path)


def open_melody_agent(name_or_file: str) -> tuple[str, MelodyCheckpoint]:
    """Like `open_agent`; also raises WrongTask unless the agent is of the melody task."""
    name, path = _located(name_or_file)
    return name, load_melody(path)


def _located(name_or_file: str) -> tuple[str, Path]:
    """Name and file of an agent."""
    if is_file(name_or_file):
        path = Path(name_or_file)
        return path.stem, path
    found = find_agent(name_or_file)
    return found.stem, found
