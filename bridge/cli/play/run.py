"""What `melobridge play` does until Ctrl-C: a server, a player, a view of both."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from rich.console import Console
from rich.live import Live

from agent.music.chords import progression_of
from agent.player.knobs import NO_CHORDS
from bridge.cli.play.connections import ConnectionWatch, can_tell
from bridge.cli.play.options import PlayOptions
from bridge.cli.play.view import view
from bridge.cli.play.view_state import ViewState, VoiceState
from bridge.cli.play.voice_spec import VoiceSpec
from bridge.cli.shared.output_files import TOML, check_output
from bridge.errors import PlayError
from bridge.midi.events import LogLine
from bridge.midi.ports.names import OWN_PORT
from bridge.musician.controls import map_file
from bridge.musician.controls.control_map import DEFAULT, Source, Target
from bridge.musician.launch import PlayerProcess
from bridge.musician.messages import (
    PlayerRefused,
    PlayerSetup,
    StartSong,
    VoiceAdded,
    VoiceRefused,
    VoiceSetup,
)
from bridge.osc.address import Address
from bridge.osc.protocol import DEFAULT_HOST, DEFAULT_PORT
from bridge.processes.own_server import OwnServer

START_SECONDS, LAST_SECONDS = 15.0, 3.0
# How often reports are looked for, and the view drawn anew.
STEP_SECONDS, FRAME_SECONDS = 0.02, 0.08
HINT = f"no sound? choose '{OWN_PORT}' as an input in your DAW, or use --sound"


def run(options: PlayOptions) -> None:
    """Play until Ctrl-C. Raises MeloError."""
    options.check()
    if options.map_file and options.learn:
        check_output(options.map_file, "--map", TOML, overwrite=True)
    options.voice_specs()
    console, learn = Console(), options.learn
    targets: Mapping[Source, Target] = DEFAULT
    if options.map_file and not learn:
        targets = map_file.read(options.map_file)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with suppress(KeyboardInterrupt), ExitStack() as stack:
        if options.sound:
            from bridge.cli.play.synthesiser import Synthesiser

            options = options._replace(port=stack.enter_context(closing(Synthesiser())).port)
        voices = options.voice_specs()
        if learn:
            from bridge.cli.play.midi_learn import learned

            targets = learned(console, options.input_specs(), options.map_file)
        setup = options.player_setup(voices, targets)
        stack.callback(_drop_if_empty, setup.record)
        perform(console, voices, setup, options.server)


def _drop_if_empty(record: str) -> None:
    """Take away the file of a recording that never began. record: its path, or ''."""
    if record and Path(record).exists() and not Path(record).stat().st_size:
        Path(record).unlink()


def perform(console: Console, voices: Sequence[VoiceSpec], setup: PlayerSetup, server: str) -> None:
    """Play until Ctrl-C. server: HOST:PORT, or '' for one of our own. Raises MeloError."""
    with ExitStack() as stack:
        if server:
            own, address = None, _address(server)
        else:
            own = stack.enter_context(closing(OwnServer(voices[0].agent)))
            address = DEFAULT_HOST, own.port
        player = PlayerProcess(setup)
        stack.callback(player.close, LAST_SECONDS)
        state = _view_state(voices, setup)
        own_port = any(virtual for _, virtual, _ in setup.outputs)
        shown = own_port and console.is_terminal and can_tell()
        watch = stack.enter_context(closing(ConnectionWatch())) if shown else None
        if own_port and not shown:
            state.take(LogLine(HINT))
        for voice in _voice_setups(voices, setup, address):
            player.send(voice)
        _wait_for_voices(player, state)
        player.send(StartSong())
        _watch(console, player, state, own, watch)


def _address(server: str) -> Address:
    """Host and port of HOST:PORT, or of HOST alone."""
    host, _, port = server.partition(":")
    if not (port or str(DEFAULT_PORT)).isdecimal():
        raise PlayError(f"'{server}' is no server: write it as {DEFAULT_HOST}:{DEFAULT_PORT}")
    return host or DEFAULT_HOST, int(port or DEFAULT_PORT)


def _voice_setups(
    voices: Sequence[VoiceSpec], setup: PlayerSetup, address: Address
) -> Iterator[VoiceSetup]:
    """Only the first agent may be a file: the server has to know the others by name."""
    ports = {spec[0]: spec for spec in setup.outputs}
    for voice in voices:
        keys = {"agent": Path(voice.agent).stem, **voice.keys}
        chords = str(keys.get("chords", NO_CHORDS))
        yield VoiceSetup(
            name=voice.name,
            server=address,
            envelope=b"",
            voice=voice.name,
            keys=keys,
            output=ports[voice.port],
            channel=voice.channel,
            hears=voice.hear,
            mode=voice.mode,
            meter=str(keys.get("meter", setup.meter)),
            chords=1 if chords == NO_CHORDS else len(progression_of(chords)),
            rest=voice.rest,
            trade=voice.trade,
        )


def _view_state(voices: Sequence[VoiceSpec], setup: PlayerSetup) -> ViewState:
    return ViewState(
        {voice.name: VoiceState(voice, voice.port, dict(voice.keys)) for voice in voices},
        targets={Source(*spec[:3]): Target(*spec[3:]) for spec in setup.controls},
        sync=setup.sync,
        bpm=setup.bpm,
        meter=setup.meter,
        record=Path(setup.record).name,
    )


def _wait_for_voices(player: PlayerProcess, state: ViewState) -> None:
    """Wait until all voices can play. Raises PlayError where one can't."""
    waiting, latest = set(state.voices), time.monotonic() + START_SECONDS
    while waiting:
        for report in player.reports():
            match report:
                case VoiceAdded(name):
                    waiting.discard(name)
                case VoiceRefused(_, text) | PlayerRefused(text):
                    raise PlayError(text)
                case _:
                    state.take(report)
        if player.ended or time.monotonic() > latest:
            raise PlayError("the player didn't start: 'melobridge ports' tells whether MIDI works")
        time.sleep(STEP_SECONDS)


def _watch(
    console: Console,
    player: PlayerProcess,
    state: ViewState,
    own: OwnServer | None,
    watch: ConnectionWatch | None,
) -> None:
    """Show what happens until Ctrl-C."""
    with _live(console, state) as live:
        while not player.ended:
            for report in player.reports():
                state.take(report)
                if live is None and isinstance(report, LogLine):
                    console.print(report.text, soft_wrap=True, markup=False)
            if own is not None and own.look_after():
                state.take(LogLine("the server had ended: another one was started"))
            if watch is not None:
                state.unheard = watch.unheard
            if live is not None:
                live.update(view(state, console.width), refresh=True)
            time.sleep(FRAME_SECONDS)
    raise PlayError("the player ended by itself: please report it")


@contextmanager
def _live(console: Console, state: ViewState) -> Iterator[Live | None]:
    """The view in a terminal; elsewhere a line for each voice."""
    if console.is_terminal:
        with Live(view(state, console.width), console=console, auto_refresh=False) as live:
            yield live
        return
    for voice in state.voices.values():
        spec = voice.spec
        console.print(f"{spec.name} plays on {voice.port}, channel {spec.channel} ({spec.mode})")
    for line in state.lines:
        console.print(line, soft_wrap=True, markup=False)
    yield None
