from bridge.midi.clock.clock_in import GONE_SECONDS, ClockIn
from bridge.midi.events import Timeline, Transport
from bridge.midi.messages import song_position

TICK, START, CONTINUE, STOP = (bytes([status]) for status in (0xF8, 0xFA, 0xFB, 0xFC))
PERIOD = 60 / 120 / 24


class Leader:
    """Plays ticks and messages to a follower. changes: what came of them; time: seconds."""

    def __init__(self, follower: ClockIn | None = None) -> None:
        self.time, self.period = 10.0, PERIOD
        self.follower = follower or ClockIn(10.0, 100.0)
        self.changes: list[Transport] = []

    def says(self, message: bytes, port: int = 0) -> "Leader":
        """Between two ticks."""
        self._take(self.follower.receive(message, self.time - self.period / 2, port))
        return self

    def ticks(self, count: int) -> "Leader":
        for _ in range(count):
            self._take(self.follower.receive(TICK, self.time, 0))
            self.time += self.period
        return self

    def pauses(self, seconds: float) -> "Leader":
        """Asks the follower for its own changes now and then."""
        for _ in range(10):
            self.time += seconds / 10
            self._take(self.follower.step(self.time))
        return self

    @property
    def beat(self) -> float:
        """Where the follower is at the latest tick."""
        return round(self.changes[-1].line.beat(self.time - self.period), 3)

    def _take(self, changes: object) -> None:
        assert isinstance(changes, list)
        self.changes += changes


def test_ticks_alone_dont_let_the_song_begin() -> None:
    assert Leader().ticks(48).changes == []


def test_after_a_start_the_first_tick_is_beat_0() -> None:
    leader = Leader().ticks(24).says(START)
    assert leader.changes == []
    began = leader.ticks(1).changes[-1]
    assert (began.playing, began.time, began.line.at_beat) == (True, leader.time - PERIOD, 0.0)
    assert round(began.line.bpm, 6) == 120.0


def test_a_start_may_move_the_ticks() -> None:
    leader = Leader().ticks(48)
    leader.time += PERIOD / 2
    (began,) = leader.says(START).ticks(1).changes
    assert began.line.at_time == leader.time - PERIOD


def test_24_ticks_are_a_beat_and_even_ticks_change_nothing() -> None:
    leader = Leader().ticks(24).says(START).ticks(24 * 8 + 1)
    assert leader.beat == 8.0
    assert len(leader.changes) == 1


def test_ticks_that_come_first_after_a_start_tell_the_tempo_at_the_second() -> None:
    leader = Leader().says(START).ticks(25)
    assert leader.beat == 1.0
    assert round(leader.changes[-1].line.bpm, 3) == 120.0


def test_a_stop_and_a_continue_go_on_with_the_next_tick() -> None:
    leader = Leader().says(START).ticks(24).says(STOP)
    assert not leader.changes[-1].playing
    leader.ticks(100).says(CONTINUE).ticks(1)
    assert leader.changes[-1].playing
    assert leader.beat == 1.0


def test_a_song_position_counts_sixteenths_from_the_beginning() -> None:
    leader = Leader().says(START).ticks(24).says(STOP).says(song_position(64)).says(CONTINUE)
    assert leader.ticks(1).beat == 16.0
    assert leader.ticks(24).beat == 17.0


def test_a_high_song_position_has_two_bytes() -> None:
    assert Leader().says(song_position(1000)).says(CONTINUE).ticks(1).beat == 250.0


def test_a_song_position_alone_lets_nothing_begin() -> None:
    assert Leader().says(song_position(8)).ticks(48).changes == []


def test_a_start_while_it_plays_is_beat_0_again() -> None:
    assert Leader().says(START).ticks(100).says(START).ticks(1).beat == 0.0


def test_another_tempo_is_reported() -> None:
    leader = Leader().says(START).ticks(96)
    leader.period = 60 / 140 / 24
    leader.ticks(25)
    assert round(leader.changes[-1].line.bpm) == 140
    assert leader.beat == 5.0


def test_when_ticks_fail_to_come_the_song_stands_and_goes_on_with_them() -> None:
    leader = Leader().says(START).ticks(25).pauses(GONE_SECONDS * 0.8)
    assert leader.changes[-1].playing
    leader.pauses(GONE_SECONDS * 0.4)
    assert not leader.changes[-1].playing
    before = len(leader.changes)
    assert len(leader.pauses(5.0).changes) == before
    leader.ticks(1)
    assert leader.changes[-1].playing
    assert leader.beat == 1.042


def test_a_cable_that_is_out_for_a_moment_costs_no_beat() -> None:
    leader = Leader().says(START).ticks(49)
    leader.time += 10 * PERIOD
    assert leader.ticks(14).beat == 3.0
    assert len(leader.changes) == 2


def test_who_lets_the_song_begin_leads_whoever_else_ticks() -> None:
    leader = Leader().says(TICK, port=1)
    began = leader.says(START).ticks(1).changes[-1]
    assert (began.playing, began.time, began.line.at_beat) == (True, leader.time - PERIOD, 0.0)
    for _ in range(47):
        leader.says(TICK, port=1).says(STOP, port=1).says(START, port=1).ticks(1)
    assert round(leader.beat, 3) == 1.958
    assert [round(changes.line.bpm, 3) for changes in leader.changes] == [100.0, 120.0]


def test_another_may_lead_when_the_song_stands() -> None:
    leader = Leader().says(START, port=1).says(TICK, port=1).says(STOP, port=1)
    leader.time += 1.0
    assert leader.says(START).ticks(25).beat == 1.0


def test_nobody_here_can_start_stop_or_turn_it() -> None:
    follower = ClockIn(10.0, 120.0)
    assert [follower.start(11.0), follower.stop(11.0), follower.set_tempo(60.0, 11.0)] == [
        [],
        [],
        [],
    ]


def test_one_that_begins_again_goes_on_by_the_line_that_was_reported_last() -> None:
    """At 10.0 the song was at beat 8; the ticks go on at 12.0 and say so at a tick's accuracy."""
    follower = ClockIn(10.5, 120.0, playing=True, line=Timeline(10.003, 8.0, 120.0))
    leader = Leader(follower)
    leader.time = 12.0
    assert leader.ticks(1).beat == 12.0
    assert leader.ticks(24).beat == 13.0


def test_one_that_begins_again_still_hears_a_start() -> None:
    follower = ClockIn(10.5, 120.0, playing=True, line=Timeline(10.0, 8.0, 120.0))
    assert Leader(follower).says(START).ticks(1).beat == 0.0
