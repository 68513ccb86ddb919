"""HTML elements of the report. Parameters `text` and `title` are escaped; others are markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape


def heading(text: str) -> str:
    """A heading of a section."""
    return f"<h2>{escape(text)}</h2>"


def paragraph(markup: str) -> str:
    """A paragraph of markup."""
    return f"<p>{markup}</p>"


def table(header: Sequence[str], rows: Iterable[list[str]], *, mark: bool = False) -> str:
    """A table that scrolls on narrow screens.

    header, rows: cells as markup. mark: whether the second column has pictures.
    """
    lines = [_row("th", header)]
    lines += [_row("td", row, {1: "mark", 2: "ours"} if mark else {1: "ours"}) for row in rows]
    return f"<div class='scroll'><table>{''.join(lines)}</table></div>"


def _row(tag: str, cells: Sequence[str], kinds: Mapping[int, str] | None = None) -> str:
    marked = [
        f"<{tag} class='{kinds[number]}'>{cell}</{tag}>"
        if kinds and number in kinds
        else f"<{tag}>{cell}</{tag}>"
        for number, cell in enumerate(cells)
    ]
    return f"<tr>{''.join(marked)}</tr>"


def card(figure: str, beside: str, text: str) -> str:
    """A number in large type, a text beside it, and its meaning."""
    return (
        f"<div class='card'><div class='figure'>{figure} <small>{escape(beside)}</small></div>"
        f"<p>{escape(text)}</p></div>"
    )


def figure(title: str, picture: str, text: str) -> str:
    """A picture with a title and a caption. picture: markup."""
    return (
        f"<figure class='card'><h3>{escape(title)}</h3>{picture}"
        f"<figcaption>{escape(text)}</figcaption></figure>"
    )


def grid(figures: Iterable[str]) -> str:
    """Cards or figures side by side. figures: markup."""
    return f"<div class='cards'>{''.join(figures)}</div>"
