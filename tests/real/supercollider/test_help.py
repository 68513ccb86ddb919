"""The help of the Quark: every page renders, every link leads somewhere, every example runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.library.catalogue import DEFAULT_AGENT
from bridge.osc.keys import KEYS
from tests.real.supercollider.conftest import Sclang
from tests.support.listening import Recording
from tests.support.program import Program
from tests.support.sclang import QUARK, start
from tests.support.serving import Server

pytestmark = pytest.mark.sclang

HELP = QUARK / "HelpSource"
SCRIPT = Path(__file__).with_name("help.scd").read_text()
PAGES = sorted(str(path.relative_to(HELP).with_suffix("")) for path in HELP.rglob("*.schelp"))
RENDERING = [page for page in PAGES if "recordNRT" in (HELP / f"{page}.schelp").read_text()]
RUN_SECONDS = 120.0


@pytest.fixture(scope="module")
def lint(
    require_client: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Program:
    """One sclang that rendered all pages and compiled all examples."""
    sclang, home = require_client("sclang"), tmp_path_factory.mktemp("help")
    variables = {"HELP": HELP, "CLASSES": QUARK / "Classes"}
    code = SCRIPT + "~lint.();\n~compile.();\n0.exit;\n"
    with start(sclang, home, code, variables, include=[QUARK]) as program:
        assert program.wait_for_exit(RUN_SECONDS) == 0
        return program


def test_every_page_renders_without_a_warning(lint: Program) -> None:
    assert sorted(found[1] for found in lint.printed(r"^page (\S+)$")) == PAGES
    trouble = "(?i)warning|scdoc.*error|broken|not found|mismatch"
    assert lint.printed(trouble) == [], "\n".join(lint.lines)


def test_every_class_has_a_page(lint: Program) -> None:
    classes = {f"Classes/{found[1]}" for found in lint.printed(r"^class (\S+)$")}
    assert len(classes) > 10
    assert classes - set(PAGES) == set()


def test_no_method_is_undocumented(lint: Program) -> None:
    assert [found[0] for found in lint.printed(r"^undocumented .*$")] == []


def test_every_example_compiles(lint: Program) -> None:
    assert [found[0] for found in lint.printed(r"^bad example: .*$")] == []
    assert len(lint.printed(r"^example \S+ true$")) > 80


@pytest.mark.parametrize("server", [DEFAULT_AGENT], indirect=True)
def test_examples_run_against_a_real_server(sclang: Sclang, server: Server) -> None:
    code = r"""
    fork {
        m = MeloBridge(\default, "127.0.0.1", "PORT".getenv.asInteger);
        v = m.voice(\lead);
        m.waitFor(\lead) {
            v.next;
            ~evaluate.();
            1.wait;
            "all evaluated".postln;
            0.exit;
        };
    };
    """
    program = sclang(SCRIPT + code, PORT=server.port, HELP=HELP)
    assert program.wait_for_exit(RUN_SECONDS) == 0
    assert program.printed("^all evaluated$")
    assert len(program.printed(r"^evaluate ")) > 60
    assert [found[0] for found in program.printed("^WARNING.*")] == []


@pytest.mark.parametrize("page", RENDERING)
@pytest.mark.parametrize("server", [DEFAULT_AGENT], indirect=True)
def test_an_example_not_in_real_time_writes_a_wav_that_sounds(
    sclang: Sclang, server: Server, tmp_path: Path, page: str
) -> None:
    code = r"""
    m = MeloBridge(\default, "127.0.0.1", "PORT".getenv.asInteger);
    v = m.voice(\lead);
    m.waitFor(\lead) { ~render.("PAGE".getenv) };
    """
    program = sclang(SCRIPT + code, PORT=server.port, HELP=HELP, PAGE=page, OUT=tmp_path)
    file = tmp_path / "melody.wav"
    program.wait_for(f"^{file}$", RUN_SECONDS)
    assert (file.read_bytes()[:4], file.read_bytes()[8:12]) == (b"RIFF", b"WAVE")
    assert Recording(file).loudest() > 0.01


def test_the_help_has_all_keys_of_the_protocol() -> None:
    page = (HELP / "Classes" / "MeloVoice.schelp").read_text()
    [table] = re.findall(r"^table::\n(.*?)^::$", page, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"teletype::(\w+)::", table)) == set(KEYS)
