"""Takes of the shipped melody agents, to hear and to see: MIDI files, piano rolls, and their page.

    python -m benchmarks.takes --out docs/takes

Not picked: of each agent what `melobridge generate AGENT --seed 1` to `--seed 5` composes, and five
of `all` over the chords of real tunes of the built-in reference that differ from each other. Beside
the folder it writes the page that shows them (`docs/takes.md`), to which the site adds buttons that
play. The same agents give the same MIDI files and the same page.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from agent.evaluation.contestants import agent_contestant
from agent.evaluation.reference import BARS, load_reference
from agent.library.catalogue import shipped_folder
from agent.library.loading import load_melody
from agent.melody.playing.player import MelodyPlayer
from agent.music.tune import Tune
from agent.pieces.piece import Piece, compose
from agent.player.checkpoint import SUFFIX
from agent.player.knobs import Knobs
from bridge.export.midi_file import write_hands
from bridge.export.pictures import piano_roll
from bridge.export.takes import piece_of
from bridge.report.takes import TEMPO, describe, shown_takes, write_take

AGENTS = {
    "all": "any kind of melody",
    "fiddle": "reels, jigs, airs",
    "hymn": "hymn tunes",
    "lied": "art song",
    "pop": "popular songs, off the beat",
    "song": "popular songs",
}
BRIEFED = "all-briefed"
SEEDS = range(1, 6)
INTRODUCTION = """# Takes to hear

Of each melody agent what `melobridge generate AGENT --seed 1` to `--seed 5` composes, 16 bars with
all knobs in the middle: not picked. Then five of `all` under the meter, mode, length, pickup and
chords of real tunes that differ from each other. All of it, with this page, is what
`python -m benchmarks.takes --out docs/takes` makes. A click on a name gives the MIDI file; on the
site (`make docs`) a button plays it."""


class Section(NamedTuple):
    """Takes of one kind. name: of their files, before the number."""

    name: str
    title: str


SECTIONS = (
    *(Section(name, f"{name}: {kind}") for name, kind in AGENTS.items()),
    Section(BRIEFED, "all, over the chords of real tunes"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("docs/takes"), help="folder to write")
    out = parser.parse_args().out
    for name in AGENTS:
        for seed in SEEDS:
            path, piece = out / f"{name}-{seed}.mid", composed(name, seed)
            write_hands(path, piece, [piece.notes], TEMPO)
            draw(path, piece, f"{name}, seed {seed}")
    for number, take in enumerate(briefed("all"), start=1):
        path = out / f"{BRIEFED}-{number}.mid"
        write_take(path, take)
        draw(path, piece_of(take), f"all, over given chords: {describe(take)}")
    text = page(SECTIONS, out.name)
    out.with_suffix(".md").write_text(text, encoding="utf-8")
    print(out.with_suffix(".md"))


def composed(name: str, seed: int) -> Piece:
    """What `generate` composes."""
    return compose(player_of(name), Knobs(bars=BARS), seed)


def briefed(name: str) -> list[Tune]:
    """Takes under the briefs of real tunes that differ from each other."""
    player = player_of(name)
    agent = agent_contestant(name, player, BARS, seed=0)
    return shown_takes(agent, load_reference(player.character).briefs, len(SEEDS), SEEDS[0])


def player_of(name: str) -> MelodyPlayer:
    """A shipped agent."""
    return MelodyPlayer(load_melody(shipped_folder() / f"{name}{SUFFIX}"))


def draw(path: Path, piece: Piece, title: str) -> None:
    """Draw the piano roll beside a MIDI file."""
    piano_roll(path.with_suffix(".png"), piece, title)
    print(f"{path}  {title}")


def page(sections: Sequence[Section], folder: str) -> str:
    """The page of all takes. folder: theirs, as seen from the page."""
    return (
        "\n\n".join([INTRODUCTION, *(block for one in sections for block in _blocks(one, folder))])
        + "\n"
    )


def _blocks(section: Section, folder: str) -> Iterator[str]:
    yield f"## {section.title}"
    for number in SEEDS:
        name = f"{section.name}-{number}"
        yield f"[{name}.mid]({folder}/{name}.mid)"
        yield f"![A piano roll of {section.name}, take {number}]({folder}/{name}.png)"


if __name__ == "__main__":
    main()
