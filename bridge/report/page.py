"""The report of a melody agent: one HTML page for musicians, with takes to hear and to keep.

The page is self-contained, with pictures as inline SVG and a script that plays. The same figures
give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

import numpy as np

from agent.evaluation.contestants import Contestant
from agent.evaluation.knob_effects import Effect
from agent.evaluation.panel import Panel
from agent.evaluation.yardstick import Yardstick
from agent.metrics.statistics import NAMES
from agent.music.tune import Tune
from agent.player.constraints import ANY
from agent.wording import counted
from bridge.export.files import write_file
from bridge.export.piano_roll import piano_roll
from bridge.export.takes import chord_symbols, piece_of
from bridge.report.html import card, figure, grid, heading, paragraph
from bridge.report.player import button, script
from bridge.report.style import STYLE
from bridge.report.svg import distributions, knob_effect
from bridge.report.tables import figures, rules
from bridge.report.takes import describe, midi_name, played_hands, shown_takes, write_take
from bridge.report.traits import long_pieces, scales, traits

PAGE = "index.html"
SHOWN_TAKES = 8
# The statistics that are drawn beside real tunes: title, and how to read it.
DRAWN = {
    "mean_interval": ("Size of steps and leaps", "Mean interval from note to note, in semitones."),
    "range": ("Range", "From the lowest to the highest note, in semitones."),
    "notes_per_beat": ("Density", "Notes a beat."),
    "duration_entropy": ("Rhythm", "How mixed the note lengths are, in bits: 0 is all the same."),
    "pitch_class_entropy": ("Colour", "How evenly the tones of the scale are used, in bits."),
    "step_inertia": ("Going on", "Steps followed by another step the same way."),
    "leaps_reversed": ("Turning back", "Leaps of a fifth and more after which the line turns."),
    "bar_rhythm_seen": ("Rhythms that return", "Bars whose rhythm was there before."),
    "in_repeated_4gram": ("Motifs that return", "Notes in a motif of four that was there before."),
    "chord_tone_time": ("In the chord", "Time on chord tones, where chords are known."),
    "final_lengthening": ("The last note", "Its length over that of a usual note."),
    "beat_autocorrelation_4": (
        "Four beats later",
        "How alike the line is, four beats on; 1: same.",
    ),
}
KNOBS = {
    "harmony": "More chord tones where they are heard; less: more friction.",
    "smoothness": "Smaller intervals; less: bolder leaps.",
    "variety": "More that is new; less: more repetition.",
    "style": "Closer to what real tunes do; less: odder.",
    "form": "More that returns after four or eight bars; less: rambling.",
    "temperature": "More adventurous; less: the obvious.",
    "follow": "More of the motifs that you played to it.",
    "colour": "More of the notes that are peculiar to the scale; less: plainer.",
    "syncopation": "More figures that begin off the beat.",
    "rests": "More breath between phrases.",
}


def files(folder: Path) -> Iterator[Path]:
    """The files of a report: its page first."""
    yield folder / PAGE
    for number in range(1, SHOWN_TAKES + 1):
        yield folder / midi_name(number)


def write_report(folder: Path, panel: Panel, yardstick: Yardstick, agent: Contestant) -> None:
    """Write the page, and its takes as MIDI files. Raises OutputError."""
    shown = shown_takes(agent, yardstick.reference.briefs, SHOWN_TAKES)
    for number, take in enumerate(shown, start=1):
        write_take(folder / midi_name(number), take)
    write_file(folder / PAGE, page(panel, shown).encode())


def page(panel: Panel, shown: Sequence[Tune]) -> str:
    """The whole page."""
    title = f"{panel.agent}: what its melodies are like"
    body = "\n".join(_body(panel, shown))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n"
        f"<body>\n{body}\n<script>\n{script()}</script>\n</body></html>\n"
    )


def _body(panel: Panel, shown: Sequence[Tune]) -> Iterator[str]:
    yield _introduction(panel)
    yield _glance(panel)
    yield heading("Hear it")
    yield paragraph(
        f"{counted(len(shown), 'take')}, all knobs in the middle, not picked: under the "
        "meter, mode, length and, where there are some, the chords of real tunes that differ "
        "from each other."
    )
    yield from (_roll(number, take) for number, take in enumerate(shown, start=1))
    yield from traits(panel)
    yield heading("Beside real melodies")
    yield paragraph(
        "How often each value comes, in one piece. The closer the line is to the filled shape, the "
        f"more it plays like real tunes. {_legend(panel)}"
    )
    yield grid(_distribution(panel, name) for name in DRAWN)
    if panel.effects:
        yield heading("What the knobs do")
        yield paragraph(
            "Each knob is turned from its least to its most, the others stay in the middle. Dots "
            "are means over takes; bars show how sure they are (two standard errors)."
        )
        yield grid(_effect(effect) for effect in panel.effects)
    yield from scales(panel)
    yield from long_pieces(panel)
    yield from rules(panel)
    yield from figures(panel)
    yield _method(panel)


def _introduction(panel: Panel) -> str:
    kind = "" if panel.character == ANY else f" It plays in one character: {panel.character}."
    return (
        f"<p class='quiet small'>melobridge, report of a melody agent</p>"
        f"<h1>{escape(panel.agent)}</h1><p class='lead'>A neural network that plays melodies, one "
        "note at a time. From real tunes it learned what usually comes next; by deep Q-learning on "
        "top of that, what to do about harmony, smoothness, variety, style and form, each of which "
        f"is a knob.{kind} Here it played {counted(panel.columns[0].tunes, 'piece')} of "
        f"{counted(panel.bars, 'bar')} with all knobs in the middle, "
        f"beside {escape(panel.of_what)}.</p>"
    )


def _glance(panel: Panel) -> str:
    ours, real = panel.columns[0], panel.columns[-1]
    broken = panel.violations.total + panel.constrained.total
    notes = panel.violations.notes + panel.constrained.notes
    cards = [
        card(
            f"{ours.overlap:.2f}",
            f"real: {real.overlap:.2f}",
            "Overlap with real tunes in pitch and rhythm. 1 is all alike; one half of the real "
            "tunes beside the other gives the figure to reach.",
        ),
        card(
            f"{ours.auc:.2f}",
            f"real: {real.auc:.2f}",
            "How surely a classifier that has seen both tells a take from a real tune. 0.5 is "
            "guessing, 1 is always.",
        ),
        card(
            f"{broken}",
            f"in {counted(notes, 'note')}",
            "Notes outside the scale, chord, range, bar or lengths that were asked for, under "
            "default and under random settings. It must be 0.",
        ),
        card(
            f"{ours.distinct[8]:.0%}",
            f"real: {real.distinct[8]:.0%}",
            "So many of all motifs of eight notes in 50 pieces are different ones. Far below real: "
            "it repeats itself; far above: nothing returns.",
        ),
        *_optional_cards(panel),
    ]
    return f"<div class='cards'>{''.join(cards)}</div>"


def _optional_cards(panel: Panel) -> Iterator[str]:
    """Cards of figures that only some runs have."""
    copies, real = panel.columns[0].copies, panel.columns[-1].copies
    if copies:
        beside = f"; real: {real.median:.0f}, {real.most:.0f}" if real else ""
        yield card(
            f"{copies.median:.0f}",
            f"at most {copies.most:.0f}{beside}",
            "Notes in a row that a piece shares with a tune of the training set. Real tunes share "
            "some with each other, too.",
        )
    bits = next(iter(panel.bits[panel.agent].values()))
    rivals = [f"{name}: {next(iter(v.values())):.2f}" for name, v in panel.bits.items()][1:2]
    yield card(
        f"{bits:.2f}",
        "".join(rivals),
        f"Bits of surprise at each note of {panel.predicted_of}. Lower: it knows better what "
        "comes next.",
    )


def _roll(number: int, take: Tune) -> str:
    piece = piece_of(take)
    title = f"Take {number}: {describe(take)}"
    roll = piano_roll(piece, chord_symbols(take), title)
    return (
        f"<figure class='roll'><div class='head'><h3>{escape(title)}</h3>"
        f"{button(played_hands(take), f'take {number}')}"
        f"<a class='small' href='{midi_name(number)}'>{midi_name(number)}</a></div>"
        f"<div class='scroll'>{roll}</div></figure>"
    )


def _legend(panel: Panel) -> str:
    return (
        f"<span class='small'><span class='key take'></span>{escape(panel.agent)}"
        "<span class='key real'></span>real tunes</span>"
    )


def _distribution(panel: Panel, name: str) -> str:
    title, text = DRAWN[name]
    column = NAMES.index(name)
    plain, briefed, real = (panel.columns[n].table[:, column] for n in (0, 1, -1))
    ours = briefed if np.isnan(plain).all() else plain
    return figure(title, distributions(ours, real, title), text)


def _effect(effect: Effect) -> str:
    steady = "Every turn moves it." if effect.monotone else "Not every turn moves it the right way."
    text = f"{KNOBS[effect.knob]} Drawn: {effect.statistic}. {steady}"
    return figure(effect.knob.capitalize(), knob_effect(effect), text)


def _method(panel: Panel) -> str:
    return heading("How it was measured") + paragraph(
        "Takes are played with the default knobs and seeds in a row: the same command gives this "
        f"page again. {escape(panel.columns[1].name)}, and what is said of chords, is under the "
        "meter, mode, length, pickup and chords of real tunes. Overlapping "
        "area: Yang and Lerch 2020. Frechet distance and classifier: on statistics of each tune "
        "that need no chords and don't grow with its length; a small set seems farther away than "
        f"it is, so both sides have {counted(panel.compared, 'tune')}. Bits: -log2 of the "
        "probability that the network, before Q-learning, gave to the note that came."
    )
