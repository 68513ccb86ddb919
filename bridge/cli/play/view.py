"""The terminal view of `melobridge play`: bar and beat, the notes as they come, the knobs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor, inf

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from agent.music.scales import scale_mask
from agent.music.spelling import Spelling, spelling_of
from agent.player.knobs import Knobs
from agent.wording import counted
from bridge.cli.play.view_state import Control, ViewState, VoiceState
from bridge.musician.events import Tone, bar_beats
from bridge.osc.keys import KEYS
from bridge.osc.parameters import Value

WIDTH = 78
# Columns of a quarter in a line of notes: four sixteenths with room for a name each.
BEAT_COLUMNS = 12
SLIDER_COLUMNS = 10
USUAL = Knobs()
SYNC = {"internal": "own clock", "midi": "MIDI clock", "link": "Ableton Link"}


def view(state: ViewState) -> Panel:
    """The whole view."""
    parts: list[RenderableType] = [_time(state), Text()]
    for voice in state.voices.values():
        parts += [*_voice(state, voice), Text()]
    parts += [_knobs(state), Text(), *_input(state)]
    return Panel(
        Group(*parts, *(Text(line, style="yellow") for line in state.lines), *_troubles(state)),
        title="melobridge plays",
        title_align="left",
        subtitle="Ctrl-C ends",
        subtitle_align="right",
        border_style="red" if _troubles(state) else "green",
        padding=(1, 2),
        width=WIDTH,
    )


def _time(state: ViewState) -> Text:
    """Bar, beat, tempo, and what leads them."""
    bar = bar_beats(state.meter)
    number, place = divmod(max(state.beat, 0.0), bar)
    unit = 4 / int(state.meter.split("/")[1])
    lamps = "".join(
        "● " if state.playing and beat == floor(place / unit) else "○ "
        for beat in range(int(state.meter.split("/")[0]))
    )
    return Text.assemble(
        ("bar ", "dim"),
        (f"{number + 1:<5.0f}", "bold"),
        (lamps, "green"),
        f" {state.bpm:.1f}",
        (f" bpm   {state.meter}   ", "dim"),
        SYNC[state.sync],
        f" ({counted(state.peers, 'other')})" if state.sync == "link" else "",
        no_wrap=True,
    )


def _voice(state: ViewState, voice: VoiceState) -> list[Text]:
    """A voice: its agent, and its notes in the last bar and in this one."""
    spec, knobs = voice.spec, voice.knobs
    thumbs = f"   thumbs {voice.thumbs}" if voice.thumbs else ""
    head = Text.assemble(
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
        no_wrap=True,
    )
    bar = bar_beats(str(knobs.get("meter", USUAL.meter)))
    now = floor(max(state.beat, 0.0) / bar)
    key, scale = knobs.get("key", USUAL.key), str(knobs.get("scale", USUAL.scale))
    spelling = spelling_of(int(key), scale_mask(scale))
    tones = voice.tones
    return [head, *(_bar(number, bar, tones, spelling, now) for number in (now - 1, now))]


def _bar(number: int, bar: float, tones: Iterable[Tone], spelling: Spelling, now: int) -> Text:
    """A bar of notes, each at its beat and as long as it sounds."""
    columns = [" "] * round(bar * BEAT_COLUMNS)
    begin = number * bar
    for tone in tones:
        if begin <= tone.onset < begin + bar:
            _write(columns, tone._replace(onset=tone.onset - begin, end=tone.end - begin), spelling)
    label = f"{number + 1:>5} " if number >= 0 else " " * 6
    return Text.assemble(
        (label, "dim"),
        ("│", "dim"),
        ("".join(columns), "" if number == now else "dim"),
        ("│", "dim"),
        no_wrap=True,
    )


def _write(columns: list[str], tone: Tone, spelling: Spelling) -> None:
    """A note: its name, and a line as long as it sounds."""
    first = round(tone.onset * BEAT_COLUMNS)
    last = first + 1 if tone.end == inf else round(tone.end * BEAT_COLUMNS)
    last = min(max(last, first + 1), len(columns))
    for column in range(first, last):
        columns[column] = "─"
    name = spelling.note(tone.pitch)[: len(columns) - first]
    columns[first : first + len(name)] = name


def _knobs(state: ViewState) -> Table:
    """The knobs of the map, two a line, with the value of each voice."""
    table = Table.grid(padding=(0, 2, 0, 0))
    cells = [_knob(control, list(state.voices.values())) for control in state.controls]
    half = -(-len(cells) // 2)
    for left, right in zip(cells[:half], [*cells[half:], Text()], strict=False):
        table.add_row(left, right)
    return table


def _knob(control: Control, voices: Sequence[VoiceState]) -> Text:
    """A knob: its name, its value, what turns it."""
    values = [_value(control.knob, voice) for voice in voices]
    text = Text.assemble((f"{control.knob:<12}", "dim"), no_wrap=True)
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
    lines = [Text.assemble(("hears  ", "dim"), heard, no_wrap=True)]
    if state.actions:
        lines.append(Text.assemble(("thumbs ", "dim"), state.actions, no_wrap=True))
    if state.record:
        lines.append(Text.assemble(("record ", "dim"), (state.record, "red"), no_wrap=True))
    if state.late:
        lines.append(Text(f"{counted(state.late, 'message')} sent late", style="yellow"))
    if not state.playing:
        lines.append(Text("waits for the clock to start", style="yellow"))
    return lines


def _troubles(state: ViewState) -> list[Text]:
    """Ports and servers that are missing, in red."""
    silent = [name for name, voice in state.voices.items() if not voice.answers]
    missing = sorted(state.missing)
    troubles = [f"the port {name} is gone: waiting for it to come back" for name in missing]
    if silent:
        troubles.append(f"no answer from the server for {', '.join(silent)}: waiting for it")
    return [Text(trouble, style="bold red") for trouble in troubles]
