"""The window shows what code does, does what code can, and leaves nothing behind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agent.library.catalogue import DEFAULT_AGENT
from agent.music.scales import SCALES
from tests.real.supercollider.conftest import Sclang
from tests.support.patience import PATIENCE_SECONDS
from tests.support.sclang import QUARK
from tests.support.serving import Server

pytestmark = pytest.mark.sclang

SCRIPT = Path(__file__).with_name("gui.scd").read_text()
PNG = b"\x89PNG"


@pytest.mark.parametrize("server", [DEFAULT_AGENT], indirect=True)
def test_the_window_shows_and_does_what_code_does(
    sclang: Sclang, server: Server, free_port: int, tmp_path: Path
) -> None:
    picture = tmp_path / "window.png"
    program = sclang(SCRIPT, PORT=server.port, NOWHERE=free_port, PNG=picture)
    assert program.wait_for_exit(PATIENCE_SECONDS) == 0
    (start,) = (n for n, line in enumerate(program.lines) if "Welcome to SuperCollider" in line)
    lines = [line.partition(": ") for line in program.lines[start + 1 :]]
    said = {name: what for name, colon, what in lines if colon}
    assert said.pop("status").startswith(f"●  melobridge 0.1.0 at 127.0.0.1:{server.port} ")
    assert "rank" in said.pop("why")
    assert said == {
        "voices": "[ bass, lead ]",
        "agent": "all",
        "shown": "1.6 Db 0 2 4 7 9 Dm C",
        "set": "0.5 F dorian Dm Gm",
        "writing": "Am F true",
        "written": "Am F false",
        "learned": "1 undo   u   (1)",
        "lowered": "0",
        "other": "bass 1.0 0.4",
        "after Cmd-period": "false 1.2",
        "closed": "true 0 0",
        "alone": f"○  no answer from 127.0.0.1:{free_port}: does `melobridge serve` run there?",
        "freed": "true",
    }
    assert picture.read_bytes().startswith(PNG)


def test_the_menu_has_all_scales() -> None:
    source = (QUARK / "Classes" / "MeloGui.sc").read_text()
    [menu] = re.findall(r"scale: #\[(.*?)\]", source, re.DOTALL)
    assert re.findall(r'"(\w+)"', menu) == list(SCALES)
