import copy
import pickle
from itertools import accumulate
from pathlib import Path
from xml.etree import ElementTree

import mido
import pytest

from agent.errors import MeloError
from agent.music.note import REST, Note
from bridge.client import Phrase, VoiceNote
from bridge.client.keys import values_of

SVG = "{http://www.w3.org/2000/svg}"


def melody(*notes: tuple[int, float], start: float = 0.0) -> list[VoiceNote]:
    """Notes of these pitches and lengths, one after the other."""
    onsets = accumulate((length for _, length in notes), initial=start)
    return [
        VoiceNote(index, pitch, 0.75, length, onset)
        for index, ((pitch, length), onset) in enumerate(zip(notes, onsets, strict=False))
    ]


@pytest.fixture
def phrase() -> Phrase:
    """From the third bar of a progression on."""
    keys = values_of({"key": "A minor", "chords": "Am F C E7", "tempo": 90, "harmony": 1.5})
    return Phrase(melody((72, 1), (71, 0.5), (REST, 2.5), (68, 4), start=8.0), keys)


def test_a_note_is_read_as_a_musician_reads_it() -> None:
    third = VoiceNote(3, 63, 0.8, 1 / 3, 4.5)
    assert repr(third) == "<VoiceNote 3: Eb4 1/3 at 4.5>"
    assert repr(third._replace(pitch=REST, duration=2)) == "<VoiceNote 3: - 2 at 4.5>"
    assert third.name == "Eb4"


def test_a_phrase_is_read_bar_by_bar_in_its_key(phrase: Phrase) -> None:
    assert repr(phrase).splitlines() == [
        "4 notes, A minor, 4/4",
        "  3  C      C5 B4:.5 -:2.5",
        "  4  E7     G#4:4",
    ]
    assert repr(phrase[:1]).startswith("1 note, A minor")
    assert repr(Phrase()) == "0 notes, C major, 4/4"


def test_a_phrase_is_a_tuple_of_notes_and_its_parts_are_phrases(phrase: Phrase) -> None:
    assert isinstance(phrase, tuple)
    assert phrase[0].pitch == 72
    assert [note.pitch for note in phrase] == [72, 71, REST, 68]
    for part in (phrase[1:], phrase[:2] + phrase[2:], copy.deepcopy(phrase)):
        assert isinstance(part, Phrase)
        assert part.keys == phrase.keys
    assert phrase[:2] + phrase[2:] == phrase
    assert pickle.loads(pickle.dumps(phrase)).keys == phrase.keys


def test_its_piece_begins_with_its_first_bar(phrase: Phrase) -> None:
    piece = phrase[1:].piece
    assert piece.notes == (
        Note(71, 0.75, 0.5, 1.0),
        Note(REST, 0.75, 2.5, 1.5),
        Note(68, 0.75, 4, 4.0),
    )
    assert piece.chords == ("C", "E7")
    assert (piece.knobs.bars, piece.knobs.key, piece.knobs.harmony) == (2, 9, 1.5)


@pytest.fixture
def begun() -> Phrase:
    """Two bars after a pickup: five notes."""
    notes = melody((67, 1), (60, 2), (62, 2), (64, 2), (60, 1), start=3.0)
    return Phrase(notes, values_of({"chords": "C F"}), pickup=1.0)


def test_a_pickup_is_bar_0_and_has_no_chord(begun: Phrase) -> None:
    assert begun.pickup == 1
    assert repr(begun).splitlines()[1:] == [
        "  0         G4",
        "  1  C      C4:2 D4",
        "  2  F      E4:2 C4:1",
    ]
    assert repr(begun[3:]).splitlines()[1:] == ["  2  F      E4:2 C4:1"]
    assert (begun.piece.pickup, begun.piece.knobs.bars, begun.piece.chords) == (1, 2, ("C", "F"))
    assert (begun[1:].piece.pickup, begun[1:].piece.chords) == (0, ("C", "F"))
    shown = ElementTree.fromstring(begun._repr_svg_())
    assert {"0", "C", "F"} < {text.text for text in shown.iter(f"{SVG}text")}


def test_any_part_of_a_phrase_with_a_pickup_is_written(begun: Phrase, tmp_path: Path) -> None:
    for count, beats in ((1, 7), (3, 11), (5, 11)):
        begun[:count].to_midi(tmp_path / "a.mid", tempo=60, chords=True)
        assert mido.MidiFile(tmp_path / "a.mid").length == pytest.approx(beats)


def test_one_chord_sounds_in_every_bar() -> None:
    phrase = Phrase(melody((60, 4), (60, 4)), {"chord": "C6"})
    assert phrase.piece.chords == ("C6", "C6")


def test_it_is_written_as_a_midi_file(phrase: Phrase, tmp_path: Path) -> None:
    phrase.to_midi(tmp_path / "a.mid")
    file = mido.MidiFile(tmp_path / "a.mid")
    assert [m.note for track in file.tracks for m in track if m.type == "note_on"] == [72, 71, 68]
    [tempo] = [m.tempo for m in file.tracks[0] if m.type == "set_tempo"]
    assert round(mido.tempo2bpm(tempo)) == 90
    assert file.length == pytest.approx(8 * 60 / 90, abs=0.01)
    phrase.to_midi(str(tmp_path / "b.mid"), tempo=60, chords=True)
    both = mido.MidiFile(tmp_path / "b.mid")
    assert both.length == pytest.approx(8, abs=0.01)
    assert len(both.tracks) == 3


def test_a_notebook_shows_it_as_a_piano_roll(phrase: Phrase) -> None:
    picture = ElementTree.fromstring(phrase._repr_svg_())
    assert picture.get("aria-label") == "A minor, 4/4"
    notes = [rect for rect in picture.iter(f"{SVG}rect") if rect.get("class") == "take"]
    assert len(notes) == 3
    texts = [text.text for text in picture.iter(f"{SVG}text")]
    assert [text for text in texts if text in ("Am", "F", "C", "E7")] == ["C", "E7"]
    assert "3" in texts  # the number of its first bar


def test_silence_is_shown_too() -> None:
    for silent in (Phrase(), Phrase(melody((REST, 4)))):
        picture = ElementTree.fromstring(silent._repr_svg_())
        assert not [rect for rect in picture.iter(f"{SVG}rect") if rect.get("class") == "take"]


def test_no_notes_are_a_file_without_notes(tmp_path: Path) -> None:
    Phrase().to_midi(tmp_path / "a.mid")
    assert mido.MidiFile(tmp_path / "a.mid").length == 0


def test_a_file_that_cant_be_written_is_one_sentence(phrase: Phrase, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MeloError, match=r"a.mid can't be written"):
        phrase.to_midi(tmp_path / "file" / "a.mid")


@pytest.mark.parametrize("tempo", [-1, 0, 401])
def test_a_tempo_that_cant_be_is_one_sentence(phrase: Phrase, tempo: float, tmp_path: Path) -> None:
    with pytest.raises(MeloError, match=f"tempo is {tempo}: use 10 to 400"):
        phrase.to_midi(tmp_path / "a.mid", tempo)


def test_of_a_long_phrase_the_beginning_is_shown(tmp_path: Path) -> None:
    phrase = Phrase(melody(*[(60, 4)] * 2000))
    assert repr(phrase).splitlines()[0] == "2,000 notes, C major, 4/4"
    assert repr(phrase).splitlines()[-2:] == [" 64  C4:4", "..."]
    with pytest.raises(MeloError, match="bars is 2000: use 0 to 1024"):
        phrase.to_midi(tmp_path / "a.mid")
