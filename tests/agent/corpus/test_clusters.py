import re
from collections import Counter

import numpy as np

from agent.corpus.clusters import clusters, splits


def melodies(count: int, length: int = 40) -> list[list[int]]:
    random = np.random.default_rng(1)
    return [
        [60 + int(step) for step in random.integers(-4, 5, length).cumsum()] for _ in range(count)
    ]


def test_a_transposed_or_slightly_changed_tune_stays_in_its_cluster() -> None:
    tunes = melodies(6)
    higher = [pitch + 5 for pitch in tunes[0]]
    changed = [*tunes[1][:20], 61, *tunes[1][21:]]
    names = clusters([*tunes, higher, changed])
    assert names[6] == names[0]
    assert names[7] == names[1]
    assert len(set(names)) == 6
    assert all(re.fullmatch("[0-9a-f]{8}", name) for name in names)


def test_clusters_do_not_depend_on_the_order() -> None:
    tunes = melodies(12)
    tunes.append([pitch + 1 for pitch in tunes[3]])
    assert clusters(tunes)[::-1] == clusters(tunes[::-1])


def test_clusters_are_split_as_wholes() -> None:
    names = [f"{n // 3:08x}" for n in range(300)]
    found = splits(names)
    assert Counter(found) == {"train": 240, "valid": 30, "test": 30}
    assert all(len(set(found[at : at + 3])) == 1 for at in range(0, 300, 3))


def test_few_tunes_are_for_training() -> None:
    assert splits(["00000000"]) == ["train"]
    assert Counter(splits([f"{n:08x}" for n in range(10)])) == {"train": 8, "valid": 1, "test": 1}
