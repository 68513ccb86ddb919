"""`melobridge serve`: load the agents, listen, answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from agent.errors import ConfigError
from agent.library.catalogue import DEFAULT_AGENT
from bridge.cli.commands.ports import check_inputs
from bridge.cli.serve.run import RATE, ServeOptions, run
from bridge.cli.shared.options import AgentArgument, check_sync
from bridge.midi.commands import INTERNAL
from bridge.midi.ports.names import OWN_PORT
from bridge.osc.protocol import DEFAULT_HOST, DEFAULT_PORT


def serve(
    agent: AgentArgument = DEFAULT_AGENT,
    host: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 opens it to the network.")
    ] = DEFAULT_HOST,
    port: Annotated[
        int, typer.Option(help="UDP port to listen on.", min=0, max=65535)
    ] = DEFAULT_PORT,
    seed: Annotated[
        int | None, typer.Option(help="Seed of the voices that set none; random by default.", min=0)
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option(
            "--log",
            help="Write the session to this file, for replay and training.",
            dir_okay=False,
        ),
    ] = None,
    rate: Annotated[
        float,
        typer.Option(help="Most messages and notes a second of a client; 0 = no limit.", min=0),
    ] = RATE,
    realtime: Annotated[
        bool, typer.Option("--realtime", help="Come before all other programs, where allowed.")
    ] = False,
    sync: Annotated[
        str,
        typer.Option(
            help="Time of what it plays by MIDI (/melo/play): internal, midi (follows the clock "
            "that comes to its input), or link."
        ),
    ] = INTERNAL,
    heard: Annotated[
        list[str] | None,
        typer.Option(
            "--input", help="MIDI inputs of what it plays by MIDI.", show_default="melobridge"
        ),
    ] = None,
    page_port: Annotated[
        int | None,
        typer.Option(
            "--page",
            help="TCP port of the page for a browser.",
            show_default="the one after --port",
            min=0,
            max=65535,
        ),
    ] = None,
    no_page: Annotated[bool, typer.Option("--no-page", help="Serve no page.")] = False,
    announce: Annotated[
        bool,
        typer.Option(
            "--announce", help="Let controllers of an open network find it, and turn its knobs."
        ),
    ] = False,
    with_parent: Annotated[
        bool, typer.Option("--with-parent", hidden=True, help="End with the standard input.")
    ] = False,
) -> None:
    """Answer SuperCollider, Pure Data and Max with notes, until Ctrl-C."""
    check_sync(sync)
    if no_page and (announce or page_port is not None):
        raise ConfigError("--no-page excludes --page and --announce: leave it out, or these")
    check_inputs(heard or [])
    options = ServeOptions(
        agent=agent,
        host=host,
        port=port,
        seed=seed,
        log_file=record,
        rate=rate,
        realtime=realtime,
        sync=sync,
        inputs=tuple(heard or [OWN_PORT]),
        page=not no_page,
        page_port=page_port,
        announce=announce,
        with_parent=with_parent,
    )
    run(options)
