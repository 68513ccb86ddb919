"""A copy of the sources, for builds and installs that write beside them."""

import shutil
from pathlib import Path

from tests.support.commands import ROOT

SOURCES = ("agent", "bridge", "melobridge", "max_patches", "supercollider")
FILES = ("LICENSE", "README.md", "pyproject.toml", "setup.py")


def copy_sources(folder: Path) -> Path:
    """What a build needs, beside which it may write."""
    for name in SOURCES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copyfile(ROOT / name, folder / name)
    return folder
