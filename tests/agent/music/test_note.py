from agent.music.note import sounding_beats


def test_a_note_ends_a_little_early_so_that_a_repeated_one_is_heard() -> None:
    assert [sounding_beats(duration) for duration in (0.5, 1.0, 4.0)] == [0.475, 0.95, 3.95]
