"""An address of the protocol stands in the table; others take it from there."""

import ast
from collections.abc import Iterator
from pathlib import Path

from bridge.osc.replies import REPLIES
from bridge.osc.requests import REQUESTS

ROOT = Path(__file__).parents[3]
SOURCES = "agent", "bridge", "max_patches/source"
TABLE = {"bridge/osc/requests.py", "bridge/osc/replies.py"}
# Texts for people: how to reach the server, what a log is good for, what the pages say.
FOR_PEOPLE = {
    "bridge/cli/serve/command.py",
    "bridge/cli/serve/greeting.py",
    "bridge/cli/commands/train_melody.py",
    "bridge/server/protocol_page.py",
}


def literals(path: Path) -> Iterator[str]:
    """The strings and bytes of a file that aren't docstrings (those stand alone)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in alone:
            if isinstance(node.value, str):
                yield node.value
            elif isinstance(node.value, bytes):
                yield node.value.decode(errors="replace")


def test_addresses_stand_in_the_table_alone() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in SOURCES
        for path in (ROOT / folder).rglob("*.py")
        if any("/melo/" in text for text in literals(path))
    }
    # A row's own text may name other requests; `reason` takes any address off an error's text.
    assert found - FOR_PEOPLE - {"bridge/musician/voice.py"} == TABLE


def test_every_row_has_an_address_of_its_own() -> None:
    assert all(address == request.address for address, request in REQUESTS.items())
    assert all(address == reply.address for address, reply in REPLIES.items())
    assert all(address.startswith("/melo/") for address in (*REQUESTS, *REPLIES))
