from dataclasses import replace

import pytest

from agent.corpus.songbook import songbook
from agent.errors import CorpusError
from agent.melody.learning.material import Material, leave_out
from agent.music.tune import Tune
from tests.support.tunes import tune


def of(name: str, source: str, split: str, cluster: str = "") -> Tune:
    return replace(tune("0 2 4"), id=name, source=source, split=split, cluster=cluster)


SONGBOOK = songbook()
TUNES = [
    of("a", "hymns", "train"),
    of("b", "hymns", "test"),
    of("c", "songs", "train"),
    of("d", "songs", "valid"),
    of("e", "songs", "test"),
]


def splits(tunes: list[Tune]) -> dict[str, str]:
    return {one.id: one.split for one in tunes}


def of_character(character: str, split: str = "train") -> Tune:
    return replace(tune("0 2 4 5 | 7 5 4 2"), source=character, split=split)


def test_tunes_are_learned_from_chosen_by_and_measured_with_by_split() -> None:
    material = Material(SONGBOOK)
    assert [len(part) for part in (material.train, material.valid, material.test)] == [32, 4, 4]


def test_only_tunes_of_the_character_and_of_known_meters_are_taken() -> None:
    odd = replace(of_character("hymn"), meter="5/4")
    tunes = [of_character("hymn"), of_character("lied"), of_character("hymn", "test"), odd]
    material = Material(tunes, "hymn")
    assert (material.train, material.test) == ([tunes[0]], [tunes[2]])
    assert len(Material(tunes).train) == 2


def test_where_nothing_is_held_out_other_tunes_stand_in() -> None:
    alone = Material([of_character("hymn")])
    assert alone.train == alone.valid == alone.test
    for split in ("valid", "test"):
        both = Material([of_character("hymn"), of_character("hymn", split)])
        assert both.test == both.valid == [of_character("hymn", split)]


def test_nothing_to_learn_from_is_said_in_a_sentence() -> None:
    with pytest.raises(CorpusError, match="no tune of the character 'hymn' to learn from: leave"):
        Material(SONGBOOK, "hymn")
    with pytest.raises(CorpusError, match="the corpus has no tune to learn from in any of the me"):
        Material([replace(of_character("hymn"), meter="5/4")])
    with pytest.raises(CorpusError, match="to learn from in any of the meters 4/4, 2/2, 3/4, 2/4,"):
        Material([])


def test_few_tunes_are_all_learned_from() -> None:
    material = Material(SONGBOOK[:25], few=True)
    assert material.train == material.valid == material.test == SONGBOOK[:25]


def test_a_few_notes_are_no_corpus() -> None:
    with pytest.raises(CorpusError, match="has only 1 note to learn from: 8 are needed"):
        Material([tune("0")], few=True)


def test_what_is_left_out_is_for_measuring_and_nothing_else_is() -> None:
    left = leave_out(TUNES, ["hymns"])
    assert splits(left) == {"a": "test", "b": "test", "c": "train", "d": "valid"}


def test_near_duplicates_of_it_arent_learned_from() -> None:
    kin = [of("x", "hymns", "train", "same"), of("y", "songs", "train", "same")]
    assert splits(leave_out([*TUNES[2:4], *kin], ["hymns"])) == {
        "x": "test",
        "c": "train",
        "d": "valid",
    }


def test_an_unknown_source_is_named() -> None:
    with pytest.raises(CorpusError, match="no tune is of the source 'hymn': did you mean 'hymns'"):
        leave_out(TUNES, ["hymn"])
    with pytest.raises(CorpusError, match="of the source 'jazz': use hymns, songs"):
        leave_out(TUNES, ["jazz"])
