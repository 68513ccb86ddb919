"""Scripts of Max's `js` object run in Node."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.max_interpreter.application import Application
from tests.support.max_interpreter.errors import MaxError
from tests.support.max_interpreter.scheduler import SCHEDULER
from tests.support.tiny_patch import Tiny

SCRIPT = """
inlets = 1;
outlets = 2;
var calls = 0;
function bang() { outlet(0, "calls", calls); }
function msg_float(value) { outlet(0, value * 2); }
function list() { calls++; outlet(1, arrayfromargs(arguments).length); outlet(0, jsarguments[1]); }
function anything() { post(messagename); }
"""


def test_a_script_answers_in_the_main_thread(
    tmp_path: Path, require_client: Callable[[str], Path]
) -> None:
    require_client("node")
    (tmp_path / "tiny.js").write_text(SCRIPT)
    application = Application(tmp_path)
    patch = Tiny({"a": "js tiny.js fiddle"}, "a0 p0", "a1 p1", application=application)
    patch.feed("0.25")
    patch.feed("1 2 3")
    patch.feed("bang")
    assert patch.got == [(0, (0.5,)), (1, (3,)), (0, ("fiddle",)), (0, ("calls", 1))]
    patch.feed("hello 1")
    assert application.console == ["js: hello"]
    application.perform(lambda: patch.patcher.boxes["a"].receive(0, ("bang",)), SCHEDULER)
    assert patch.got == []
    application.run(5)
    assert patch.got == [(0, ("calls", 1))]
    (tmp_path / "tiny.js").write_text("function bang() { nothing(); }")
    with pytest.raises(MaxError, match=r"\[js tiny.js\] in tiny: ReferenceError: nothing"):
        Tiny({"a": "js tiny.js"}, application=application).feed("bang")
    application.close()
