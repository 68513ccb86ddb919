"""`melobridge corpus`: builds a corpus of melodies from your own files, and shows one."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from agent.errors import CorpusError
from agent.music.tune import SPLITS, Tune, read_tunes, write_tunes
from agent.wording import counted
from bridge.cli.shared.lines import print_table, say
from bridge.cli.shared.output_files import CORPUS, JSON, Overwrite, check_output
from bridge.cli.shared.working import working
from bridge.export.files import write_file

if TYPE_CHECKING:
    from agent.corpus.build import ReadingOutcome

SHOWN = 20
READING = "reading music"
FILES_PER_JOB = 50
SUFFIX = ".jsonl.gz"

corpus = typer.Typer(
    no_args_is_help=True, help="Build a corpus of melodies from your own files; look at one."
)


@corpus.command()
def build(
    music: Annotated[
        Path,
        typer.Argument(
            help="Folder of MIDI, MusicXML, ABC and kern files, or one of them.",
            metavar="FOLDER",
        ),
    ],
    out: Annotated[Path, typer.Option(help="Corpus file to write.", dir_okay=False)] = Path(
        f"tunes{SUFFIX}"
    ),
    source: Annotated[
        str | None,
        typer.Option(help="What the tunes come from; by default the name of the folder."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(help="Processes; by default one for each 50 files, up to the cores.", min=1),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="JSON file to write the whole report to.", dir_okay=False)
    ] = None,
    overwrite: Overwrite = False,
) -> None:
    """Find the melody, key, meter and chords of every tune in a folder or file.

    Reads MIDI, MusicXML, ABC and Humdrum kern; what can't be used is skipped and reported.
    """
    check_output(out, "--out", CORPUS, overwrite=overwrite)
    if report:
        check_output(report, "--report", JSON, overwrite=overwrite)
    tunes = read_music(music, source, jobs, report)
    write_tunes(out, tunes)
    _show_kept(Console(), out, tunes)


def read_music(
    place: Path, source: str | None = None, jobs: int | None = None, report: Path | None = None
) -> list[Tune]:
    """The tunes of a folder or file of music; says what is skipped. Raises CorpusError if there is
    no tune."""
    from agent.corpus.build import finished, music_files, read_files
    from agent.corpus.build import report as report_of

    paths = music_files(place)
    folder = place if place.is_dir() else place.parent
    if jobs is None:
        jobs = min(os.cpu_count() or 1, -(-len(paths) // FILES_PER_JOB))
    files = read_files(paths, folder, source or folder.resolve().name, jobs)
    outcomes = finished(_watched(files, len(paths)))
    summary = report_of(outcomes)
    if report:
        _write_report(report, summary)
    tunes = [outcome.tune for outcome in outcomes if outcome.tune]
    if not tunes and place.is_file() and summary["skipped"] == 1:
        raise CorpusError(f"{place} holds no tune: {summary['skipped_files'][0]['sentence']}")
    _show_skipped(Console(), summary, report)
    if not tunes:
        held = counted(summary["files"], "file")
        raise CorpusError(f"{place} holds {held} that can be read, and no tune")
    return tunes


@corpus.command()
def info(file: Annotated[Path, typer.Argument(help="Corpus file (.jsonl.gz).")]) -> None:
    """Show how many tunes a corpus holds, of which sources, meters, modes and splits."""
    tunes = read_tunes(file)
    console = Console()
    say(console, f"[bold]{file}[/bold]  {_size(tunes)}")
    table = Table(box=None, padding=(0, 2), show_header=False)
    for name, counts in (
        ("source", Counter(tune.source for tune in tunes)),
        ("meter", Counter(tune.meter for tune in tunes)),
        ("mode", Counter(tune.mode for tune in tunes)),
        ("split", Counter({split: sum(t.split == split for t in tunes) for split in SPLITS})),
        ("chords", Counter("with" if tune.chords else "without" for tune in tunes)),
    ):
        for number, (value, count) in enumerate(counts.most_common()):
            table.add_row("" if number else name, value, f"{count:,}", f"{count / len(tunes):.0%}")
    print_table(console, table)


def _watched(files: Iterable[list[ReadingOutcome]], total: int) -> list[ReadingOutcome]:
    """The outcomes of all files, with progress."""
    found: list[ReadingOutcome] = []
    with working(READING) as on_progress:
        for number, outcomes in enumerate(files, start=1):
            found += outcomes
            on_progress(READING, number, total)
    return found


def _write_report(path: Path, summary: dict[str, Any]) -> None:
    text = json.dumps(summary, indent=2, ensure_ascii=False)
    write_file(path, f"{text}\n".encode())


def _show_skipped(console: Console, summary: dict[str, Any], report: Path | None) -> None:
    if not summary["skipped"]:
        return
    reasons = ", ".join(f"{reason} {count}" for reason, count in summary["reasons"].items())
    say(console, f"skipped {summary['skipped']} ({reasons}):")
    for line in summary["skipped_files"][:SHOWN]:
        place = f"{line['file']} {line['tune']}".rstrip()
        say(console, f"  {place}: {line['sentence']}", markup=False)
    if summary["skipped"] > SHOWN:
        where = f"all of them are in {report}" if report else "--report FILE.json lists them all"
        say(console, f"  and {summary['skipped'] - SHOWN} more; {where}")


def _show_kept(console: Console, out: Path, tunes: Sequence[Tune]) -> None:
    splits = ", ".join(f"{split} {sum(t.split == split for t in tunes)}" for split in SPLITS)
    say(console, f"kept {_size(tunes)} ({splits}): {out}")
    say(console, f"look at it: melobridge corpus info {out}")


def _size(tunes: Sequence[Tune]) -> str:
    notes = sum(len(tune.notes) for tune in tunes)
    return f"{counted(len(tunes), 'tune')}, {counted(notes, 'note')}"
