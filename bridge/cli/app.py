"""The typer application: its commands, its help, its version."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from bridge.cli.commands import (
    agents,
    clients,
    corpus,
    doctor,
    evaluate,
    explain,
    ports,
    replay,
    stats,
    train,
)
from bridge.cli.generate.command import generate
from bridge.cli.play import command as play
from bridge.cli.serve import command as serve
from bridge.cli.serve import demo

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"melobridge {version('melobridge')}")
        raise typer.Exit


@app.callback()
def melobridge(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """A melody partner for live coders and producers: trains agents by deep Q-learning, and
    answers SuperCollider, Pure Data and Max over OSC."""


app.command("serve", rich_help_panel="Play")(serve.serve)
app.command("demo", rich_help_panel="Play")(demo.demo)
app.command("play", rich_help_panel="Play")(play.play)
app.command("ports", rich_help_panel="Play")(ports.ports)
app.command("generate", rich_help_panel="Play")(generate)
app.command("explain", rich_help_panel="Play")(explain.explain)
app.command("stats", rich_help_panel="Play")(stats.stats)
app.command("replay", rich_help_panel="Play")(replay.replay)
app.command("agents", rich_help_panel="Play")(agents.agents)
app.add_typer(clients.clients, name="clients", rich_help_panel="Play")
app.command("doctor", rich_help_panel="Play")(doctor.doctor)
app.add_typer(train.train, name="train", rich_help_panel="Learn")
app.command("evaluate", rich_help_panel="Learn")(evaluate.evaluate)
app.add_typer(corpus.corpus, name="corpus", rich_help_panel="Learn")
