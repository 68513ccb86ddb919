"""`melobridge train melody`: an agent of the melody task, from real tunes."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from agent.errors import ConfigError, WrongTask
from agent.library.catalogue import open_melody_agent
from agent.melody.learning.material import leave_out
from agent.melody.learning.settings import (
    FEW_TUNES,
    FINE_TUNING,
    FINE_TUNING_ON_FEW,
    LIKING,
    MelodySettings,
)
from agent.melody.line import CHARACTERS
from agent.melody.playing.checkpoint import MelodyCheckpoint
from agent.melody.playing.player import SOFT, MelodyPlayer
from agent.music.tune import Tune, read_tunes
from agent.player.constraints import ANY
from agent.player.knobs import Knobs
from agent.training.settings import read_toml, with_values
from agent.wording import counted
from bridge.cli.commands.corpus import read_music
from bridge.cli.commands.replay import read_session
from bridge.cli.shared.hyperparameters import (
    Config,
    Out,
    checkpoint_path,
    given_values,
    need_torch,
    with_settings,
)
from bridge.cli.shared.lines import say
from bridge.cli.shared.options import complete_agent
from bridge.cli.shared.output_files import AGENT, Overwrite, check_output
from bridge.cli.shared.working import ProgressLines, working
from bridge.errors import SessionError

if TYPE_CHECKING:
    from agent.melody.learning.feedback import Feedback
    from agent.melody.learning.outcome import Bits, TrainingOutcome
    from agent.melody.learning.own_music.cross_validation import CrossValidation
    from agent.melody.learning.run import MelodyProgress, Run

TITLES = {
    "rehearsal": "playing what it knows",
    "folds": "learning without a fifth, in turn",
    "prior": "learning from the tunes",
    "thumbs": "learning from the thumbs",
    "values": "learning by playing",
}


@with_settings(MelodySettings)
def melody(
    out: Out = None,
    corpus: Annotated[
        Path | None,
        typer.Option(
            help="Tunes to learn from: a file (.jsonl.gz) of 'melobridge corpus build', a music "
            "file, or a folder of them; by default the built-in songbook.",
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="Agent to start from: a fine-tuning of about a minute. Its own defaults: 1,000 "
            "and 600 updates at rates of 0.0005 and 0.001; with fewer than 100 tunes 300 at most, "
            "at 0.001, and none, and a rehearsal of 1; with --from-log 300 and none.",
            autocompletion=complete_agent,
        ),
    ] = None,
    character: Annotated[
        str,
        typer.Option(help=f"Learn from tunes of one character only: {', '.join(CHARACTERS)}."),
    ] = ANY,
    without: Annotated[
        list[str] | None,
        typer.Option(
            help="Source to leave out ('melobridge corpus info' lists them), and to measure with "
            "alone: how well it plays music of a kind that it never saw (may be repeated).",
        ),
    ] = None,
    from_log: Annotated[
        list[Path] | None,
        typer.Option(
            help="Log of a session ('melobridge serve --log'): learn from its thumbs and from what "
            "was played in, without forgetting the tunes (may be repeated; needs --from).",
            dir_okay=False,
        ),
    ] = None,
    config: Config = None,
    overwrite: Overwrite = False,
    **given: Any,
) -> None:
    """Train an agent of the melody task: a prior from real tunes, then deep Q-learning on top.

    Says how well it predicts tunes that it never saw, before and after, and what it forgot. Few
    tunes, even one, are held out in turn. Ctrl-C saves.
    """
    if character not in CHARACTERS:
        raise ConfigError(f"there is no character '{character}': use {', '.join(CHARACTERS)}")
    chosen = (read_toml(config) if config else {}) | given_values(given)
    settings = with_values(MelodySettings(), chosen)
    path = checkpoint_path(out, f"melody-{settings.seed}")
    check_output(path, "--out", AGENT, overwrite=overwrite)
    _check_start(start, from_log, settings)
    tunes = leave_out(_tunes(corpus), without) if without else _tunes(corpus)
    first = _checkpoint(start) if start else None
    feedback = _judged(from_log, first) if from_log and first else None
    need_torch()
    from agent.melody.learning.dataset import learnable
    from agent.melody.learning.run import Run

    few = bool(first and not feedback and not without)
    few = few and len(learnable(tunes, character)) < FEW_TUNES
    if start:
        usual = LIKING if feedback else FINE_TUNING_ON_FEW if few else FINE_TUNING
        settings = with_values(MelodySettings(), usual | chosen)
    _watch(Run(settings, tunes, first, character, feedback, few=few), path)


def _check_start(start: str | None, from_log: list[Path] | None, settings: MelodySettings) -> None:
    """Raises ConfigError for what needs an agent to start from."""
    if from_log and not start:
        raise ConfigError("--from-log fine-tunes an agent: name it by --from")
    if settings.rehearsal and (from_log or not start):
        raise ConfigError("rehearsal is for an agent that learns from tunes: name it by --from")


def _tunes(corpus: Path | None) -> list[Tune]:
    from agent.corpus.build import SUFFIXES
    from agent.corpus.songbook import songbook

    if corpus and (corpus.is_dir() or corpus.suffix.lower() in SUFFIXES):
        return read_music(corpus)
    return read_tunes(corpus) if corpus else songbook()


def _checkpoint(name: str) -> MelodyCheckpoint:
    try:
        return open_melody_agent(name)[1]
    except WrongTask as error:
        raise ConfigError(f"--from {name} is of the task {error.task}, not melody") from None


def _judged(logs: list[Path], checkpoint: MelodyCheckpoint) -> Feedback:
    """The phrases of sessions. Raises SessionError if none was judged, and ConfigError for an
    agent that wasn't trained by the method soft."""
    from agent.melody.learning.feedback import feedback_of
    from bridge.session.transcript import transcribe

    method = checkpoint.header.training.get("method", SOFT)
    if method != SOFT:
        raise ConfigError(f"--from-log fine-tunes agents of the method soft, not {method}")
    sessions = [transcribe(read_session(log)) for log in logs]
    voices = [voice for session in sessions for voice in session.melodies.values()]
    melodies = [melody for voice in voices for melody in voice]
    feedback = feedback_of(MelodyPlayer(checkpoint), melodies)
    if not feedback.learned:
        raise SessionError(
            f"there is nothing to learn from in {', '.join(map(str, logs))}: give thumbs by "
            "/melo/reward, or play notes in by /melo/heard with their onsets"
        )
    notes = sum(not played.heard for melody in melodies for played in melody)
    thumbs = sum(session.thumbs for session in sessions)
    print(
        f"{counted(len(voices), 'voice')}, {counted(notes, 'note')}, {counted(thumbs, 'thumb')}: "
        f"{counted(feedback.liked.total, 'phrase')} liked, {feedback.disliked.total:,} not"
    )
    return feedback


def _watch(run: Run, path: Path) -> None:
    """Train, measure and save; on Ctrl-C save what was learned."""
    console = Console()
    interrupted = _train(run, console)
    if interrupted:
        say(console, "interrupted: saving what was learned so far")
    with working("measuring on tunes that it never saw"):
        outcome = run.save(path)
    _finish(console, run, path, outcome)
    if interrupted:
        raise SystemExit(130)


def _train(run: Run, console: Console) -> bool:
    """Train with a progress bar; returns whether Ctrl-C ended it."""
    from bridge.cli.shared.progress import interruptions

    columns = TextColumn("{task.description}"), BarColumn(16), TextColumn("{task.fields[status]}")
    bars: dict[str, TaskID] = {}
    stderr = Console(stderr=True)
    shown = Progress(
        *columns, TimeRemainingColumn(), console=stderr, disable=not stderr.is_terminal
    )
    lines = None if stderr.is_terminal else ProgressLines(stderr, "preparing", time.monotonic)
    with interruptions() as interrupted, shown as progress:
        say(console, _material(run))
        for moment in run.steps():
            title, done, of = TITLES[moment.phase], moment.update, moment.updates
            if moment.phase not in bars:
                bars[moment.phase] = progress.add_task(title, status="")
            progress.update(bars[moment.phase], total=of, completed=done, status=_status(moment))
            if lines:
                lines(title, done, of)
            if interrupted.is_set():
                break
        return interrupted.is_set()


def _material(run: Run) -> str:
    train, valid, test = run.material.train, run.material.valid, run.material.test
    learned = f"{counted(len(train), 'tune')} to learn from"
    if run.material.few:
        return learned
    return f"{learned}, {len(valid):,} to choose by, {len(test):,} to measure with"


def _status(moment: MelodyProgress) -> str:
    if moment.phase != "values":
        return "" if math.isnan(moment.bits) else f"{moment.bits:.3f} bits an event"
    return f"reward {sum(moment.rewards.values()):+.3f} nats an event"


def _finish(console: Console, run: Run, path: Path, outcome: TrainingOutcome) -> None:
    for line in (
        *_predicted(run, outcome),
        *_played(outcome),
        f"trained {path}",
        f"hear it: melobridge generate {path}{_in_their_meter(run)}",
        f"play it: melobridge serve {path}",
    ):
        say(console, line)


def _in_their_meter(run: Run) -> str:
    """The option for the meter of most of the tunes, unless it is the usual one."""
    [(meter, _)] = Counter(tune.meter for tune in run.material.train).most_common(1)
    return "" if meter == Knobs().meter else f" --meter {meter}"


def _predicted(run: Run, outcome: TrainingOutcome) -> Iterator[str]:
    """How well the next event is predicted, before and after."""
    from agent.melody.learning.own_music.cross_validation import UNTESTED

    if outcome.crossed:
        yield from _crossed(run, outcome, outcome.crossed)
    elif outcome.bits:
        yield _bits(counted(outcome.held_out, "unseen tune"), outcome.bits)
    else:
        yield "too little to hold anything out: how well it plays music like this isn't known"
        yield f"taken over: {UNTESTED:.0%} of what was learned"
    if run.feedback:
        for phrases, kind, bits in (
            (run.feedback.liked, "liked phrase", outcome.liked),
            (run.feedback.disliked, "disliked phrase", outcome.disliked),
        ):
            if bits:
                unseen = "unseen " if phrases.unseen else ""
                yield _bits(counted(len(phrases.measured), unseen + kind), bits)
    if outcome.forgotten:
        yield _bits("the songbook (what it forgets)", outcome.forgotten)


def _bits(what: str, bits: Bits) -> str:
    first = "" if bits.before is None else f"{bits.before:.3f} before, "
    return f"bits an event on {what}: {first}{bits.after:.3f} after"


def _crossed(run: Run, outcome: TrainingOutcome, crossed: CrossValidation) -> Iterator[str]:
    """What tunes, or phrases of them, say that were each held out in turn."""
    changes, held_out = crossed.changes, len(crossed.before)
    kind = "tune" if held_out == len(run.material.train) else "phrase"
    if outcome.bits:
        yield _bits(f"{counted(held_out, kind)}, each unseen in its turn", outcome.bits)
    yield (
        f"change: {changes.mean():+.3f}, from {kind} to {kind} {changes.std():.3f}; "
        f"better on {(changes < 0).sum()} of {held_out}"
    )
    if crossed.share:
        yield f"taken over: {crossed.share:.0%} of what was learned"
    else:
        yield "nothing is taken over: it helps with nothing unseen, and the prior stays as it was"


def _played(outcome: TrainingOutcome) -> Iterator[str]:
    """What takes of the agent are like."""
    if not (played := outcome.played):
        return
    for what, found in (("takes beside them", played.resemblance), ("before", played.before)):
        if found:
            yield (
                f"{what}: overlapping area {found.overlap:.2f}, Frechet distance "
                f"{found.frechet:.1f}, classifier AUC {found.auc:.2f}"
            )
    copied = counted(played.copied, "note")
    takes = counted(played.takes, "take")
    yield f"{takes}: {played.loops} with a loop, {copied} in a row copied at most"
