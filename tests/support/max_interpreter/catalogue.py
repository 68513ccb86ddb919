"""All object classes that are known."""

from importlib import import_module
from typing import Final

MODULES: Final = (
    "arithmetic",
    "control",
    "controls",
    "data",
    "lists",
    "live",
    "midi",
    "network",
    "patching",
    "script",
    "timing",
)


def fill() -> None:
    """Make them known: each module adds its own to `box.CLASSES`."""
    for name in MODULES:
        import_module(f"tests.support.max_interpreter.objects.{name}")
