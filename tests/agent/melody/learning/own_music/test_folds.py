import pytest

from agent.corpus.songbook import songbook
from agent.melody.learning.own_music.folds import in_folds, phrases
from agent.music.tune import Tune
from tests.support.tunes import tune

FIRST = "0 2 4 5 7 5 4 2 | 0 4 7 4 0 4 7 4 "
OTHER = "7 5 9 7 11 9 12 11 | 12 7 4 7 9 5 2 5 "


def pitches(tunes: list[Tune]) -> list[str]:
    return [" ".join(str(note.pitch) for note in one.notes) for one in tunes]


def test_each_tune_is_in_one_fold_of_five() -> None:
    tunes = songbook()
    folds = in_folds(tunes)
    assert [len(fold) for fold in folds] == [8] * 5
    assert sorted(one.id for fold in folds for one in fold) == sorted(one.id for one in tunes)
    assert in_folds(tunes) == folds


def test_near_duplicates_are_held_out_together() -> None:
    tunes = [tune(FIRST), tune(OTHER), tune(FIRST + "0")]
    assert sorted(len(fold) for fold in in_folds(tunes)) == [1, 2]


def test_a_single_tune_is_held_out_by_phrases() -> None:
    [one, other] = in_folds([tune(FIRST + OTHER)])
    assert sorted(pitches(one + other)) == sorted(pitches([tune(FIRST), tune(OTHER)]))


def test_a_pickup_leads_to_its_phrase_and_each_begins_in_its_first_bar() -> None:
    [first, second] = phrases(tune(". . . -5 " + "0 2 4 7 " * 3 + "0 2 4 9 " + "7 5 4 2 " * 4))
    assert [note.pitch for note in first.notes][:2] == [-5, 0]
    assert [note.pitch for note in second.notes][:2] == [9, 7]
    assert (first.notes[0].onset, second.notes[0].onset) == (72, 72)


@pytest.mark.parametrize("notes", ["0", "0 2 4 5 7 5 4 2", FIRST * 2])
def test_of_too_little_nothing_is_held_out(notes: str) -> None:
    assert in_folds([tune(notes)]) == []
