"""The options of `melobridge play` as one value, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

from agent.errors import ConfigError
from agent.player.knobs import Knobs
from bridge.cli.play.voice_spec import VoiceDefaults, VoiceSpec, voice_specs
from bridge.cli.shared.knobs import USUAL
from bridge.cli.shared.output_files import MIDI, check_name
from bridge.midi.ports.names import OWN_PORT
from bridge.musician.controls.control_map import Source, Target
from bridge.musician.messages import PlayerSetup, PortSpec
from bridge.musician.recorder import new_file
from bridge.osc.parameters import Value


class PlayOptions(NamedTuple):
    """What was given on the command line; see the help of each option.

    sound: by a synthesiser of our own; rest: beats; trade: bars; tempo: quarter notes a minute;
    latency_ms: of the outputs; map_file, record: None where there is none; server: HOST:PORT, or ''
    for a server of our own.
    """

    voices: tuple[str, ...]
    port: str
    sound: bool
    channel: int
    mode: str
    inputs: tuple[str, ...]
    hear: int
    rest: float
    trade: int
    follow: float | None
    tempo: float
    sync: str
    clock_out: bool
    latency_ms: float
    map_file: Path | None
    learn: bool
    record: Path | None
    server: str
    seed: int | None
    knobs: Knobs

    def check(self) -> None:
        """Raises OutputError for a recording of another kind, ConfigError for two synthesisers."""
        if self.record:
            check_name(self.record, "--record", MIDI)
        if self.sound and self.port != OWN_PORT:
            raise ConfigError("--sound plays by FluidSynth, --port by another: give one of them")

    def voice_specs(self) -> list[VoiceSpec]:
        """The voices, with what the options say for all of them. Raises ConfigError."""
        defaults = VoiceDefaults(
            port=self.port,
            channel=self.channel,
            mode=self.mode,
            hear=self.hear,
            keys=changed_keys(self.knobs, self.seed),
            follow=self.follow,
            rest=self.rest,
            trade=self.trade,
        )
        return voice_specs(self.voices, defaults)

    def input_specs(self) -> tuple[PortSpec, ...]:
        """The MIDI inputs to open."""
        return tuple(port_spec(name, 0.0) for name in self.inputs)

    def player_setup(
        self, voices: list[VoiceSpec], targets: Mapping[Source, Target]
    ) -> PlayerSetup:
        """The setup of the player process; creates the file of the recording. Raises PlayError."""
        return PlayerSetup(
            outputs=tuple(dict.fromkeys(port_spec(v.port, self.latency_ms) for v in voices)),
            inputs=self.input_specs(),
            sync=self.sync,
            bpm=self.tempo,
            clock_out=self.clock_out,
            controls=tuple((*source, *target) for source, target in targets.items()),
            record=str(new_file(self.record)) if self.record else "",
            meter=self.knobs.meter,
        )


def port_spec(name: str, latency_ms: float) -> PortSpec:
    """A port by its name: our own is a virtual one."""
    return name, name == OWN_PORT, latency_ms


def changed_keys(knobs: Knobs, seed: int | None) -> dict[str, Value]:
    """The knobs that differ from the default (not every agent has all of them), and the seed."""
    values = {field.name: getattr(knobs, field.name) for field in fields(Knobs)}
    changed = {name: value for name, value in values.items() if value != getattr(USUAL, name)}
    return changed | ({} if seed is None else {"seed": seed})
