"""The voices that a server plays by MIDI for its clients, all in one player process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from typing import NamedTuple

from bridge.errors import Code, ProtocolError
from bridge.midi.events import LogLine
from bridge.midi.ports.names import OWN_PORT
from bridge.musician.controls.control_map import DEFAULT
from bridge.musician.launch import PlayerProcess
from bridge.musician.messages import (
    PlayerRefused,
    PlayerSetup,
    RemoveVoice,
    Report,
    SetTempo,
    StartSong,
    VoiceAdded,
    VoiceRefused,
    VoiceSetup,
)
from bridge.osc import forwarding, replies, requests
from bridge.osc.address import Address
from bridge.server.dispatcher import refusal
from bridge.server.jobs import PlayJob, StopJob

MOST_PLAYED = 32
LOOK_SECONDS, LAST_SECONDS = 0.02, 3.0
# Quarter notes of silence that end a call, in the mode "answer".
REST_BEATS = 1.0

SendReply = Callable[[bytes, Address], None]


class MidiVoicesSetup(NamedTuple):
    """The server's address, the secret of its player, and settings of its MIDI clock and inputs.

    secret: see `bridge.osc.forwarding`. sync: internal, midi or link. inputs: names of MIDI inputs;
    OWN_PORT is melobridge's virtual input.
    """

    host: str
    port: int
    secret: bytes
    sync: str
    inputs: tuple[str, ...]


class MidiVoice(NamedTuple):
    """A voice that plays, or will soon.

    job: the request. port: where it plays, '' before it does. former: its state before the request,
    which is restored if that fails.
    """

    job: PlayJob
    port: str = ""
    former: MidiVoice | None = None


class MidiVoices:
    """Starts a player process when it is needed, and reports its results to clients.

    send: sends a datagram to a client. say: writes a line to the log. start: starts a player.
    """

    def __init__(
        self,
        setup: MidiVoicesSetup,
        send: SendReply,
        say: Callable[[str], None],
        start: Callable[[PlayerSetup], PlayerProcess] = PlayerProcess,
    ) -> None:
        self.say = say
        self._setup, self._send, self._start = setup, send, start
        self._player: PlayerProcess | None = None
        self._voices: dict[str, MidiVoice] = {}
        self._tempo = 0.0

    @property
    def busy(self) -> bool:
        """Whether a player is running."""
        return self._player is not None

    def do(self, job: PlayJob | StopJob) -> None:
        """Start or stop playing a voice of a client."""
        if isinstance(job, PlayJob):
            self._play(job)
        else:
            self._stop(job)

    def look_after(self) -> None:
        """Handle the player's reports; to be called many times a second."""
        if self._player is None:
            return
        for report in self._player.reports():
            self._take(report)
        if self._player.ended:
            self._player.kill()
            self._player = None
            for voice in self._voices.values():
                self._refuse(voice.job, "the player ended: play the voice again")
            self._voices.clear()

    def close(self) -> None:
        """End all of it, with silence."""
        if self._player is not None:
            self._player.close(LAST_SECONDS)
            self._player = None

    def _play(self, job: PlayJob) -> None:
        name = _name(job)
        before = self._voices.get(name)
        if before is not None and before.job == job:
            self._send_playing(before)
            return
        if before is None and len(self._voices) >= MOST_PLAYED:
            self._refuse(job, f"{MOST_PLAYED} voices play already: stop one of them")
            return
        former = before if before is None or before.port else before.former
        self._voices[name] = MidiVoice(job, former=former)
        if self._player is None:
            self._tempo = job.tempo
            self._player = self._start(self._player_setup(job))
        self._player.send(self._voice_setup(name, job))
        if job.tempo != self._tempo:
            self._tempo = job.tempo
            self._player.send(SetTempo(self._tempo))
        self._player.send(StartSong())

    def _stop(self, job: StopJob) -> None:
        name = _name(job)
        self._voices.pop(name, None)
        if self._player is not None:
            self._player.send(RemoveVoice(name))
        self._send(replies.STOPPED.encode(job.voice), job.to)

    def _player_setup(self, job: PlayJob) -> PlayerSetup:
        return PlayerSetup(
            outputs=(),
            inputs=tuple((name, name == OWN_PORT, 0.0) for name in self._setup.inputs),
            sync=self._setup.sync,
            bpm=job.tempo,
            clock_out=False,
            controls=tuple((*source, *target) for source, target in DEFAULT.items()),
            record="",
            meter=job.meter,
        )

    def _voice_setup(self, name: str, job: PlayJob) -> VoiceSetup:
        return VoiceSetup(
            name=name,
            server=(self._setup.host, self._setup.port),
            envelope=forwarding.envelope(self._setup.secret, job.to),
            voice=job.voice,
            keys={},
            output=(job.port, job.port == OWN_PORT, 0.0),
            channel=job.channel,
            hears=0,
            mode=job.mode,
            meter=job.meter,
            chords=max(job.chords, 1),
            rest=REST_BEATS,
            trade=0,
        )

    def _take(self, report: Report) -> None:
        match report:
            case LogLine(text):
                self.say(text)
            case VoiceAdded(name, port) if name in self._voices:
                self._voices[name] = self._voices[name]._replace(port=port, former=None)
                self._send_playing(self._voices[name])
            case VoiceRefused(name, text):
                self._take_back(name, text)
            case PlayerRefused(text):
                for name in list(self._voices):
                    self._take_back(name, text)

    def _take_back(self, name: str, text: str) -> None:
        """Refuse a request that can't be played, and restore the former state of the voice."""
        voice = self._voices.pop(name, None)
        if voice is not None:
            self._refuse(voice.job, text)
            if voice.former is not None:
                self._voices[name] = voice.former

    def _send_playing(self, voice: MidiVoice) -> None:
        """Tell a client that its voice plays, if it does already."""
        if voice.port:
            job = voice.job
            reply = replies.PLAYING.encode(job.voice, voice.port, job.channel, job.mode)
            self._send(reply, job.to)

    def _refuse(self, job: PlayJob, text: str) -> None:
        fault = ProtocolError(Code.NOT_PLAYED, text)
        packet = refusal(requests.PLAY.address, fault, job.to, job.voice)
        self._send(packet.data, packet.to)


class MidiThread:
    """Runs MIDI voices in a separate thread, so that a player inherits its priority."""

    def __init__(self) -> None:
        self._tasks = SimpleQueue[Callable[[], None] | None]()
        self._voices: MidiVoices | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def open(self, voices: MidiVoices) -> None:
        """Start to handle these voices."""
        self._voices = voices

    def do(self, job: PlayJob | StopJob) -> None:
        """Queue a job."""
        if self._voices is not None:
            self._tasks.put(partial(self._voices.do, job))

    def close(self) -> None:
        """End all of it, with silence."""
        self._tasks.put(None)
        self._thread.join(LAST_SECONDS)

    def _run(self) -> None:
        while True:
            busy = self._voices is not None and self._voices.busy
            with suppress(Empty):
                task = self._tasks.get(timeout=LOOK_SECONDS if busy else None)
                if task is None:
                    break
                self._guarded(task)
            if self._voices is not None:
                self._guarded(self._voices.look_after)
        if self._voices is not None:
            self._voices.close()

    def _guarded(self, task: Callable[[], None]) -> None:
        """Run a task; if it fails, log that and continue with others."""
        try:
            task()
        except Exception as error:
            assert self._voices is not None
            self._voices.say(f"{type(error).__name__} in a performance: please report it")


def _name(job: PlayJob | StopJob) -> str:
    """The name of a voice among those of all clients."""
    return f"{job.voice} of {job.to[0]}:{job.to[1]}"
