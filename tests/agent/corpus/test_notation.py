import pytest

from agent.corpus.notation import read_notation
from agent.corpus.score import MeterChange, Signature, Sound, UnusableTune
from agent.corpus.texts import split_abc
from tests.support.corpus_files import ABC, HARMONY, KERN, musicxml, xml_note


def abc(body: str, head: str = "M:4/4\nL:1/4\nK:C") -> list[Sound]:
    (_, text), *_ = split_abc(f"X:1\nT:t\n{head}\n{body}\n")
    return list(read_notation(text, "abc", "").parts[0].sounds)


def pitches(sounds: list[Sound]) -> list[int]:
    return [sound.pitch for sound in sounds]


def test_abc_is_read_with_repeats_pickup_chords_and_key() -> None:
    score = read_notation(split_abc(ABC)[0][1], "abc", "file")
    assert score.title == "First"
    assert score.meters == (MeterChange(0, "3/4"),)
    assert score.signature == Signature(1, "major")
    played = [(sound.onset, sound.pitch) for sound in score.parts[0].sounds]
    first = [(72, 67), (96, 71), (120, 74), (144, 72), (192, 69), (216, 67)]
    again = [(onset + 288, pitch) for onset, pitch in first]
    assert played == [(48, 62), *first, (288, 69), (336, 62), *again, (576, 67)]
    assert [symbol.root for symbol in score.symbols] == [7, 2, 7, 2, 7, 2, 7, 7]


def test_accidentals_hold_through_the_bar_and_over_a_tie() -> None:
    assert pitches(abc("^F F G F|F G A B|")) == [66, 66, 67, 66, 65, 67, 69, 71]
    assert abc("^F4-|F4|") == [Sound(0, 192, 66)]


def test_grace_notes_are_dropped_and_triplets_kept() -> None:
    assert abc("{b}c2 (3efg c4|c8|", "M:4/4\nL:1/8\nK:C")[:4] == [
        Sound(0, 24, 72),
        Sound(24, 8, 76),
        Sound(32, 8, 77),
        Sound(40, 8, 79),
    ]


@pytest.mark.parametrize(
    ("field", "signature"),
    [
        ("Am", Signature(0, "minor")),
        ("Ador", Signature(1, "dorian")),
        ("D mixolydian", Signature(1, "mixolydian")),
        ("Bb", Signature(-2, "major")),
        ("F#m", Signature(3, "minor")),
    ],
)
def test_the_modes_of_abc(field: str, signature: Signature) -> None:
    text = split_abc(f"X:1\nM:4/4\nL:1/4\nK:{field}\nC D E F|G A B c|\n")[0][1]
    assert read_notation(text, "abc", "").signature == signature


def test_a_bar_too_long_makes_no_meter_of_its_own() -> None:
    text = split_abc("X:1\nM:2/4\nL:1/4\nK:C\nC D|E F G/|A B|c2|\n")[0][1]
    assert read_notation(text, "abc", "").meters == (MeterChange(0, "2/4"),)


def test_kern_is_read_with_its_spines() -> None:
    score = read_notation(KERN, "humdrum", "file")
    assert score.title == "A kern tune"
    assert score.signature == Signature(1, "major")
    upper = max(score.parts, key=lambda part: part.sounds[0].pitch).sounds
    assert [(s.onset, s.duration, s.pitch) for s in upper[:6]] == [
        (48, 24, 62),
        (72, 24, 67),
        (96, 12, 69),
        (108, 12, 71),
        (120, 24, 72),
        (144, 24, 67),
    ]
    assert upper[8:] == (
        Sound(192, 48, 72),
        Sound(240, 24, 69),
        Sound(264, 24, 66),
        Sound(288, 48, 67),
        Sound(336, 24, 67),
    )


REPEAT = '<barline location="{}"><repeat direction="{}"/></barline>'
BARS = [
    xml_note(67, 2),
    HARMONY.format("G", "major")
    + xml_note(67, 4)
    + HARMONY.format("D", "dominant")
    + xml_note(69, 4),
    REPEAT.format("left", "forward")
    + xml_note(71, 0)
    + xml_note(72, 6)
    + xml_note(74, 2, "<tie type='start'/>"),
    xml_note(74, 6, "<tie type='stop'/>") + REPEAT.format("right", "backward"),
]


def test_musicxml_is_read_with_harmony_repeats_ties_and_pickup() -> None:
    score = read_notation(musicxml(BARS), "musicxml", "file")
    assert score.title == "A score"
    assert score.parts[0].name == "Voice"
    assert score.parts[0].sounds == (
        Sound(72, 24, 67),
        Sound(96, 48, 67),
        Sound(144, 48, 69),
        Sound(192, 72, 72),
        Sound(264, 96, 74),
        Sound(384, 72, 72),
        Sound(456, 96, 74),
    )
    assert [(s.onset, s.root, sorted(s.pitch_classes)) for s in score.symbols] == [
        (96, 7, [2, 7, 11]),
        (144, 2, [0, 2, 6, 9]),
    ]


@pytest.mark.parametrize(("mode", "believed"), [("", None), ("major", None), ("minor", "minor")])
def test_the_major_that_programs_write_unasked_is_no_mode(mode: str, believed: str | None) -> None:
    assert read_notation(musicxml(BARS, 2, mode), "musicxml", "").signature == Signature(
        2, believed
    )


def test_bars_that_do_not_fill_their_meter_are_refused() -> None:
    with pytest.raises(UnusableTune, match="its bars don't fill their meter"):
        abc("C D E|C D E|C D E F|C D E|C D E F|")
