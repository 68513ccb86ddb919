"""A place in the band, made of its description."""

from __future__ import annotations

from contextlib import ExitStack
from math import lcm

from bridge.client import Client, Voice
from bridge.musician.events import bar_beats
from bridge.musician.messages import Place
from bridge.musician.modes import Answer, Duet, Generate, Mode, PitchOnly
from bridge.musician.part import Part
from bridge.musician.song_melody import Melody
from bridge.musician.voice import Seat

# Seconds until a server counts as silent: at first, and while the music can't wait.
FIRST_SECONDS, PATIENCE_SECONDS = 1.0, 0.15


def seat(place: Place, port: int) -> Seat:
    """A voice on its seat. port: number of its output. Raises NoAnswer, and ProtocolError."""
    with ExitStack() as stack:
        client = Client(*place.server, timeout=FIRST_SECONDS, envelope=place.envelope)
        stack.enter_context(client)
        client.catch_up(place.voice)
        voice = client.voice(place.voice, **place.keys)
        part = Part(_mode(place, voice), port, place.channel, place.hears)
        voice.next()  # what it can't play, the server says now
        bar, own = bar_beats(place.meter), not place.envelope
        early = max(place.output[2], 0.0) / 1000
        taken = Seat(place.name, client, voice, part, bar, client.agents(), own=own, early=early)
        client.timeout = PATIENCE_SECONDS
        stack.pop_all()  # the connection is the seat's from now on
        return taken


def _mode(place: Place, voice: Voice) -> Mode:
    if place.mode == "pitch":
        return PitchOnly(voice)
    bar = bar_beats(place.meter)
    melody = Melody(voice, bar * lcm(max(place.chords, 1), max(place.trade, 1)))
    if place.mode == "answer":
        return Answer(melody, bar=bar, rest=place.rest, trade=place.trade)
    return Duet(melody) if place.mode == "duet" else Generate(melody)
