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
from bridge.cli.play.view_state import Control, Performer, Scene
from bridge.musician.events import Tone, bar_beats
from bridge.osc.keys import KEYS
from bridge.osc.parameters import Value

WIDTH = 78
# Columns of a quarter in a line of notes: four sixteenths with room for a name each.
BEAT_COLUMNS = 12
SLIDER_COLUMNS = 10
USUAL = Knobs()
SYNC = {"internal": "own clock", "midi": "MIDI clock", "link": "Ableton Link"}


def view(scene: Scene) -> Panel:
    """All there is to see."""
    parts: list[RenderableType] = [_time(scene), Text()]
    for performer in scene.performers.values():
        parts += [*_performer(scene, performer), Text()]
    parts += [_knobs(scene), Text(), *_input(scene)]
    return Panel(
        Group(*parts, *(Text(line, style="yellow") for line in scene.lines), *_troubles(scene)),
        title="melobridge plays",
        title_align="left",
        subtitle="Ctrl-C ends",
        subtitle_align="right",
        border_style="red" if _troubles(scene) else "green",
        padding=(1, 2),
        width=WIDTH,
    )


def _time(scene: Scene) -> Text:
    """Bar, beat, tempo, and who gives them."""
    bar = bar_beats(scene.meter)
    number, place = divmod(max(scene.beat, 0.0), bar)
    unit = 4 / int(scene.meter.split("/")[1])
    lamps = "".join(
        "● " if scene.playing and beat == floor(place / unit) else "○ "
        for beat in range(int(scene.meter.split("/")[0]))
    )
    return Text.assemble(
        ("bar ", "dim"),
        (f"{number + 1:<5.0f}", "bold"),
        (lamps, "green"),
        f" {scene.bpm:.1f}",
        (f" bpm   {scene.meter}   ", "dim"),
        SYNC[scene.sync],
        f" ({scene.peers} others)" if scene.sync == "link" else "",
        no_wrap=True,
    )


def _performer(scene: Scene, performer: Performer) -> list[Text]:
    """A voice: who it is, and its notes in the bar before and in this one."""
    voicing, knobs = performer.voicing, performer.knobs
    thumbs = f"   thumbs {performer.thumbs}" if performer.thumbs else ""
    head = Text.assemble(
        (voicing.name, "bold"),
        ("  plays ", "dim"),
        str(knobs.get("agent", voicing.agent)),
        (" on ", "dim"),
        performer.port,
        (" channel ", "dim"),
        f"{voicing.channel}",
        (" as ", "dim"),
        voicing.mode,
        thumbs,
        no_wrap=True,
    )
    bar = bar_beats(str(knobs.get("meter", USUAL.meter)))
    now = floor(max(scene.beat, 0.0) / bar)
    key, scale = knobs.get("key", USUAL.key), str(knobs.get("scale", USUAL.scale))
    spelling = spelling_of(int(key), scale_mask(scale))
    tones = performer.tones
    return [head, *(_bar(number, bar, tones, spelling, now) for number in (now - 1, now))]


def _bar(number: int, bar: float, tones: Iterable[Tone], spelling: Spelling, now: int) -> Text:
    """A bar of notes, each at its place and as long as it is."""
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


def _knobs(scene: Scene) -> Table:
    """The knobs of the map, two a line; with several voices, those of each."""
    table = Table.grid(padding=(0, 2, 0, 0))
    cells = [_knob(control, list(scene.performers.values())) for control in scene.controls]
    half = -(-len(cells) // 2)
    for left, right in zip(cells[:half], [*cells[half:], Text()], strict=False):
        table.add_row(left, right)
    return table


def _knob(control: Control, performers: Sequence[Performer]) -> Text:
    """A knob: its name, how it stands, what turns it."""
    values = [_standing(control.knob, performer) for performer in performers]
    text = Text.assemble((f"{control.knob:<12}", "dim"), no_wrap=True)
    if len(values) == 1:
        share = (values[0] - control.low) / ((control.high - control.low) or 1)
        filled = round(min(max(share, 0.0), 1.0) * SLIDER_COLUMNS)
        text.append("━" * filled, "green").append("─" * (SLIDER_COLUMNS - filled), "dim")
    text.append("".join(f" {value:>5.4g}" for value in values))
    return text.append(f" {control.source}", "dim")


def _standing(knob: str, performer: Performer) -> float:
    value: Value = performer.knobs.get(knob, getattr(USUAL, knob, 0.0))
    return float(KEYS[knob].check(value))


def _input(scene: Scene) -> list[Text]:
    """What was heard of late, what thumbs there are, where it is recorded, what it waits for."""
    spelling = spelling_of(USUAL.key, scale_mask(USUAL.scale))
    heard = " ".join(spelling.note(pitch) for pitch in scene.heard) or "nothing yet"
    lines = [Text.assemble(("hears  ", "dim"), heard, no_wrap=True)]
    if scene.actions:
        lines.append(Text.assemble(("thumbs ", "dim"), scene.actions, no_wrap=True))
    if scene.record:
        lines.append(Text.assemble(("record ", "dim"), (scene.record, "red"), no_wrap=True))
    if scene.late:
        lines.append(Text(f"{scene.late} messages were sent late", style="yellow"))
    if not scene.playing:
        lines.append(Text("waits for the clock to start", style="yellow"))
    return lines


def _troubles(scene: Scene) -> list[Text]:
    """What is missing, in red."""
    silent = [name for name, performer in scene.performers.items() if not performer.answers]
    missing = sorted(scene.missing)
    troubles = [f"the port {name} is gone: waiting for it to come back" for name in missing]
    if silent:
        troubles.append(f"no answer from the server for {', '.join(silent)}: waiting for it")
    return [Text(trouble, style="bold red") for trouble in troubles]
