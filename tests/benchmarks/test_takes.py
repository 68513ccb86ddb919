"""The page of takes, as the benchmark writes it."""

import re

from agent.library.catalogue import shipped_folder
from benchmarks.takes import AGENTS, SECTIONS, SEEDS, page
from docs.conf import with_buttons


def test_the_page_names_every_take_of_every_shipped_melody_agent() -> None:
    shipped = {path.stem for path in shipped_folder().glob("*.safetensors")} - {"classic"}
    assert set(AGENTS) == shipped
    text = page(SECTIONS, "takes")
    takes = re.findall(r"^\[([\w-]+)\.mid\]\(takes/\1\.mid\)$", text, re.MULTILINE)
    pictures = re.findall(r"^!\[[^\]]*\]\(takes/([\w-]+)\.png\)$", text, re.MULTILINE)
    assert takes == pictures
    assert len(takes) == len(set(takes)) == len(SECTIONS) * len(SEEDS)
    assert "hymn-5" in takes


def test_the_site_gives_each_take_a_button() -> None:
    text = page(SECTIONS[:1], "takes")
    assert with_buttons(text).count("class='take-player'") == len(SEEDS)
