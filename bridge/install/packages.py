"""The packages that come with melobridge for its clients: the Quark and the Max package.

In a checkout they lie beside this package, in an installed melobridge inside of it. setup.py reads
this file while melobridge itself isn't there yet: it needs nothing but the standard library.
"""

from __future__ import annotations

from pathlib import Path

# Below `bridge` in a wheel.
SHIPPED = "shipped"
# By the client's name as a person types it: the folder in a checkout, and in SHIPPED.
FOLDERS = {"supercollider": "supercollider", "max": "max_patches"}
# What only a developer needs.
NOT_SHIPPED = {"Tests", "source", "__pycache__"}


def package_folder(client: str) -> Path:
    """The folder of a client's package, on this machine."""
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
