"""A training run at the terminal: progress, interruption, results, the learning curve."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from agent.classic.learning.dqn import DQN
from agent.classic.learning.training import (
    ClassicProgress,
    final_scores,
    resume_path,
    save_run,
    train,
)
from agent.errors import MissingExtra
from agent.library.loading import load_checkpoint
from bridge.cli.shared.lines import say
from bridge.cli.shared.working import ProgressLines
from bridge.errors import OutputError

COLUMNS = "{task.fields[melodies]:,} melodies  {task.fields[rate]:,.0f}/s  "
COLUMNS += "return {task.fields[reward]:.1f}  "
NARROW_COLUMNS = "optimum {task.fields[start]:.1%} {task.fields[primers]:.1%} "
COLUMNS += NARROW_COLUMNS
WIDE = 90
LEGEND = "optimum: share of the greatest possible reward, from the start and over primers"


def watch(learner: DQN, path: Path, tensorboard: Path | None) -> None:
    """Train with a progress bar; on Ctrl-C save, and print how to go on."""
    console, stderr = Console(), Console(stderr=True)
    log = _tensorboard(tensorboard) if tensorboard else _no_log
    moments: list[ClassicProgress] = []
    wide = stderr.width >= WIDE
    columns = BarColumn(9), TextColumn(COLUMNS if wide else NARROW_COLUMNS), TimeRemainingColumn()
    say(stderr, f"[dim]{LEGEND}[/dim]")
    lines = None if stderr.is_terminal else ProgressLines(stderr, "training", time.monotonic)
    shown = Progress(*columns, console=stderr, disable=not stderr.is_terminal)
    with interruptions() as interrupted, shown as progress:
        bar = progress.add_task("", total=learner.settings.updates, visible=False)
        for moment in train(learner, path):
            if interrupted.is_set():
                break
            moments.append(moment)
            log(moment)
            if lines:
                lines("training", moment.update, learner.settings.updates)
            progress.update(
                bar,
                completed=moment.update,
                visible=True,
                melodies=moment.melodies,
                rate=moment.steps / moment.seconds,
                reward=moment.reward,
                start=moment.start,
                primers=moment.primers,
            )
    if interrupted.is_set():
        _save_interrupted(console, learner, path)
    _finish(console, path, moments)


@contextmanager
def interruptions() -> Iterator[Event]:
    """An event that Ctrl-C and SIGTERM set: a round of melodies is finished before it is saved."""
    interrupted = Event()
    numbers = signal.SIGINT, signal.SIGTERM
    before = [signal.signal(number, lambda *_: interrupted.set()) for number in numbers]
    try:
        yield interrupted
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _save_interrupted(console: Console, learner: DQN, path: Path) -> None:
    save_run(learner, path, final_scores(learner))
    say(console, f"interrupted at update {learner.update:,}, saved: {path}")
    again = f"go on with: melobridge train classic --resume --out {path}"
    say(console, again)
    raise SystemExit(130)


def _finish(console: Console, path: Path, moments: list[ClassicProgress]) -> None:
    resume_path(path).unlink(missing_ok=True)
    scores = load_checkpoint(path).header.scores
    shares = ", ".join(f"{name} {value:.2%}" for name, value in scores.items() if name != "regret")
    seconds = f" in {moments[-1].seconds:.0f} s" if moments else ""
    say(console, f"trained {path}{seconds}")
    say(console, f"share of the exact optimum: {shares}")
    if moments:
        _draw_curve(console, path.with_suffix(".png"), moments)
    say(console, f"hear it: melobridge generate {path}")
    say(console, f"play it: melobridge serve {path}")


def _draw_curve(console: Console, path: Path, moments: list[ClassicProgress]) -> None:
    from bridge.export.pictures import learning_curve

    scores = [(moment.start, moment.primers) for moment in moments]
    measured = [
        m
        for m, now, before in zip(moments, scores, [None, *scores[:-1]], strict=True)
        if now != before
    ]
    curves = {
        "from the start": [moment.start for moment in measured],
        "over primers": [moment.primers for moment in measured],
    }
    try:
        learning_curve(path, [moment.update for moment in measured], curves)
    except MissingExtra as error:
        say(console, f"no learning curve: {error}", markup=False)
    else:
        say(console, f"learning curve: {path}")


def _no_log(moment: ClassicProgress) -> None:
    """Without TensorBoard nothing is logged."""


def _tensorboard(folder: Path) -> Callable[[ClassicProgress], None]:
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        raise MissingExtra("logging for TensorBoard", "dev") from None
    try:
        writer: Any = SummaryWriter(str(folder))
    except OSError as error:
        raise OutputError(f"{folder} can't be written: {error.strerror or error}") from None

    def log(moment: ClassicProgress) -> None:
        for name in ("reward", "start", "primers"):
            writer.add_scalar(name, getattr(moment, name), moment.update)
        writer.flush()

    return log
