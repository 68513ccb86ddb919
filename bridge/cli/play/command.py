"""`melobridge play`: an agent as a MIDI musician, for any DAW or synthesizer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from agent.library.catalogue import DEFAULT_AGENT
from bridge.cli.play.options import PlayOptions
from bridge.cli.play.run import run
from bridge.cli.shared.knobs import knobs_of, with_knobs
from bridge.cli.shared.options import check_sync, complete_agent
from bridge.midi.commands import INTERNAL
from bridge.midi.ports.names import OWN_PORT
from bridge.osc.parameters import MODES

TIME, CONTROLS = "Time", "Controls and files"


@with_knobs
def play(
    voices: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[AGENT[,KEY=VALUE...]]...",
            help="One or more agents ('melobridge agents' lists them), each with settings of its "
            "own if need be (port, channel, mode, hear, name, any key of docs/protocol.md): "
            "all,channel=2,low=36,name=bass",
            autocompletion=complete_agent,
            show_default=DEFAULT_AGENT,
        ),
    ] = None,
    port: Annotated[
        str,
        typer.Option(
            help="MIDI output: (a part of) the name of one that is there ('melobridge ports' lists "
            "them); 'melobridge' is a virtual port of our own, which your DAW sees as an input."
        ),
    ] = OWN_PORT,
    sound: Annotated[
        bool,
        typer.Option(
            "--sound",
            help="Play by FluidSynth, which is started along (it has to be installed): nothing "
            "else is needed to hear it.",
        ),
    ] = False,
    channel: Annotated[
        int, typer.Option(help="MIDI channel of the first voice; the others follow.", min=1, max=16)
    ] = 1,
    mode: Annotated[
        str,
        typer.Option(
            help="generate plays on its own; answer listens to a phrase and answers it; duet plays "
            "along with what it hears; pitch keeps the rhythm of your keys and replaces pitches."
        ),
    ] = MODES[0],
    heard: Annotated[
        list[str] | None,
        typer.Option(
            "--input",
            help="MIDI input for keys, controls and clock, as --port; may be given several times.",
            show_default=OWN_PORT,
        ),
    ] = None,
    hear: Annotated[
        int, typer.Option(help="Channel that it listens to; 0 = all of them.", min=0, max=16)
    ] = 0,
    rest: Annotated[
        float,
        typer.Option(help="Mode answer: so many beats of rest end a phrase.", min=0.25, max=16),
    ] = 1.0,
    trade: Annotated[
        int,
        typer.Option(help="Mode answer: trade so many bars instead; 0 = by rests.", min=0, max=8),
    ] = 0,
    follow: Annotated[
        float | None,
        typer.Option(
            help="How much it takes up of what it hears: 0.5 in the modes that hear.",
            min=0,
            max=1,
            show_default=False,
        ),
    ] = None,
    tempo: Annotated[
        float,
        typer.Option(help="Quarter notes per minute.", min=20, max=400, rich_help_panel=TIME),
    ] = 120.0,
    sync: Annotated[
        str,
        typer.Option(
            help="internal: our own clock; midi: follows the MIDI clock that comes to the input "
            "(start, stop, song position); link: Ableton Link, with everybody in the network.",
            rich_help_panel=TIME,
        ),
    ] = INTERNAL,
    clock_out: Annotated[
        bool,
        typer.Option("--clock-out", help="Send MIDI clock to the outputs.", rich_help_panel=TIME),
    ] = False,
    latency: Annotated[
        float,
        typer.Option(
            help="Send so many milliseconds earlier, where the sound comes late.",
            min=-100,
            max=100,
            rich_help_panel=TIME,
        ),
    ] = 0.0,
    controls: Annotated[
        Path | None,
        typer.Option(
            "--map",
            help="What your controls do (TOML, docs/midi.md), on top of the usual: CC 16 to 29 "
            "turn the knobs, CC 64 is thumbs up and CC 67 thumbs down.",
            rich_help_panel=CONTROLS,
        ),
    ] = None,
    learn: Annotated[
        bool,
        typer.Option(
            "--learn",
            help="First move your controls one by one; --map FILE keeps what they do.",
            rich_help_panel=CONTROLS,
        ),
    ] = False,
    record: Annotated[
        Path | None,
        typer.Option(
            help="Record all that is played and heard into this MIDI file.",
            rich_help_panel=CONTROLS,
        ),
    ] = None,
    server: Annotated[
        str,
        typer.Option(
            help="HOST:PORT of a running 'melobridge serve' to ask, instead of one of our own.",
            rich_help_panel=CONTROLS,
        ),
    ] = "",
    seed: Annotated[
        int | None,
        typer.Option(help="Same seed, same music; random by default.", min=0),
    ] = None,
    **turned: Any,
) -> None:
    """Play by MIDI, in time with your DAW: alone, in answer to you, or along with you.

    With nothing else said it opens the virtual port 'melobridge' (Linux, macOS): choose it as the
    MIDI input of a track in your DAW, arm the track, and listen. Ctrl-C ends.
    """
    knobs = knobs_of(turned)
    check_sync(sync)
    run(
        PlayOptions(
            voices=tuple(voices or [DEFAULT_AGENT]),
            port=port,
            sound=sound,
            channel=channel,
            mode=mode,
            inputs=tuple(heard or [OWN_PORT]),
            hear=hear,
            rest=rest,
            trade=trade,
            follow=follow,
            tempo=tempo,
            sync=sync,
            clock_out=clock_out,
            latency_ms=latency,
            map_file=controls,
            learn=learn,
            record=record,
            server=server,
            seed=seed,
            knobs=knobs,
        )
    )
