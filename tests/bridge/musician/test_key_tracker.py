from bridge.musician.key_tracker import HeardNote, KeyPress, KeyTracker


def test_a_key_is_a_note_when_it_is_let_go() -> None:
    tracker = KeyTracker()
    assert tracker.press(KeyPress(60, 0.5, 1.0)) == []
    assert tracker.held == {60}
    assert tracker.release(60, 2.5) == [HeardNote(60, 0.5, 1.0, 1.5)]
    assert tracker.held == set()


def test_the_next_key_ends_the_note_before_it() -> None:
    tracker = KeyTracker()
    tracker.press(KeyPress(60, 0.5, 0.0))
    assert tracker.press(KeyPress(62, 0.6, 1.0)) == [HeardNote(60, 0.5, 0.0, 1.0)]
    assert tracker.release(60, 1.2) == []
    assert tracker.release(62, 2.0) == [HeardNote(62, 0.6, 1.0, 1.0)]


def test_of_a_chord_the_highest_note_counts() -> None:
    tracker = KeyTracker()
    for key in (KeyPress(64, 0.5, 1.0), KeyPress(67, 0.7, 1.02), KeyPress(60, 0.5, 1.04)):
        assert tracker.press(key) == []
    assert tracker.release(60, 2.0) == []
    assert tracker.release(67, 2.0) == [HeardNote(67, 0.7, 1.0, 1.0)]


def test_what_sounds_can_be_cut() -> None:
    tracker = KeyTracker()
    tracker.press(KeyPress(60, 0.5, 1.0))
    assert tracker.cut(4.0) == [HeardNote(60, 0.5, 1.0, 3.0)]
    assert tracker.cut(5.0) == []


def test_a_drone_is_as_long_as_a_note_can_be() -> None:
    tracker = KeyTracker()
    tracker.press(KeyPress(60, 0.5, 0.0))
    assert tracker.release(60, 5000.0) == [HeardNote(60, 0.5, 0.0, 1024.0)]


def test_a_key_that_takes_no_time_is_no_note() -> None:
    tracker = KeyTracker()
    tracker.press(KeyPress(60, 0.5, 1.0))
    assert tracker.release(60, 1.0) == []


def test_it_knows_when_something_happened_last() -> None:
    tracker = KeyTracker()
    tracker.press(KeyPress(60, 0.5, 1.0))
    assert tracker.since == 1.0
    tracker.release(60, 3.0)
    assert tracker.since == 3.0
