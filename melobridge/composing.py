"""Pieces without a server: an agent plays in this process. NumPy is loaded by the first one."""

from __future__ import annotations

import secrets
from fractions import Fraction
from pathlib import Path

from bridge.client.keys import KNOBS, Setting, number_of, takes_keys, values_of
from bridge.client.phrase import Phrase, VoiceNote
from bridge.errors import Code, ProtocolError
from bridge.osc.keys import KEYS

TEMPO = "tempo"


def agents() -> list[str]:
    """Names of the agents on this machine, the shipped ones and the user's own.

    The first is the one that plays where none is named.
    """
    from agent.library.catalogue import DEFAULT_AGENT, agent_paths

    return sorted(agent_paths(), key=lambda name: name != DEFAULT_AGENT)


@takes_keys(*(name for name in KEYS if name in KNOBS - {"bars"} or name == TEMPO))
def generate(
    agent: str | Path = "all",
    *,
    bars: int | None = None,
    seed: int | None = None,
    pickup: float | Fraction | None = None,
    **keys: Setting,
) -> Phrase:
    """Compose a piece without a server: the same seed and keys give the same notes.

    agent: a name of `agents`, or a file. bars: its length, 16 by default, 8 for the classic agent.
    seed: random by default; the phrase's keys tell it. pickup: its length in quarter notes, 0 for
    none; as real tunes have it by default. keys: knobs and tempo, as `Voice.set` takes
    them. Raises MeloError.
    """
    from agent.library.catalogue import open_agent
    from agent.library.loading import player_for
    from agent.pieces.piece import compose
    from agent.player.knobs import Knobs

    if others := keys.keys() & KEYS.keys() - KNOBS - {TEMPO}:
        raise ProtocolError(
            Code.UNKNOWN_KEY, f"{min(others)} needs a server: a piece has knobs, a tempo and a seed"
        )
    values = values_of(keys)
    wanted = None if pickup is None else number_of("pickup", pickup)
    player = player_for(open_agent(str(agent))[1])
    values |= values_of(
        {
            "bars": player.usual_bars if bars is None else bars,
            "seed": secrets.randbits(31) if seed is None else seed,
        }
    )
    knobs = Knobs(**{key: value for key, value in values.items() if key in KNOBS})  # type: ignore[arg-type]
    piece = compose(player, knobs, int(values["seed"]), wanted)
    notes = (VoiceNote(index, *note) for index, note in enumerate(piece.notes))
    asked = {} if wanted is None else {"pickup": piece.pickup}
    return Phrase(
        notes,
        {"agent": str(agent), **values, **asked},
        player.own_chords(knobs.key),
        piece.pickup,
    )
