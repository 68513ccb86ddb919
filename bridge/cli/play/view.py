"""The terminal view of `melobridge play`: bar and beat, the notes as they come, the knobs."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, inf

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from agent.music.chords import chord_of, progression_of
from agent.music.meter import Meter, meter_of, starts
from agent.music.scales import scale_mask
from agent.music.spelling import Spelling, spelling_of
from agent.player.knobs import NO_CHORDS, Knobs
from agent.wording import counted
from bridge.cli.play.view_state import Control, ViewState, VoiceState
from bridge.midi.ports.names import OWN_PORT
from bridge.musician.events import bar_beats
from bridge.osc.keys import KEYS
from bridge.osc.parameters import Value

# Columns of the whole view where there is room, and of its frame.
WIDTH, FRAME = 78, 6
# Columns of a quarter in a line of notes: four sixteenths with room for a name each; and of what
# stands around them: the bar's number and its lines.
BEAT_COLUMNS, BAR_COLUMNS = 12, 8
# Knobs stand side by side where there is room for two.
KNOB_COLUMNS = 34
SLIDER_COLUMNS = 10
USUAL = Knobs()
UNHEARD = f"nothing is connected to the port {OWN_PORT}: choose it as input in your DAW"
SYNC = {"internal": "own clock", "midi": "MIDI clock", "link": "Ableton Link"}


def view(state: ViewState, columns: int) -> Panel:
    """The whole view, in a terminal of so many columns."""
    width = min(columns, WIDTH)
    parts: list[RenderableType] = [_time(state), Text()]
    for voice in state.voices.values():
        parts += [_voice(voice), _tonality(state, voice)]
        parts += [*_notes(state, voice, width - FRAME), Text()]
    parts += [_knobs(state, width - FRAME), Text(), *_input(state)]
    return Panel(
        Group(*parts, *(Text(line, style="yellow") for line in state.lines), *_troubles(state)),
        title="melobridge plays",
        title_align="left",
        subtitle="Ctrl-C ends",
        subtitle_align="right",
        border_style="red" if _troubles(state) else "green",
        padding=(1, 2),
        width=width,
    )


def _time(state: ViewState) -> Text:
    """Bar, beat, tempo, and what leads them."""
    bar = bar_beats(state.meter)
    number, place = divmod(max(state.beat, 0.0), bar)
    lit = place * meter_of(state.meter).denominator // 4 if state.playing else None
    return Text.assemble(
        ("bar ", "dim"),
        (f"{number + 1:<5.0f}", "bold"),
        (_lamps(meter_of(state.meter), lit), "green"),
        f" {state.bpm:.1f}",
        (f" bpm   {state.meter}   ", "dim"),
        SYNC[state.sync],
        f" ({_others(state.peers)})" if state.sync == "link" else "",
    )


def _lamps(meter: Meter, lit: float | None) -> str:
    """A lamp for each unit of a bar; groups stand apart where they differ."""
    lamps = ["● " if unit == lit else "○ " for unit in range(meter.numerator)]
    if len(set(meter.groups)) == 1:
        return "".join(lamps)
    units = starts(meter.groups, 1)
    return " ".join("".join(lamps[a:b]) for a, b in zip(units, (*units[1:], None), strict=True))


def _others(peers: int | None) -> str:
    return "looks for others" if peers is None else counted(peers, "other")


def _voice(voice: VoiceState) -> Text:
    """A voice: its agent, its port, its thumbs."""
    spec, knobs = voice.spec, voice.knobs
    thumbs = f"   thumbs {voice.thumbs}" if voice.thumbs else ""
    return Text.assemble(
        (spec.name, "bold"),
        ("  plays ", "dim"),
        str(knobs.get("agent", spec.agent)),
        (" on ", "dim"),
        voice.port,
        (" channel ", "dim"),
        f"{spec.channel}",
        (" as ", "dim"),
        spec.mode,
        thumbs,
    )


def _tonality(state: ViewState, voice: VoiceState) -> Text:
    """The key and the scale of a voice, its chords, and the one that sounds now."""
    key, scale = int(voice.knobs.get("key", USUAL.key)), str(voice.knobs.get("scale", USUAL.scale))
    text = Text.assemble(("in ", "dim"), f"{_spelling(voice).name(key)} {scale}")
    chord, chords = (str(voice.knobs.get(name, NO_CHORDS)) for name in ("chord", "chords"))
    if chord_of(chord).mask:
        text.append(", over ", "dim").append(chord)
    elif chords != NO_CHORDS:
        text.append(", over ", "dim").append(chords)
        if state.playing:
            progression = progression_of(chords)
            now = _bar_of(state, voice) % len(progression)
            text.append(", now ", "dim").append(progression[now], "bold")
    return text


def _notes(state: ViewState, voice: VoiceState, columns: int) -> list[Text]:
    """The notes of a voice in the last bar and in this one, in so many columns."""
    now, bar = _bar_of(state, voice), _bar_length(voice)
    scale = min(BEAT_COLUMNS, max(1, floor((columns - BAR_COLUMNS) / bar)))
    return [_bar(voice, number, bar, scale, number == now) for number in (now - 1, now)]


def _bar_length(voice: VoiceState) -> float:
    """In quarters."""
    return bar_beats(str(voice.knobs.get("meter", USUAL.meter)))


def _bar_of(state: ViewState, voice: VoiceState) -> int:
    """The bar in which a voice is, from 0."""
    return floor(max(state.beat, 0.0) / _bar_length(voice))


def _spelling(voice: VoiceState) -> Spelling:
    key, scale = voice.knobs.get("key", USUAL.key), str(voice.knobs.get("scale", USUAL.scale))
    return spelling_of(int(key), scale_mask(scale))


def _bar(voice: VoiceState, number: int, bar: float, scale: int, current: bool) -> Text:
    """A bar of notes, each at its beat and as long as it sounds. scale: columns of a quarter."""
    columns = [" "] * round(bar * scale)
    begin, spelling = number * bar, _spelling(voice)
    for tone in voice.tones:
        if begin <= tone.onset < begin + bar:
            onset, end = (tone.onset - begin) * scale, (tone.end - begin) * scale
            _write(columns, onset, end, spelling.note(tone.pitch))
    label = f"{number + 1:>5} " if number >= 0 else " " * 6
    return Text.assemble(
        (label, "dim"),
        ("│", "dim"),
        ("".join(columns), "" if current else "dim"),
        ("│", "dim"),
        no_wrap=True,
    )


def _write(columns: list[str], onset: float, end: float, name: str) -> None:
    """A note: its name, and a line as long as it sounds. onset, end: in columns."""
    first = min(round(onset), len(columns) - 1)
    last = first + 1 if end == inf else round(end)
    last = min(max(last, first + 1), len(columns))
    for column in range(first, last):
        columns[column] = "─"
    name = name[: len(columns) - first]
    columns[first : first + len(name)] = name


def _knobs(state: ViewState, columns: int) -> Table:
    """The knobs of the map with the value of each voice, two a line where there is room."""
    table = Table.grid(padding=(0, 2, 0, 0))
    cells = [_knob(control, list(state.voices.values())) for control in state.controls]
    if columns < 2 * KNOB_COLUMNS:
        for cell in cells:
            table.add_row(cell)
        return table
    half = -(-len(cells) // 2)
    for left, right in zip(cells[:half], [*cells[half:], Text()], strict=False):
        table.add_row(left, right)
    return table


def _knob(control: Control, voices: Sequence[VoiceState]) -> Text:
    """A knob: its name, its value, what turns it."""
    values = [_value(control.knob, voice) for voice in voices]
    text = Text.assemble((f"{control.knob:<12}", "dim"))
    if len(values) == 1:
        share = (values[0] - control.low) / ((control.high - control.low) or 1)
        filled = round(min(max(share, 0.0), 1.0) * SLIDER_COLUMNS)
        text.append("━" * filled, "green").append("─" * (SLIDER_COLUMNS - filled), "dim")
    text.append("".join(f" {value:>5.4g}" for value in values))
    return text.append(f" {control.source}", "dim")


def _value(knob: str, voice: VoiceState) -> float:
    value: Value = voice.knobs.get(knob, getattr(USUAL, knob, 0.0))
    return float(KEYS[knob].check(value))


def _input(state: ViewState) -> list[Text]:
    """The last keys, the controls of thumbs, the recording, what it waits for."""
    spelling = spelling_of(USUAL.key, scale_mask(USUAL.scale))
    heard = " ".join(spelling.note(pitch) for pitch in state.heard) or "nothing yet"
    lines = [Text.assemble(("hears  ", "dim"), heard)]
    if state.actions:
        lines.append(Text.assemble(("thumbs ", "dim"), state.actions))
    if state.record:
        lines.append(Text.assemble(("record ", "dim"), (state.record, "red")))
    if state.late:
        lines.append(Text(f"{counted(state.late, 'message')} sent late", style="yellow"))
    if not state.playing:
        lines.append(Text("waits for the clock to start", style="yellow"))
    if state.unheard:
        lines.append(Text(UNHEARD, style="yellow"))
    return lines


def _troubles(state: ViewState) -> list[Text]:
    """Ports and servers that are missing, in red."""
    silent = [name for name, voice in state.voices.items() if not voice.answers]
    missing = sorted(state.missing)
    troubles = [f"the port {name} is gone: waiting for it to come back" for name in missing]
    if silent:
        troubles.append(f"no answer from the server for {', '.join(silent)}: waiting for it")
    return [Text(trouble, style="bold red") for trouble in troubles]
