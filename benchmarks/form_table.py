"""The table of forms that plans are drawn from, of the training tunes of a corpus.

    python -m benchmarks.form_table --corpus tunes.jsonl.gz --out form_table.py

The file belongs into `agent/melody/playing/scores/`. For each character it has the forms of some
tunes, evenly spread over all in the order of their phrases (AABA) and then of their text: of the
first sixteen bars, and of later ones. A letter a bar says what returns there, and a last one where
the highest note is, no note of it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from agent.melody.brief import character_of
from agent.melody.line import CHARACTERS
from agent.melody.playing.scores.plan import SECTION, Form, written
from agent.metrics.forms import bars_of, highest_bar, phrases, recalls
from agent.music.tune import METERS, Tune, read_tunes
from agent.player.constraints import ANY

FIRST, LATER = 64, 32
HEADER = '''"""Forms of real tunes, one a word, which `python -m benchmarks.form_table` wrote.

A letter a bar: a to p, how many bars before lies the one that returns in it (1 to 16); "." a new
bar; "~" the bar before at other pitches. Then a to p: in which bar the highest note first comes.
FIRST: of the first sixteen bars of the tunes of each character; LATER: of later ones.
"""

'''


def main() -> None:
    options = _options()
    tunes = training_tunes(read_tunes(options.corpus))
    text = HEADER
    for name, later, most in (("FIRST", False, FIRST), ("LATER", True, LATER)):
        text += f"{name} = {{\n"
        for character in CHARACTERS:
            suited = of_character(tunes, character)
            text += _entry(character, sampled(forms(suited, later=later), most))
        text += "}\n"
    options.out.write_text(text, encoding="utf-8")


def training_tunes(tunes: Iterable[Tune]) -> list[Tune]:
    """Those in a known meter that agents learn from."""
    return [tune for tune in tunes if tune.split == "train" and tune.meter in METERS]


def of_character(tunes: Iterable[Tune], character: str) -> list[Tune]:
    """Those of a character."""
    return [tune for tune in tunes if character in (ANY, character_of(tune))]


def forms(tunes: Sequence[Tune], *, later: bool) -> list[tuple[str, str]]:
    """The phrases and the word of the first full section of each tune, or of all its later ones."""
    found = []
    for tune in tunes:
        passages = bars_of(tune)
        sections = len(passages) // SECTION
        for number in range(1, sections) if later else range(min(sections, 1)):
            start = SECTION * number
            bars = passages[start : start + SECTION]
            if any(bars):
                plan = Form(tuple(recalls(tune, start, SECTION)), highest_bar(bars))
                found.append((phrases(bars, tune.bar), written(plan)))
    return found


def sampled(found: Sequence[tuple[str, str]], most: int) -> list[str]:
    """The words of at most some forms, evenly spread over the sorted ones."""
    ranked, count = sorted(found), min(most, len(found))
    return [ranked[(2 * number + 1) * len(ranked) // (2 * count)][1] for number in range(count)]


def _entry(character: str, chosen: Sequence[str]) -> str:
    rows = [" ".join(chosen[start : start + 5]) for start in range(0, len(chosen), 5)]
    lines = "\n".join(f"        {row}" for row in rows)
    return f'    "{character}": """\n{lines}\n    """,\n'


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="file of tunes")
    parser.add_argument("--out", type=Path, required=True, help="module to write")
    return parser.parse_args()


if __name__ == "__main__":
    main()
