"""The tree in the docstring of `agent.errors` is the tree of the classes."""

import ast
import re
from math import inf
from pathlib import Path

import pytest

import agent.errors
from agent.errors import MeloError, MissingExtra, WrongTask, plain

ROOT = Path(__file__).parents[2]
# What is drawn before a name, the name, and what is said of it.
DRAWN = re.compile(r"^([│├└─ ]*)(\w+) {2,}\S", re.MULTILINE)
INDENT = 4


def drawn_tree() -> dict[str, str]:
    """The parent of each error but the root, as the docstring draws it."""
    branch: list[str] = []
    parents = {}
    for lines, name in DRAWN.findall(agent.errors.__doc__ or ""):
        depth = len(lines) // INDENT
        branch[depth:] = [name]
        if depth:
            parents[name] = branch[depth - 1]
    return parents


def real_tree() -> dict[str, str]:
    """The same, as the source defines it."""
    bases = dict[str, str]()
    for package in ("agent", "bridge"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and len(node.bases) == 1:
                    bases[node.name] = ast.unparse(node.bases[0])
    known, found = {MeloError.__name__}, dict[str, str]()
    while more := {n: b for n, b in bases.items() if b in known and n not in found}:
        found |= more
        known |= set(more)
    return found


def test_the_tree_is_drawn_as_it_is() -> None:
    assert drawn_tree() == real_tree()


def test_errors_with_values_of_their_own_say_them_in_one_sentence() -> None:
    wrong = WrongTask("song.safetensors", "melody", "classic")
    assert str(wrong) == "song.safetensors is of the task 'melody', not classic"
    assert wrong.task == "melody"
    assert "'.[midi]'" in str(MissingExtra("MIDI", "midi"))


@pytest.mark.parametrize(
    ("number", "text"),
    [(2147483647, "2147483647"), (2.0, "2"), (-0.5, "-0.5"), (1e300, "1e+300"), (inf, "inf")],
)
def test_a_number_is_written_as_people_write_it(number: float, text: str) -> None:
    assert plain(number) == text
