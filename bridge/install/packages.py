"""The packages for clients that come with melobridge: the Quark and the Max package.

In a checkout they are beside the package `bridge`, in an installed melobridge inside of it.
setup.py reads this file before melobridge is installed: it may only need the standard library.
"""

from __future__ import annotations

from pathlib import Path

# Below `bridge` in a wheel.
SHIPPED = "shipped"
# The folder of each client's package, in a checkout and in SHIPPED.
FOLDERS = {"supercollider": "supercollider", "max": "max_patches"}
# Folders that only developers need.
NOT_SHIPPED = {"Tests", "source", "__pycache__"}


def package_folder(client: str) -> Path:
    """The folder of a client's package. client: a key of FOLDERS."""
    here = Path(__file__).parents[1]
    shipped = here / SHIPPED / FOLDERS[client]
    return shipped if shipped.is_dir() else here.parent / FOLDERS[client]


def shipped_files(folder: Path) -> list[Path]:
    """The files of a package that a user needs, relative to its folder."""
    files = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    return [file for file in files if not _for_developers(file)]


def _for_developers(file: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.parts)
    return hidden or file.suffix == ".py" or not NOT_SHIPPED.isdisjoint(file.parts)
