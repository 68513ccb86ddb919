"""`melobridge corpus` as a person runs it."""

import json
from pathlib import Path

import pytest

from agent.corpus.songbook import songbook_path
from agent.music.tune import read_tunes
from tests.support.commands import ROOT, melobridge
from tests.support.corpus_files import ABC, band


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """A folder with two tunes, a duplicate and two files that are none."""
    folder = tmp_path / "music"
    (folder / "more").mkdir(parents=True)
    (folder / "a.mid").write_bytes(band())
    (folder / "more" / "same.mid").write_bytes(band())
    (folder / "b.abc").write_text(ABC)
    (folder / "broken.mid").write_bytes(b"MThd")
    (folder / "empty.xml").touch()
    return folder


def test_a_folder_becomes_a_corpus_and_the_rest_is_reported(tmp_path: Path, music: Path) -> None:
    done = melobridge(tmp_path, "corpus", "build", "music", "--report", "report.json")
    assert done.stdout == (
        "skipped 3 (unreadable 1, empty 1, duplicate 1):\n"
        "  broken.mid: it is damaged or no MIDI file (EOFError)\n"
        "  empty.xml: the file is empty\n"
        "  more/same.mid: it has the same notes as a.mid\n"
        "kept 2 tunes, 32 notes (train 2, valid 0, test 0): tunes.jsonl.gz\n"
        "look at it: melobridge corpus info tunes.jsonl.gz\n"
    )
    assert done.stderr == "reading music ...\n"
    tunes = read_tunes(tmp_path / "tunes.jsonl.gz")
    assert [(tune.id, tune.source) for tune in tunes] == [("a.mid", "music"), ("b.abc#1", "music")]
    report = json.loads((tmp_path / "report.json").read_text())
    assert (report["files"], report["kept"], report["skipped"]) == (5, 2, 3)
    assert [line["file"] for line in report["skipped_files"]] == [
        "broken.mid",
        "empty.xml",
        "more/same.mid",
    ]


def test_one_file_is_a_corpus(tmp_path: Path, music: Path) -> None:
    done = melobridge(tmp_path, "corpus", "build", "music/a.mid")
    assert "kept 1 tune, " in done.stdout
    [tune] = read_tunes(tmp_path / "tunes.jsonl.gz")
    assert (tune.id, tune.source) == ("a.mid", "music")


def test_the_source_has_a_name_and_the_bytes_stay_the_same(tmp_path: Path, music: Path) -> None:
    for name in ("one", "two"):
        options = ["--source", "me", "--out", f"{name}.jsonl.gz", "--jobs", "1"]
        melobridge(tmp_path, "corpus", "build", str(music), *options, fresh=True)
    one, two = (tmp_path / f"{name}.jsonl.gz" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert {tune.source for tune in read_tunes(one)} == {"me"}


def test_a_long_list_of_skipped_files_is_cut(tmp_path: Path, music: Path) -> None:
    for number in range(30):
        (music / f"none{number:02}.mid").touch()
    text = melobridge(tmp_path, "corpus", "build", "music").stdout
    assert "  and 13 more; --report FILE.json lists them all\n" in text


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["build", "gone"], "gone is no file or folder"),
        (["build", "nothing"], "nothing holds no music that can be read"),
        (["build", "bad/x.mid"], "bad/x.mid holds no tune: it is damaged or no MIDI file"),
        (["build", "bad/x.txt"], "bad/x.txt is no music that can be read: it takes files in .mid"),
        (["build", "bad"], "bad holds 1 file that can be read, and no tune"),
        (
            ["build", "music", "--out", "tunes.json"],
            "--out writes a corpus: name it tunes.jsonl.gz, not tunes.json",
        ),
        (["build", "music", "--out", "bad/x.mid/t.jsonl.gz"], "can't be written"),
        (["info", "gone.jsonl.gz"], "gone.jsonl.gz can't be read as a corpus"),
        (["info", "bad/x.mid"], "can't be read as a corpus"),
    ],
)
def test_a_fault_is_one_clear_sentence(
    tmp_path: Path, music: Path, arguments: list[str], fault: str
) -> None:
    (tmp_path / "nothing").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "x.mid").write_text("no music")
    (tmp_path / "bad" / "x.txt").write_text("no music")
    done = melobridge(tmp_path, "corpus", *arguments, status=1)
    [sentence] = [line for line in done.stderr.splitlines() if line != "reading music ..."]
    assert sentence.startswith("melobridge: ")
    assert fault in done.stderr


def test_nothing_is_written_over_unasked(tmp_path: Path, music: Path) -> None:
    for name in ("tunes.jsonl.gz", "report.json"):
        (tmp_path / name).write_bytes(b"before")
        asked = "corpus", "build", str(music), "--report", "report.json"
        done = melobridge(tmp_path, *asked, status=1)
        assert f"{name} is already there: choose another" in done.stderr
        assert (tmp_path / name).read_bytes() == b"before"
        (tmp_path / name).unlink()


def test_a_corpus_can_be_looked_at(tmp_path: Path) -> None:
    text = melobridge(tmp_path, "corpus", "info", str(songbook_path())).stdout
    assert "40 tunes, 2,694 notes" in text
    rows = [" ".join(line.split()) for line in text.splitlines()]
    assert "source songbook 40 100%" in rows
    assert "meter 4/4 17 42%" in rows
    assert "mode major 33 82%" in rows
    assert "split train 32 80%" in rows
    assert "chords with 40 100%" in rows


def test_without_music21_the_missing_extra_is_named(tmp_path: Path, music: Path) -> None:
    (tmp_path / "music21.py").write_text("raise ImportError\n")
    done = melobridge(tmp_path, "corpus", "build", "music", status=1, path=f"{tmp_path}:{ROOT}")
    assert done.stderr.removeprefix("reading music ...\n") == (
        "melobridge: reading MusicXML, ABC and kern needs the extra 'corpus': "
        "pip install -c constraints.txt -e '.[corpus]' (in melobridge's folder)\n"
    )


def test_both_commands_explain_themselves(tmp_path: Path) -> None:
    text = melobridge(tmp_path, "corpus", "--help").stdout
    assert "build" in text
    assert "info" in text
    assert "--source" in melobridge(tmp_path, "corpus", "build", "--help").stdout
