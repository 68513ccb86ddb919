"""The base of the settings of all training runs: a default, a range and a help text each.

The options of the command line, the keys of a TOML file and the header of a checkpoint all derive
from the fields of a subclass of `TrainingSettings`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from agent.errors import ConfigError

S = TypeVar("S", bound="TrainingSettings")


def setting(default: Any, text: str, least: float | None = None, most: float | None = None) -> Any:
    """A field of `TrainingSettings`: its default, its help text, and its inclusive range."""
    return field(default=default, metadata={"help": text, "least": least, "most": most})


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """Base of the settings of all tasks; all fields are plain data."""

    def check_ranges(self) -> None:
        """Raises ConfigError if a value lies outside its range."""
        for one in fields(self):
            self._check(one.name, one.metadata)

    def _check(self, name: str, metadata: Mapping[str, Any]) -> None:
        value = getattr(self, name)
        least, most = metadata["least"], metadata["most"]
        for number in value if isinstance(value, tuple) else (value,):
            if least is not None and not number >= least:
                raise ConfigError(f"{name} is {number:g}: the least is {least:g}")
            if most is not None and not number <= most:
                raise ConfigError(f"{name} is {number:g}: the most is {most:g}")

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def with_values(settings: S, values: Mapping[str, Any]) -> S:
    """Replace some settings. Raises ConfigError for an unknown name or a wrong type."""
    defaults = {one.name: one.default for one in fields(settings)}
    checked = {}
    for name, value in values.items():
        if name not in defaults:
            raise ConfigError(f"there is no setting '{name}': use one of {', '.join(defaults)}")
        checked[name] = _convert(name, value, defaults[name])
    return replace(settings, **checked)


def read_toml(path: Path) -> dict[str, Any]:
    """The settings of a TOML file, by name. Raises ConfigError with the file's name."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} can't be read: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is no valid TOML: {error}") from None


def _convert(name: str, value: Any, default: Any) -> Any:
    kind = type(default)
    if (
        kind is tuple
        and isinstance(value, list | tuple)
        and all(type(item) is int for item in value)
    ):
        return tuple(value)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        wanted = {bool: "true or false", int: "a whole number", float: "a number", str: "a word"}
        raise ConfigError(
            f"{name} is {value!r}: it must be {wanted.get(kind, 'a list of numbers')}"
        )
    return value
