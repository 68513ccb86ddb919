"""What `melobridge play` does until Ctrl-C: a server, a player, a view of both."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from rich.console import Console
from rich.live import Live

from agent.music.chords import progression_of
from agent.player.knobs import NO_CHORDS
from bridge.cli.play.own_server import OwnServer
from bridge.cli.play.view import view
from bridge.cli.play.view_state import Performer, Scene
from bridge.cli.play.voice_spec import OWN_PORT, Voicing
from bridge.errors import PlayError
from bridge.musician import messages
from bridge.musician.controls.control_map import Source, Target
from bridge.musician.launch import player_process
from bridge.musician.messages import Place, PortSpec, Stage
from bridge.osc.protocol import DEFAULT_PORT
from bridge.processes.child import Child

START_SECONDS, LAST_SECONDS = 15.0, 3.0
# So often news is looked for, and the view drawn anew.
STEP_SECONDS, FRAME_SECONDS = 0.02, 0.08
LOCAL = "127.0.0.1"


def port_spec(name: str, latency_ms: float) -> PortSpec:
    """A port by its name: our own is a virtual one."""
    return name, name == OWN_PORT, latency_ms


def perform(
    console: Console,
    voicings: Sequence[Voicing],
    stage: Stage,
    *,
    server: str,
    rest: float,
    trade: int,
) -> None:
    """Play until Ctrl-C. server: HOST:PORT, or '' for one of our own. Raises MeloError."""
    with ExitStack() as stack:
        if server:
            own, address = None, _address(server)
        else:
            own = stack.enter_context(closing(OwnServer(voicings[0].agent)))
            address = LOCAL, own.port
        band = player_process(stage)
        stack.callback(band.close, LAST_SECONDS)
        scene = _scene(voicings, stage)
        for place in _places(voicings, stage, address, rest, trade):
            band.send(messages.SEAT, *place)
        _wait_for_seats(band, scene)
        band.send(messages.GO)
        _watch(console, band, scene, own)


def _address(server: str) -> tuple[str, int]:
    """Host and port of HOST:PORT, or of HOST alone."""
    host, _, port = server.partition(":")
    if not (port or str(DEFAULT_PORT)).isdecimal():
        raise PlayError(f"'{server}' is no server: write it as 127.0.0.1:{DEFAULT_PORT}")
    return host or LOCAL, int(port or DEFAULT_PORT)


def _places(
    voicings: Sequence[Voicing], stage: Stage, address: tuple[str, int], rest: float, trade: int
) -> Iterator[Place]:
    """Where the voices sit. Only the first agent may be a file: the others have to be known."""
    ports = {spec[0]: spec for spec in stage.outputs}
    for voicing in voicings:
        keys = {"agent": Path(voicing.agent).stem, **voicing.keys}
        chords = str(keys.get("chords", NO_CHORDS))
        yield Place(
            name=voicing.name,
            server=address,
            envelope=b"",
            voice=voicing.name,
            keys=keys,
            output=ports[voicing.port],
            channel=voicing.channel,
            hears=voicing.hear,
            mode=voicing.mode,
            meter=str(keys.get("meter", stage.meter)),
            chords=1 if chords == NO_CHORDS else len(progression_of(chords)),
            rest=rest,
            trade=trade,
        )


def _scene(voicings: Sequence[Voicing], stage: Stage) -> Scene:
    return Scene(
        {v.name: Performer(v, v.port, dict(v.keys)) for v in voicings},
        targets={Source(*entry[:3]): Target(*entry[3:]) for entry in stage.map},
        sync=stage.sync,
        bpm=stage.bpm,
        meter=stage.meter,
        record=Path(stage.record).name,
    )


def _wait_for_seats(band: Child, scene: Scene) -> None:
    """Wait until all voices sit. Raises PlayError with what is in the way."""
    waiting, latest = set(scene.performers), time.monotonic() + START_SECONDS
    while waiting:
        for kind, *values in band.receive():
            if kind == messages.SEATED:
                waiting.discard(values[0])
            elif kind == messages.REFUSED:
                raise PlayError(values[1])
            else:
                scene.take(kind, *values)
        if band.ended or time.monotonic() > latest:
            raise PlayError("the player didn't start: 'melobridge ports' tells whether MIDI works")
        time.sleep(STEP_SECONDS)


def _watch(console: Console, band: Child, scene: Scene, own: OwnServer | None) -> None:
    """Show what happens until Ctrl-C."""
    with _live(console, scene) as live:
        while not band.ended:
            for kind, *values in band.receive():
                scene.take(kind, *values)
                if live is None and kind == messages.SAY:
                    console.print(*values, soft_wrap=True, markup=False)
            if own is not None and own.look_after():
                scene.take(messages.SAY, "the server had ended: another one was started")
            if live is not None:
                live.update(view(scene), refresh=True)
            time.sleep(FRAME_SECONDS)
    raise PlayError("the player ended by itself: please report it")


@contextmanager
def _live(console: Console, scene: Scene) -> Iterator[Live | None]:
    """The view in a terminal; elsewhere a line for each voice."""
    if console.is_terminal:
        with Live(view(scene), console=console, auto_refresh=False) as live:
            yield live
        return
    for performer in scene.performers.values():
        name, mode, channel = (
            getattr(performer.voicing, key) for key in ("name", "mode", "channel")
        )
        console.print(f"{name} plays on {performer.port}, channel {channel} ({mode})")
    yield None
