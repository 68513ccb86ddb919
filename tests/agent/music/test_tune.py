import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agent.errors import CorpusError
from agent.music.tune import Tune, TuneChord, TuneNote, read_tunes, write_tunes

WALTZ = Tune(
    id="book#1",
    title="Frère Jean",
    source="book",
    meter="3/4",
    bar=72,
    beat=24,
    key=7,
    mode="major",
    tonic=67,
    notes=(TuneNote(48, 24, -5), TuneNote(72, 48, 0), TuneNote(120, 24, 2), TuneNote(144, 72, 4)),
    chords=(TuneChord(72, 0, 145, "maj"), TuneChord(144, 7, 2180, "maj")),
    split="valid",
    cluster="a1",
)
LATER = replace(
    WALTZ,
    notes=tuple(note._replace(onset=note.onset + 216) for note in WALTZ.notes),
    chords=tuple(chord._replace(onset=chord.onset + 216) for chord in WALTZ.chords),
)


def test_a_tune_is_one_line_of_json() -> None:
    assert json.loads(WALTZ.to_json()) == {
        "id": "book#1",
        "title": "Frère Jean",
        "src": "book",
        "meter": "3/4",
        "bar": 72,
        "beat": 24,
        "key": {"pc": 7, "mode": "major"},
        "tonic": 67,
        "notes": [[48, 24, -5], [72, 48, 0], [120, 24, 2], [144, 72, 4]],
        "chords": [[72, 0, 145, "maj"], [144, 7, 2180, "maj"]],
        "split": "valid",
        "cluster": "a1",
    }
    assert "è" in WALTZ.to_json()
    assert Tune.from_dict(json.loads(WALTZ.to_json()) | {"tempo": 120}) == WALTZ


def test_a_corpus_comes_back_as_it_was_written(tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl.gz", tmp_path / "two.jsonl.gz"
    for path in (one, two):
        write_tunes(path, [WALTZ, LATER])
    assert read_tunes(one) == [WALTZ, LATER]
    assert one.read_bytes() == two.read_bytes()


def test_a_tune_ends_with_its_last_note() -> None:
    assert WALTZ.end == 216


def test_aligned_tunes_begin_in_the_first_bar() -> None:
    assert LATER.aligned() == WALTZ
    assert WALTZ.aligned() is WALTZ


def test_an_excerpt_is_the_first_bars_and_the_pickup() -> None:
    cut = LATER.excerpt(1)
    assert cut.notes == (TuneNote(48, 24, -5), TuneNote(72, 48, 0))
    assert cut.end == 72 + 48
    assert cut.chords == WALTZ.chords[:1]
    assert LATER.excerpt(3) == LATER.excerpt(99) == WALTZ


def test_the_last_note_of_an_excerpt_ends_with_it() -> None:
    assert WALTZ.excerpt(2).notes[-1] == TuneNote(144, 48, 4)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"notes": []}, "no notes, or an impossible split or meter"),
        ({"split": "dev"}, "no notes, or an impossible split or meter"),
        ({"bar": 0}, "no notes, or an impossible split or meter"),
        ({"notes": [[0, 24, 0], [0, 24, 2]]}, "onsets don't rise"),
        ({"notes": [[0, 0, 0]]}, "a note without duration"),
        ({"notes": [[0, 24, 0.5]]}, "a time or a pitch that is no whole number"),
        ({"notes": [[0, 24, "C"]]}, "a time or a pitch that is no whole number"),
        ({"notes": [[0, 24]]}, "a field of another kind"),
        ({"notes": 7}, "a field of another kind"),
        ({"key": "C"}, "a field of another kind"),
        ({"bar": "96"}, "a time or a pitch that is no whole number"),
        ({"meter": ["4/4"]}, "a name that is no text"),
        ({"src": None}, "a name that is no text"),
        ({"chords": [[0, 12, 145, "maj"]]}, "a chord with an impossible root or mask"),
        ({"chords": [[0, 0, 4096, "maj"]]}, "a chord with an impossible root or mask"),
    ],
)
def test_a_line_that_is_no_tune_is_named_by_its_number(
    change: dict[str, Any], fault: str, tmp_path: Path
) -> None:
    path = tmp_path / "tunes.jsonl.gz"
    bad = json.dumps(json.loads(WALTZ.to_json()) | change)
    path.write_bytes(gzip.compress(f"{WALTZ.to_json()}\n{bad}\n".encode()))
    with pytest.raises(CorpusError) as raised:
        read_tunes(path)
    assert str(raised.value) == f"{path}, line 2 is no tune: {fault}"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "Expecting property name"),
        ("", "Expecting value"),
        ("[1, 2]", "a field of another kind"),
        ("null", "a field of another kind"),
        ('{"id": "a"}', "no 'title' in it"),
    ],
)
def test_a_line_that_is_no_object_is_named_too(line: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "tunes.jsonl.gz"
    path.write_bytes(gzip.compress(f"{line}\n".encode()))
    with pytest.raises(CorpusError, match=rf"tunes.jsonl.gz, line 1 is no tune: {fault}"):
        read_tunes(path)


def test_a_file_damaged_anywhere_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "tunes.jsonl.gz"
    write_tunes(path, [WALTZ, LATER])
    whole = path.read_bytes()
    for cut in range(1, len(whole)):
        path.write_bytes(whole[:cut])
        with pytest.raises(CorpusError, match=r"tunes.jsonl.gz"):
            read_tunes(path)
    for place in (0, 3, *range(10, len(whole))):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        with pytest.raises(CorpusError, match=r"tunes.jsonl.gz"):
            read_tunes(path)


def test_files_that_are_no_corpus_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "tunes.jsonl.gz"
    with pytest.raises(CorpusError, match=r"can't be read as a corpus \(.jsonl.gz\): No such file"):
        read_tunes(path)
    path.write_text("plain text")
    with pytest.raises(CorpusError, match="can't be read as a corpus"):
        read_tunes(path)
    path.write_bytes(gzip.compress(b""))
    with pytest.raises(CorpusError, match="holds no tunes"):
        read_tunes(path)
    path.write_bytes(gzip.compress(b"\xff\xfe"))
    with pytest.raises(CorpusError, match="can't be read as a corpus"):
        read_tunes(path)


def test_a_place_that_cant_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CorpusError, match=r"tunes.jsonl.gz can't be written"):
        write_tunes(tmp_path / "file" / "tunes.jsonl.gz", [WALTZ])
