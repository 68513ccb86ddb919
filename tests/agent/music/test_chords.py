import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import TaskError
from agent.music.chords import NO_CHORD, QUALITIES, Chord, chord_of, progression_of

ROOTS = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")


def tones(chord: Chord) -> list[int]:
    return [pitch_class for pitch_class in range(12) if chord.mask >> pitch_class & 1]


@pytest.mark.parametrize(
    ("symbol", "root", "expected", "quality"),
    [
        ("C", 0, [0, 4, 7], ""),
        ("Am", 9, [0, 4, 9], "m"),
        ("F#m7b5", 6, [0, 4, 6, 9], "m7b5"),
        ("Bbmaj7", 10, [2, 5, 9, 10], "maj7"),
        ("G7", 7, [2, 5, 7, 11], "7"),
        ("Dsus4", 2, [2, 7, 9], "sus4"),
        ("Cdim7", 0, [0, 3, 6, 9], "dim7"),
        ("Eaug", 4, [0, 4, 8], "aug"),
        ("C6", 0, [0, 4, 7, 9], "6"),
        ("CmM7", 0, [0, 3, 7, 11], "mmaj7"),
        ("Am/G", 9, [0, 4, 7, 9], "m"),
        ("C6/9", 0, [0, 2, 4, 7, 9], "69"),
        ("C/Bb", 0, [0, 4, 7, 10], ""),
        ("0 4 7", 0, [0, 4, 7], "set"),
        ("9 0 4", 9, [0, 4, 9], "set"),
        ("7", 7, [7], "set"),
    ],
)
def test_symbols_name_root_tones_and_quality(
    symbol: str, root: int, expected: list[int], quality: str
) -> None:
    chord = chord_of(symbol)
    assert (chord.root, tones(chord), chord.quality) == (root, expected, quality)


@pytest.mark.parametrize(
    ("spelling", "usual"),
    [
        ("CM7", "Cmaj7"),
        ("Cma9", "Cmaj9"),
        ("Cmaj", "C"),
        ("Cmin", "Cm"),
        ("C-7", "Cm7"),
        ("Cmi7b5", "Cm7b5"),
        ("Cminmaj7", "Cmmaj7"),
        ("C-M7", "Cmmaj7"),
        ("C+", "Caug"),
        ("C+7", "Caug7"),
        ("C7#5", "Caug7"),
        ("Co7", "Cdim7"),
        ("C°", "Cdim"),
        ("CΔ", "Cmaj7"),
        ("CΔ7", "Cmaj7"),
        ("C^7", "Cmaj7"),
        ("C-Δ", "Cmmaj7"),
        ("CØ7", "Cm7b5"),
        ("B♭m7", "Bbm7"),
        ("F♯m7♭5", "F#m7b5"),
        ("E minor", "Em"),
        ("C major", "C"),
        ("C–7", "Cm7"),
        ("Cdom7", "C7"),
        ("Cadd2", "Cadd9"),
        ("C2", "Csus2"),
        ("C4", "Csus4"),
        ("Ebb7", "D7"),
        ("Cø", "Cm7b5"),
        ("Csus", "Csus4"),
        ("C7sus", "C7sus4"),
        ("C7(b9)", "C7b9"),
        (" C ", "C"),
    ],
)
def test_a_chord_has_several_spellings(spelling: str, usual: str) -> None:
    assert chord_of(spelling) == chord_of(usual)


@pytest.mark.parametrize("text", ["", "none", "None", "N.C."])
def test_there_may_be_no_chord(text: str) -> None:
    assert chord_of(text) == NO_CHORD
    assert NO_CHORD.transposed(5) == NO_CHORD


@pytest.mark.parametrize("text", ["H", "am", "Cfoo", "C7/", "Am/H", "0 4 12", "C###", "Am F"])
def test_what_is_no_chord_is_refused(text: str) -> None:
    with pytest.raises(TaskError, match=f"'{text}' is no chord: use a symbol such as C, Am"):
        chord_of(text)


@given(st.integers(0, 11), st.sampled_from(sorted(QUALITIES)), st.integers(0, 11))
def test_chords_can_be_transposed(root: int, quality: str, semitones: int) -> None:
    moved = chord_of(f"{ROOTS[root]}{quality}").transposed(semitones)
    assert moved == chord_of(f"{ROOTS[(root + semitones) % 12]}{quality}")
    assert moved.transposed(-semitones).root == root


@pytest.mark.parametrize("text", ["Am F C G", "| Am | F | C | G |", "Am,F, C G"])
def test_a_progression_is_chords_in_a_row(text: str) -> None:
    assert progression_of(text) == ("Am", "F", "C", "G")


def test_a_progression_has_chords_only() -> None:
    with pytest.raises(TaskError, match="a progression needs chords, such as 'Am F C G'"):
        progression_of(" | ")
    with pytest.raises(TaskError, match="'X' is no chord"):
        progression_of("Am X")


def test_a_root_in_lower_case_is_told_which_chord_was_meant() -> None:
    with pytest.raises(TaskError, match=r"'am' is no chord: .* \(did you mean Am\?\)$"):
        chord_of("am")
