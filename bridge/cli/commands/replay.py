"""`melobridge replay`: plays a session again from its log, and compares every reply."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from agent.library.catalogue import agent_paths
from agent.library.loading import load_checkpoint, player_for
from agent.player.protocol import AnyPlayer
from agent.wording import counted
from bridge.cli.shared.output_files import MIDI, Overwrite, check_output
from bridge.cli.shared.working import working
from bridge.errors import SessionError
from bridge.session.log import Session, Swap, digest, parse

REPLAYING = "replaying"
LogArgument = Annotated[
    Path, typer.Argument(help="Log of a session ('melobridge serve --log').", dir_okay=False)
]


def replay(
    log: LogArgument,
    agent: Annotated[
        list[Path] | None,
        typer.Option(
            help="File of an agent that played and isn't among yours any more (may be repeated).",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    midi: Annotated[
        Path | None,
        typer.Option(
            help="Also write what was played into this MIDI file, one track a voice.",
            dir_okay=False,
        ),
    ] = None,
    tempo: Annotated[
        float, typer.Option(help="Quarter notes per minute of the MIDI file.", min=20, max=400)
    ] = 120,
    overwrite: Overwrite = False,
) -> None:
    """Play a session again, with the same agents, seeds and times: is every reply as it was?

    Tells the first one that isn't, and ends with status 1.
    """
    from bridge.session.replay import replay as again

    if midi:
        check_output(midi, "--midi", MIDI, overwrite=overwrite)
    session = read_session(log)
    if midi:
        _write(midi, session, tempo)
    players = _players(session, agent or [])
    with working(REPLAYING) as on_progress:
        found = again(session, players, lambda done, of: on_progress(REPLAYING, done, of))
    if found.difference:
        raise SessionError(f"{log} isn't as it was: {found.difference}{_other_version(session)}")
    print(f"{counted(found.requests, 'request')}, {counted(found.notes, 'note')}: all as they were")
    if session.cut:
        print("the last line of the log is cut short: that is where the replay ends")


def read_session(log: Path) -> Session:
    """A session from its log. Raises SessionError."""
    try:
        with log.open("rb") as file:
            return parse(file, str(log))
    except OSError as error:
        raise SessionError(f"{log} can't be read: {error.strerror or error}") from None


def _players(session: Session, given: list[Path]) -> dict[str, AnyPlayer]:
    """All agents of a session, by digest. Raises SessionError for one whose file is missing."""
    swaps = [step for step in session.steps if isinstance(step, Swap)]
    needed = [*session.agents.items(), *((swap.name, swap.digest) for swap in swaps)]
    own = agent_paths()
    files = {digest(path.read_bytes()): path for path in [*own.values(), *given]}
    for name, content in needed:
        if content not in files:
            state = "has changed since the session" if name in own else "isn't here"
            raise SessionError(
                f"agent '{name}' {state}: give its file as it was then by --agent FILE"
            )
    return {content: player_for(load_checkpoint(files[content])) for _, content in needed}


def _write(path: Path, session: Session, tempo: float) -> None:
    from bridge.export.midi_file import write_voices
    from bridge.session.transcript import score, transcribe

    voices = {
        f"{voice} ({host}:{port})": score(melodies)
        for ((host, port), voice), melodies in transcribe(session).melodies.items()
    }
    if not voices:
        raise SessionError(f"no voice played in this session: there is nothing for {path}")
    write_voices(path, voices, tempo)
    print(f"{path}: {', '.join(voices)}")


def _other_version(session: Session) -> str:
    from importlib.metadata import version

    here = version("melobridge")
    return "" if session.version == here else f" (logged by {session.version}, this is {here})"
