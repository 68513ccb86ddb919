import pytest

from agent.corpus.harmony import QUALITIES, heard_chords, quality, symbol_chords
from agent.corpus.score import Sound, Symbol
from agent.music.tune import TuneChord


@pytest.mark.parametrize("name", QUALITIES)
def test_every_quality_is_recognised_on_every_root(name: str) -> None:
    for root in range(12):
        tones = frozenset((root + tone) % 12 for tone in QUALITIES[name])
        assert quality(tones, root) == name


@pytest.mark.parametrize(
    ("tones", "name"),
    [((0, 2, 4, 7, 10), "7"), ((0, 2, 3, 7, 10), "min7"), ((0, 2, 4, 7), "maj")],
)
def test_richer_chords_go_to_the_nearest_quality(tones: tuple[int, ...], name: str) -> None:
    assert quality(frozenset(tones), 0) == name


def test_symbols_become_chords_above_the_tonic_where_they_change() -> None:
    g, d7 = frozenset({7, 11, 2}), frozenset({2, 6, 9, 0})
    symbols = [Symbol(0, 7, g), Symbol(96, 7, g), Symbol(192, 2, d7)]
    assert symbol_chords(symbols, tonic=7) == [
        TuneChord(0, 0, 0b10010001, "maj"),
        TuneChord(192, 7, 0b100010000100 | 0b100000, "7"),
    ]


def block(onset: int, *pitches: int, length: int = 96) -> list[Sound]:
    return [Sound(onset, length, pitch) for pitch in pitches]


def names(chords: list[TuneChord]) -> list[tuple[int, int, str]]:
    return [(chord.onset, chord.root, chord.quality) for chord in chords]


def test_block_chords_are_heard() -> None:
    sounds = block(0, 48, 60, 64, 67) + block(96, 53, 60, 65, 69) + block(192, 43, 59, 62, 65)
    sounds += block(288, 45, 60, 64, 69)
    assert names(heard_chords(sounds, 96, 24, 0)) == [
        (0, 0, "maj"),
        (96, 5, "maj"),
        (192, 7, "7"),
        (288, 9, "min"),
    ]


def test_an_arpeggio_is_one_chord_and_a_passing_note_changes_nothing() -> None:
    bass = block(0, 48, length=192)
    figure = [Sound(12 * n, 12, (60, 67, 64, 67)[n % 4]) for n in range(16)]
    passing = [Sound(0, 24, 72), Sound(24, 24, 74), Sound(48, 144, 76)]
    assert names(heard_chords(sorted(bass + figure + passing), 96, 24, 0)) == [(0, 0, "maj")]


def test_a_single_line_has_no_chords() -> None:
    assert heard_chords([Sound(24 * n, 24, 60 + n) for n in range(8)], 96, 24, 0) == []
