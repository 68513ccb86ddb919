"""Build a corpus from a folder of files: each gives tunes, or a reason why there are none."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from agent.corpus.clusters import clusters, splits
from agent.corpus.midi import read_midi
from agent.corpus.notation import need_music21, read_notation
from agent.corpus.score import Score, UnusableTune
from agent.corpus.texts import split_abc, text_of, unpack_mxl
from agent.corpus.tunes import tune_of
from agent.errors import CorpusError
from agent.music.tune import Tune, TuneNote

MIDI, MUSICXML, PACKED, ABC, KERN = "MIDI", "MusicXML", "packed MusicXML", "ABC", "kern"
SUFFIXES = {
    ".mid": MIDI,
    ".midi": MIDI,
    ".xml": MUSICXML,
    ".musicxml": MUSICXML,
    ".mxl": PACKED,
    ".abc": ABC,
    ".krn": KERN,
}
MOST_BYTES = 32_000_000
LONGEST_SAYING = 80


@dataclass(frozen=True, slots=True)
class ReadingOutcome:
    """The result of reading a file, or one tune in it: a tune, or a reason and a sentence.

    file: path below the corpus folder. number: of the tune in its file. reason: a keyword to count
    by. sentence: what is wrong with this file or tune.
    """

    file: str
    tune: Tune | None = None
    number: str = ""
    reason: str = ""
    sentence: str = ""


def music_files(place: Path) -> list[Path]:
    """A music file itself, or those below a folder, in a fixed order. Raises CorpusError if there
    are none."""
    known = " ".join(SUFFIXES)
    if place.is_file():
        if not _is_music(place):
            raise CorpusError(f"{place} is no music that can be read: it takes files in {known}")
        return [place]
    if not place.is_dir():
        raise CorpusError(f"{place} is no file or folder")
    paths = [
        path
        for path in place.rglob("*")
        if _is_music(path) and not path.name.startswith(".") and path.is_file()
    ]
    if not paths:
        raise CorpusError(f"{place} holds no music that can be read: it takes files in {known}")
    return sorted(paths, key=lambda path: path.relative_to(place).as_posix())


def _is_music(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def read_files(
    paths: Sequence[Path], folder: Path, source: str, jobs: int = 1
) -> Iterator[list[ReadingOutcome]]:
    """The results for each file, in the order of `paths`; `jobs` processes share the work.

    Raises MissingExtra if a file needs music21 and it isn't installed, and CorpusError if a process
    dies.
    """
    if any(SUFFIXES[path.suffix.lower()] != MIDI for path in paths):
        need_music21()
    read = partial(read_file, folder=folder, source=source)
    if jobs == 1:
        yield from map(read, paths)
        return
    # Ctrl-C reaches every process of a terminal; only this one handles it.
    ignore = (signal.SIGINT, signal.SIG_IGN)
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), signal.signal, ignore)
    try:
        yield from pool.map(read, paths)
    except BrokenProcessPool:
        raise CorpusError("a reading process ended all at once: try again with --jobs 1") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def read_file(path: Path, folder: Path, source: str) -> list[ReadingOutcome]:
    """The tunes of a file, or why there are none. Never raises, whatever the file contains."""
    name = path.relative_to(folder).as_posix()
    kind = SUFFIXES[path.suffix.lower()]
    try:
        scores = _scores(path, kind)
    except Exception as error:
        return [_skipped(ReadingOutcome(name), kind, error)]
    outcomes = []
    for place, (number, score) in enumerate(scores, start=1):
        outcome = ReadingOutcome(name, number=number)
        identifier = f"{name}#{place}" if number else name
        try:
            outcomes.append(replace(outcome, tune=tune_of(score(), identifier, source)))
        except Exception as error:
            outcomes.append(_skipped(outcome, kind, error))
    return outcomes


def _scores(path: Path, kind: str) -> list[tuple[str, Callable[[], Score]]]:
    """(number in the file, function that reads it) of each piece. May raise any exception."""
    if path.stat().st_size > MOST_BYTES:
        raise UnusableTune("too large", f"it is larger than {MOST_BYTES // 1_000_000} MB")
    content = path.read_bytes()
    if not content.strip():
        raise UnusableTune("empty", "the file is empty")
    title = path.stem
    if kind == MIDI:
        return [("", partial(read_midi, content, title))]
    if kind == KERN:
        return [("", partial(read_notation, text_of(content), "humdrum", title))]
    if kind != ABC:
        text = text_of(unpack_mxl(content) if kind == PACKED else content)
        return [("", partial(read_notation, text, "musicxml", title))]
    tunes = split_abc(text_of(content))
    if not tunes:
        raise UnusableTune("unreadable", "there is no tune in it: ABC tunes begin with a line X:")
    return [(f"X:{number}", partial(read_notation, tune, "abc", title)) for number, tune in tunes]


def _skipped(outcome: ReadingOutcome, kind: str, error: Exception) -> ReadingOutcome:
    if isinstance(error, UnusableTune):
        return replace(outcome, reason=error.reason, sentence=str(error))
    said = str(error).strip().split("\n")[0][:LONGEST_SAYING] or type(error).__name__
    return replace(
        outcome, reason="unreadable", sentence=f"it is damaged or no {kind} file ({said})"
    )


def finished(outcomes: Sequence[ReadingOutcome]) -> list[ReadingOutcome]:
    """Skip duplicates, and assign clusters and splits over all tunes."""
    unique = _without_duplicates(outcomes)
    tunes = [outcome.tune for outcome in unique if outcome.tune]
    names = clusters([[note.pitch for note in tune.notes] for tune in tunes])
    placed = iter(
        replace(tune, cluster=name, split=split)
        for tune, name, split in zip(tunes, names, splits(names), strict=True)
    )
    return [replace(outcome, tune=next(placed)) if outcome.tune else outcome for outcome in unique]


def _without_duplicates(outcomes: Sequence[ReadingOutcome]) -> list[ReadingOutcome]:
    originals: dict[tuple[str, tuple[TuneNote, ...]], Tune] = {}
    unique = []
    for outcome in outcomes:
        tune = outcome.tune
        if tune and (original := originals.setdefault((tune.meter, tune.notes), tune)) is not tune:
            sentence = f"it has the same notes as {original.id}"
            unique.append(replace(outcome, tune=None, reason="duplicate", sentence=sentence))
        else:
            unique.append(outcome)
    return unique


def report(outcomes: Sequence[ReadingOutcome]) -> dict[str, Any]:
    """Counts of what was kept and skipped, with the reasons, as plain values for a JSON file."""
    skipped = [outcome for outcome in outcomes if outcome.tune is None]
    return {
        "files": len({outcome.file for outcome in outcomes}),
        "kept": len(outcomes) - len(skipped),
        "skipped": len(skipped),
        "reasons": dict(Counter(outcome.reason for outcome in skipped).most_common()),
        "skipped_files": [
            {"file": o.file, "tune": o.number, "reason": o.reason, "sentence": o.sentence}
            for o in skipped
        ],
    }
