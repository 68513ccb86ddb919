"""Real sclangs with the Quark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from tests.support.program import Program
from tests.support.sclang import QUARK, start

Sclang = Callable[..., Program]


@pytest.fixture
def sclang(require_client: Callable[[str], Path], tmp_path: Path) -> Iterator[Sclang]:
    """Start code in a new sclang that has the Quark: `sclang(code, PORT=server.port)`."""
    path, homes = require_client("sclang"), count()
    with ExitStack() as programs:

        def run(code: str, **variables: object) -> Program:
            home = tmp_path / f"sclang-{next(homes)}"
            program = start(path, home, code, variables, [QUARK])
            return programs.enter_context(program)

        yield run
