"""Sentences made to fit the strings of OSC: none ends in the middle of a word."""

from __future__ import annotations

ELLIPSIS = "..."
# So many commas since the last colon are a list.
COMMAS_OF_A_LIST = 3


def fitted(text: str, most_bytes: int, elsewhere: str = "") -> str:
    """A text of at most so many bytes of UTF-8.

    A list ends after one of its items, and says where all of them are found: `elsewhere`. Any other
    text ends after a word.
    """
    if len(text.encode()) <= most_bytes:
        return text
    ending = f" {ELLIPSIS} ({elsewhere})" if elsewhere else f" {ELLIPSIS}"
    kept = _cut(text, most_bytes - len(ending.encode()))
    if kept.count(", ", max(kept.rfind(": "), 0)) >= COMMAS_OF_A_LIST:
        return kept.rpartition(", ")[0] + ending
    kept = _cut(text, most_bytes - len(ELLIPSIS) - 1)
    return f"{(kept.rpartition(' ')[0] or kept).rstrip(',;: ')} {ELLIPSIS}"


def _cut(text: str, most_bytes: int) -> str:
    """The beginning of a text, in whole characters."""
    return text.encode()[:most_bytes].decode(errors="ignore")
