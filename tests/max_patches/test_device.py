"""The Max for Live device plays in a Live that isn't there, against a real server.

Each test runs twice: with what Max seems to do where its documentation is silent, and with the
contrary. After each, no note may hang.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from bridge.errors import Code
from bridge.osc.protocol import DEFAULT_PORT
from tests.max_patches.rig import CONTRARY, USUAL, Given, Rig, beats, live_set, sounding
from tests.support.max_interpreter.device import Device
from tests.support.max_interpreter.midi import CONTROL, Note
from tests.support.max_interpreter.network import LATENCY_MS
from tests.support.max_interpreter.objects.controls import LiveComment
from tests.support.max_interpreter.scheduler import SCHEDULER
from tests.support.serving import Server

GENERATE, ANSWER, DUET, PITCH = range(4)
A_TICK = 1 / 24
LEGATO = 0.95


@pytest.fixture(autouse=True)
def node(require_client: Callable[[str], Path]) -> None:
    """The device's script needs Node."""
    require_client("node")


@pytest.fixture(params=[USUAL, CONTRARY], ids=["usual", "contrary"])
def rig(request: pytest.FixtureRequest, standing_port: int) -> Iterator[Rig]:
    """An empty Set."""
    with live_set(standing_port, request.param) as rig:
        yield rig


@pytest.fixture(params=[USUAL, CONTRARY], ids=["usual", "contrary"])
def mortal_rig(request: pytest.FixtureRequest, server: Server) -> Iterator[Rig]:
    """An empty Set, whose server the test may kill."""
    with live_set(server.port, request.param) as rig:
        yield rig


def play_keys(rig: Rig, device: Device, *pitches: int) -> None:
    """One key a beat, each down for half of it."""
    for pitch in pitches:
        device.note_on(pitch, 90)
        rig.run(0.5)
        device.note_off(pitch)
        rig.run(0.5)


def are_as_given(notes: list[Note], given: list[Given], tempo: float = 120.0) -> bool:
    """Whether notes left with pitch, velocity and duration of those that the server gave."""
    lengths = [LEGATO * one.duration * 60_000 / tempo for one in given]
    return [(note.pitch, note.velocity) for note in notes] == [
        (one.pitch, int(one.velocity * 127)) for one in given
    ] and [note.ms for note in notes] == pytest.approx(lengths, abs=0.01)


def text_of(device: Device, name: str) -> str:
    """What a text of the device says."""
    box = device.patcher.find(name)
    assert isinstance(box, LiveComment)
    return box.shown


# Generate


def test_the_notes_that_the_server_gave_leave_on_their_ticks(rig: Rig) -> None:
    device = rig.add()
    rig.live.play(0)
    rig.run(20)
    given = sounding(rig.given(), 0, 16)
    notes = device.output.notes()[: len(given)]
    assert are_as_given(notes, given)
    late = [beat - one.onset for beat, one in zip(beats(notes), given, strict=True)]
    assert 0 <= late[0] <= 2 * A_TICK
    assert late[1:] == pytest.approx([0.0] * (len(given) - 1), abs=0.002)


def test_a_start_in_the_middle_of_a_song_plays_from_the_next_beat_on(rig: Rig) -> None:
    device = rig.add()
    rig.live.play(33.3)
    rig.run(8)
    assert beats(device.output.notes())[0] == pytest.approx(34, abs=0.002)
    given = sounding(rig.given(), 34, 38)
    assert are_as_given(device.output.notes()[: len(given)], given)


def test_a_change_of_tempo_keeps_the_ticks_and_stretches_the_notes(rig: Rig) -> None:
    device = rig.add()
    rig.live.play(0)
    rig.run(8.9)
    rig.live.set_tempo(60)
    rig.run(12)
    slow = [note for note in device.output.notes() if 9 <= beats([note])[0] < 17]
    given = sounding(rig.given(), 9, 17)
    assert beats(slow) == pytest.approx([one.onset for one in given], abs=0.002)
    assert are_as_given(slow, given, tempo=60)
    assert rig.sent("/melo/set")[-1] == ("tempo", 60.0)


def test_a_knob_is_heard_from_the_next_note_on(rig: Rig) -> None:
    device = rig.add({"Scale": 1})
    rig.live.play(0)
    rig.run(7.8)
    menu = device.parameters["Scale"].names
    device.set("Scale", menu.index("minor_pentatonic"))
    device.set("Key", 1, SCHEDULER)
    rig.run(8)
    after = [note for note in device.output.notes() if beats([note])[0] >= 8]
    assert len(after) >= 4
    assert {note.pitch % 12 for note in after} <= {0, 3, 5, 7, 10}
    given = sounding(rig.given(), 8, 15)
    assert are_as_given(after[: len(given)], given)


@pytest.mark.parametrize(
    ("name", "value", "sent"),
    [
        ("Harmony", 1.5, ("harmony", 1.5)),
        ("Smoothness", 0.25, ("smoothness", 0.25)),
        ("Variety", 2.0, ("variety", 2.0)),
        ("Style", 0.0, ("style", 0.0)),
        ("Form", 0.75, ("form", 0.75)),
        ("Temperature", 0.5, ("temperature", 0.5)),
        ("Taste", 2.0, ("taste", 2.0)),
        ("Follow", 1.0, ("follow", 1.0)),
        ("Density", 4.0, ("density", 4.0)),
        ("Density", 0.2, ("density", 0.0)),
        ("Lowest", 80, ("low", 80, "high", 91)),
        ("Highest", 90, ("low", 48, "high", 90)),
        ("Key", "F#", ("key", 6)),
        ("Scale", "dorian", ("scale", "dorian")),
        ("Chord", "None", ("chord", "none")),
        ("Chord", "D", ("chord", "Dmaj")),
        ("Chord Tones", "all", ("chord_tones", "all")),
        ("Agent", "hymn", ("agent", "hymn")),
    ],
)
def test_every_control_reaches_the_server_as_its_key(
    standing_port: int, name: str, value: float | str, sent: tuple[object, ...]
) -> None:
    with live_set(standing_port) as rig:
        device = rig.add()
        device.set(name, value)
        rig.run_ms(200)
        assert rig.sent("/melo/set")[-1] == sent
        assert rig.errors() == []


def test_what_was_refused_is_sent_again_when_something_else_is_turned(rig: Rig) -> None:
    device = rig.add()
    device.set("Agent", "hymn")
    rig.live.set_meter(1, 8)
    rig.live.play(0)
    rig.run(2)
    device.set("Density", 0.5)
    rig.run_ms(200)
    assert [error[1] for error in rig.errors()] == [Code.OUT_OF_RANGE]
    assert "density 0.5" in text_of(device, "Status")
    rig.live.set_meter(4, 4)
    rig.run(4)
    device.set("Harmony", 1.25)
    rig.run_ms(200)
    assert rig.sent("/melo/set").count(("density", 0.5)) >= 2
    assert rig.sent("/melo/set").count(("meter", "4/4")) >= 1


# Live


def test_lives_scale_and_meter_are_followed(rig: Rig) -> None:
    device = rig.add()
    rig.live.set_scale(9, "Minor Pentatonic", 0, 3, 5, 7, 10)
    rig.live.set_meter(3, 4)
    rig.run_ms(200)
    rig.live.play(0)
    rig.run(12)
    notes = device.output.notes()
    assert len(notes) >= 4
    assert {note.pitch % 12 for note in notes} <= {9, 0, 2, 4, 7}
    assert ("meter", "3/4") in rig.sent("/melo/set")
    assert rig.errors() == []


def test_in_a_loop_the_melody_goes_on(rig: Rig) -> None:
    device = rig.add()
    rig.live.loop(4, 8)
    rig.live.play(4)
    rig.run(16.5)
    given = sounding(rig.given(), 4, 20)
    assert len(given) >= 16 / 4
    assert are_as_given(device.output.notes()[: len(given)], given)
    onsets = [4 + (one.onset - 4) % 4 for one in given[1:]]
    # Where the metro leaves the loop's first tick out, the note there comes with the next.
    late = 0.002 if rig.live.habits.grid_at_start else A_TICK + 0.002
    assert beats(device.output.notes()[1 : len(given)]) == pytest.approx(onsets, abs=late)


def test_after_a_jump_it_plays_on_from_there(rig: Rig) -> None:
    device = rig.add()
    rig.live.play(0)
    rig.run(6.2)
    rig.live.jump(101.7)
    rig.run(8)
    after = [note for note in device.output.notes() if beats([note])[0] >= 101]
    assert len(after) >= 2
    assert beats(after)[0] <= 104
    rig.live.jump(2.1)
    rig.run(8)
    assert [note for note in device.output.notes()[-4:] if beats([note])[0] < 11] != []


@pytest.mark.parametrize(
    ("numerator", "denominator", "known"),
    [(3, 4, "3/4"), (6, 8, "6/8"), (12, 8, "12/8"), (7, 8, "7/8"), (15, 4, "15/4"), (3, 2, "3/2")],
)
def test_meters_reach_the_server(
    standing_port: int, numerator: int, denominator: int, known: str
) -> None:
    with live_set(standing_port) as rig:
        rig.add()
        rig.live.set_meter(numerator, denominator)
        rig.live.play(0)
        rig.run(2)
        assert ("meter", known) in rig.sent("/melo/set")
        assert rig.errors() == []


@pytest.mark.parametrize("meter", [(16, 4), (5, 16), (8, 2), (1, 1)])
def test_a_meter_that_no_agent_plays_changes_nothing(rig: Rig, meter: tuple[int, int]) -> None:
    device = rig.add()
    rig.live.set_meter(*meter)
    rig.live.play(0)
    rig.run(8)
    assert len(device.output.notes()) >= 4
    assert rig.errors() == []


def test_a_count_in_before_the_first_beat_is_survived(rig: Rig) -> None:
    device = rig.add()
    rig.live.play(-4)
    rig.run(12)
    assert [beat for beat in beats(device.output.notes()) if beat >= 0] != []
    assert rig.errors() == []


def test_a_start_before_the_notes_that_are_ready_does_not_wait_for_them(rig: Rig) -> None:
    device = rig.add()
    rig.live.play(0)
    rig.run(8.3)
    rig.live.stop()
    rig.run_ms(500)
    count = len(device.output.notes())
    rig.live.play(2)
    rig.run(4)
    assert beats(device.output.notes()[count:])[0] == pytest.approx(2, abs=2 * A_TICK)


def test_stopping_and_starting_at_once_begins_again(rig: Rig) -> None:
    device = rig.add()
    rig.live.play(0)
    rig.run(4.3)
    rig.live.stop()
    rig.live.play(16)
    rig.run(8)
    assert len([beat for beat in beats(device.output.notes()) if beat >= 16]) >= 4


# Nothing hangs


def test_when_live_stops_the_notes_end_and_none_follows(rig: Rig) -> None:
    device = rig.add()
    rig.live.play(0)
    rig.run(4.3)
    rig.live.stop()
    rig.run_ms(rig.live.habits.main_lag_ms)
    assert device.output.sounding() == set()
    count = len(device.output.notes())
    rig.run_ms(5000)
    assert len(device.output.notes()) == count


def test_a_device_that_is_off_is_silent_until_it_is_on(rig: Rig) -> None:
    device = rig.add()
    rig.live.play(0)
    rig.run(4.3)
    device.switch(False)
    assert device.output.sounding() == set()
    count = len(device.output.notes())
    rig.run(8)
    assert len(device.output.notes()) == count
    device.switch(True)
    rig.run(8)
    assert len(device.output.notes()) > count + 2


def test_a_deleted_device_leaves_nothing_behind(rig: Rig) -> None:
    device = rig.add()
    rig.live.play(0)
    rig.run(4.3)
    assert device.output.sounding() != set()
    device.delete()
    assert device.output.sounding() == set()
    count = len(device.output.all)
    rig.run(8)
    assert len(device.output.all) == count


def test_panic_ends_all_notes_and_the_pedal(rig: Rig) -> None:
    device = rig.add()
    rig.live.play(0)
    device.note_on(40)
    rig.run(4.3)
    assert device.output.sounding() != set()
    device.set("Panic", 1)
    assert device.output.sounding() == set()
    controls = [played.message[1] for played in device.output.all if played.message[0] == CONTROL]
    assert controls == [64, 120, 123]


def test_a_change_of_mode_or_thru_leaves_no_key_sounding(rig: Rig) -> None:
    device = rig.add()
    rig.live.play(0)
    for mode in (DUET, PITCH, ANSWER, GENERATE, PITCH):
        device.note_on(50)
        rig.run(0.3)
        device.set("Mode", mode)
        rig.run(0.3)
        device.note_off(50)
    device.note_on(50)
    device.set("Thru", 0)
    device.note_off(50)
    rig.run(1)
    rig.live.stop()
    rig.run_ms(3000)
    assert device.output.sounding() == set()


def test_a_key_that_is_struck_twice_ends_twice(rig: Rig) -> None:
    device = rig.add({"Mode": PITCH})
    rig.live.play(0)
    for _ in range(2):
        device.note_on(50)
        rig.run(0.5)
    device.note_off(50)
    assert device.output.sounding() == set()


def test_a_key_that_is_down_when_live_stops_sounds_no_longer(rig: Rig) -> None:
    device = rig.add()
    rig.live.play(0)
    device.note_on(50)
    rig.run(1)
    rig.live.stop()
    rig.run_ms(rig.live.habits.main_lag_ms)
    assert device.output.sounding() == set()


def test_a_device_that_is_deleted_while_it_falls_back_is_silent(
    mortal_rig: Rig, server: Server
) -> None:
    rig = mortal_rig
    device = rig.add({"Fallback": 1})
    rig.live.play(0)
    rig.run(4)
    server.program.kill()
    rig.run(20.3)
    device.delete()
    assert device.output.sounding() == set()


# Answer, duet, pitch only


def test_a_call_is_answered_at_its_length(rig: Rig) -> None:
    device = rig.add({"Mode": ANSWER, "Thru": 0})
    rig.live.play(0)
    play_keys(rig, device, 60, 62, 64, 65)
    assert device.output.notes() == []
    pitches, velocities, durations, onsets = zip(*rig.sent("/melo/heard"), strict=True)
    assert pitches == (60, 62, 64, 65)
    assert velocities == pytest.approx([90 / 127] * 4)
    assert durations == pytest.approx([0.5] * 4, abs=2 * A_TICK)
    assert onsets == pytest.approx([0, 1, 2, 3], abs=2 * A_TICK)
    asked = len(rig.sent("/melo/next"))
    rig.run(12)
    notes = device.output.notes()
    given = sounding(rig.given(), 5, 9)
    assert beats(notes) == pytest.approx([one.onset for one in given], abs=0.002)
    assert are_as_given(notes, given)
    assert len({epoch for epoch, *_ in rig.sent("/melo/next")[asked:]}) == 1  # composed once
    assert rig.errors() == []


def test_each_call_gets_its_answer(rig: Rig) -> None:
    device = rig.add({"Mode": ANSWER, "Thru": 0})
    rig.live.play(0)
    for _ in range(3):
        before = len(device.output.notes())
        play_keys(rig, device, 67, 69)
        assert len(device.output.notes()) == before
        rig.run(6)
        assert len(device.output.notes()) > before
    assert rig.errors() == []


def test_a_duet_plays_on_and_takes_up_what_is_played(rig: Rig) -> None:
    device = rig.add({"Mode": DUET, "Thru": 0, "Follow": 1.0})
    rig.live.play(0)
    rig.run(4)
    play_keys(rig, device, 72, 74, 76, 77)
    rig.run(8)
    heard = rig.sent("/melo/heard")
    assert [one[0] for one in heard] == [72, 74, 76, 77]
    assert {len(one) for one in heard} == {3}  # without an onset: the line goes on
    whole = beats(device.output.notes())
    assert max(later - earlier for earlier, later in pairwise(whole)) <= 4
    assert whole[-1] > 12
    assert rig.errors() == []


def test_pitch_only_keeps_the_rhythm_and_replaces_the_pitches(rig: Rig) -> None:
    device = rig.add({"Mode": PITCH})
    rig.live.play(0)
    rig.run(1)
    first = len(device.output.all)
    played = []
    for pitch, velocity, length in ((36, 90, 0.4), (37, 80, 0.7), (36, 70, 0.2), (40, 60, 1.1)):
        played.append((rig.application.now, velocity, length * 500))
        device.note_on(pitch, velocity)
        rig.run(length)
        device.note_off(pitch)
        rig.run(0.1)
    assert len(device.output.all) - first == 8
    starts = [one for one in device.output.all if one.is_on]
    notes = device.output.notes()
    assert [(start.time, note.velocity) for start, note in zip(starts, notes, strict=True)] == [
        (time, velocity) for time, velocity, _ in played
    ]
    assert [note.ms for note in notes] == pytest.approx([ms for _, _, ms in played])
    pitches = [one.pitch for one in rig.given() if one.pitch >= 0]
    assert [note.pitch for note in notes] == pitches[:4]


def test_pitch_only_replaces_chords_and_works_while_live_stands(rig: Rig) -> None:
    device = rig.add({"Mode": PITCH})
    for pitch in (60, 64, 67):
        device.note_on(pitch)
    assert len(device.output.notes()) == 3
    for pitch in (60, 64, 67):
        device.note_off(pitch)
    assert device.output.sounding() == set()


def test_pitch_only_without_a_server_lets_the_keys_sound(rig: Rig) -> None:
    rig.network.fate = lambda _: None
    device = rig.add({"Mode": PITCH})
    play_keys(rig, device, 60, 62)
    assert [note.pitch for note in device.output.notes()] == [60, 62]


def test_what_is_played_passes_if_thru_is_on(rig: Rig) -> None:
    device = rig.add()
    device.note_on(60, 77)
    device.receive(CONTROL, 1, 64)
    device.note_off(60)
    device.set("Thru", 0)
    device.note_on(62)
    device.note_off(62)
    device.receive(0xE0, 0, 64)
    assert [played.message for played in device.output.all] == [
        (0x90, 60, 77),
        (CONTROL, 1, 64),
        (0x90, 60, 0),
        (0xE0, 0, 64),
    ]


def test_held_notes_are_the_chord(rig: Rig) -> None:
    device = rig.add({"Chord": 1, "Chord Tones": 2, "Thru": 0})
    for pitch in (52, 48, 55):
        device.note_on(pitch)
    rig.run_ms(200)
    rig.live.play(0)
    rig.run(8)
    assert ("chord", "0 4 7") in rig.sent("/melo/set")
    pitches = {note.pitch % 12 for note in device.output.notes()}
    assert pitches
    assert pitches <= {0, 4, 7}
    assert rig.errors() == []


def test_a_thumb_is_for_the_note_that_sounds(rig: Rig) -> None:
    device = rig.add()
    rig.live.play(0)
    rig.run(6)
    device.set("Good", 1)
    rig.run_ms(100)
    device.set("Bad", 1, SCHEDULER)
    rig.run_ms(100)
    assert [value for value, _ in rig.sent("/melo/reward")] == [1.0, -1.0]
    assert rig.errors() == []


# The server and the network


def test_without_a_server_it_falls_back_and_then_goes_on_by_itself(
    mortal_rig: Rig, server: Server, start_again: Callable[[], None]
) -> None:
    rig = mortal_rig
    device = rig.add({"Fallback": 2, "Scale": 1})
    rig.live.play(0)
    rig.run(8)
    server.program.kill()
    rig.run(24)
    alone = [note for note in device.output.notes() if beats([note])[0] >= 20]
    assert len(alone) >= 6
    start_again()
    rig.run(16)
    back = [note for note in device.output.notes() if beats([note])[0] >= 40]
    given = sounding(rig.given(), 40, 46)
    assert len(given) >= 4
    assert are_as_given(back[: len(given)], given)


def test_silence_can_be_the_fallback(mortal_rig: Rig, server: Server) -> None:
    rig = mortal_rig
    device = rig.add({"Fallback": 0})
    rig.live.play(0)
    rig.run(8)
    server.program.kill()
    rig.run(40)
    count = len(device.output.notes())
    rig.run(40)
    assert len(device.output.notes()) == count


def test_late_and_stale_replies_are_never_played(rig: Rig) -> None:
    device = rig.add({"Fallback": 0})
    rig.live.play(0)
    rig.run(4.2)
    rig.network.fate = lambda packet: 9000.0 if packet.address == "/melo/note" else LATENCY_MS
    device.set("Harmony", 2.0)
    rig.run(20)  # the late ones come meanwhile
    rig.network.fate = lambda _: LATENCY_MS
    rig.run(12)
    after = [note for note in device.output.notes() if beats([note])[0] >= 28]
    given = sounding(rig.given(), 28, 34)
    assert len(given) >= 2
    assert are_as_given(after[: len(given)], given)
    assert "late note" in text_of(device, "Status")


def test_a_server_that_starts_later_is_found(
    mortal_rig: Rig, server: Server, start_again: Callable[[], None]
) -> None:
    rig = mortal_rig
    server.program.kill()
    device = rig.add()
    rig.run_ms(20_000)
    assert text_of(device, "Status").startswith("offline")
    start_again()
    rig.run_ms(6000)
    assert text_of(device, "Status").startswith("online")
    rig.live.play(0)
    rig.run(8)
    assert len(device.output.notes()) >= 4


def test_the_servers_port_can_be_changed(rig: Rig) -> None:
    rig.network.doors[7001] = rig.network.doors.pop(DEFAULT_PORT)
    rig.network.doors[DEFAULT_PORT] = 9  # nobody
    device = rig.add()
    assert text_of(device, "Status").startswith("offline")
    device.set("Server Port", 7001)
    rig.run_ms(6000)
    assert text_of(device, "Status").startswith("online")


def test_the_status_tells_of_the_server(mortal_rig: Rig, server: Server) -> None:
    rig = mortal_rig
    device = rig.add({"Fallback": 1})
    assert text_of(device, "Status") == "online  2.0 ms"
    rig.live.play(0)
    rig.run(4)
    assert text_of(device, "Reason") != ""
    server.program.kill()
    rig.run(24)
    assert text_of(device, "Status").startswith("offline")


def test_an_empty_place_of_the_menu_is_no_agent(rig: Rig) -> None:
    device = rig.add()
    device.set("Agent", 15)  # an empty place of the menu
    rig.run_ms(200)
    assert rig.errors() == []


def test_two_devices_in_one_set_play_each_its_own_notes(rig: Rig) -> None:
    one, other = rig.add({"Lowest": 60, "Highest": 72}), rig.add({"Lowest": 36, "Highest": 47})
    rig.live.play(0)
    rig.run(16)
    ports = [listener.port for listener in rig.network.listeners]
    assert len(set(ports)) == 2
    for device, port, low, high in zip((one, other), ports, (60, 36), (72, 47), strict=True):
        notes = device.output.notes()
        given = sounding(rig.given(port=port), 0, 12)
        assert are_as_given(notes[: len(given)], given)
        assert all(low <= note.pitch <= high for note in notes)


def test_deleting_one_of_two_devices_leaves_the_other_playing(rig: Rig) -> None:
    one, other = rig.add(), rig.add()
    rig.live.play(0)
    rig.run(4)
    one.delete()
    count = len(other.output.notes())
    rig.run(8)
    assert len(other.output.notes()) >= count + 2


def test_two_devices_with_one_reply_port_do_not_play_each_others_notes(rig: Rig) -> None:
    one = rig.add({"Reply Port": 7777, "Lowest": 60, "Highest": 72})
    other = rig.add({"Reply Port": 7777, "Lowest": 36, "Highest": 47})
    rig.live.play(0)
    rig.run(8)
    assert len(one.output.notes()) >= 4
    assert all(note.pitch >= 60 for note in one.output.notes())
    assert all(note.pitch <= 47 for note in other.output.notes())


def test_the_menu_has_the_agents_of_the_server(rig: Rig) -> None:
    device = rig.add()
    rig.run_ms(200)
    agents = [r.arguments[0] for r in rig.network.replies if r.address == "/melo/agent"]
    names = device.parameters["Agent"].names
    assert len(names) == 16
    assert set(names) == {*agents, "-"}
    assert rig.errors() == []


def test_loading_a_set_twice_and_a_preset_change_nothing(rig: Rig) -> None:
    device = rig.add({"Harmony": 0.5})
    for box in device.this_device:
        rig.application.perform(box.bang)
    rig.run_ms(1500)
    rig.live.play(0)
    rig.run(8)
    given = sounding(rig.given(), 0, 6)
    assert are_as_given(device.output.notes()[: len(given)], given)
