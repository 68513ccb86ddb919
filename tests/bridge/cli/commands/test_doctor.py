"""`melobridge doctor` as a person runs it."""

import re
import socket
from pathlib import Path

from agent.library.catalogue import shipped_folder
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


def free_port() -> int:
    """A UDP port that is free, as is the TCP port after it."""
    while True:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as first,
            socket.socket(socket.AF_INET, socket.SOCK_STREAM) as second,
        ):
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            if port < 65535 and second.connect_ex(("127.0.0.1", port + 1)):
                return port


def test_a_damaged_agent_isnt_called_ok(folder: Path) -> None:
    whole = (shipped_folder() / "classic.safetensors").read_bytes()
    (folder / "agents" / "cut.safetensors").write_bytes(whole[:1000])
    text = melobridge(folder, "doctor", "--port", str(free_port())).stdout
    assert re.search(r"^--  agent +\S*cut.safetensors is no safetensors file", text, re.MULTILINE)
    assert re.search(r"^ok  agents +all, classic, fiddle, hymn, lied, song \(", text, re.MULTILINE)


def test_a_free_place_for_the_page_is_told(folder: Path) -> None:
    port = free_port()
    text = melobridge(folder, "doctor", "--port", str(port)).stdout
    assert f"127.0.0.1:{port + 1} is free: 'melobridge serve' has its page there" in text


def test_a_taken_place_of_the_page_is_told_and_no_failure(folder: Path) -> None:
    port = free_port()
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as taken:
        taken.bind(("127.0.0.1", port + 1))  # bound, and deaf: a connection is refused
        text = melobridge(folder, "doctor", "--port", str(port)).stdout
    assert f"--  page        the page can't listen on 127.0.0.1:{port + 1}" in text
