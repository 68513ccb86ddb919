import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bridge.cli.serve import demo as module
from bridge.osc.protocol import DEFAULT_PORT
from tests.support.commands import environment
from tests.support.page import BrowserTab
from tests.support.patience import PATIENCE_SECONDS

pytestmark = pytest.mark.slow


def demo(folder: Path, **variables: str) -> subprocess.Popen[str]:
    """A demo, without a screen unless the variables say so."""
    values = {k: v for k, v in environment(folder).items() if k not in module.SCREENS}
    return subprocess.Popen(
        [sys.executable, "-m", "bridge.cli", "demo"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=folder,
        env=values | variables,
    )


def read_until(process: subprocess.Popen[str], pattern: str) -> re.Match[str]:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(pattern, line):
            return found
    raise AssertionError(f"it ended without {pattern}")


def test_without_a_screen_it_says_the_link_and_ctrl_c_stops_it(tmp_path: Path) -> None:
    with demo(tmp_path) as process:
        found = read_until(process, r"Open this in a browser: http://[\d.]+:(\d+)/")
        with BrowserTab(int(found[1])) as tab:
            tab.send("/melo/next", "lead", 1, 0, 1)
            assert tab.reply("/melo/note")[:3] == ("lead", 1, 0)
        process.send_signal(signal.SIGINT)
        read_until(process, "stopped")
        assert process.wait(PATIENCE_SECONDS) == 0


@pytest.mark.skipif(os.name != "posix", reason="needs a script as a browser")
def test_it_opens_a_browser_at_the_page(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "opened $1" > {tmp_path}/link\necho opened\n')
    browser.chmod(0o755)
    with demo(tmp_path, BROWSER=f"{browser} %s") as process:
        link = read_until(process, r"page +(\S+)")[1]
        read_until(process, "^opened")
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE_SECONDS)
    assert (tmp_path / "link").read_text(encoding="utf-8") == f"opened {link}\n"


def test_beside_a_server_that_runs_it_takes_other_ports() -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as sock:
        sock.bind(("127.0.0.1", 0))
        assert module._free(sock.getsockname()[1], socket.SOCK_DGRAM) == 0
    with closing(socket.create_server(("127.0.0.1", 0))) as sock:
        assert module._free(sock.getsockname()[1], socket.SOCK_STREAM) == 0
    assert module._free(DEFAULT_PORT, socket.SOCK_STREAM) in (0, DEFAULT_PORT)
