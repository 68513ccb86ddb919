"""The handlers of the requests: one method per address, from a checked call to the replies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from ipaddress import ip_address

import numpy as np

from agent.errors import TaskError, did_you_mean
from agent.music.note import Note
from agent.player.knobs import WEIGHTS, Knobs
from agent.player.protocol import AnyPlayer, mixture
from agent.taste.model import NO_TASTE, Taste
from bridge.errors import Code, ProtocolError
from bridge.osc import replies, requests
from bridge.osc.address import Address
from bridge.osc.keys import KEYS, unknown_key
from bridge.osc.limits import MOST_ALTERNATIVES
from bridge.osc.parameters import EPOCH, LARGEST_INT, MODES, Value
from bridge.osc.protocol import VERSION
from bridge.osc.requests import Call
from bridge.server.deadlines import NEVER, Deadlines
from bridge.server.jobs import PRESET, TASTE, AddJob, PlayJob, StopJob
from bridge.server.presets import PresetStore
from bridge.server.voices.registry import Registry
from bridge.server.voices.voice import NONE, ContextNote, ServerVoice, VoiceSettings
from bridge.server.voices.watchers import Watchers

Handler = Callable[[Call, Address, float], Iterator[bytes]]


class RequestHandlers:
    """Handles checked requests with the loaded agents.

    presets: saved presets and tastes. add_job: hands a job to the worker process. statistics:
    figures of the server loop. host: the address that the server listens on.
    """

    def __init__(
        self,
        players: Mapping[str, AnyPlayer],
        default: str,
        seed: int,
        deadlines: Deadlines,
        presets: PresetStore,
        add_job: AddJob,
        statistics: Callable[[], Mapping[str, float]],
        host: str,
    ) -> None:
        self.players, self.default = dict(players), default
        self.registry, self.watchers = Registry(), Watchers()
        self.notes = self.fallbacks = 0
        self._version = version("melobridge")
        self._random = np.random.default_rng(seed)
        self._deadlines, self._presets, self._add_job = deadlines, presets, add_job
        self._statistics, self._host = statistics, host
        self.by_address: dict[str, Handler] = {
            requests.HELLO.address: self._hello,
            requests.PING.address: self._ping,
            requests.NEXT.address: self._next,
            requests.HEARD.address: self._hear,
            requests.SET.address: self._set,
            requests.GET.address: self._get,
            requests.RESET.address: self._reset,
            requests.REWARD.address: self._reward,
            requests.TASTE.address: self._taste,
            requests.PRESET.address: self._preset,
            requests.WHY.address: self._why,
            requests.PLAY.address: self._play,
            requests.STOP.address: self._stop,
            requests.AGENT.address: self._agent,
            requests.HOLD.address: self._hold,
            requests.WATCH.address: self._watch,
            requests.AGENTS.address: self._agents,
            requests.STATS.address: self._stats,
            requests.CHOOSE.address: self._choose,
        }

    def swap(self, name: str, player: AnyPlayer) -> None:
        """Replace the agent of this name, also in the voices that play it."""
        self.players[name] = player
        for voice in self.registry.voices.values():
            if name in (voice.settings.agent, voice.settings.morph_to):
                try:
                    voice.set(self._player(voice.settings), voice.settings)
                except ProtocolError:
                    continue  # the new agent can't play with these settings: keep the old one

    def _voice(self, client: Address, name: Value, now: float) -> ServerVoice:
        key = client, str(name)
        voice = self.registry.voice(key)
        if voice is None:
            seed = int(self._random.integers(LARGEST_INT))
            voice = ServerVoice(self.players[self.default], VoiceSettings(self.default, seed))
            self.registry.add(key, voice)
        voice.used = now
        return voice

    def _hello(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        yield replies.WELCOME.encode(VERSION, self._version, self.default)

    def _ping(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        yield replies.PONG.encode(int(call.values[0]))

    def _next(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        name, epoch, index, count = call.values
        assert isinstance(epoch, int)
        assert isinstance(index, int)
        assert isinstance(count, int)
        voice = self._voice(client, name, now)
        if voice.is_stale(epoch):
            return
        self._apply(voice, call.keys)
        if voice.settings.listen != NONE:
            self._listen(voice, client)
        within, onset = call.pairs.get(requests.WITHIN.name), call.pairs.get(requests.START.name)
        deadline = NEVER if within is None else now + float(within) / 1000
        began = self._deadlines.now()
        notes = voice.next(
            epoch,
            index,
            count,
            None if onset is None else float(onset),
            lambda number, left: self._deadlines.has_time_for_network(number, left, deadline),
        )
        new = [given for given in notes if given.new]
        fallbacks = sum(given.fallback for given in new)
        self._deadlines.answered(began, len(new) - fallbacks, deadline)
        self.notes += len(new)
        self.fallbacks += fallbacks
        for number, (note, fallback, _) in enumerate(notes, start=index):
            yield replies.NOTE.encode(str(name), epoch, number, *note, int(fallback))

    def _listen(self, voice: ServerVoice, client: Address) -> None:
        other = self.registry.voices.get((client, voice.settings.listen))
        if other is not None and other is not voice:
            voice.overhear(other)

    def _hear(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        name, pitch, velocity, duration, *onset = call.values
        note = Note(int(pitch), float(velocity), float(duration), float(onset[0]) if onset else 0.0)
        self._voice(client, name, now).hear(ContextNote(note, bool(onset)))
        return iter(())

    def _set(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        self._apply(self._voice(client, call.values[0], now), call.keys)
        return iter(())

    def _get(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        name, key = call.values
        voice = self._voice(client, name, now)
        if key == EPOCH.name:
            value: Value = voice.epoch
        elif key in KEYS:
            value = voice.settings.value(str(key))
        else:
            raise unknown_key(key, [*KEYS, EPOCH.name])
        yield replies.VALUE.encode(str(name), str(key), value)

    def _reset(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        self._voice(client, call.values[0], now).reset()
        yield replies.VALUE.encode(str(call.values[0]), "index", 0)

    def _reward(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        name, value, *span = call.values
        voice = self._voice(client, name, now)
        credited = voice.reward(float(value), *map(int, span))
        yield replies.LEARNED.encode(str(name), credited, voice.taste.thumbs)

    def _taste(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        voice_name, action, *name = call.values
        voice = self._voice(client, voice_name, now)
        if action == "undo":
            voice.learn(voice.taste.undone())
        elif action == "reset":
            voice.learn(NO_TASTE)
        elif not name:
            raise ProtocolError(Code.WRONG_ARGUMENTS, f"{action} needs a name for the taste")
        elif action == "save":
            self._presets.save(TASTE, str(name[0]), voice.taste.as_json(), client)
        else:
            voice.learn(Taste.from_json(self._presets.find(TASTE, str(name[0]))))
        yield replies.LEARNED.encode(str(voice_name), 0, voice.taste.thumbs)

    def _preset(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        voice_name, action, name = call.values
        voice = self._voice(client, voice_name, now)
        if action == "save":
            content = {key: voice.settings.value(key) for key in KEYS if key != "seed"}
            self._presets.save(PRESET, str(name), content, client)
        else:
            content = self._presets.find(PRESET, str(name))
            keys = {key: KEYS[key].check(value) for key, value in content.items() if key in KEYS}
            self._apply(voice, keys)
        yield replies.VALUE.encode(str(voice_name), PRESET, str(name))

    def _why(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        name, index = call.values
        composed, why = self._voice(client, name, now).explain(int(index))
        facts = {
            "pitch": composed.note.pitch,
            "duration": composed.note.duration,
            "probability": why.probability,
            "rank": why.rank,
            "allowed": why.allowed,
            "candidates": why.candidates,
            "alternatives": len(why.alternatives[:MOST_ALTERNATIVES]),
            **why.parts,
        }
        yield replies.BECAUSE.encode(str(name), int(index), facts)
        for number, (note, odds) in enumerate(why.alternatives[:MOST_ALTERNATIVES], start=1):
            yield replies.ALTERNATIVE.encode(
                str(name), int(index), number, note.pitch, note.duration, odds
            )

    def _play(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        name, port, channel, *mode = call.values
        settings = self._voice(client, name, now).settings
        job = PlayJob(
            voice=str(name),
            to=client,
            port=str(port),
            channel=int(channel),
            mode=str(mode[0]) if mode else MODES[0],
            meter=settings.knobs.meter,
            chords=len(settings.knobs.progression),
            tempo=settings.tempo,
        )
        self._add_job(job)
        return iter(())

    def _stop(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        self._add_job(StopJob(str(call.values[0]), client))
        return iter(())

    def _agent(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        voice_name, wanted = call.values
        name = str(self._with_agents({"agent": wanted})["agent"])
        self._apply(self._voice(client, voice_name, now), {"agent": name})
        names = list(self.players)
        task = self._named(name).header.task
        yield replies.AGENT.encode(name, task, names.index(name), len(names))

    def _hold(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        voice = self._voice(client, call.values[0], now)
        if call.keys:
            before = {key: voice.settings.value(key) for key in call.keys}
            self._change(voice, call.keys)
            voice.held = before | voice.held
        else:
            wanted, voice.held = voice.held, {}
            self._change(voice, wanted)
        yield replies.HELD.encode(str(call.values[0]), len(voice.held))

    def _watch(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        [seconds] = call.values
        if client[0] != self._host and not ip_address(client[0]).is_loopback:
            text = "only programs on the server's own machine may watch: start this one there"
            raise ProtocolError(Code.OUT_OF_RANGE, text)
        self.watchers.watch(client, float(seconds), now)
        yield replies.WATCHING.encode(float(seconds))

    def _agents(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        for number, (name, player) in enumerate(self.players.items()):
            yield replies.AGENT.encode(name, player.header.task, number, len(self.players))

    def _stats(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        figures = {
            "clients": self.registry.clients,
            "voices": len(self.registry.voices),
            "notes": self.notes,
            "fallbacks": self.fallbacks,
            "late": self._deadlines.late,
            **self._statistics(),
        }
        yield replies.STATISTICS.encode(figures)

    def _choose(self, call: Call, client: Address, now: float) -> Iterator[bytes]:
        player, knobs = self.players[self.default], Knobs()
        line = player.start(0)
        for beat, pitch in enumerate(call.values):
            note = Note(int(pitch), 1.0, 1.0, float(beat))
            line = player.hear(line, knobs, note, placed=True)
        note, _ = player.play(line, knobs, self._random.random())
        yield replies.CHOICE.encode(note.pitch, note.velocity, note.duration)

    def _apply(self, voice: ServerVoice, keys: Mapping[str, Value]) -> None:
        """Change what isn't held of a voice. Raises ProtocolError, and then changes nothing."""
        if keys:
            self._change(voice, voice.free(keys) if voice.held else keys)

    def _change(self, voice: ServerVoice, keys: Mapping[str, Value]) -> None:
        """Change the settings of a voice. Raises ProtocolError, and then changes nothing."""
        settings = voice.settings.changed(self._with_agents(keys))
        if settings is voice.settings:
            return
        player = self._player(settings)
        turned = [key for key in keys if keys[key] != voice.settings.value(key)]
        if not player.terms and any(key in WEIGHTS for key in turned):
            raise ProtocolError(
                Code.UNKNOWN_KEY,
                f"agent '{settings.agent}' was trained without knobs for its reward terms",
            )
        voice.set(player, settings)

    def _with_agents(self, keys: Mapping[str, Value]) -> Mapping[str, Value]:
        """The keys with names of agents as they are loaded: 'Fiddle' is 'fiddle'."""
        meant = {
            key: name
            for key in ("agent", "morph_to")
            if key in keys
            and keys[key] not in self.players
            and (name := str(keys[key]).lower()) in self.players
        }
        return {**keys, **meant} if meant else keys

    def _player(self, settings: VoiceSettings) -> AnyPlayer:
        """The agent in the settings, or its mixture with the second one."""
        player = self._named(settings.agent)
        if settings.morph_to == NONE:
            return player
        other = self._named(settings.morph_to)
        try:
            return mixture(player, other, settings.morph)
        except TaskError as error:
            raise ProtocolError(Code.OUT_OF_RANGE, str(error)) from None

    def _named(self, name: str) -> AnyPlayer:
        player = self.players.get(name)
        if player is None:
            others = f"use one of {', '.join(self.players)}"
            raise ProtocolError(
                Code.UNKNOWN_AGENT,
                f"there is no agent '{name}': {did_you_mean(name, self.players) or others}",
            )
        return player
