"""Own and unseen tunes of the benchmark of few tunes."""

from agent.corpus.songbook import songbook
from benchmarks.own_music import divided

TUNES = songbook()


def test_all_others_are_unseen() -> None:
    own, unseen = divided(TUNES, 10, seed=1)
    assert len(own) == 10
    assert sorted(tune.id for tune in own + unseen) == sorted(tune.id for tune in TUNES)
    assert divided(TUNES, 10, seed=2)[0] != own


def test_near_duplicates_of_own_tunes_are_not_unseen() -> None:
    own, unseen = divided(TUNES * 2, 20, seed=1)
    assert not {tune.id for tune in own} & {tune.id for tune in unseen}
    assert len(unseen) > 20
