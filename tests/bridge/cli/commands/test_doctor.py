"""`melobridge doctor` as a person runs it."""

import re
import socket
from pathlib import Path

from tests.support.commands import melobridge


def test_the_doctor_finds_everything_or_says_what_to_do(folder: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
    done = melobridge(folder, "doctor", "--port", port)
    assert done.stderr == ""
    text = done.stdout
    for what in ("agents", "port", "round trip", "MIDI", "sclang", "pd", "oscsend"):
        assert what in text
    assert re.search(r"round trip +[\d.]+ ms", text)
    assert f"127.0.0.1:{port} is free" in text


def test_the_doctor_ends_with_a_fault_when_the_port_is_taken(folder: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
        text = melobridge(folder, "doctor", "--port", port, status=1).stdout
    assert f"can't listen on 127.0.0.1:{port}" in text
