from pathlib import Path

from agent.music.scales import SCALES
from bridge.osc.keys import KEYS
from bridge.osc.replies import REPLIES
from bridge.server.protocol_page import document


def test_the_document_is_generated_from_the_table() -> None:
    written = Path(__file__).parents[3] / "docs" / "protocol.md"
    assert written.read_text(encoding="utf-8") == document()
    assert all(f"`{word}`" in document() for word in (*KEYS, *SCALES))
    assert all(f"### Reply `{address}`" in document() for address in REPLIES)
