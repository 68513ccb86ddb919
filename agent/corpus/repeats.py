"""Unfolding repeats: in which order bars are played, and at which tick each begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agent.corpus.meters import lengths
from agent.corpus.score import MeterChange

LONGEST = 2_000
DA_CAPO, DAL_SEGNO, SEGNO = "da capo", "dal segno", "segno"
FINE, TO_CODA, CODA = "fine", "to coda", "coda"


class Bar(NamedTuple):
    """A written bar.

    length: ticks that its notes fill. forward: whether a repeat begins here. backward: how often
    the section that it ends is played (0: no repeat). endings: rounds in which it is played (empty:
    all). marks: such as DA_CAPO and SEGNO.
    """

    length: int
    meter: str
    forward: bool = False
    backward: int = 0
    endings: frozenset[int] = frozenset()
    marks: frozenset[str] = frozenset()


def play_order(bars: Sequence[Bar]) -> list[int]:
    """Numbers of the bars in playing order: repeats, endings, da capo, dal segno, fine, coda.

    Repeats are ignored after a da capo or dal segno. There are at most LONGEST bars.
    """
    order: list[int] = []
    at, start, turn, jumped = 0, 0, 1, False
    while at < len(bars) and len(order) < LONGEST:
        bar = bars[at]
        if bar.forward and at != start and not jumped:
            start, turn = at, 1
        if bar.endings and turn not in bar.endings:
            at += 1
            continue
        order.append(at)
        if jumped and FINE in bar.marks:
            break
        following = at + 1
        if jumped and TO_CODA in bar.marks:
            following = _mark(bars, CODA, following)
        elif not jumped and turn < bar.backward:
            following, turn = start, turn + 1
        elif not jumped and bar.marks & {DA_CAPO, DAL_SEGNO}:
            following = _mark(bars, SEGNO, 0) if DAL_SEGNO in bar.marks else 0
            jumped, turn = True, 2
        elif not jumped and bar.backward:
            start, turn = following, 1
        at = following
    return order


def _mark(bars: Sequence[Bar], mark: str, otherwise: int) -> int:
    return next((number for number, bar in enumerate(bars) if mark in bar.marks), otherwise)


def onsets(bars: Sequence[Bar], order: Sequence[int]) -> tuple[list[int], list[MeterChange]]:
    """Tick at which each bar in playing order begins, and the changes of meter.

    A full bar begins on a bar line; an incomplete one before it is filled with silence. A pickup
    ends on a bar line.
    """
    begins: list[int] = []
    changes: list[MeterChange] = []
    now = line = 0
    for number in order:
        bar = bars[number]
        full = lengths(bar.meter)[0]
        if not changes or changes[-1].meter != bar.meter:
            line = now = (
                now if not changes else _next_line(now, line, lengths(changes[-1].meter)[0])
            )
            changes.append(MeterChange(line, bar.meter))
        if bar.length >= full:
            now = _next_line(now, line, full)
        elif (now - line) % full == 0 and (bar.forward or not begins):
            now += full - bar.length
        begins.append(now)
        now += bar.length
    return begins, changes


def _next_line(now: int, line: int, full: int) -> int:
    return now + (line - now) % full


def misfilled(bars: Sequence[Bar], order: Sequence[int], begins: Sequence[int]) -> float:
    """Share of the bars in playing order that are too long, or that follow a gap."""
    wrong = sum(bars[number].length > lengths(bars[number].meter)[0] for number in order)
    ends = [begin + bars[number].length for number, begin in zip(order, begins, strict=True)]
    wrong += sum(begin > end for end, begin in zip(ends, begins[1:], strict=False))
    return wrong / len(order)
