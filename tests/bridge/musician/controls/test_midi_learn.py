from bridge.musician.controls.control_map import DEFAULT, Source, Target, target
from bridge.musician.controls.midi_learn import MidiLearn

CC, NOTE_ON, PROGRAM = 0xB0, 0x90, 0xC0


def test_the_next_control_that_is_moved_is_taken() -> None:
    learning = MidiLearn(["harmony", "good"])
    assert learning.wanted == "harmony"
    assert learning.take(bytes((CC | 1, 74, 5))) == Source("cc", 74, 2)
    assert learning.wanted == "good"
    assert learning.take(bytes((NOTE_ON | 9, 36, 90))) == Source("note", 36, 10)
    assert learning.wanted is None
    assert learning.learned == {
        Source("cc", 74, 2): Target("harmony", 0.0, 2.0),
        Source("note", 36, 10): Target("good"),
    }


def test_a_knob_that_is_still_moving_isnt_taken_twice() -> None:
    learning = MidiLearn(["harmony", "style"])
    learning.take(bytes((CC, 74, 5)))
    assert learning.take(bytes((CC, 74, 6))) is None
    assert learning.wanted == "style"


def test_one_can_be_left_as_it_is() -> None:
    learning = MidiLearn(["harmony", "style"])
    learning.skip()
    learning.take(bytes((CC, 74, 5)))
    assert learning.learned == {Source("cc", 74, 1): Target("style", 0.0, 2.0)}


def test_keys_turn_no_knobs_and_programs_nothing_at_all() -> None:
    learning = MidiLearn(["harmony", "good"])
    assert learning.take(bytes((NOTE_ON, 60, 90))) is None
    assert learning.take(bytes((PROGRAM, 3))) is None
    learning.skip()
    assert learning.take(bytes((NOTE_ON, 60, 0))) is None  # it was let go
    assert learning.wanted == "good"


def test_a_control_that_was_moved_is_gone_from_its_old_place() -> None:
    learning = MidiLearn(["harmony"])
    learning.take(bytes((CC, 74, 5)))
    targets = learning.learned_map(DEFAULT)
    assert targets[Source("cc", 74, 1)] == target("harmony")
    assert targets[Source("cc", 16)] == Target("none")
    assert targets[Source("cc", 17)] == target("smoothness")
