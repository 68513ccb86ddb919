"""The notebook of the documents runs, and shows what it shows."""

import json
from pathlib import Path

import pytest

from docs.notebook import Notebook, markdown, run

PATH = Path(__file__).parents[1] / "docs" / "first-steps.ipynb"


@pytest.fixture(scope="module")
def stored() -> Notebook:
    notebook: Notebook = json.loads(PATH.read_text(encoding="utf-8"))
    return notebook


def test_it_runs_from_top_to_bottom_with_the_outputs_that_it_holds(
    stored: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where its MIDI file goes
    again = run(stored)
    for cell, wanted in zip(again["cells"], stored["cells"], strict=True):
        assert cell == wanted


def test_it_is_a_notebook_as_jupyter_writes_them(stored: Notebook) -> None:
    assert (stored["nbformat"], stored["nbformat_minor"]) == (4, 5)
    cells = stored["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells)
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))


def test_the_site_shows_its_pictures(stored: Notebook) -> None:
    page = markdown(stored)
    assert page.startswith("# First steps in a notebook\n")
    assert page.count("```{raw} html\n<svg") == 4


def test_a_cell_shows_what_is_printed_and_its_last_expression() -> None:
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "source": ["x = 1\n", "print(x)\n", "x"],
    }
    [done] = run({"cells": [cell]})["cells"]
    assert done["execution_count"] == 1
    assert done["outputs"] == [
        {"name": "stdout", "output_type": "stream", "text": ["1\n"]},
        {
            "output_type": "execute_result",
            "execution_count": 1,
            "metadata": {},
            "data": {"text/plain": ["1"]},
        },
    ]


@pytest.mark.parametrize("source", ["x = 1", "None"])
def test_a_cell_without_a_value_shows_nothing(source: str) -> None:
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": [source]}
    [done] = run({"cells": [cell]})["cells"]
    assert done["outputs"] == []
