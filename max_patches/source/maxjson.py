"""JSON as Max 9.1 writes it, so that a patch that was saved again in Max differs by what changed.

Four spaces of indent, lists of numbers and strings on one line as `[ 1.0, 2.0 ]`.
"""

from __future__ import annotations

import json
from typing import Any

INDENT = "    "


def dumps(value: Any, level: int = 0) -> str:
    """The text of a value made of dicts, lists, strings, numbers and booleans."""
    inner = "\n" + INDENT * (level + 1)
    end = "\n" + INDENT * level
    if isinstance(value, dict) and value:
        items = (f"{json.dumps(key)}: {dumps(item, level + 1)}" for key, item in value.items())
        return "{" + inner + f",{inner}".join(items) + end + "}"
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        return "[" + inner + f",{inner}".join(dumps(item, level + 1) for item in value) + end + "]"
    if isinstance(value, list) and value:
        return "[ " + ", ".join(json.dumps(item, ensure_ascii=False) for item in value) + " ]"
    return json.dumps(value, ensure_ascii=False)
