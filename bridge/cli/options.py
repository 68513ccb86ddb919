"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from agent.catalogue import agent_paths
from agent.player import KNOB_RANGES


def _complete_agent(incomplete: str) -> list[str]:
    return [name for name in agent_paths() if name.startswith(incomplete)]


def _knob(text: str, name: str) -> typer.models.OptionInfo:
    least, most = KNOB_RANGES[name]
    option: typer.models.OptionInfo = typer.Option(
        help=text, min=least, max=most, rich_help_panel="Knobs"
    )
    return option


AgentArgument = Annotated[
    str,
    typer.Argument(
        help="Name of an agent ('melobridge agents' lists them), or its file.",
        autocompletion=_complete_agent,
    ),
]
Harmony = Annotated[float, _knob("Weight of consonance and chord tones.", "harmony")]
Smoothness = Annotated[float, _knob("Weight of steps over leaps.", "smoothness")]
Variety = Annotated[float, _knob("Weight of distinct notes and one climax.", "variety")]
Temperature = Annotated[
    float, _knob("0 always takes the best note; more is more adventurous.", "temperature")
]
