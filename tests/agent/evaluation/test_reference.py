from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from agent.corpus.songbook import songbook
from agent.errors import CorpusError
from agent.evaluation.reference import (
    FEWEST,
    SHIPPED,
    held_out,
    load_reference,
    reference_of,
    varied,
    write_references,
)
from agent.evaluation.traits import TRAIT_NAMES
from agent.melody.brief import brief_of
from agent.melody.line import CHARACTERS
from agent.metrics.distances import features
from agent.metrics.endings import ending_of
from agent.metrics.rl_tuner_rules import rule_values
from agent.music.tune import Tune
from tests.support.halves import split_songbook


def of_character(tunes: list[Tune], character: str) -> list[Tune]:
    return [replace(tune, source=character) for tune in tunes]


def test_the_held_out_tunes_are_those_that_arent_for_training() -> None:
    tunes, unseen = held_out(split_songbook())
    assert unseen
    assert len(tunes) == 20
    assert {tune.split for tune in tunes} == {"test"}


def test_where_few_are_held_out_all_count() -> None:
    tunes, unseen = held_out(songbook())
    assert not unseen
    assert len(tunes) == len(songbook()) > FEWEST


def test_a_character_without_tunes_counts_as_any() -> None:
    tunes = of_character(songbook()[:5], "hymn") + songbook()[5:]
    assert len(held_out(tunes, "hymn")[0]) == 5
    assert len(held_out(tunes, "lied")[0]) == len(tunes)


def test_a_corpus_without_a_known_meter_is_refused() -> None:
    with pytest.raises(CorpusError, match="no tune of the corpus is in one of the meters 4/4"):
        held_out([replace(tune, meter="5/4") for tune in songbook()])


def test_a_reference_says_of_each_tune_what_the_distances_need() -> None:
    tunes = songbook()
    reference = reference_of(tunes, 8)
    excerpts = [tune.excerpt(8) for tune in tunes]
    assert len(reference) == len(tunes)
    assert sorted(reference.features[:, 0]) == sorted(features(excerpts)[:, 0])
    assert reference.rules == pytest.approx(rule_values(excerpts))
    assert 0 < reference.distinct[4] <= reference.distinct[8] <= 1


def test_tunes_end_as_they_really_do() -> None:
    closes = TRAIT_NAMES.index("ends_closes")
    long = songbook()
    assert reference_of(long, 2).traits[:, closes].mean() == pytest.approx(
        np.mean([ending_of(tune).closes for tune in long])
    )


def test_its_briefs_are_of_whole_tunes_so_that_takes_end_where_these_do() -> None:
    briefs = reference_of(songbook(), 4).briefs
    assert sorted(briefs) == sorted(map(brief_of, songbook()))


def test_a_file_gives_the_same_reference_again(tmp_path: Path) -> None:
    tunes, path = split_songbook(), tmp_path / "reference.npz"
    assert write_references(path, tunes) == 20
    expected, found = reference_of(held_out(tunes)[0]), load_reference(path=path)
    assert found.briefs == expected.briefs
    assert found.rules == pytest.approx(expected.rules, nan_ok=True)
    assert found.distinct == pytest.approx(expected.distinct)
    np.testing.assert_allclose(found.statistics, expected.statistics, rtol=1e-6, atol=1e-7)
    np.testing.assert_allclose(found.traits, expected.traits, rtol=1e-6, atol=1e-7)
    np.testing.assert_allclose(found.long, expected.long, rtol=1e-6)
    assert found.forms == expected.forms
    for name, rows in expected.mgeval.items():
        np.testing.assert_allclose(found.mgeval[name], rows, rtol=1e-6)


def test_the_same_corpus_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        write_references(tmp_path / name, split_songbook())
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_a_place_that_cant_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CorpusError, match=r"reference.npz can't be written"):
        write_references(tmp_path / "file" / "reference.npz", split_songbook())


def test_the_shipped_reference_is_small_and_has_every_character() -> None:
    assert SHIPPED.stat().st_size < 500_000
    counts = {name: len(load_reference(name)) for name in CHARACTERS}
    assert counts["any"] == sum(counts.values()) - counts["any"] > 1_000
    assert min(counts.values()) >= FEWEST


def test_the_shipped_reference_holds_no_melodies() -> None:
    with np.load(SHIPPED) as arrays:
        known = {"statistics", "rules", "distinct", "settings", "chords", "chord_counts"}
        known |= {"qualities", "traits", "forms", "long"}
        assert {n for n in arrays.files if not n.startswith("mgeval.")} == known


def test_a_character_has_its_own_briefs_and_rules() -> None:
    fiddle, hymn = load_reference("fiddle"), load_reference("hymn")
    assert {brief.setting.character for brief in hymn.briefs} == {"hymn"}
    assert len(hymn.statistics) == len(hymn) == len(hymn.mgeval["pitch_count"])
    assert fiddle.rules["in_motif"] > hymn.rules["in_motif"]


def test_varied_briefs_differ_in_character_and_meter() -> None:
    briefs = varied(load_reference().briefs, 4, seed=0)
    assert len({brief.setting.character for brief in briefs}) == 4
    assert len({brief.setting.meter for brief in briefs}) >= 3
    assert {bool(brief.chords) for brief in briefs} == {True, False}
    assert briefs == varied(load_reference().briefs, 4, seed=0)
    assert len(varied(briefs, 9, seed=0)) == 4
