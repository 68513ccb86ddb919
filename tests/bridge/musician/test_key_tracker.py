from bridge.musician.key_tracker import Ear, HeardNote, Key


def test_a_key_is_a_note_when_it_is_let_go() -> None:
    ear = Ear()
    assert ear.press(Key(60, 0.5, 1.0)) == []
    assert ear.held == {60}
    assert ear.release(60, 2.5) == [HeardNote(60, 0.5, 1.0, 1.5)]
    assert ear.held == set()


def test_the_next_key_ends_the_note_before_it() -> None:
    ear = Ear()
    ear.press(Key(60, 0.5, 0.0))
    assert ear.press(Key(62, 0.6, 1.0)) == [HeardNote(60, 0.5, 0.0, 1.0)]
    assert ear.release(60, 1.2) == []
    assert ear.release(62, 2.0) == [HeardNote(62, 0.6, 1.0, 1.0)]


def test_of_a_chord_the_highest_note_counts() -> None:
    ear = Ear()
    for key in (Key(64, 0.5, 1.0), Key(67, 0.7, 1.02), Key(60, 0.5, 1.04)):
        assert ear.press(key) == []
    assert ear.release(60, 2.0) == []
    assert ear.release(67, 2.0) == [HeardNote(67, 0.7, 1.0, 1.0)]


def test_what_sounds_can_be_cut() -> None:
    ear = Ear()
    ear.press(Key(60, 0.5, 1.0))
    assert ear.cut(4.0) == [HeardNote(60, 0.5, 1.0, 3.0)]
    assert ear.cut(5.0) == []


def test_a_drone_is_as_long_as_a_note_can_be() -> None:
    ear = Ear()
    ear.press(Key(60, 0.5, 0.0))
    assert ear.release(60, 5000.0) == [HeardNote(60, 0.5, 0.0, 1024.0)]


def test_a_key_that_takes_no_time_is_no_note() -> None:
    ear = Ear()
    ear.press(Key(60, 0.5, 1.0))
    assert ear.release(60, 1.0) == []


def test_it_knows_when_something_happened_last() -> None:
    ear = Ear()
    ear.press(Key(60, 0.5, 1.0))
    assert ear.since == 1.0
    ear.release(60, 3.0)
    assert ear.since == 3.0
