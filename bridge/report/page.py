"""A report of a melody agent: one page that a musician can read, with MIDI files to hear.

The page needs nothing from elsewhere: pictures are inline SVG. The same figures give the same
bytes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from agent.errors import MeloError
from agent.evaluation.knob_effects import Effect
from agent.evaluation.panel import Column, Contestant, Panel, in_character
from agent.evaluation.reference import varied
from agent.evaluation.yardstick import Yardstick
from agent.files import write_atomically
from agent.melody.brief import Brief
from agent.melody.line import ANY
from agent.melody.playing.takes import take_in
from agent.metrics.rl_tuner_rules import COLUMNS, RULES, Rule
from agent.metrics.statistics import NAMES, STATISTICS
from agent.music.tune import Tune
from agent.player.knobs import Knobs
from bridge.export.midi_file import write_hands
from bridge.export.takes import chord_symbols, left_hand, piece_of
from bridge.report.style import STYLE
from bridge.report.svg import band_mark, distributions, knob_effect, piano_roll

PAGE = "index.html"
SHOWN_TAKES = 8
TEMPO = 110
# What is drawn beside real tunes: a title, and how to read it.
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
}


def prepare(folder: Path) -> None:
    """Make the folder before the long work begins. Raises MeloError if it can't be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / PAGE, b"")
    except OSError as error:
        raise MeloError(f"{folder} can't be written: {error.strerror or error}") from None


def write_report(folder: Path, panel: Panel, yardstick: Yardstick, agent: Contestant) -> None:
    """The page, and the takes that it shows as MIDI files. Raises MeloError."""
    shown = shown_takes(agent, yardstick.reference.briefs, SHOWN_TAKES)
    for number, take in enumerate(shown, start=1):
        write_take(folder / midi_name(number), take)
    try:
        write_atomically(folder / PAGE, page(panel, shown).encode())
    except OSError as error:
        raise MeloError(f"{folder} can't be written: {error.strerror or error}") from None


def write_take(path: Path, take: Tune) -> None:
    """A take as a MIDI file, with its chords as a left hand where there are some."""
    piece = piece_of(take)
    hands = [piece.notes, left_hand(take)] if take.chords else [piece.notes]
    write_hands(path, piece, hands, TEMPO)


def shown_takes(
    agent: Contestant, briefs: Sequence[Brief], count: int, seed: int = 0
) -> list[Tune]:
    """Takes under briefs that differ as much as they can."""
    player = agent.player
    if player is None:
        return []
    asked = [in_character(brief, player.character) for brief in varied(briefs, count, seed)]
    played = [take_in(player, brief, Knobs(), seed + number) for number, brief in enumerate(asked)]
    return [take for take in played if take is not None]


def describe(take: Tune) -> str:
    """A take in a few words: 'fiddle, D dorian, 6/8'."""
    piece = piece_of(take)
    kind = "" if take.source == ANY else f"{take.source}, "
    return f"{kind}{piece.spelling.name(take.key)} {piece.knobs.scale}, {take.meter}"


def midi_name(number: int) -> str:
    """The file of a take."""
    return f"take-{number}.mid"


def page(panel: Panel, shown: Sequence[Tune]) -> str:
    """The whole page."""
    title = f"{panel.agent}: what its melodies are like"
    body = "\n".join(_body(panel, shown))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n"
        f"<body>\n{body}\n</body></html>\n"
    )


def _body(panel: Panel, shown: Sequence[Tune]) -> Iterator[str]:
    yield _introduction(panel)
    yield _glance(panel)
    yield _heading("Hear it")
    yield _paragraph(
        f"{len(shown)} takes, all knobs in the middle, not picked: under the meter, mode, length "
        "and, where there are some, the chords of real tunes that differ from each other."
    )
    yield from (_roll(number, take) for number, take in enumerate(shown, start=1))
    yield _heading("Beside real melodies")
    yield _paragraph(
        "How often each value comes, in one piece. The closer the line is to the filled shape, the "
        f"more it plays like real tunes. {_legend(panel)}"
    )
    yield _grid(_distribution(panel, name) for name in DRAWN)
    if panel.effects:
        yield _heading("What the knobs do")
        yield _paragraph(
            "Each knob is turned from its least to its most, the others stay in the middle. Dots "
            "are means over takes; bars show how sure they are (two standard errors)."
        )
        yield _grid(_effect(effect) for effect in panel.effects)
    yield from _rules(panel)
    yield from _figures(panel)
    yield _method(panel)


def _introduction(panel: Panel) -> str:
    kind = "" if panel.character == ANY else f" It plays in one character: {panel.character}."
    return (
        f"<p class='quiet small'>melobridge, report of a melody agent</p>"
        f"<h1>{escape(panel.agent)}</h1><p class='lead'>A neural network that plays melodies, one "
        "note at a time. From real tunes it learned what usually comes next; by deep Q-learning on "
        "top of that, what to do about harmony, smoothness, variety, style and form, each of which "
        f"is a knob.{kind} Here it played {panel.columns[0].tunes:,} pieces of up to {panel.bars} "
        f"bars with all knobs in the middle, beside {escape(panel.of_what)}.</p>"
    )


def _glance(panel: Panel) -> str:
    ours, real = panel.columns[0], panel.columns[-1]
    broken = panel.violations.total + panel.constrained.total
    notes = panel.violations.notes + panel.constrained.notes
    cards = [
        _card(
            f"{ours.overlap:.2f}",
            f"real: {real.overlap:.2f}",
            "Overlap with real tunes in pitch and rhythm. 1 is all alike; one half of the real "
            "tunes beside the other gives the figure to reach.",
        ),
        _card(
            f"{ours.auc:.2f}",
            f"real: {real.auc:.2f}",
            "How surely a classifier that has seen both tells a take from a real tune. 0.5 is "
            "guessing, 1 is always.",
        ),
        _card(
            f"{broken}",
            f"in {notes:,} notes",
            "Notes outside the scale, chord, range, bar or lengths that were asked for, under "
            "default and under random settings. It must be 0.",
        ),
        _card(
            f"{ours.distinct[8]:.0%}",
            f"real: {real.distinct[8]:.0%}",
            "So many of all motifs of eight notes in 50 pieces are different ones. Far below real: "
            "it repeats itself; far above: nothing returns.",
        ),
        *_optional_cards(panel),
    ]
    return f"<div class='cards'>{''.join(cards)}</div>"


def _optional_cards(panel: Panel) -> Iterator[str]:
    """What only some runs know."""
    copies, real = panel.columns[0].copies, panel.columns[-1].copies
    if copies:
        beside = f"; real: {real.median:.0f}, {real.most:.0f}" if real else ""
        yield _card(
            f"{copies.median:.0f}",
            f"at most {copies.most:.0f}{beside}",
            "Notes in a row that a piece shares with a tune of the training set. Real tunes share "
            "some with each other, too.",
        )
    bits = next(iter(panel.bits[panel.agent].values()))
    rivals = [f"{name}: {next(iter(v.values())):.2f}" for name, v in panel.bits.items()][1:2]
    yield _card(
        f"{bits:.2f}",
        "".join(rivals),
        f"Bits of surprise at each note of {panel.predicted_of}. Lower: it knows better what "
        "comes next.",
    )


def _card(figure: str, beside: str, text: str) -> str:
    return (
        f"<div class='card'><div class='figure'>{figure} <small>{escape(beside)}</small></div>"
        f"<p>{escape(text)}</p></div>"
    )


def _roll(number: int, take: Tune) -> str:
    piece = piece_of(take)
    title = f"Take {number}: {describe(take)}"
    roll = piano_roll(piece, chord_symbols(take), title)
    return (
        f"<figure class='roll'><div class='head'><h3>{escape(title)}</h3>"
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
    ours, real = panel.columns[0].table[:, column], panel.columns[-1].table[:, column]
    return _figure(title, distributions(ours, real, title), text)


def _effect(effect: Effect) -> str:
    steady = "Every turn moves it." if effect.monotone else "Not every turn moves it the right way."
    text = f"{KNOBS[effect.knob]} Drawn: {effect.statistic}. {steady}"
    return _figure(effect.knob.capitalize(), knob_effect(effect), text)


def _figure(title: str, picture: str, text: str) -> str:
    return (
        f"<figure class='card'><h3>{escape(title)}</h3>{picture}"
        f"<figcaption>{escape(text)}</figcaption></figure>"
    )


def _grid(figures: Iterator[str]) -> str:
    return f"<div class='cards'>{''.join(figures)}</div>"


def _rules(panel: Panel) -> Iterator[str]:
    yield _heading("The rules of RL Tuner")
    yield _paragraph(
        "What the first network tuned by deep Q-learning with music theory was measured by (Jaques "
        "et al. 2017), on two bars of each piece. Note RNN is their network before tuning, Q, Psi "
        "and G after it. A rule is no judge: real melodies break some, and noise keeps others. "
        "Being near the real column is good."
    )
    yield _table(
        ["in %, correlations as such", *_names(panel), *COLUMNS],
        (
            [
                rule.text,
                *(_rule_cell(rule, column.rules[rule.name]) for column in panel.columns),
                *(_rule_cell(rule, value) for value in rule.published),
            ]
            for rule in RULES
        ),
    )


def _rule_cell(rule: Rule, value: float) -> str:
    correlation = rule.name.startswith("autocorrelation")
    return f"{value:.2f}" if correlation else f"{100 * value:.3g}"


def _figures(panel: Panel) -> Iterator[str]:
    yield _heading("All figures")
    yield _paragraph(
        f"Likeness to real tunes, on {panel.compared} a side; the last column is one half of the "
        "real tunes beside the other."
    )
    yield _table(["", *_names(panel)], _likeness(panel.columns))
    yield _bits(panel)
    yield _paragraph(
        "Every statistic, as its mean over pieces. The bar goes from the 5th to the 95th "
        "percentile of real tunes, with their mean; the dot is the agent."
    )
    rows = (_statistic(panel, one.name, one.text) for one in STATISTICS)
    table = _table(["", "", *_names(panel)], rows, mark=True)
    yield f"<details><summary>{len(STATISTICS)} statistics</summary>{table}</details>"


def _likeness(columns: Sequence[Column]) -> Iterator[list[str]]:
    yield ["overlapping area, mean (1 is best)", *(f"{one.overlap:.3f}" for one in columns)]
    for name in columns[0].areas:
        label = f"overlapping area: {name.replace('_', ' ')}"
        yield [label, *(f"{one.areas[name]:.2f}" for one in columns)]
    yield ["Frechet distance (0 is best)", *(f"{one.frechet:.1f}" for one in columns)]
    yield ["classifier AUC (0.5 is best)", *(f"{one.auc:.3f}" for one in columns)]
    for n in columns[0].distinct:
        label = f"distinct motifs of {n} notes in 50 pieces, %"
        yield [label, *(f"{100 * one.distinct[n]:.1f}" for one in columns)]


def _bits(panel: Panel) -> str:
    groups = list(panel.bits[panel.agent])
    rows = (
        [escape(name), *(f"{values[group]:.2f}" for group in groups)]
        for name, values in panel.bits.items()
    )
    text = f"Bits an event on {escape(panel.predicted_of)}: how surprising each next note is."
    if "PPM" in panel.bits:
        text += " PPM and Markov chains learned from the training tunes of the corpus."
    return _paragraph(text) + _table(["", *groups], rows)


def _statistic(panel: Panel, name: str, text: str) -> list[str]:
    band, values = panel.bands[name], [column.statistics[name] for column in panel.columns]
    known = not math.isnan(band.low + values[0])
    mark = band_mark(band, values[0], text) if known else ""
    return [text, mark, *(_number(value) for value in values)]


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.3g}"


def _method(panel: Panel) -> str:
    return _heading("How it was measured") + _paragraph(
        "Takes are played under the meter, mode, length, pickup and chords of real tunes, with the "
        "default knobs and seeds in a row: the same command gives this page again. Overlapping "
        "area: Yang and Lerch 2020. Frechet distance and classifier: on statistics of each tune "
        "that need no chords and don't grow with its length; a small set seems farther away than "
        f"it is, so both sides have {panel.compared} tunes. Bits: -log2 of the probability that "
        "the network, before Q-learning, gave to the note that came."
    )


def _names(panel: Panel) -> list[str]:
    return [escape(column.name) for column in panel.columns]


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _paragraph(markup: str) -> str:
    return f"<p>{markup}</p>"


def _table(header: Sequence[str], rows: Iterator[list[str]], *, mark: bool = False) -> str:
    """A table that scrolls where the screen is narrow. mark: the second column holds pictures."""
    lines = [_row("th", header)]
    lines += [_row("td", row, {1: "mark", 2: "ours"} if mark else {1: "ours"}) for row in rows]
    return f"<div class='scroll'><table>{''.join(lines)}</table></div>"


def _row(tag: str, cells: Sequence[str], kinds: Mapping[int, str] | None = None) -> str:
    marked = [
        f"<{tag} class='{kinds[number]}'>{cell}</{tag}>"
        if kinds and number in kinds
        else f"<{tag}>{cell}</{tag}>"
        for number, cell in enumerate(cells)
    ]
    return f"<tr>{''.join(marked)}</tr>"
