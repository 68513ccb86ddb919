"""A restless musician: a client with many voices that turns every knob and checks each answer.

What is right is known here by other means than the server's: pitch classes of scales in letters,
notes by heart. Everything comes from a `random.Random`; a fault is a sentence.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from random import Random
from typing import Final

from benchmarks.servers import HOST
from bridge.osc.codec import Argument, Message, decode, encode
from bridge.osc.replies import AGENT, BECAUSE, NOTE, NoteReply
from bridge.osc.requests import NEXT

KEPT: Final = 100
"""Notes of a voice that are asked for again: the server keeps 128."""

PATIENCE_SECONDS: Final = 1.0
TRIES: Final = 5
SCALES: Final = {
    "major": {0, 2, 4, 5, 7, 9, 11},
    "dorian": {0, 2, 3, 5, 7, 9, 10},
    "harmonic_minor": {0, 2, 3, 5, 7, 8, 11},
    "0 2 4 7 9": {0, 2, 4, 7, 9},
    "chromatic": set(range(12)),
}
CHORDS: Final = {"Am": {9, 0, 4}, "F": {5, 9, 0}, "Gm7": {7, 10, 2, 5}, "9 1 4": {9, 1, 4}}
DURATIONS: Final = {
    "any": (),
    "1/2 1 2": (0.5, 1, 2),
    "1/3 1": (Fraction(1, 3), 1),
    "1/4 1/2": (0.25, 0.5),
}
METERS: Final = ("4/4", "3/4", "6/8", "2/4")
AGENTS: Final = ("all", "fiddle", "hymn", "song")
# The classic task: seven notes of a major scale, quarters in 4/4.
PLAIN_AGENTS: Final = ("classic", "all")
PLAIN_CHORDS: Final = ("Am", "F")
WEIGHTS: Final = ("harmony", "smoothness", "variety", "temperature", "taste")


@dataclass(frozen=True, slots=True)
class Wish:
    """The settings that a voice sends with every request; its notes must keep to them."""

    agent: str = "all"
    key: int = 0
    scale: str = "major"
    chord: str = "none"
    low: int = 0
    high: int = 127
    durations: str = "any"
    meter: str = "4/4"

    def pairs(self) -> list[Argument]:
        """All keys that bind notes, those left alone included."""
        keys = {name: getattr(self, name) for name in Wish.__slots__}
        keys |= {"chord_tones": "free" if self.chord == "none" else "all"}
        keys |= {"morph_to": "none", "density": 0.0, "bars": 0, "character": "any"}
        return [part for pair in keys.items() for part in pair]

    def broken_by(self, pitch: float, duration: float) -> str:
        """What is wrong with a note; nothing for a good one."""
        if pitch == -1:
            return ""
        allowed = CHORDS.get(self.chord) or {(self.key + step) % 12 for step in SCALES[self.scale]}
        if not self.low <= pitch <= self.high:
            return f"pitch {pitch} isn't within {self.low} to {self.high}"
        if pitch % 12 not in allowed:
            return f"pitch {pitch} isn't in {self.key} {self.scale}, chord {self.chord}"
        lengths = DURATIONS[self.durations]
        if lengths and not any(abs(duration - length) < 1e-5 for length in lengths):
            return f"duration {duration} isn't one of {self.durations}"
        return ""


def wish(random: Random, *, plain: bool) -> Wish:
    """Settings that some note keeps to: a range of at least two octaves."""
    low = random.randint(24, 72)
    chosen = Wish(
        agent=random.choice(PLAIN_AGENTS if plain else AGENTS),
        key=random.randrange(12),
        scale=random.choice(list(SCALES)),
        low=low,
        high=low + random.randint(24, 48),
    )
    if random.random() < 0.2:
        chord = random.choice(PLAIN_CHORDS if plain else tuple(CHORDS))
        chosen = replace(chosen, key=0, scale="chromatic", chord=chord)
    if not plain:
        durations, meter = random.choice(list(DURATIONS)), random.choice(METERS)
        chosen = replace(chosen, durations=durations, meter=meter)
    return chosen


@dataclass(slots=True)
class Part:
    """What the musician knows of one voice: its epoch, its next index, its notes by index."""

    name: str
    plain: bool
    wish: Wish = field(default_factory=Wish)
    epoch: int = 1
    next: int = 0
    notes: dict[int, NoteReply] = field(default_factory=dict)


class Musician:
    """A client with its voices. `latencies_us` and `notes` grow with every request for notes."""

    def __init__(self, port: int, voices: int, random: Random) -> None:
        self.latencies_us: list[float] = []
        self.faults: list[str] = []
        self.notes = self.requests = 0
        self._random, self._token = random, 0
        self._parts = [Part(f"voice {number}", number % 8 == 0) for number in range(voices)]
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 21)
        self._socket.settimeout(PATIENCE_SECONDS)
        self._socket.connect((HOST, port))

    def act(self) -> None:
        """Do one thing with one voice."""
        (action,) = self._random.choices(list(ACTIONS), list(ACTIONS.values()))
        action(self, self._random.choice(self._parts))

    def close(self) -> None:
        self._socket.close()

    # What a musician does

    def go_on(self, part: Part) -> None:
        """The next notes of a voice, often with other settings."""
        if self._random.random() < 0.5:
            part.wish = wish(self._random, plain=part.plain)
        within = ("within", self._random.choice((0.1, 2.0, 50.0)))
        keys = [*part.wish.pairs(), *(within if self._random.random() < 0.1 else ())]
        self._compose(part, self._random.randint(1, 8), keys)

    def ask_again(self, part: Part) -> None:
        """Notes that were given out before are the same when they are asked for again."""
        known = sorted(part.notes)
        if not known:
            return
        first = self._random.choice(known)
        count = min(self._random.randint(1, 16), known[-1] - first + 1)
        for note in self._notes(part, first, count, []):
            before = part.notes.get(note.index, note)
            if note != replace(before, epoch=note.epoch):
                self._fault(part, f"note {note} was {before}")

    def storm(self, part: Part) -> None:
        """Many turns of knobs at once, then notes that keep to the last settings."""
        for _ in range(self._random.randint(5, 40)):
            name = self._random.choice(WEIGHTS)
            self._send("/melo/set", part.name, name, self._random.uniform(0, 2))
        part.wish = wish(self._random, plain=part.plain)
        self._send("/melo/set", part.name, *part.wish.pairs())
        self._compose(part, 4, [])

    def rewind(self, part: Part) -> None:
        """A higher epoch at a lower index: other notes from there on; the lower epoch is stale."""
        part.next = max(0, part.next - self._random.randint(0, 12))
        part.notes = {index: note for index, note in part.notes.items() if index < part.next}
        part.epoch += self._random.randint(1, 3)
        self._compose(part, 2, part.wish.pairs())
        stale = self._exchange("/melo/next", part.name, part.epoch - 1, part.next, 1)
        if stale:
            self._fault(part, f"a stale epoch was answered: {stale}")

    def start_over(self, part: Part) -> None:
        """A reset: the voice knows nothing any more."""
        self._expect(part, ("/melo/value", (part.name, "index", 0)), "/melo/reset", part.name)
        part.epoch, part.next, part.notes = 1, 0, {}

    def play_along(self, part: Part) -> None:
        """Notes that a person plays, with and without their place."""
        for _ in range(self._random.randint(1, 8)):
            note: list[Argument] = [self._random.randint(-1, 127), self._random.random()]
            note.append(self._random.choice((0.25, 0.5, 1.0)))
            self._send("/melo/heard", part.name, *note)

    def duet(self, part: Part) -> None:
        """Listen to another voice, or to none any more."""
        other = self._random.choice([*(one.name for one in self._parts), "none"])
        self._send("/melo/set", part.name, "listen", other, "follow", self._random.random())

    def thumb(self, part: Part) -> None:
        """Thumbs up or down, for the latest notes or for some."""
        if not part.notes:
            return
        span: list[Argument] = [min(part.notes), max(part.notes)]
        chosen = span if self._random.random() < 0.3 else []
        request = part.name, self._random.choice((1.0, -1.0, 0.5)), *chosen
        replies = self._exchange("/melo/reward", *request)
        if [address for address, _ in replies] != ["/melo/learned"]:
            self._fault(part, f"a thumb was answered by {replies}")

    def change_taste(self, part: Part) -> None:
        """Take a thumb back, or all of them."""
        action = self._random.choice(("undo", "undo", "reset"))
        replies = self._exchange("/melo/taste", part.name, action)
        if [address for address, _ in replies] != ["/melo/learned"]:
            self._fault(part, f"{action} of taste was answered by {replies}")

    def ask_why(self, part: Part) -> None:
        """Why a note: the answer speaks of just this note."""
        if not part.notes:
            return
        index = self._random.choice(list(part.notes)[-32:])
        replies = self._exchange("/melo/why", part.name, index)
        if not replies or replies[0][0] != BECAUSE.address:
            self._fault(part, f"why {index} was answered by {replies}")
            return
        facts = BECAUSE.decode(replies[0][1]).reasons
        if facts.get("pitch") != part.notes[index].pitch or len(replies) > 6:
            self._fault(part, f"{part.notes[index]} was explained as {replies}")

    def change_agent(self, part: Part) -> None:
        """Another agent goes on with the melody."""
        agent = self._random.choice(PLAIN_AGENTS if part.plain else AGENTS)
        if part.plain:
            part.wish = replace(part.wish, durations="any", meter="4/4")
        replies = self._exchange("/melo/agent", part.name, agent)
        if [AGENT.decode(values).name for _, values in replies] != [agent]:
            self._fault(part, f"agent {agent} was answered by {replies}")
        part.wish = replace(part.wish, agent=agent)
        self._compose(part, 2, part.wish.pairs())

    def keep(self, part: Part) -> None:
        """Save the settings as a preset and turn back to it."""
        name = f"{'plain' if part.plain else 'free'}-{self._random.randrange(4)}"
        reply = "/melo/value", (part.name, "preset", name)
        for action in ("save", "load"):
            self._expect(part, reply, "/melo/preset", part.name, action, name)

    # How it is done

    def _compose(self, part: Part, count: int, keys: list[Argument]) -> None:
        """New notes: each keeps to the settings, and is known by heart from now on."""
        for note in self._notes(part, part.next, count, keys):
            if broken := part.wish.broken_by(note.pitch, note.duration):
                self._fault(part, f"note {note}: {broken}")
            part.notes[note.index] = note
        part.next += count
        for index in [index for index in part.notes if index < part.next - KEPT]:
            del part.notes[index]

    def _notes(self, part: Part, index: int, count: int, keys: list[Argument]) -> list[NoteReply]:
        """Ask for notes until they are all there, as a client does: what was lost comes again."""
        request = encode("/melo/next", part.name, part.epoch, index, count, *keys)
        found: dict[int, NoteReply] = {}
        start = time.perf_counter()
        for _ in range(TRIES):
            self._socket.send(request)
            with suppress(TimeoutError):
                while len(found) < count and (note := self._note(part, self._receive())):
                    found[note.index] = note
                break
        self.latencies_us.append((time.perf_counter() - start) * 1e6)
        self.requests += 1
        self.notes += len(found)
        if sorted(found) != list(range(index, index + count)):
            self._fault(part, f"asked for {count} from {index}, got {sorted(found)}")
        return list(found.values())

    def _note(self, part: Part, message: Message) -> NoteReply | None:
        """The note of this voice and epoch that a reply is; None for anything else, a fault."""
        address, values = message
        if NEXT.is_answered_by(address, values, (part.name, part.epoch)):
            return NOTE.decode(values)
        self._fault(part, f"instead of a note came {address} {values}")
        return None

    def _expect(self, part: Part, reply: Message, address: str, *arguments: Argument) -> None:
        replies = self._exchange(address, *arguments)
        if replies != [reply]:
            self._fault(part, f"{address} {arguments} was answered by {replies}")

    def _exchange(self, address: str, *arguments: Argument) -> list[Message]:
        """Send a request and a ping behind it: the replies that come before the pong."""
        self._token += 1
        self._send(address, *arguments)
        self._send("/melo/ping", self._token)
        return list(self._until_pong())

    def _until_pong(self) -> Iterator[Message]:
        with suppress(TimeoutError):
            while (message := self._receive()) != ("/melo/pong", (self._token,)):
                yield message
            return
        self.faults.append("a ping had no pong")

    def _receive(self) -> Message:
        return decode(self._socket.recv(65_536))[0]

    def _send(self, address: str, *arguments: Argument) -> None:
        self.requests += 1
        self._socket.send(encode(address, *arguments))

    def _fault(self, part: Part, text: str) -> None:
        self.faults.append(f"{part.name} (epoch {part.epoch}, {part.wish}): {text}")


ACTIONS: Final[dict[Callable[[Musician, Part], None], float]] = {
    Musician.go_on: 45,
    Musician.ask_again: 15,
    Musician.storm: 5,
    Musician.rewind: 8,
    Musician.play_along: 8,
    Musician.thumb: 8,
    Musician.ask_why: 6,
    Musician.change_agent: 4,
    Musician.duet: 3,
    Musician.keep: 2,
    Musician.change_taste: 1,
    Musician.start_over: 1,
}
"""What the musician does, and how often."""
