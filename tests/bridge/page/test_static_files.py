import gzip
import os
from pathlib import Path

import pytest

from bridge.page.static_files import StaticFolder


@pytest.fixture
def folder(tmp_path: Path) -> StaticFolder:
    root = tmp_path / "static"
    (root / "js").mkdir(parents=True)
    (root / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (root / "js" / "app.js").write_text("let a = 1;\n" * 200, encoding="utf-8")
    (root / "notes.py").write_text("secret", encoding="utf-8")
    (tmp_path / "secret.js").write_text("secret", encoding="utf-8")
    return StaticFolder(root)


def test_it_finds_its_files_by_path(folder: StaticFolder) -> None:
    page, script = folder.find("index.html"), folder.find("js/app.js")
    assert page is not None
    assert script is not None
    assert (page.content, page.media_type) == (b"<!doctype html>", "text/html; charset=utf-8")
    assert script.media_type == "text/javascript; charset=utf-8"


def test_a_long_text_is_packed_once(folder: StaticFolder) -> None:
    script, page = folder.find("js/app.js"), folder.find("index.html")
    assert script is not None
    assert page is not None
    assert gzip.decompress(script.packed) == script.content
    assert len(script.packed) < len(script.content) / 5
    assert page.packed == b""
    assert folder.find("js/app.js") is script


def test_a_changed_file_is_read_again(folder: StaticFolder, tmp_path: Path) -> None:
    before = folder.find("index.html")
    file = tmp_path / "static" / "index.html"
    file.write_text("<p>", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    after = folder.find("index.html")
    assert before is not None
    assert after is not None
    assert after.content == b"<p>"
    assert after.tag != before.tag


@pytest.mark.parametrize(
    "path",
    [
        "../secret.js",
        "js/../../secret.js",
        "/etc/passwd",
        "/../secret.js",
        "..\\secret.js",
        "js",
        "",
        ".",
        "js/",
        "notes.py",
        "js/missing.js",
        "index.html\0.js",
        "index.html/",
        "a" * 5000 + ".js",
    ],
)
def test_nothing_else_is_found(folder: StaticFolder, path: str) -> None:
    found = folder.find(path)
    assert found is None or found.content == b"<!doctype html>"


def test_a_link_doesnt_lead_out(folder: StaticFolder, tmp_path: Path) -> None:
    (tmp_path / "static" / "out.js").symlink_to(tmp_path / "secret.js")
    assert folder.find("out.js") is None


def test_everything_the_page_has_can_be_served() -> None:
    root = Path(__file__).parents[3] / "bridge" / "page" / "static"
    folder = StaticFolder()
    for path in root.rglob("*"):
        if path.is_file():
            assert folder.find(path.relative_to(root).as_posix()), path
