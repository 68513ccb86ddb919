"""`melobridge agents` as a person runs it."""

from pathlib import Path

from agent.library.catalogue import shipped_folder
from tests.support.commands import melobridge


def test_a_damaged_agent_is_shown_as_damaged(folder: Path) -> None:
    whole = (shipped_folder() / "classic.safetensors").read_bytes()
    (folder / "agents" / "cut.safetensors").write_bytes(whole[:1000])
    listing = melobridge(folder, "agents").stdout
    assert "damaged" in listing
    done = melobridge(folder, "generate", "cut", status=1)
    assert "cut.safetensors is no safetensors file or is cut short" in done.stderr
