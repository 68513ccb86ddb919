"""`melobridge explain`: why an agent plays what it plays, note by note."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.console import Console

from agent.errors import ConfigError
from agent.library.catalogue import DEFAULT_AGENT, open_agent
from agent.library.loading import player_for
from agent.music.note import Note
from agent.pieces.piece import Piece, compose, played
from agent.player.explanation import Explanation
from agent.player.protocol import AnyPlayer
from bridge.cli.generate.command import check_chords
from bridge.cli.shared.knobs import knobs_of, with_knobs
from bridge.cli.shared.options import AgentArgument, PickupOption
from bridge.cli.shared.working import OnProgress, working
from bridge.cli.tables.explanations import Reason, in_full, note_name, overview
from bridge.cli.tables.piece import describe

EXPLAINING, WRITING = "explaining", "writing it down"


@with_knobs
def explain(
    agent: AgentArgument = DEFAULT_AGENT,
    bars: Annotated[int, typer.Option(help="Length in bars.", min=1, max=1024)] = 4,
    pickup: PickupOption = None,
    seed: Annotated[
        int | None, typer.Option(help="Same seed, same take; random by default.", min=0)
    ] = None,
    note: Annotated[
        int | None, typer.Option(help="Show this note in full; the first one is 1.", min=1)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    **turned: Any,
) -> None:
    """Compose a take, and say of every note why it was chosen.

    Each part of the policy speaks for a note (+) or against it (-), compared with the average of
    what was likely there: what is usual in real tunes, and the terms that the knobs weigh.
    """
    name, checkpoint = open_agent(agent)
    player = player_for(checkpoint)
    knobs = knobs_of(turned, bars=bars)
    check_chords(player, knobs, chords=False)
    number = secrets.randbits(31) if seed is None else seed
    console = Console()
    # A long take needs seconds for its reasons, and as many again for a table of them.
    with working(EXPLAINING) as on_progress, console.capture() as caught:
        piece = compose(player, knobs, number, pickup)
        reasons = list(_reasons(player, piece, number, on_progress))
        if note is not None and note > len(reasons):
            raise ConfigError(f"--note is {note}: the last one of this take is {len(reasons)}")
        on_progress(WRITING, 0, 1)
        title = describe(name, number, piece)
        if as_json:
            shown = reasons if note is None else reasons[note - 1 : note]
            take = {"take": title, "notes": [_json(piece, *one) for one in shown]}
            console.out(json.dumps(take, indent=2), highlight=False)
        elif note is None:
            overview(console, title, piece, reasons)
        else:
            in_full(console, title, piece, reasons, note - 1)
    print(caught.get(), end="")


def _reasons(
    player: AnyPlayer, piece: Piece, seed: int, on_progress: OnProgress
) -> Iterator[Reason]:
    """The notes of a piece, each with what is known of it."""
    for line, note in played(player, piece.knobs, seed, pickup=piece.pickup):
        yield Reason(note, player.explain(line, piece.knobs, note))
        on_progress(EXPLAINING, int(note.onset / piece.bar), piece.knobs.bars)


def _json(piece: Piece, note: Note, why: Explanation) -> dict[str, Any]:
    """A note and its explanation as JSON."""
    facts = why._asdict()
    facts["parts"] = {name: round(nats, 4) for name, nats in why.parts.items()}
    facts["alternatives"] = [
        {"name": note_name(piece, other), "note": other._asdict(), "probability": probability}
        for other, probability in why.alternatives
    ]
    return {"name": note_name(piece, note), **note._asdict(), **facts}
