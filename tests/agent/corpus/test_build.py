from collections.abc import Mapping
from pathlib import Path

import pytest

from agent.corpus import build
from agent.corpus.build import ReadingOutcome, finished, music_files, read_file, read_files, report
from agent.errors import CorpusError, MissingExtra
from agent.music.tune import read_tunes, write_tunes
from tests.support.corpus_files import ABC, KERN, MELODY, band, musicxml, mxl, xml_note

SCORE = musicxml(["".join(xml_note(p, 2) for p in MELODY[at : at + 4]) for at in (0, 4, 8, 12)])


def fill(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def outcomes_of(folder: Path, jobs: int = 1) -> list[ReadingOutcome]:
    files = music_files(folder)
    return [outcome for found in read_files(files, folder, "mine", jobs) for outcome in found]


GOOD: dict[str, bytes | str] = {
    "b/song.MID": band(),
    "a.abc": ABC + "\n" + ABC.replace("X:1", "X:2").replace("G B d", "d B G"),
    "c.krn": KERN,
    "d.musicxml": SCORE,
    "e.mxl": mxl(SCORE.replace("<octave>4", "<octave>5")),
}


def test_every_kind_of_file_gives_tunes_in_a_fixed_order(tmp_path: Path) -> None:
    outcomes = outcomes_of(fill(tmp_path, GOOD))
    assert [outcome.tune and outcome.tune.id for outcome in outcomes] == [
        "a.abc#1",
        "a.abc#2",
        "b/song.MID",
        "c.krn",
        "d.musicxml",
        "e.mxl",
    ]
    assert [outcome.tune.title for outcome in outcomes if outcome.tune] == [
        "First",
        "First",
        "song",
        "A kern tune",
        "A score",
        "A score",
    ]
    assert {outcome.tune.source for outcome in outcomes if outcome.tune} == {"mine"}


def test_the_same_folder_gives_the_same_bytes_with_any_number_of_jobs(tmp_path: Path) -> None:
    folder = fill(tmp_path / "music", GOOD)
    written = []
    for jobs in (1, 2):
        path = tmp_path / f"{jobs}.jsonl.gz"
        write_tunes(path, [o.tune for o in finished(outcomes_of(folder, jobs)) if o.tune])
        written.append(path.read_bytes())
    assert written[0] == written[1]
    assert len(read_tunes(tmp_path / "1.jsonl.gz")) == 5


NOISE = bytes(range(256)) * 20
NAMES = ["x.mid", "x.midi", "x.xml", "x.musicxml", "x.mxl", "x.abc", "x.krn"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n",
        NOISE,
        b"plain text\n",
        band()[:99],
        SCORE[:400],
        KERN[:70],
        ABC[:30],
        b"\0" * 99,
    ],
    ids=["empty", "blank", "noise", "text", "mid", "xml", "krn", "abc", "zeros"],
)
def test_a_broken_file_is_reported_and_never_raises(
    tmp_path: Path, name: str, content: bytes | str
) -> None:
    (outcome,) = outcomes_of(fill(tmp_path, {name: content}))
    assert outcome.tune is None
    assert outcome.reason in ("empty", "unreadable", "too short")
    assert outcome.sentence
    assert "\n" not in outcome.sentence


def test_one_broken_tune_leaves_the_others_of_its_file(tmp_path: Path) -> None:
    tunes = f"{ABC}\nX:2\nT:Broken\nM:99\nK:Q\n|||\n\n{ABC.replace('X:1', 'X:3')}"
    outcomes = outcomes_of(fill(tmp_path, {"a.abc": tunes}))
    assert [(outcome.number, outcome.tune is not None) for outcome in outcomes] == [
        ("X:1", True),
        ("X:2", False),
        ("X:3", True),
    ]


def test_a_file_too_large_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "MOST_BYTES", 100)
    (outcome,) = outcomes_of(fill(tmp_path, {"a.abc": ABC + " " * 100}))
    assert outcome.reason == "too large"


def test_an_unreadable_file_is_reported(tmp_path: Path) -> None:
    (outcome,) = read_file(tmp_path / "gone.mid", tmp_path, "")
    assert outcome.reason == "unreadable"


def test_a_tune_is_kept_once(tmp_path: Path) -> None:
    higher = band([pitch + 2 for pitch in MELODY])
    folder = fill(tmp_path, {"a.mid": band(), "b.mid": band(), "c.mid": higher})
    told = report(finished(outcomes_of(folder)))
    assert told["kept"] == 1
    assert told["reasons"] == {"duplicate": 2}
    assert told["skipped_files"][0] == {
        "file": "b.mid",
        "tune": "",
        "reason": "duplicate",
        "sentence": "it has the same notes as a.mid",
    }


def test_relatives_share_cluster_and_split(tmp_path: Path) -> None:
    other = band([*MELODY[:-1], 79])
    outcomes = finished(outcomes_of(fill(tmp_path, {"a.mid": band(), "b.mid": other})))
    first, second = [outcome.tune for outcome in outcomes if outcome.tune]
    assert first.cluster == second.cluster != ""
    assert first.split == second.split == "train"


def test_other_and_hidden_files_are_not_looked_at(tmp_path: Path) -> None:
    fill(tmp_path, {"notes.txt": "x", "._a.mid": "x"})
    with pytest.raises(
        CorpusError, match=r"holds no music that can be read: it takes files in \.mid"
    ):
        music_files(tmp_path)
    with pytest.raises(CorpusError, match="is no file or folder"):
        music_files(tmp_path / "gone")


def test_without_music21_only_midi_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "music21", None)
    folder = fill(tmp_path, {"a.mid": band()})
    assert outcomes_of(folder)[0].tune
    fill(tmp_path, {"b.abc": ABC})
    with pytest.raises(MissingExtra, match="needs the extra 'corpus'"):
        outcomes_of(folder)
