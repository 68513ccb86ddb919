import re
from pathlib import Path

from agent.library.catalogue import shipped_folder
from agent.library.shipped import ORIGINS

PAGE = Path(__file__).parents[3] / "docs" / "agents.md"


def test_every_shipped_agent_has_an_origin() -> None:
    assert {path.stem for path in shipped_folder().glob("*.safetensors")} == set(ORIGINS)


def test_the_page_of_the_agents_says_the_same() -> None:
    text = PAGE.read_text(encoding="utf-8").replace("`", "").replace(" (the default)", "")
    rows = re.findall(r"^\| \[(\w+)\]\(\S+\) \| (.+) \| (.+) \|$", text, re.MULTILINE)
    assert {name: tuple(rest) for name, *rest in rows} == ORIGINS
