"""The window shows what code does, does what code can, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.catalogue import DEFAULT_AGENT
from tests.clients.conftest import Server
from tests.supercollider.conftest import Sclang

pytestmark = [
    pytest.mark.sclang,
    pytest.mark.parametrize("server", [DEFAULT_AGENT], indirect=True),
]

SCRIPT = Path(__file__).with_name("gui.scd").read_text()
RUN_SECONDS = 40.0
PNG = b"\x89PNG"


def test_the_window_shows_and_does_what_code_does(
    sclang: Sclang, server: Server, tmp_path: Path
) -> None:
    picture = tmp_path / "window.png"
    program = sclang(SCRIPT, PORT=server.port, PNG=picture)
    assert program.wait_for_exit(RUN_SECONDS) == 0
    said = {found[1]: found[2] for found in program.printed(r"^([a-z]+): (.*)$")}
    assert said.pop("status").startswith(f"● melobridge 0.1.0 at 127.0.0.1:{server.port}")
    assert "rank" in said.pop("why")
    assert said == {
        "voices": "[ bass, lead ]",
        "agents": "true",
        "shown": "1.6 Db dorian Dm C",
        "set": "0.5 F",
        "learned": "1",
        "lowered": "0",
        "other": "bass 1.0",
        "closed": "true",
        "dependants": "0 0",
    }
    assert picture.read_bytes().startswith(PNG)
    assert program.printed("^WARNING: mel") == []
