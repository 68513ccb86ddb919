"""JSON files of presets and tastes: a folder for each kind, beside that of the user's agents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from agent.errors import TaskError
from agent.files import write_atomically
from agent.library.catalogue import NAME, own_folder
from agent.taste.model import Taste
from bridge.osc.limits import MOST_PRESETS
from bridge.server.jobs import PRESET, TASTE, Content

KINDS = PRESET, TASTE
SUFFIX = ".json"
MOST_BYTES = 1 << 17


def folder(kind: str) -> Path:
    """The folder of a kind."""
    return own_folder().parent / f"{kind}s"


def keep(kind: str, name: str, content: Content) -> None:
    """Write one atomically. Raises OSError, and ValueError for an invalid kind or name."""
    if kind not in KINDS or not NAME.fullmatch(name):
        raise ValueError(f"no place for the {kind} '{name}'")
    write_atomically(folder(kind) / f"{name}{SUFFIX}", json.dumps(content, indent=1).encode())


def kept(kind: str) -> tuple[dict[str, Content], list[str]]:
    """All of a kind by name, and a log line for each damaged file."""
    found, faults = dict[str, Content](), list[str]()
    for path in sorted(folder(kind).glob(f"*{SUFFIX}")):
        if not NAME.fullmatch(path.stem) or len(found) >= MOST_PRESETS:
            continue
        try:
            found[path.stem] = _read(kind, path)
        except (OSError, ValueError, TaskError) as error:
            faults.append(f"left out: the {kind} {path} is damaged ({error})")
    return found, faults


def _read(kind: str, path: Path) -> Content:
    with path.open("rb") as file:
        content: Any = json.loads(file.read(MOST_BYTES))
    if not isinstance(content, dict):
        raise ValueError("not a JSON object")
    if kind == TASTE:
        Taste.from_json(content)
    elif not all(isinstance(value, int | float | str) for value in content.values()):
        raise ValueError("a value is neither a number nor a text")
    return content
