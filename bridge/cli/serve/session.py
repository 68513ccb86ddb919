"""The head of a session log."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from itertools import count
from pathlib import Path

from bridge.cli.serve.agents import LoadedAgents
from bridge.errors import ServeError


def begin_session(
    wanted: Path,
    agents: LoadedAgents,
    seed: int,
    presets: Mapping[str, dict[str, object]],
    tastes: Mapping[str, dict[str, object]],
) -> str:
    """Write the head of the session log to a new file. Returns its path. Raises ServeError."""
    from bridge.session.log import digest, head

    names = (wanted.with_stem(f"{wanted.stem}-{number}") for number in count(2))
    path = wanted
    digests = {name: digest(Path(agents.known[name].path).read_bytes()) for name in agents.players}
    text = head(version("melobridge"), agents.default, seed, digests, presets, tastes)
    while True:
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text + "\n")
            return str(path.absolute())
        except FileExistsError:
            path = next(names)
        except OSError as error:
            raise ServeError(
                f"the session log {wanted} can't be written ({error.strerror}): choose another "
                "place with --log"
            ) from None
