"""Maps of controllers as TOML: read, checked, written.

```toml
[cc]
16 = "harmony"                                         # its whole range
21 = { knob = "temperature", low = 0.5, high = 1.5 }   # a part of it
"1/64" = "good"                                        # on channel 1 only
67 = "none"                                            # takes the default away

[note]
"10/36" = "bad"                                        # a pad

[program]
0 = "fiddle"                                           # an agent
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from agent.files import write_atomically
from bridge.errors import MapError
from bridge.musician.controls.control_map import (
    ACTIONS,
    DEFAULT,
    KINDS,
    NOTHING,
    PROGRAM,
    RANGES,
    Source,
    Target,
    target,
)

HEAD = "# What the controls do: 'melobridge play --map' reads it, --learn writes it.\n"


def read(path: Path) -> dict[Source, Target]:
    """The default map with the entries of a file on top. Raises MapError with one sentence."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MapError(f"{path} is no TOML: {error}") from None
    except OSError as error:
        raise MapError(f"{path} can't be read: {error.strerror or error}") from None
    try:
        return DEFAULT | parse(content)
    except MapError as error:
        raise MapError(f"{path}: {error}") from None


def parse(content: Mapping[str, Any]) -> dict[Source, Target]:
    """The map of a TOML document. Raises MapError."""
    targets = dict[Source, Target]()
    for kind, entries in content.items():
        if kind not in KINDS or not isinstance(entries, dict):
            raise MapError(f"there is no table [{kind}]: use [cc], [note] and [program]")
        for place, entry in entries.items():
            source = _source(kind, place)
            targets[source] = _target(kind, f"{kind} {place}", entry)
    return targets


def written(targets: Mapping[Source, Target]) -> str:
    """A map as TOML."""
    lines = [HEAD]
    for kind in KINDS:
        found = sorted((source, to) for source, to in targets.items() if source.kind == kind)
        if found:
            lines += [f"[{kind}]", *(_line(source, to) for source, to in found), ""]
    return "\n".join(lines)


def write(path: Path, targets: Mapping[Source, Target]) -> None:
    """Write the entries that differ from the default. Raises MapError."""
    own = {source: to for source, to in targets.items() if DEFAULT.get(source) != to}
    try:
        write_atomically(path, written(own).encode())
    except OSError as error:
        raise MapError(f"{path} can't be written: {error.strerror or error}") from None


def _source(kind: str, place: str) -> Source:
    channel, _, number = place.rpartition("/")
    if not number.isdecimal() or int(number) > 127:
        raise MapError(f'{kind} {place}: use a number from 0 to 127, or "channel/number"')
    if channel and not (channel.isdecimal() and 1 <= int(channel) <= 16):
        raise MapError(f"{kind} {place}: use a channel from 1 to 16")
    return Source(kind, int(number), int(channel or 0))


def _target(kind: str, place: str, entry: Any) -> Target:
    if isinstance(entry, str):
        name, span = entry, {}
    elif isinstance(entry, dict) and isinstance(entry.get("knob"), str):
        name, span = entry["knob"], {key: entry[key] for key in entry if key != "knob"}
    else:
        raise MapError(f'{place}: use a name, or {{ knob = "temperature", low = 0.5, high = 1.5 }}')
    if kind == PROGRAM:
        return Target(name)
    known = [*RANGES, *ACTIONS, NOTHING]
    if name not in known or (kind == "note" and name in RANGES):
        known = [*ACTIONS, NOTHING] if kind == "note" else known
        raise MapError(f"{place}: '{name}' is none of {', '.join(known)}")
    return _spanned(place, target(name), span)


def _spanned(place: str, whole: Target, span: Mapping[str, Any]) -> Target:
    """A knob over a part of its range."""
    for end, value in span.items():
        if end not in ("low", "high") or type(value) not in (int, float):
            raise MapError(f"{place}: '{end}' must be low or high, and a number")
        if not whole.low <= value <= whole.high:
            raise MapError(
                f"{place}: {whole.name} goes from {whole.low:g} to {whole.high:g}, not to {value:g}"
            )
    return whole._replace(**span)


def _line(source: Source, to: Target) -> str:
    place = f'"{source.channel}/{source.number}"' if source.channel else f"{source.number}"
    if to in (target(to.name), Target(to.name)):
        return f'{place} = "{to.name}"'
    return f'{place} = {{ knob = "{to.name}", low = {to.low:g}, high = {to.high:g} }}'
