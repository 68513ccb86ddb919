"""Numbers in sentences."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """'1 note', '1,200 notes'."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
