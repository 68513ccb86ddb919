import re
import subprocess
import sys
from fractions import Fraction

import pytest

from agent.corpus.build import finished, music_files, read_files
from agent.corpus.songbook import songbook, songbook_folder
from agent.corpus.texts import split_abc
from agent.music.tune import Tune

TUNES = songbook()


@pytest.mark.slow
def test_the_shipped_songbook_is_what_its_abc_gives() -> None:
    folder = songbook_folder()
    found = read_files(music_files(folder), folder, folder.name)
    outcomes = finished([outcome for outcomes in found for outcome in outcomes])
    assert [outcome.sentence for outcome in outcomes if not outcome.tune] == []
    assert [outcome.tune for outcome in outcomes] == TUNES


def test_there_are_many_tunes_of_many_kinds() -> None:
    assert len(TUNES) == 40
    assert len({tune.title for tune in TUNES}) == 40
    assert {tune.meter for tune in TUNES} == {"4/4", "2/2", "3/4", "2/4", "6/8", "9/8"}
    assert {tune.mode for tune in TUNES} == {"major", "minor", "dorian", "mixolydian"}
    assert {tune.split for tune in TUNES} == {"train", "valid", "test"}
    assert all(tune.chords for tune in TUNES)


@pytest.mark.parametrize("tune", TUNES, ids=lambda tune: tune.title)
def test_a_tune_is_8_to_33_bars_long_and_ends_where_it_should(tune: Tune) -> None:
    assert 8 <= tune.end / tune.bar <= 33
    pickup = tune.notes[0].onset
    # With a pickup the last bar is as much shorter, unless a rest begins or ends the tune.
    assert tune.end % tune.bar in (0, pickup) or tune.title.startswith(("O Tann", "When the"))
    final = tune.notes[-1].pitch % 12
    assert final == (4 if tune.title in ("The First Noel", "Coventry Carol") else 0)
    assert all(-12 <= note.pitch <= 23 for note in tune.notes)


LENGTH = re.compile(r"[_^=]*[A-Ga-gz][,']*(\d*)(/?)(\d*)([<>]?)")


def bar_length(bar: str) -> Fraction:
    """Length of a bar of ABC in units of L: (each < or > moves time within the bar only)."""
    total = Fraction(0)
    for times, slash, parts, _ in LENGTH.findall(re.sub(r'"[^"]*"', "", bar)):
        total += Fraction(int(times or 1), int(parts or 2) if slash else 1)
    return total


@pytest.mark.parametrize(
    ("number", "text"), split_abc((songbook_folder() / "songbook.abc").read_text(encoding="utf-8"))
)
def test_every_bar_is_full(number: str, text: str) -> None:
    fields = dict(re.findall(r"^([A-Z]):(.*)$", text, re.MULTILINE))
    assert {"X", "T", "C", "M", "L", "K"} <= set(fields), number
    meter, unit = Fraction(fields["M"]), Fraction(fields["L"])
    music = text[text.index("\n", text.index("K:")) :].replace("\n", "")
    bars = [bar_length(bar) * unit for bar in re.split(r"[|:\]]+", music) if bar.strip()]
    # Bars that are parted by a repeat, and pickup and last bar, are full together.
    short = [length for length in bars if length != meter]
    assert sum(short) % meter == 0 or fields["T"] in ("When the Saints Go Marching In",)
    assert len(short) <= 4
    assert all(length <= meter for length in bars)


def test_the_songbook_opens_without_music21() -> None:
    code = (
        "import sys; sys.modules['music21'] = None; from agent.corpus.songbook import songbook; "
        "print(len(songbook()), 'mido' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "40 False\n"
