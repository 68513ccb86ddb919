"""The voices that a server plays by MIDI for its clients: one player process for all of them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from typing import NamedTuple

from bridge.errors import Code, ProtocolError
from bridge.midi.events import LogLine
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
from bridge.osc import codec, forwarding
from bridge.osc.address import Address
from bridge.osc.protocol import PLAY as PLAY_ADDRESS
from bridge.server.dispatcher import refusal
from bridge.server.jobs import PLAY, Content, Job

OWN_PORT = "melobridge"
MOST_PLAYED = 32
LOOK_SECONDS, LAST_SECONDS = 0.02, 3.0
# Beats of rest that end a call, in the mode answer.
REST_BEATS = 1.0

Tell = Callable[[bytes, Address], None]


class House(NamedTuple):
    """Where a server listens, what lets its player ask for others, and how its song goes.

    inputs: names of MIDI inputs; our own is a virtual one.
    """

    host: str
    port: int
    secret: bytes
    sync: str
    inputs: tuple[str, ...]


class Played(NamedTuple):
    """A voice that plays, or soon will: whose it is, and what was asked for.

    port: where it plays, '' as long as it doesn't; former: how it played before, and goes on where
    this can't be.
    """

    voice: str
    client: Address
    content: Content
    port: str = ""
    former: Played | None = None


class Performances:
    """Starts a player when somebody wants to play, and tells clients what comes of it.

    tell: sends a datagram to a client; say: puts a line into the log; start: begins a player.
    """

    def __init__(
        self,
        house: House,
        tell: Tell,
        say: Callable[[str], None],
        start: Callable[[PlayerSetup], PlayerProcess] = PlayerProcess,
    ) -> None:
        self.say = say
        self._house, self._tell, self._start = house, tell, start
        self._player: PlayerProcess | None = None
        self._played: dict[str, Played] = {}
        self._tempo = 0.0

    @property
    def busy(self) -> bool:
        """Whether there is a player to be looked after."""
        return self._player is not None

    def do(self, job: Job) -> None:
        """Play a voice of a client, or end that."""
        if job.kind == PLAY:
            self._play(Played(job.name, job.to, job.content))
        else:
            self._stop(job.name, job.to)

    def look_after(self) -> None:
        """Hear what the player says; to be called many times a second."""
        if self._player is None:
            return
        for report in self._player.reports():
            self._take(report)
        if self._player.ended:
            self._player.kill()
            self._player = None
            for played in self._played.values():
                self._refuse(played, "the player ended: play the voice again")
            self._played.clear()

    def close(self) -> None:
        """End all of it, with silence."""
        if self._player is not None:
            self._player.close(LAST_SECONDS)
            self._player = None

    def _play(self, played: Played) -> None:
        name = _name(played.voice, played.client)
        before = self._played.get(name)
        if before is not None and before.content == played.content:
            self._tell_playing(before)
            return
        if name not in self._played and len(self._played) >= MOST_PLAYED:
            self._refuse(played, f"{MOST_PLAYED} voices play already: stop one of them")
            return
        former = before if before is None or before.port else before.former
        self._played[name] = played._replace(former=former)
        if self._player is None:
            self._tempo = played.content["tempo"]
            self._player = self._start(self._player_setup(played))
        self._player.send(self._voice_setup(name, played))
        if played.content["tempo"] != self._tempo:
            self._tempo = played.content["tempo"]
            self._player.send(SetTempo(self._tempo))
        self._player.send(StartSong())

    def _stop(self, voice: str, client: Address) -> None:
        name = _name(voice, client)
        self._played.pop(name, None)
        if self._player is not None:
            self._player.send(RemoveVoice(name))
        self._tell(codec.encode("/melo/stopped", voice), client)

    def _player_setup(self, played: Played) -> PlayerSetup:
        return PlayerSetup(
            outputs=(),
            inputs=tuple((name, name == OWN_PORT, 0.0) for name in self._house.inputs),
            sync=self._house.sync,
            bpm=played.content["tempo"],
            clock_out=False,
            controls=tuple((*source, *target) for source, target in DEFAULT.items()),
            record="",
            meter=played.content["meter"],
        )

    def _voice_setup(self, name: str, played: Played) -> VoiceSetup:
        content, house = played.content, self._house
        return VoiceSetup(
            name=name,
            server=(house.host, house.port),
            envelope=forwarding.envelope(house.secret, played.client),
            voice=played.voice,
            keys={},
            output=(content["port"], content["port"] == OWN_PORT, 0.0),
            channel=content["channel"],
            hears=0,
            mode=content["mode"],
            meter=content["meter"],
            chords=max(content["chords"], 1),
            rest=REST_BEATS,
            trade=0,
        )

    def _take(self, report: Report) -> None:
        match report:
            case LogLine(text):
                self.say(text)
            case VoiceAdded(name, port) if name in self._played:
                self._played[name] = self._played[name]._replace(port=port, former=None)
                self._tell_playing(self._played[name])
            case VoiceRefused(name, text):
                self._take_back(name, text)
            case PlayerRefused(text):
                for name in list(self._played):
                    self._take_back(name, text)

    def _take_back(self, name: str, text: str) -> None:
        """What was asked for can't be played: what was played before goes on."""
        played = self._played.pop(name, None)
        if played is not None:
            self._refuse(played, text)
            if played.former is not None:
                self._played[name] = played.former

    def _tell_playing(self, played: Played) -> None:
        """Tell a client that its voice plays, as soon as it does."""
        if played.port:
            channel, mode = played.content["channel"], played.content["mode"]
            reply = codec.encode("/melo/playing", played.voice, played.port, channel, mode)
            self._tell(reply, played.client)

    def _refuse(self, played: Played, text: str) -> None:
        fault = ProtocolError(Code.NOT_PLAYED, text)
        packet = refusal(PLAY_ADDRESS, fault, played.client, played.voice)
        self._tell(packet.data, packet.to)


class Backstage:
    """Performances in a thread of their own: a player inherits its priority, not the worker's."""

    def __init__(self) -> None:
        self._tasks = SimpleQueue[Callable[[], None] | None]()
        self._performances: Performances | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def open(self, performances: Performances) -> None:
        """Look after these from now on."""
        self._performances = performances

    def do(self, job: Job) -> None:
        """Do a job, soon."""
        if self._performances is not None:
            self._tasks.put(partial(self._performances.do, job))

    def close(self) -> None:
        """End all of it, with silence."""
        self._tasks.put(None)
        self._thread.join(LAST_SECONDS)

    def _run(self) -> None:
        while True:
            busy = self._performances is not None and self._performances.busy
            with suppress(Empty):
                task = self._tasks.get(timeout=LOOK_SECONDS if busy else None)
                if task is None:
                    break
                self._guarded(task)
            if self._performances is not None:
                self._guarded(self._performances.look_after)
        if self._performances is not None:
            self._performances.close()

    def _guarded(self, task: Callable[[], None]) -> None:
        """Do something: if it fails, that must not end the others."""
        try:
            task()
        except Exception as error:
            assert self._performances is not None
            self._performances.say(f"{type(error).__name__} in a performance: please report it")


def _name(voice: str, client: Address) -> str:
    """What a voice is called among those of all clients."""
    return f"{voice} of {client[0]}:{client[1]}"
