"""The committed files are what the builder makes, and they are a Max package."""

import json

import pytest

from max_patches.source.container import read
from max_patches.source.package import ROOT, files

FILES = files()


@pytest.mark.parametrize("path", FILES)
def test_the_committed_file_equals_a_rebuild(path: str) -> None:
    assert (ROOT / path).read_bytes() == FILES[path], "run python -m max_patches.source"


def test_two_builds_are_the_same() -> None:
    assert files() == FILES


def test_every_folder_is_one_that_max_looks_into() -> None:
    folders = {path.split("/")[0] for path in FILES if "/" in path}
    assert folders == {"patchers", "help", "devices"}
    assert (ROOT / "javascript" / "melobridge.js").is_file()
    assert json.loads(FILES["package-info.json"])["name"] == "melobridge"


def test_the_help_is_found_by_the_name_of_its_object() -> None:
    assert "patchers/melobridge.client.maxpat" in FILES
    assert "help/melobridge.client.maxhelp" in FILES


def test_the_device_holds_its_client_and_needs_nothing_but_the_script() -> None:
    device = read(FILES["devices/melobridge.amxd"])
    assert device.kind == b"mmmm"
    boxes = [entry["box"] for entry in device.load()["patcher"]["boxes"]]
    inner = next(box for box in boxes if box.get("text") == "p client")["patcher"]
    assert any(entry["box"].get("text", "").startswith("udpsend") for entry in inner["boxes"])
    assert not any(box.get("text", "").startswith("melobridge.client") for box in boxes)
