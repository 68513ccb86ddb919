"""Every UnitTest of the Quark passes in a real sclang, where the server is faked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.program import Program
from tests.support.sclang import QUARK, start

pytestmark = pytest.mark.sclang

RUN_SECONDS = 120.0
SCRIPT = Path(__file__).with_name("unit_tests.scd")
CLASS = re.compile(r"^(Test\w+) : (?:Melo)?UnitTest", re.MULTILINE)
CLASSES = [
    name for path in sorted(QUARK.glob("Tests/*.sc")) for name in CLASS.findall(path.read_text())
]


@pytest.fixture(scope="module")
def run(require_client: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Program:
    """One sclang that ran all of them."""
    sclang, home = require_client("sclang"), tmp_path_factory.mktemp("unit")
    variables = {"CLASSES": " ".join(CLASSES)}
    with start(sclang, home, SCRIPT.read_text(), variables, include=[QUARK]) as program:
        assert program.wait_for_exit(RUN_SECONDS) == 0
        return program


@pytest.mark.parametrize("name", CLASSES)
def test_all_checks_of_a_class_pass(run: Program, name: str) -> None:
    (found,) = run.printed(rf"^checked {name} in (\d+) methods: (\d+) passed, (\d+) failed$")
    methods, passed, failed = map(int, found.groups())
    assert failed == 0, "\n".join(run.lines)
    assert passed >= methods > 0


def test_reasons_are_posted_in_lines_that_are_not_cut_off(run: Program) -> None:
    first = run.lines.index("lead 0: 64 for 1.0 beats: rank 1 of 12, 25.0 %")
    assert run.lines[first + 1] == "\tprior +0.5"
    assert run.lines[first + 2] == "\tinstead: 64 for 1.0 60.0 %, 65 for 1.0 10.0 %"


def test_no_check_is_left_out() -> None:
    assert len(CLASSES) >= 10
