"""The folders in which SuperCollider and Max look for packages, on any platform."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

MAX_VERSIONS = ("Max 9", "Max 8")


class Machine(NamedTuple):
    """What the folders of a machine depend on. platform: a value of `sys.platform`."""

    platform: str
    home: Path
    environment: Mapping[str, str]

    @classmethod
    def here(cls) -> Machine:
        return cls(sys.platform, Path.home(), os.environ)

    def folder(self, variable: str, otherwise: str) -> Path:
        """The folder in an environment variable, or else one in the home folder."""
        return Path(self.environment.get(variable) or self.home / otherwise)


def extensions(machine: Machine) -> Path:
    """SuperCollider's folder of user extensions."""
    return _supercollider(machine, "XDG_DATA_HOME", ".local/share") / "Extensions"


def max_packages(machine: Machine) -> list[Path]:
    """The package folders of all versions of Max that have been started here, latest first."""
    folders = [machine.home / "Documents" / version for version in MAX_VERSIONS]
    return [folder / "Packages" for folder in folders if folder.is_dir()]


def quarks(machine: Machine) -> list[Path]:
    """The folders of melobridge that SuperCollider's Quarks has installed."""
    settings = _supercollider(machine, "XDG_CONFIG_HOME", ".config") / "sclang_conf.yaml"
    try:
        text = settings.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    included = re.search(r"^includePaths:\s*$((?:\n\s*-.*)*)", text, re.MULTILINE)
    lines = included[1].split("\n")[1:] if included else []
    folders = [Path(line.strip().removeprefix("-").strip().strip("\"'")) for line in lines]
    return [folder for folder in folders if (folder / "melobridge.quark").is_file()]


def _supercollider(machine: Machine, variable: str, otherwise: str) -> Path:
    """SuperCollider's folder for data or settings; they only differ on Linux."""
    if machine.platform == "darwin":
        return machine.home / "Library" / "Application Support" / "SuperCollider"
    if machine.platform == "win32":
        return machine.folder("LOCALAPPDATA", "AppData/Local") / "SuperCollider"
    return machine.folder(variable, otherwise) / "SuperCollider"
