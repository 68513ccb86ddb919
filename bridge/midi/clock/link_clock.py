"""Ableton Link: tempo, beat, start and stop, shared with others on the network.

The extra `link` has the library, LinkPython-extern. Its author gives it away without conditions,
but it contains Ableton's Link, which is under the GPL (version 2 or later): who passes melobridge
on together with it has to keep to that.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from agent.errors import MissingExtra
from bridge.midi.clock.source import LEAD_SECONDS, Changes, differs
from bridge.midi.events import LinkPeers, Timeline, Transport

# Joining at once could impose our tempo on a session that is being founded at the same time.
JOIN_SECONDS = 0.6
# So long after joining the other peers are known.
MEET_SECONDS = 1.0
LOOK_SECONDS = 0.01
# Link keeps tempos in microseconds a beat.
SAME_BPM = 1e-3


def check_link() -> None:
    """Raises MissingExtra where there is no library for Link."""
    if find_spec("link") is None:
        raise MissingExtra("Ableton Link", "link")


class LinkClock:
    """A `bridge.midi.clock.source.ClockSource` that all peers of a session share.

    Songs begin on bar lines of the session.
    """

    def __init__(self, now: float, bpm: float, bar: float, *, playing: bool = False) -> None:
        """bpm: for a session without other peers; bar: beats; playing: the song is to go on.

        Raises MissingExtra.
        """
        check_link()
        import link

        self._bar = bar
        self._link: Any = link.Link(bpm)
        self._link.startStopSyncEnabled = True
        self._join_at, self._known_at = now + JOIN_SECONDS, now + JOIN_SECONDS + MEET_SECONDS
        self._reported = Transport(False, now, Timeline(now, 0.0, bpm))
        # How many others there are; None until that is known.
        self._peers: int | None = None
        self._look_at = now
        self._wanted = playing

    def begin(self, now: float) -> Changes:
        return [self._reported]

    def start(self, now: float) -> Changes:
        """Start on the next bar line, once the other peers are known."""
        self._wanted = True
        return []

    def stop(self, now: float) -> Changes:
        """Stop all peers that share starts and stops."""
        self._wanted = False
        state = self._link.captureSessionState()
        state.setIsPlaying(False, self._micros(now, now))
        self._link.commitSessionState(state)
        return self.step(now)

    def set_tempo(self, bpm: float, now: float) -> Changes:
        """Change the tempo of all peers."""
        state = self._link.captureSessionState()
        state.setTempo(bpm, self._micros(now, now))
        self._link.commitSessionState(state)
        return []

    def receive(self, message: bytes, time: float, port: int) -> Changes:
        """MIDI clock has no effect."""
        return []

    def step(self, now: float) -> Changes:
        if now < self._look_at:
            return []
        self._look_at = now + LOOK_SECONDS
        if now >= self._join_at and not self._link.enabled:
            self._link.enabled = True
        state = self._link.captureSessionState()
        if self._wanted and now >= self._known_at:
            self._wanted = False
            self._start(state, now)
        return [*self._transport(state, now), *self._peers_changed(now)]

    def _start(self, state: Any, now: float) -> None:
        """Start on a bar line; in a session that plays already, join in."""
        if not state.isPlaying():
            micros = self._micros(now, now + LEAD_SECONDS)
            state.setIsPlayingAndRequestBeatAtTime(True, micros, 0, self._bar)
            self._link.commitSessionState(state)

    def _transport(self, state: Any, now: float) -> Changes:
        """The state of the song, if it has changed."""
        playing, begins = state.isPlaying(), now
        if playing and not self._reported.playing:
            state.requestBeatAtStartPlayingTime(0, self._bar)
            self._link.commitSessionState(state)
            begins = max(now, self._time(now, state.timeAtBeat(0, self._bar)))
        beat = state.beatAtTime(self._micros(now, now), self._bar)
        line = Timeline(now, beat, state.tempo())
        same_tempo = abs(line.bpm - self._reported.line.bpm) < SAME_BPM
        same = same_tempo and not differs(line, self._reported.line, now)
        if same and playing == self._reported.playing:
            return []
        self._reported = Transport(playing, begins, line)
        return [self._reported]

    def _peers_changed(self, now: float) -> Changes:
        """How many other peers there are, if that has changed or is known by now."""
        before, peers = self._peers, self._link.numPeers()
        if peers == before or (before is None and not peers and now < self._known_at):
            return []
        self._peers = peers
        return [LinkPeers(peers)]

    def _micros(self, now: float, time: float) -> int:
        """Link's clock at a time."""
        return self._link.clock().micros() + round((time - now) * 1e6)

    def _time(self, now: float, micros: int) -> float:
        """Our clock at a time of Link's."""
        return now + (micros - self._link.clock().micros()) / 1e6
