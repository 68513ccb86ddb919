"""A stand-in for LinkPython with a clock that a test turns, and others that a test plays."""

# ruff: noqa: N802 (the library's own names)

from __future__ import annotations

from math import ceil


class Session:
    """What all peers share. Times are microseconds of Link's clock; beats count from `origin`."""

    def __init__(self) -> None:
        self.found(120.0)

    def found(self, bpm: float) -> None:
        """Begin anew, with nobody else."""
        self.micros, self.bpm = 5_000_000, bpm
        self.others = 0
        self.origin = self.micros
        self.plays, self.began = False, 0


SESSION = Session()


class State:
    """The session as one peer sees it. first: when its own beat 0 is."""

    first = 0

    def isPlaying(self) -> bool:
        return SESSION.plays

    def tempo(self) -> float:
        return SESSION.bpm

    def setTempo(self, bpm: float, micros: int) -> None:
        SESSION.bpm = bpm

    def setIsPlaying(self, plays: bool, micros: int) -> None:
        SESSION.plays, SESSION.began = plays, micros

    def setIsPlayingAndRequestBeatAtTime(
        self, plays: bool, micros: int, beat: float, quantum: float
    ) -> None:
        self.setIsPlaying(plays, micros)
        self.requestBeatAtStartPlayingTime(beat, quantum)

    def requestBeatAtStartPlayingTime(self, beat: float, quantum: float) -> None:
        """Alone one begins at once, with others on the next bar line."""
        assert beat == 0
        bar = quantum * self._beat_micros
        bars = ceil((SESSION.began - SESSION.origin) / bar)
        State.first = round(SESSION.origin + bars * bar) if SESSION.others else SESSION.began

    def timeAtBeat(self, beat: float, quantum: float) -> int:
        return round(self.first + beat * self._beat_micros)

    def beatAtTime(self, micros: int, quantum: float) -> float:
        return (micros - self.first) / self._beat_micros

    @property
    def _beat_micros(self) -> float:
        return 60e6 / SESSION.bpm


class Clock:
    def micros(self) -> int:
        return SESSION.micros


class Link:
    def __init__(self, bpm: float) -> None:
        SESSION.found(bpm)
        State.first = SESSION.origin
        self.enabled = self.startStopSyncEnabled = False
        LINKS.append(self)

    def captureSessionState(self) -> State:
        return State()

    def commitSessionState(self, state: State) -> None:
        pass

    def numPeers(self) -> int:
        return SESSION.others

    def clock(self) -> Clock:
        return Clock()


LINKS: list[Link] = []
