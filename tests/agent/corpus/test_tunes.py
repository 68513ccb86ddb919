import pytest

from agent.corpus.midi import read_midi
from agent.corpus.notation import read_notation
from agent.corpus.score import MeterChange, Score, ScorePart, Signature, Sound, Symbol, UnusableTune
from agent.corpus.texts import split_abc
from agent.corpus.tunes import tune_of
from tests.support.corpus_files import ABC, MELODY, band

SCALE = (60, 62, 64, 65, 67, 65, 64, 62, 60)


def score(*pitches: int, start: int = 0, signature: Signature | None = None) -> Score:
    sounds = tuple(Sound(start + 24 * n, 24, pitch) for n, pitch in enumerate(pitches))
    return Score("a title", (ScorePart("", sounds),), signature=signature)


def test_a_score_becomes_a_tune() -> None:
    tune = tune_of(score(*SCALE), "folder/file.mid", "mine")
    assert (tune.id, tune.title, tune.source) == ("folder/file.mid", "a title", "mine")
    assert (tune.meter, tune.bar, tune.beat) == ("4/4", 96, 24)
    assert (tune.key, tune.mode, tune.tonic) == (0, "major", 60)
    assert tuple(note.pitch for note in tune.notes) == tuple(pitch - 60 for pitch in SCALE)
    assert tune.notes[1][:2] == (24, 24)
    assert tune.chords == ()


def test_bars_of_silence_before_it_are_left_out_and_the_place_in_the_bar_stays() -> None:
    tune = tune_of(score(*SCALE, start=4 * 96 + 72), "", "")
    assert [note.onset for note in tune.notes[:3]] == [72, 96, 120]


def test_a_polyphonic_song_gives_its_melody_and_its_chords() -> None:
    tune = tune_of(read_midi(band(), "song"), "", "")
    assert tuple(note.pitch + tune.tonic for note in tune.notes) == MELODY
    assert (tune.key, tune.mode) == (7, "major")
    assert [(c.onset, c.root, c.quality) for c in tune.chords] == [
        (0, 0, "maj"),
        (96, 5, "maj"),
        (192, 7, "maj"),
        (288, 0, "maj"),
    ]


def test_chord_symbols_move_with_the_melody() -> None:
    tune = tune_of(read_notation(split_abc(ABC)[0][1], "abc", ""), "", "")
    assert tune.notes[0] == (48, 24, -5)
    assert [(c.onset, c.root) for c in tune.chords[:3]] == [(72, 0), (144, 7), (216, 0)]


def test_a_symbol_before_the_first_note_counts_from_its_bar() -> None:
    g = Symbol(0, 7, frozenset({7, 11, 2}))
    late = score(*SCALE, start=192)
    tune = tune_of(Score("", late.parts, symbols=(g,)), "", "")
    assert [(c.onset, c.root) for c in tune.chords] == [(0, 7)]


def test_only_the_longest_passage_in_one_meter_is_kept() -> None:
    changes = (MeterChange(0, "4/4"), MeterChange(96, "3/4"))
    tune = tune_of(Score("", score(*SCALE, *SCALE).parts, changes), "", "")
    assert tune.meter == "3/4"
    assert len(tune.notes) == 14
    assert tune.notes[0].onset == 0


@pytest.mark.parametrize(
    ("pitches", "reason", "sentence"),
    [
        ((), "empty", "there are no notes in it"),
        (SCALE[:7], "too short", "its melody has only 7 notes: 8 are needed"),
        (SCALE[:1], "too short", "its melody has only 1 note: 8 are needed"),
        ((60,) * 40, "no melody", "its notes hardly leave one pitch"),
        ((60, 72) * 10, "no melody", "its notes hardly leave one pitch"),
        ((60, 62, 64) + (67,) * 30, "no melody", "its notes hardly leave one pitch"),
        ((24, 64, 108) * 5, "no melody", "its range is too wide for a single voice"),
    ],
)
def test_what_is_no_melody_is_refused(pitches: tuple[int, ...], reason: str, sentence: str) -> None:
    with pytest.raises(UnusableTune, match=sentence) as caught:
        tune_of(score(*pitches), "", "")
    assert caught.value.reason == reason
