"""Small pieces of music as the files that people have."""

import io
import zipfile
from collections.abc import Sequence

import mido

ABC = """X:1
T:First
M:3/4
L:1/4
K:G
D|:"G"G B d|"D7"c2 A|"G"G3|1 "D7"A2 D:|2 "G"G2 z|]
"""

KERN = """!!!OTL: A kern tune
**kern\t**kern
*M3/4\t*M3/4
*k[f#]\t*k[f#]
*G:\t*G:
4D\t4d
=1!|:\t=1!|:
2.GG\t4g
.\t8a
.\t8qb
.\t8b
.\t[4cc
=2:|!\t=2:|!
2.D\t4cc]
.\t4a
.\t4f#
=3\t=3
2.GG\t2g
*\t*
.\t4g
==\t==
*-\t*-
"""

_STEPS = {0: ("C", 0), 2: ("D", 0), 4: ("E", 0), 5: ("F", 0), 6: ("F", 1), 7: ("G", 0)}
_STEPS |= {9: ("A", 0), 11: ("B", 0)}

HARMONY = """<harmony><root><root-step>{}</root-step></root><kind>{}</kind></harmony>"""
CONTAINER = """<container><rootfiles><rootfile full-path="tune.xml"/></rootfiles></container>"""


def xml_note(pitch: int, duration: int, inside: str = "") -> str:
    """A note of MusicXML; duration in eighths, as the divisions of `musicxml` have it."""
    step, alter = _STEPS[pitch % 12]
    return (
        f"<note>{'<grace/>' if not duration else ''}<pitch><step>{step}</step>"
        f"<alter>{alter}</alter><octave>{pitch // 12 - 1}</octave></pitch>"
        f"{f'<duration>{duration}</duration>' if duration else ''}{inside}</note>"
    )


def musicxml(bars: Sequence[str], fifths: int = 1, mode: str = "") -> str:
    """A MusicXML file in 4/4: the insides of its bars, divisions in eighths."""
    said = f"<mode>{mode}</mode>" if mode else ""
    first = (
        f"<attributes><divisions>2</divisions><key><fifths>{fifths}</fifths>{said}</key>"
        "<time><beats>4</beats><beat-type>4</beat-type></time></attributes>"
    )
    measures = "".join(
        f'<measure number="{number}">{"" if number else first}{bar}</measure>'
        for number, bar in enumerate(bars)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><score-partwise version="4.0">'
        "<work><work-title>A score</work-title></work><part-list>"
        '<score-part id="P1"><part-name>Voice</part-name></score-part></part-list>'
        f'<part id="P1">{measures}</part></score-partwise>'
    )


def mxl(text: str, container: bool = True, name: str = "tune.xml") -> bytes:
    """The same packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        if container:
            archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr(name, text)
    return packed.getvalue()


def midi(
    *tracks: tuple[str, int, Sequence[tuple[float, float, int]]],
    meta: Sequence[mido.MetaMessage] = (),
) -> bytes:
    """A MIDI file: per track name, channel and notes (onset and duration in quarters, pitch)."""
    file = mido.MidiFile(ticks_per_beat=480)
    file.tracks.append(mido.MidiTrack(meta))
    for name, channel, notes in tracks:
        events = [(onset, 1, pitch) for onset, _, pitch in notes]
        events += [(onset + duration, 0, pitch) for onset, duration, pitch in notes]
        track = mido.MidiTrack([mido.MetaMessage("track_name", name=name)])
        now = 0
        for beat, on, pitch in sorted(events):
            tick = round(beat * 480)
            kind = "note_on" if on else "note_off"
            track.append(
                mido.Message(kind, channel=channel, note=pitch, velocity=80, time=tick - now)
            )
            now = tick
        file.tracks.append(track)
    content = io.BytesIO()
    file.save(file=content)
    return content.getvalue()


MELODY = (67, 69, 71, 72, 74, 72, 71, 69, 71, 67, 69, 66, 67, 71, 67, 67)


def band(tune: Sequence[int] = MELODY, meta: Sequence[mido.MetaMessage] = ()) -> bytes:
    """A melody in quarters with drums, bass and chords, the melody last and without a name."""
    bars = range(len(tune) // 4)
    drums = [(beat / 2, 0.25, 36 + beat % 2 * 6) for beat in range(len(tune) * 2)]
    roots = [(43, 48, 50, 43)[bar % 4] for bar in bars]
    bass = [(4.0 * bar, 4.0, root) for bar, root in zip(bars, roots, strict=True)]
    chords = [
        (4.0 * bar, 4.0, root + 12 + tone)
        for bar, root in zip(bars, roots, strict=True)
        for tone in (0, 4, 7)
    ]
    line = [(float(n), 0.95, pitch) for n, pitch in enumerate(tune)]
    return midi(("", 9, drums), ("", 1, bass), ("", 2, chords), ("", 3, line), meta=meta)
