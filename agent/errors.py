"""The error tree of melobridge. Every message is a sentence for the person who uses it.

MeloError                  one sentence: what is wrong and what to do
├── TaskError              a note, a weight or a setting outside what the task knows
├── CheckpointError        a file that is no checkpoint, is damaged, or is too new
│   └── WrongTask          an agent of another task than the one that is needed
├── AgentNotFound          there is no agent of this name
├── ConfigError            a training setting that can't be used
├── CorpusError            a corpus of tunes that can't be read or written
│   └── UnusableTune           a file of a corpus, or a tune in it, that gives no melody
├── MissingExtra           an optional library that isn't installed
├── ProtocolError          a request that can't be answered
├── ServeError             a server that can't listen
├── SessionError           a session log that can't be read, or replayed here
├── NoAnswer               a server that didn't answer in time
├── InstallError           a package that can't be put where its client looks for it
├── OutputError            a file that can't be written, or would be written over
├── SoundError             a sound that can't be made or heard here
├── MapError               a map of controls that can't be read or written
├── PlayError              something that can't be played, recorded or heard by MIDI
│   └── NoMidi                 no MIDI system, or none that runs
└── MidiLost               the MIDI system, which went away

`did_you_mean` says what a misspelled name may have meant, `plain` writes a number for a sentence.

The errors of `agent` are here and in `agent.corpus.score`, those of `bridge` in `bridge.errors`.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MOST_WRITTEN_OUT = 1e15


class MeloError(Exception):
    """Base of all errors that are shown to the user, each as one sentence."""


class TaskError(MeloError):
    """A note, weight or setting lies outside the range that the task supports."""


class CheckpointError(MeloError):
    """A file isn't a checkpoint, is damaged, or was written by a newer melobridge."""


class WrongTask(CheckpointError):
    """An agent was trained for another task than the one that is needed."""

    def __init__(self, file: str, task: str, wanted: str) -> None:
        super().__init__(f"{file} is of the task '{task}', not {wanted}")
        self.task = task


class AgentNotFound(MeloError):
    """No agent, neither shipped nor the user's own, has this name."""


class ConfigError(MeloError):
    """A training setting can't be used."""


class CorpusError(MeloError):
    """A corpus of tunes, or a tune in it, can't be read or written."""


class MissingExtra(MeloError):
    """An optional library isn't installed."""

    def __init__(self, purpose: str, extra: str) -> None:
        command = f"pip install -c constraints.txt -e '.[{extra}]'"
        super().__init__(f"{purpose} needs the extra '{extra}': {command} (in melobridge's folder)")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The advice about a misspelled word: "did you mean 'dorian'?", or '' if none is near."""
    by_lower = {name.lower(): name for name in known}
    near = get_close_matches(word.strip().lower(), by_lower, n=1)
    return f"did you mean '{by_lower[near[0]]}'?" if near else ""


def plain(number: float) -> str:
    """A number as people write it: 2147483647 and 0.5, where `:g` alone has 2.14748e+09."""
    whole = abs(number) < MOST_WRITTEN_OUT and number == int(number)
    return str(int(number)) if whole else f"{number:g}"
