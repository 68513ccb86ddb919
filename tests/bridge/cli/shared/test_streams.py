import io
import os
import sys
from collections.abc import Iterator

import pytest

from bridge.cli.shared.streams import lost, make_safe


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("ascii", b"Bb F# -- * ... ?hn ?"),
        ("cp1252", "Bb F# -- * \u2026 ähn ?".encode("cp1252")),
        ("utf-8", "B♭ F♯ ─━ ● … ähn 音".encode()),
    ],
)
def test_what_a_console_cant_show_looks_alike(
    encoding: str, shown: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    got = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(got, encoding=encoding))
    make_safe()
    print("B♭ F♯ ─━ ● … ähn 音", end="", flush=True)
    assert got.getvalue() == shown


def test_a_closed_stream_takes_and_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stderr"):
        monkeypatch.setattr(sys, name, None)
    make_safe()
    assert sys.stdin.read() == ""
    print("nobody listens", file=sys.stderr)
    for stream in (sys.stdin, sys.stderr):
        stream.close()


@pytest.fixture
def unread() -> Iterator[io.TextIOWrapper]:
    """A pipe that nobody reads."""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as stream:
        yield stream


def test_what_cant_be_written_is_told_once_and_dropped(unread: io.TextIOWrapper) -> None:
    print("nobody listens", file=unread)
    assert isinstance(lost(unread), BrokenPipeError)
    print("nobody listens", file=unread)
    assert lost(unread) is None
