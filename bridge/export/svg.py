"""The elements of SVG pictures, in units of the view box.

Colours come from their classes, by a style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


def svg(width: float, height: float, parts: Sequence[str], title: str) -> str:
    """A picture inside a page, with a title for screen readers."""
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(title)}">'
        f"{''.join(parts)}</svg>"
    )


def svg_file(width: float, height: float, parts: Sequence[str], title: str, style: str) -> str:
    """A picture that stands alone: it has a size, and a style sheet of its own."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(title)}">'
        f"<style>{style}</style>{''.join(parts)}</svg>"
    )


def group(x: float, y: float, parts: Sequence[str]) -> str:
    """Elements at another place."""
    return f'<g transform="translate({x:g} {y:g})">{"".join(parts)}</g>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A line. kind: its classes."""
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def rect(x: float, y: float, width: float, height: float, kind: str, opacity: float = 1) -> str:
    """A rectangle. kind: its classes."""
    return (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" opacity="{opacity:.2f}"/>'
    )


def text(x: float, y: float, words: str, anchor: str = "start", kind: str = "label") -> str:
    """A line of text. anchor: start, middle or end; kind: its classes."""
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )
