"""The table of forms that plans are drawn from, of the training tunes of a corpus.

    python -m benchmarks.form_table --corpus tunes.jsonl.gz --out form_table.py

The file belongs into `agent/melody/playing/scores/`. For each character it has the forms of some
tunes, evenly spread over all in the order of their text: of the first sixteen bars, and of later
ones. A letter a bar says what returns there, no note of it.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from agent.melody.brief import character_of
from agent.melody.line import CHARACTERS
from agent.melody.playing.scores.plan import SECTION, written
from agent.metrics.forms import bars_of, recalls
from agent.music.tune import METERS, Tune, read_tunes
from agent.player.constraints import ANY

FIRST, LATER = 64, 32
HEADER = '''"""Forms of real tunes, one a word, which `python -m benchmarks.form_table` wrote.

A letter a bar: a to p, how many bars before lies the one that returns in it (1 to 16); "." a new
bar; "~" the bar before at other pitches. FIRST: of the first sixteen bars of the tunes of each
character; LATER: of later ones.
"""

'''


def main() -> None:
    options = _options()
    tunes = [t for t in read_tunes(options.corpus) if t.split == "train" and t.meter in METERS]
    text = HEADER
    for name, later, most in (("FIRST", False, FIRST), ("LATER", True, LATER)):
        text += f"{name} = {{\n"
        for character in CHARACTERS:
            suited = [t for t in tunes if character in (ANY, character_of(t))]
            text += _entry(character, sampled(forms(suited, later=later), most))
        text += "}\n"
    options.out.write_text(text, encoding="utf-8")


def forms(tunes: Sequence[Tune], *, later: bool) -> list[str]:
    """The forms of the first full section of each tune, or of all its later ones."""
    found = []
    for tune in tunes:
        sections = len(bars_of(tune)) // SECTION
        numbers = range(1, sections) if later else range(min(sections, 1))
        found += [written(recalls(tune, SECTION * number, SECTION)) for number in numbers]
    return found


def sampled(found: Sequence[str], most: int) -> list[str]:
    """At most some forms, evenly spread over the sorted ones."""
    ranked, count = sorted(found), min(most, len(found))
    return [ranked[(2 * number + 1) * len(ranked) // (2 * count)] for number in range(count)]


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
