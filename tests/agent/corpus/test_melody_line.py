from agent.corpus.melody_line import melody_line, skyline
from agent.corpus.score import ScorePart, Sound

TUNE = (67, 69, 71, 72, 74, 72, 71, 67, 69, 71, 69, 66, 67, 67, 74, 71)


def part(name: str, *pitches: int, length: int = 24, program: int | None = None) -> ScorePart:
    sounds = tuple(Sound(n * length, length, pitch) for n, pitch in enumerate(pitches))
    return ScorePart(name, sounds, program)


def chords(name: str, *roots: int) -> ScorePart:
    return ScorePart(
        name,
        tuple(Sound(n * 96, 96, root + tone) for n, root in enumerate(roots) for tone in (0, 4, 7)),
    )


def pitches(line: list[Sound]) -> tuple[int, ...]:
    return tuple(sound.pitch for sound in line)


def test_the_melody_is_found_among_chords_and_bass_without_names() -> None:
    bass = part("", *[43, 43, 48, 50] * 2, length=48)
    assert pitches(melody_line([bass, chords("", 60, 65, 67, 60), part("", *TUNE)])) == TUNE


def test_the_name_of_a_part_counts() -> None:
    second = part("", *[pitch - 3 for pitch in TUNE])
    named = part("Lead vocal", *[pitch - 5 for pitch in TUNE])
    assert pitches(melody_line([second, named])) == pitches(list(named.sounds))


def test_a_bass_program_is_no_melody() -> None:
    bass = part("", *[pitch - 7 for pitch in TUNE], program=33)
    assert pitches(melody_line([bass, part("", *TUNE)])) == TUNE


def test_of_two_alike_the_higher_register_at_home_wins() -> None:
    low = part("", *[pitch - 19 for pitch in TUNE])
    high = part("", *[pitch + 24 for pitch in TUNE])
    assert pitches(melody_line([low, high, part("", *TUNE)])) == TUNE


def test_no_notes_no_melody() -> None:
    assert melody_line([ScorePart("", ())]) == []
    assert melody_line([]) == []


def test_the_highest_note_of_a_chord_is_the_melody() -> None:
    assert pitches(skyline(chords("", 60, 65).sounds)) == (67, 72)


def test_a_note_under_a_held_one_is_hidden() -> None:
    assert skyline([Sound(0, 96, 72), Sound(24, 24, 60)]) == [Sound(0, 96, 72)]


def test_a_late_release_hides_nothing_and_is_cut() -> None:
    played = [Sound(0, 27, 72), Sound(24, 27, 71), Sound(48, 24, 72)]
    assert skyline(played) == [Sound(0, 24, 72), Sound(24, 24, 71), Sound(48, 24, 72)]
