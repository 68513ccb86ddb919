"""Installs a client's package where the client looks for it; what isn't ours is never replaced
unasked."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from bridge.errors import InstallError
from bridge.install.packages import shipped_files

NAME = "melobridge"
# Every installed package has this file; a checkout or a folder of the user's own doesn't.
MARK = "installed-by-melobridge.txt"
MARKED = (
    "melobridge {version}\n\n"
    "`melobridge clients install` wrote this folder, and the next one replaces it whole:\n"
    "keep files of your own elsewhere.\n"
)


class Kind(Enum):
    """What a path holds."""

    NOTHING = "nothing"
    LINK = "a link"
    FOREIGN = "something else"
    PACKAGE = "an installed package"


class Found(NamedTuple):
    """What is at a path; version: of an installed package."""

    kind: Kind
    version: str = ""


def look(path: Path) -> Found:
    """What is at a path where a package belongs."""
    if is_link(path):
        return Found(Kind.LINK)
    if not path.exists():
        return Found(Kind.NOTHING)
    try:
        words = (path / MARK).read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        return Found(Kind.FOREIGN)
    return Found(Kind.PACKAGE, words[1]) if words[:1] == [NAME] else Found(Kind.FOREIGN)


def is_link(path: Path) -> bool:
    """Whether this is a symbolic link, or a junction of Windows."""
    try:
        path.readlink()
    except OSError:
        return False
    return True


def install(source: Path, folder: Path, version: str, *, force: bool = False) -> Found:
    """Copy a package to folder/melobridge; what was there is replaced whole, in one step.

    Returns what was there. Raises InstallError where that is a link, a newer version or not ours,
    unless forced (a link is then removed, not what it leads to); and where it can't be written.
    """
    target = folder / NAME
    found = look(target)
    if not force and (objection := _objection(target, found, version)):
        raise InstallError(objection)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # sclang compiles what is in a hidden folder, but nothing below one that is called "ignore".
        with tempfile.TemporaryDirectory(prefix=f".{NAME}-", dir=folder) as temporary:
            workplace = Path(temporary, "ignore")
            _copy(source, workplace / "new", version)
            _swap(workplace / "new", target, workplace / "old")
    except OSError as error:
        raise InstallError(f"{target} can't be written: {error.strerror or error}") from None
    return found


def _objection(target: Path, found: Found, version: str) -> str:
    """Why what is at the target mustn't be replaced unasked; empty if it may be."""
    if found.kind is Kind.LINK:
        leads = f"{target} is a link to {target.readlink()}"
        return f"{leads}: remove it, or replace it by --force (what it leads to stays)"
    if found.kind is Kind.FOREIGN:
        return (
            f"{target} is there and wasn't written by 'melobridge clients install': move it away, "
            "or replace it by --force"
        )
    if found.kind is Kind.PACKAGE and is_newer(found.version, version):
        return (
            f"{target} is melobridge {found.version}, newer than this one ({version}): "
            "update melobridge, or go back by --force"
        )
    return ""


def is_newer(version: str, than: str) -> bool:
    """Whether a version comes after another one: 0.10.0 after 0.9.1."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> list[int]:
    found = re.match(r"\d+(\.\d+)*", version)
    return [int(number) for number in found[0].split(".")] if found else []


def _copy(source: Path, target: Path, version: str) -> None:
    """Write a package and its mark into a new folder."""
    for file in shipped_files(source):
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / file, target / file)
    (target / MARK).write_text(MARKED.format(version=version), encoding="utf-8")


def _swap(new: Path, target: Path, old: Path) -> None:
    """Put `new` in the place of `target`, which becomes `old`; or leave `target` as it was."""
    had = os.path.lexists(target)
    if had:
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if had:
            old.rename(target)
        raise
