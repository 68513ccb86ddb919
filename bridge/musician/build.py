"""A voice to be played, built from its setup."""

from __future__ import annotations

from contextlib import ExitStack
from math import lcm

from bridge.client import Client, Voice
from bridge.musician.events import bar_beats
from bridge.musician.messages import VoiceSetup
from bridge.musician.modes import Answer, Duet, Generate, Mode, PitchOnly
from bridge.musician.part import MidiPart
from bridge.musician.song_melody import Melody
from bridge.musician.voice import PlayedVoice, RemoteVoice

# Seconds until a server counts as silent: at first, and while the music can't wait.
FIRST_SECONDS, PATIENCE_SECONDS = 1.0, 0.15


def build_voice(setup: VoiceSetup, port: int) -> PlayedVoice:
    """A voice with a connection of its own. port: number of its output.

    Raises NoAnswer, and ProtocolError for keys that the server refuses.
    """
    with ExitStack() as stack:
        client = Client(*setup.server, timeout=FIRST_SECONDS, envelope=setup.envelope)
        stack.enter_context(client)
        client.catch_up(setup.voice)
        voice = client.voice(setup.voice, **setup.keys)
        part = MidiPart(_mode(setup, voice), port, setup.channel, setup.hears)
        voice.next()  # keys that don't go together are refused here
        server = RemoteVoice(client, voice, client.agents(), own=not setup.envelope)
        early = max(setup.output[2], 0.0) / 1000
        built = PlayedVoice(setup.name, server, part, bar_beats(setup.meter), early=early)
        client.timeout = PATIENCE_SECONDS
        stack.pop_all()  # from now on the voice owns the connection
        return built


def _mode(setup: VoiceSetup, voice: Voice) -> Mode:
    if setup.mode == "pitch":
        return PitchOnly(voice)
    bar = bar_beats(setup.meter)
    melody = Melody(voice, bar * lcm(max(setup.chords, 1), max(setup.trade, 1)))
    if setup.mode == "answer":
        return Answer(melody, bar=bar, rest=setup.rest, trade=setup.trade)
    return Duet(melody) if setup.mode == "duet" else Generate(melody)
