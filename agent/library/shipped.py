"""What the shipped agents play like and learned from, which their files don't say."""

from __future__ import annotations

from typing import NamedTuple


class Origin(NamedTuple):
    """What an agent plays like, and what it learned from, in a few words each."""

    plays_like: str
    learned_from: str


ORIGINS = {
    "all": Origin(
        "fiddle, hymn, lied and song, by character",
        "the tunes of fiddle, hymn, lied and song together",
    ),
    "fiddle": Origin("reels, jigs, airs", "3,331 fiddle tunes and airs in prints of 1778 to 1903"),
    "hymn": Origin("hymn tunes over their chords", "187 hymns"),
    "lied": Origin("art song", "769 songs of the 19th century"),
    "pop": Origin(
        "songs off the beat, as in pop, ragtime and funk",
        "the tunes of song, moved onto figures off the beat",
    ),
    "song": Origin("popular songs up to 1930", "245 lead sheets"),
    "classic": Origin(
        "the textbook's task: 8 bars of quarter notes out of C D E F G A B",
        "nothing but its reward",
    ),
}
