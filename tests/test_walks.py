"""The page docs/architecture.md: what its walks name exists, and every room has its line."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
# A step of a walk: `file` `Class.function`.
STEP = re.compile(r"`((?:agent|bridge)/[\w/]+\.py)` `([\w.]+)`")
STEPS = STEP.findall(PAGE)


def definitions(path: Path) -> set[str]:
    """The functions and classes of a file, methods as Class.method."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}.{inner.name}"
                for inner in node.body
                if isinstance(inner, ast.FunctionDef)
            }
    return found


@pytest.mark.parametrize(("file", "name"), STEPS)
def test_every_step_of_a_walk_exists(file: str, name: str) -> None:
    assert name in definitions(ROOT / file)


def test_there_are_three_walks_of_about_a_dozen_steps() -> None:
    walks = PAGE.split("\n## Walk ")[1:]
    assert len(walks) == 3
    for walk in walks:
        assert 8 <= len(STEP.findall(walk.split("\n## ")[0])) <= 20


def test_a_request_for_notes_crosses_at_most_14_files() -> None:
    walk = PAGE.split("\n## Walk 1")[1].split("\n## ")[0]
    assert len({file for file, _ in STEP.findall(walk)}) <= 14


def test_every_room_has_its_line() -> None:
    rooms = {
        f"{package}/{folder.name}/"
        for package in ("agent", "bridge")
        for folder in (ROOT / package).iterdir()
        if (folder / "__init__.py").is_file()
    }
    assert rooms == set(re.findall(r"^\| `((?:agent|bridge)/\w+/)` \|", PAGE, re.MULTILINE))
