"""All files of the Max package: what `python -m max_patches.source` writes, as text and bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from max_patches.source import client, container, device, helpfile, maxjson, puredata
from max_patches.source.saving import Saved, patcher

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = frozenset(path.name for path in (ROOT / "javascript").glob("*.js"))


def patches() -> dict[str, Saved]:
    """Every patch by its path in the package."""
    return {
        "patchers/melobridge.client.maxpat": patcher(client.abstraction()),
        "help/melobridge.client.maxhelp": patcher(helpfile.graph()),
        "devices/melobridge.amxd": device.build(),
    }


def files() -> Mapping[str, bytes]:
    """The bytes of every file that is built, by its path in the package."""
    built = {path: _saved(path, patch) for path, patch in patches().items()}
    return built | {"package-info.json": _info()} | _for_pure_data()


def _for_pure_data() -> dict[str, bytes]:
    """Pure Data finds a help by its name, beside its abstraction."""
    return {
        "melobridge.pd": puredata.save(puredata.abstraction()).encode(),
        "melobridge-help.pd": puredata.save(*puredata.help_patch()).encode(),
    }


def _saved(path: str, patch: Saved) -> bytes:
    text = maxjson.dumps(patch)
    if path.endswith(".amxd"):
        return container.write(container.Device(container.MIDI_EFFECT, text))
    return text.encode()


def _info() -> bytes:
    info = {
        "name": "melobridge",
        "displayname": "melobridge",
        "version": version("melobridge"),
        "author": "The melobridge authors",
        "description": "A melody partner: trained deep Q-networks suggest the next note over OSC, "
        "in real time. Needs `melobridge serve`.",
        "tags": ["melody", "MIDI", "OSC", "Max for Live", "machine learning"],
        "website": "",
        "extensible": 0,
        "max_version_min": "8.6.0",
        "os": {
            "macintosh": {"min_version": "none", "platform": ["x64", "aarch64"]},
            "windows": {"min_version": "none", "platform": ["x64"]},
        },
        "package_extends": "",
        "homepatcher": "",
    }
    return (json.dumps(info, indent="\t") + "\n").encode()
