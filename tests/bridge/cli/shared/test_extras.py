import tomllib
from pathlib import Path

from bridge.cli.shared.extras import EXTRAS, findings
from bridge.cli.shared.findings import Finding

PROJECT = Path(__file__).parents[4] / "pyproject.toml"


def test_what_is_installed_is_one_line() -> None:
    assert list(findings(lambda module: True)) == [
        Finding(True, "extras", "midi, corpus, plot, link, discovery, train")
    ]


def test_each_missing_extra_is_named_with_how_to_get_it() -> None:
    installed, link, train = findings(lambda module: module not in ("link", "torch"))
    assert installed == Finding(True, "extras", "midi, corpus, plot, discovery")
    assert (link.ok, train.ok) == (False, False)
    assert link.text.startswith("Ableton Link needs the extra 'link': pip install")
    assert ".[train]" in train.text


def test_they_are_extras_of_the_project() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    assert set(EXTRAS) <= set(project["optional-dependencies"])
