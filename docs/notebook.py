"""Notebooks of these pages: run, with their outputs written anew, and read as pages of the site.

`python -m docs.notebook docs/first-steps.ipynb` runs one and keeps what came out of its cells, as
Jupyter does: what was printed, then the text and the picture of the last expression.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import sys
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

Cell: TypeAlias = dict[str, Any]
Notebook: TypeAlias = dict[str, Any]
CODE = "code"
PICTURE, TEXT = "image/svg+xml", "text/plain"


def run(notebook: Notebook) -> Notebook:
    """The same notebook, run from its first cell to its last, in a namespace of its own."""
    names: dict[str, object] = {"__name__": "__main__"}
    numbers = count(1)
    cells = [
        _run_cell(cell, names, next(numbers)) if cell["cell_type"] == CODE else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def _run_cell(cell: Cell, names: dict[str, object], number: int) -> Cell:
    """The cell with its number and what came out of it."""
    outputs = _outputs("".join(cell["source"]), names, number)
    return {**cell, "execution_count": number, "outputs": outputs}


def _outputs(source: str, names: dict[str, object], number: int) -> list[Cell]:
    """What comes out of code: what it prints, and its last expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
    outputs: list[Cell] = []
    if text := printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _lines(text)})
    if value is not None:
        result = {"output_type": "execute_result", "execution_count": number, "metadata": {}}
        outputs.append({**result, "data": _shown(value)})
    return outputs


def _shown(value: object) -> dict[str, list[str]]:
    """A value by kind, as Jupyter shows it."""
    shown = {TEXT: _lines(repr(value))}
    picture = getattr(value, "_repr_svg_", None)
    return {PICTURE: _lines(picture()), **shown} if picture else shown


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def markdown(notebook: Notebook) -> str:
    """A notebook as a page: its code, and the picture or the text that came out."""
    blocks = []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        blocks.append(f"```python\n{source}\n```" if cell["cell_type"] == CODE else source)
        blocks += [_output(output) for output in cell.get("outputs", ())]
    return "\n\n".join(blocks) + "\n"


def _output(output: Cell) -> str:
    data = output.get("data", {TEXT: output.get("text")})
    if PICTURE in data:
        return "```{raw} html\n" + "".join(data[PICTURE]) + "\n```"
    return "```\n" + "".join(data[TEXT]).rstrip("\n") + "\n```"


def main() -> None:
    """Run the notebooks that are named, and write their outputs into them."""
    for name in sys.argv[1:]:
        path = Path(name)
        notebook = run(json.loads(path.read_text(encoding="utf-8")))
        text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
