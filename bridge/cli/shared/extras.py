"""What melobridge can do with an extra only, and which extras are installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec

from agent.errors import MissingExtra
from bridge.cli.shared.findings import Finding

# For each extra: what needs it, and the modules that it brings.
EXTRAS = {
    "midi": ("playing by MIDI", ("rtmidi",)),
    "corpus": ("reading MusicXML, ABC and kern", ("music21",)),
    "plot": ("drawing a picture as PNG", ("matplotlib",)),
    "link": ("Ableton Link", ("link",)),
    "discovery": ("announcing the server by zeroconf", ("zeroconf",)),
    "train": ("training", ("torch", "gymnasium")),
}


def _is_there(module: str) -> bool:
    return find_spec(module) is not None


def findings(is_there: Callable[[str], bool] = _is_there) -> Iterator[Finding]:
    """A line for the extras that are installed, and one for each other with how to get it."""
    missing = [name for name, (_, modules) in EXTRAS.items() if not all(map(is_there, modules))]
    if installed := [name for name in EXTRAS if name not in missing]:
        yield Finding(True, "extras", ", ".join(installed))
    for name in missing:
        yield Finding(False, name, str(MissingExtra(EXTRAS[name][0], name)))
