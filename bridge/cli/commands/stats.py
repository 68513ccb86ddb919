"""`melobridge stats`: the figures of a running server, once a second."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.live import Live
from rich.measure import Measurement
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bridge.errors import NoAnswer
from bridge.osc.protocol import DEFAULT_HOST, DEFAULT_PORT

if TYPE_CHECKING:
    from bridge.client import Client

SECONDS = 1.0
# Columns of the view, and seconds of history in it.
WIDTH, HISTORY = 78, 48
BARS = "▁▂▃▄▅▆▇█"
# Counts that should stay 0: the name in the view, and the keys of the figures.
TROUBLES = {
    "fallbacks": ("fallbacks",),
    "late": ("late",),
    "dropped": ("dropped", "kernel_drops", "limited"),
    "errors": ("errors",),
}

Figures = Mapping[str, int | float | str]


class Moment(NamedTuple):
    """The figures of a server at a moment, with its version and its agent."""

    version: str
    agent: str
    figures: Figures


def stats(
    host: Annotated[str, typer.Option(help="Where the server listens.")] = DEFAULT_HOST,
    port: Annotated[int, typer.Option(help="Its UDP port.", min=1, max=65535)] = DEFAULT_PORT,
    once: Annotated[bool, typer.Option("--once", help="Show the figures once.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print them once, as JSON.")] = False,
) -> None:
    """Watch a running server: clients, voices, notes/s, how fast it answers, what went wrong."""
    from bridge.client import Client

    console, place = Console(), f"{host}:{port}"
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with Client(host, port) as melo, suppress(KeyboardInterrupt):
        moment = _ask(melo)
        if as_json:
            about = {"version": moment.version, "agent": moment.agent}
            print(json.dumps({**about, **moment.figures}, indent=2))
        elif once or not console.is_terminal:
            console.print(view(place, [moment]))
        else:
            _watch(console, melo, place, moment)


def _ask(melo: Client) -> Moment:
    from bridge.osc.replies import WELCOME
    from bridge.osc.requests import HELLO

    welcome = melo.ask_one(HELLO, WELCOME, 0, "stats")
    return Moment(welcome.version, welcome.agent, melo.stats())


def _watch(console: Console, melo: Client, place: str, first: Moment) -> None:
    """Show the figures until Ctrl-C; where the server is gone, wait for it."""
    moments, answered = [first], time.monotonic()
    with Live(view(place, moments), console=console, auto_refresh=False) as live:
        for _ in _ticks():
            try:
                moments = [*moments, _ask(melo)][-HISTORY:]
                answered = time.monotonic()
            except NoAnswer:
                pass
            silence = time.monotonic() - answered
            live.update(view(place, moments, silence), refresh=True)


def _ticks() -> Iterator[None]:
    """Once a second; delays aren't made up for."""
    while True:
        begin = time.monotonic()
        yield
        time.sleep(max(0.0, SECONDS - (time.monotonic() - begin)))


def view(place: str, moments: Sequence[Moment], silence: float = 0.0) -> Panel:
    """The figures of the latest moment and the history of some.

    silence: seconds since the last answer, if it is late.
    """
    version, agent, figures = moments[-1]
    gone = silence > SECONDS
    parts: list[RenderableType] = [_summary(agent, figures), Text(), _rates(moments), Text()]
    parts.append(_troubles(moments))
    if gone:
        waiting = f"no answer for {silence:.0f} s: waiting for 'melobridge serve' to come back"
        parts += [Text(), Text(waiting, style="bold red")]
    return Panel(
        Group(*parts),
        title=f"melobridge {version} on {place}",
        title_align="left",
        subtitle="Ctrl-C ends this view" if len(moments) > 1 or gone else None,
        subtitle_align="right",
        border_style="red" if gone else "green",
        padding=(1, 2),
        width=WIDTH,
    )


def _summary(agent: str, figures: Figures) -> Text:
    """Agent, voices, clients, uptime."""
    up = timedelta(seconds=int(_number(figures, "uptime")))
    voices, clients = _number(figures, "voices"), _number(figures, "clients")
    return Text.assemble(
        ("agent ", "dim"),
        (agent, "bold"),
        ("   voices ", "dim"),
        f"{voices:,.0f}",
        ("   clients ", "dim"),
        f"{clients:,.0f}",
        (" with this one   up ", "dim"),
        str(up),
    )


def _rates(moments: Sequence[Moment]) -> Table:
    """Notes a second and response times, with their histories."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(justify="right", min_width=7, no_wrap=True)
    table.add_column()
    notes = [_number(moment.figures, "notes_per_second") for moment in moments]
    slow = [_number(moment.figures, "p99_us") for moment in moments]
    table.add_row("notes/s", f"{notes[-1]:,.0f}", RecentBars(notes, "green"))
    table.add_row("answer p50", duration(_number(moments[-1].figures, "p50_us")))
    table.add_row("answer p99", duration(slow[-1]), RecentBars(slow, "cyan"))
    table.add_row("answer max", duration(_number(moments[-1].figures, "max_us")))
    return table


def _troubles(moments: Sequence[Moment]) -> Text:
    """The counts that should be 0: yellow if they aren't, red if they have just risen."""
    text = Text()
    for name, keys in TROUBLES.items():
        counts = [sum(_number(moment.figures, key) for key in keys) for moment in moments[-2:]]
        style = "green" if not counts[-1] else "red" if counts[-1] > counts[0] else "yellow"
        text.append(f"{name} ", "dim").append(f"{counts[-1]:,.0f}   ", style)
    return text


def _number(figures: Figures, key: str) -> float:
    """A figure; 0 where the server doesn't report it."""
    return float(figures.get(key, 0))


class RecentBars:
    """Values as bars, the latest ones where there isn't room for all."""

    def __init__(self, values: Sequence[float], style: str) -> None:
        self._values, self._style = values, style

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(1, max(len(self._values), 1))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(sparkline(self._values[-options.max_width :]), self._style)


def sparkline(values: Sequence[float]) -> str:
    """Values from 0 to the greatest as bars, one character each."""
    most = max(values, default=0.0)
    if not most:
        return BARS[0] * len(values)
    return "".join(BARS[round(value / most * (len(BARS) - 1))] for value in values)


def duration(microseconds: float) -> str:
    """A duration in at most seven characters: 85 us, 1.2 ms, 2.5 s."""
    for factor, unit in ((1e6, "s"), (1e3, "ms")):
        if microseconds >= factor:
            return f"{microseconds / factor:.1f} {unit}"
    return f"{microseconds:.0f} us"
