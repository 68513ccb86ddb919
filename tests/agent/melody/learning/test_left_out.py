from dataclasses import replace

import pytest

from agent.errors import CorpusError
from agent.melody.learning.left_out import leave_out
from agent.music.tune import Tune
from tests.support.tunes import tune


def of(name: str, source: str, split: str, cluster: str = "") -> Tune:
    return replace(tune("0 2 4"), id=name, source=source, split=split, cluster=cluster)


TUNES = [
    of("a", "hymns", "train"),
    of("b", "hymns", "test"),
    of("c", "songs", "train"),
    of("d", "songs", "valid"),
    of("e", "songs", "test"),
]


def splits(tunes: list[Tune]) -> dict[str, str]:
    return {one.id: one.split for one in tunes}


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
