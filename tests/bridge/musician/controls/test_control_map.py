import pytest

from bridge.musician.controls.control_map import (
    ACTIONS,
    DEFAULT,
    RANGES,
    ControlAction,
    Controls,
    KnobChange,
    Press,
    ProgramChange,
    Source,
    Target,
    target,
)
from bridge.osc.keys import KEYS

CC, NOTE_ON, NOTE_OFF, PROGRAM = 0xB0, 0x90, 0x80, 0xC0


def commands(controls: Controls, *messages: tuple[int, ...]) -> list[ControlAction]:
    found = (controls.action(bytes(message)) for message in messages)
    return [command for command in found if command is not None]


def test_every_knob_is_a_number_of_the_protocol() -> None:
    assert all(KEYS[name].kind in "ifkp" for name in RANGES)
    assert all(to.name in RANGES or to.name in ACTIONS for to in DEFAULT.values())


def test_eight_knobs_from_cc_16_on_turn_over_their_whole_range() -> None:
    turned = commands(Controls(), (CC, 16, 0), (CC, 16, 127), (CC | 2, 21, 64), (CC, 22, 127))
    assert turned == [
        KnobChange("harmony", 0.0, 1),
        KnobChange("harmony", 2.0, 1),
        KnobChange("temperature", 1.01, 3),
        KnobChange("follow", 1.0, 1),
    ]


def test_whole_numbers_stay_whole() -> None:
    controls = Controls({Source("cc", 30): target("key"), Source("cc", 31): Target("low", 36, 60)})
    assert commands(controls, (CC, 30, 127), (CC, 31, 64)) == [
        KnobChange("key", 11, 1),
        KnobChange("low", 48, 1),
    ]


def test_a_footswitch_is_a_thumb_when_it_goes_down() -> None:
    pressed = commands(Controls(), (CC, 64, 127), (CC, 64, 100), (CC, 64, 0), (CC, 67, 127))
    assert pressed == [Press("good", 1), Press("bad", 1)]


def test_a_pad_is_a_thumb_when_it_is_hit() -> None:
    controls = Controls({Source("note", 36, 10): target("good")})
    hits = (NOTE_ON | 9, 36, 90), (NOTE_OFF | 9, 36, 0), (NOTE_ON | 9, 36, 0), (NOTE_ON, 36, 90)
    assert commands(controls, *hits) == [Press("good", 10)]
    assert [controls.takes(bytes(hit)) for hit in hits] == [True, False, True, False]


@pytest.mark.parametrize("number", [120, 123])
def test_all_sound_off_is_a_panic_whatever_its_value(number: int) -> None:
    assert commands(Controls(), (CC, number, 0)) == [Press("panic", 1)]


def test_a_program_change_is_the_agent_of_that_number_unless_one_is_named() -> None:
    controls = Controls({Source("program", 5): Target("fiddle")})
    assert commands(controls, (PROGRAM, 2), (PROGRAM | 3, 5)) == [
        ProgramChange(2, 1),
        KnobChange("agent", "fiddle", 4),
    ]


def test_a_channel_of_ones_own_comes_first() -> None:
    controls = Controls({Source("cc", 7): target("style"), Source("cc", 7, 2): target("form")})
    turned = commands(controls, (CC, 7, 0), (CC | 1, 7, 0))
    assert turned == [KnobChange("style", 0.0, 1), KnobChange("form", 0.0, 2)]


def test_what_is_mapped_to_nothing_does_nothing() -> None:
    nothing = {Source("cc", 64): Target("none"), Source("program", 0): Target("none")}
    controls = Controls(DEFAULT | nothing)
    assert commands(controls, (CC, 64, 127)) == []
    assert controls.action(b"\xc0\x00") is None
    assert controls.action(b"\xc0\x01") is not None


@pytest.mark.parametrize(
    "message", [b"", b"\xf8", b"\x90\x3c\x40", b"\xe0\x00\x40", b"\xb0\x01\x02"]
)
def test_music_and_other_messages_ask_for_nothing(message: bytes) -> None:
    assert Controls().action(message) is None
