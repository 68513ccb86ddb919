import pytest

from agent.corpus.songbook import songbook
from agent.errors import CorpusError
from agent.evaluation.yardstick import corpus_yardstick, shipped_yardstick
from tests.support.halves import split_songbook


def test_the_shipped_one_predicts_the_songbook() -> None:
    yardstick = shipped_yardstick("hymn")
    assert "tunes of the character hymn of the built-in reference" in yardstick.of_what
    assert len(yardstick.predicted) == len(songbook())
    assert not yardstick.training


def test_the_shipped_one_has_one_length() -> None:
    with pytest.raises(CorpusError, match="of 16 bars: for takes of 8 give a --corpus"):
        shipped_yardstick(bars=8)


def test_a_corpus_is_split_into_what_may_be_known_and_what_may_not() -> None:
    yardstick = corpus_yardstick(split_songbook(), "mine", bars=4)
    assert len(yardstick.training) == len(yardstick.real) == len(yardstick.predicted) == 20
    assert {tune.split for tune in yardstick.training} == {"train"}
    assert max(tune.end / tune.bar for tune in yardstick.real) <= 5
    assert yardstick.of_what == "20 held-out tunes of mine"


@pytest.mark.parametrize(("count", "said"), [(1, "1 tune"), (3, "3 tunes")])
def test_too_few_tunes_to_compare_are_refused(count: int, said: str) -> None:
    with pytest.raises(CorpusError, match=f"^mine has {said} to measure with: give 4 or more$"):
        corpus_yardstick(songbook()[:count], "mine")


def test_four_tunes_are_enough() -> None:
    assert corpus_yardstick(songbook()[:4], "mine").predicted_of == "4 tunes of mine"


def test_where_few_are_held_out_it_says_so() -> None:
    yardstick = corpus_yardstick(songbook(), "mine")
    assert yardstick.of_what == "40 (all: too few are held out) tunes of mine"
    assert not yardstick.training
    assert not yardstick.real
