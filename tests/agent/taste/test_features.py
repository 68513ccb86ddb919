from agent.taste.features import (
    FEATURES,
    FIELDS,
    FIRST,
    SILENT,
    MelodicContext,
    duration_rows,
    pitch_rows,
)

# After a move up to the fifth of the key, a quarter long; a beat comes.
EAR = MelodicContext(pitch=7, move=1, duration=24, strength=1)


def named(rows: tuple[int, ...]) -> dict[str, int]:
    """Which row of which field."""
    found = {}
    for row in rows:
        name = max((name for name in FIELDS if FIRST[name] <= row), key=FIRST.__getitem__)
        if row != SILENT:
            found[name] = row - FIRST[name]
    return found


def test_a_step_down_after_a_move_up() -> None:
    assert named(pitch_rows(EAR, 5)) == {
        "degree": 5,
        "register": 3,
        "motion": 3,
        "interval": 10,
        "direction": 0,
        "size": 1,
        "turn": 1,
        "strong motion": 4,
    }


def test_an_octave_up_goes_on() -> None:
    rows = named(pitch_rows(EAR, 19))
    assert (rows["motion"], rows["turn"]) == (8, 0)
    assert rows["direction"] == 2
    assert rows["degree"] == 7


def test_a_repeat_neither_turns_nor_goes_on() -> None:
    rows = named(pitch_rows(EAR, 7))
    assert (rows["motion"], rows["direction"], rows["size"]) == (4, 1, 0)
    assert "turn" not in rows


def test_a_rest_is_a_rest_and_a_first_note_no_move() -> None:
    assert named(pitch_rows(EAR, None)) == {"rest": 0}
    assert named(pitch_rows(MelodicContext(None, 0, 0, 2), 0)) == {"degree": 0, "register": 2}


def test_durations_are_long_or_short_plain_or_not_and_compared() -> None:
    assert named(duration_rows(EAR, 36)) == {
        "length": 4,
        "kind": 1,
        "compared": 2,
        "strong length": 5,
    }
    assert named(duration_rows(EAR, 8))["kind"] == 2
    assert named(duration_rows(EAR, 24))["compared"] == 1
    assert "compared" not in named(duration_rows(MelodicContext(None, 0, 0, 0), 24))


def test_every_pitch_has_as_many_rows_all_of_them_there() -> None:
    ears = [MelodicContext(None, 0, 0, 0), EAR, MelodicContext(-30, -1, 3, 2)]
    for context in ears:
        for pitch in (None, -70, -5, 0, 60):
            rows = pitch_rows(context, pitch)
            assert len(rows) == 8
            assert all(0 <= row < FEATURES for row in rows)
