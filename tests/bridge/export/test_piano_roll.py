import re
from xml.etree import ElementTree

from agent.music.note import REST, Note
from agent.pieces.piece import Piece
from agent.player.knobs import Knobs
from bridge.client import VoiceNote
from bridge.export.piano_roll import piano_roll, piano_roll_svg
from bridge.export.takes import chord_symbols, piece_of
from tests.support.tunes import tune

SVG = "{http://www.w3.org/2000/svg}"


def notes(*pitches: int, begin: float = 0.0) -> list[Note]:
    return [Note(pitch, 0.8, 1.0, begin + beat) for beat, pitch in enumerate(pitches)]


def texts(drawn: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


def test_a_roll_shows_every_note_and_chord_once() -> None:
    take = tune("0/24 4/24 . 7/24 " * 9)
    drawn = piano_roll(piece_of(take), [(0.0, "C"), (4.0, "Am")], "title")
    assert drawn.count('class="take"') == 27
    assert drawn.count(">C</text>") == drawn.count(">Am</text>") == 1
    # Nine bars are one system: no bar stands alone.
    assert drawn.count("<g ") == 1


def test_chords_without_room_are_left_out() -> None:
    take = tune("0/24 " * 32)
    drawn = piano_roll(piece_of(take), [(0.0, "F#m7b5"), (0.5, "Am"), (4.0, "G")], "title")
    assert "F#m7b5" in drawn
    assert ">Am<" not in drawn
    assert ">G<" in drawn
    assert chord_symbols(take) == []


def test_a_phrase_is_a_picture_of_its_own() -> None:
    drawn = piano_roll_svg(notes(60, REST, 64), key=0, title="a <phrase> & more")
    root = ElementTree.fromstring(drawn)
    assert root.tag == f"{SVG}svg"
    assert float(root.attrib["width"]) > 4 * 40
    assert root.attrib["aria-label"] == "a <phrase> & more"
    assert drawn.count('class="take"') == 2
    assert "a <phrase> & more" in texts(drawn)


def test_its_colours_touch_nothing_else_in_a_page() -> None:
    style = piano_roll_svg(notes(60)).partition("<style>")[2].partition("</style>")[0]
    assert all(rule.startswith(".melo-roll .") for rule in style.strip().splitlines())


def test_tonics_are_spelled_in_their_key() -> None:
    assert "Eb4" in texts(piano_roll_svg(notes(63, 65), key=3))
    assert "C#5" in texts(piano_roll_svg(notes(73, 75), key=1, scale="dorian"))


def test_a_phrase_from_the_middle_begins_with_its_bar() -> None:
    """Bar 10 in 3/4 begins 27 quarter notes after the first one."""
    drawn = piano_roll_svg(notes(60, 62, 64, begin=28.0), meter="3/4", symbols=[(27.0, "Am")])
    assert "10" in texts(drawn)
    assert "Am" in texts(drawn)
    assert drawn.count('class="axis"') == 3


def test_the_bar_of_a_pickup_is_bar_0() -> None:
    played = tuple(notes(67, 60, 62, 64, begin=3.0))
    piece = Piece(played, Knobs(bars=8), ("Am", *["none"] * 7), pickup=1.0)
    drawn = piano_roll(piece, piece.symbols, "title")
    assert drawn.count('class="axis"') == 10
    alone = piano_roll_svg(played, symbols=piece.symbols[:1], before=1)
    for picture in (drawn, alone):
        assert ">0</text>" in picture
    assert re.search(r'x="195.0" y="14.0" text-anchor="start">Am<', alone)


def test_notes_of_the_client_are_drawn_as_they_are() -> None:
    note = VoiceNote(index=3, pitch=60, velocity=0.5, duration=1.0, onset=3.0, fallback=False)
    assert piano_roll_svg([note]).count('class="take"') == 1


def test_no_note_and_only_rests_are_an_empty_bar() -> None:
    for silence in ([], notes(REST, REST)):
        assert 'class="take"' not in piano_roll_svg(silence)


def test_a_long_phrase_is_drawn_in_systems_like_a_score() -> None:
    heights = [
        float(ElementTree.fromstring(piano_roll_svg(notes(*[60] * count))).attrib["height"])
        for count in (32, 96)
    ]
    assert heights[1] > 2 * heights[0]


def test_beats_are_those_of_the_meter() -> None:
    drawn = piano_roll_svg([Note(60, 0.8, 0.5, 0.0)], meter="2+2+3/8")
    assert re.findall(r'class="grid" x1="([\d.]+)"', drawn) == ["0.0", "48.0", "96.0"]
