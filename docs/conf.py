"""The site of these pages, as Sphinx builds it: `make docs`.

The pages are Markdown and notebooks, which GitHub shows as well. Where one begins with a link to a
file of the root, as `[README](../README.md)`, the site has the file itself there; where one stands
alone with a take, as `[all-1.mid](takes/all-1.mid)`, a button that plays it.
"""

from __future__ import annotations

import json
import posixpath
import re
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING

from bridge.report.player import button, hands_in, script
from docs.notebook import markdown

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "melobridge"
author = "The melobridge authors"
release = version = version_of("melobridge")
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["takes"]

# Anchors as GitHub makes them, so that a link works in both.
myst_heading_anchors = 4

# The API: docstrings are plain text, with `names` in backticks.
default_role = "code"
add_module_names = False
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
maximum_signature_line_length = 80

# Nothing is fetched from elsewhere, neither to build the site nor to read it.
html_theme = "furo"
html_theme_options: dict[str, object] = {
    "top_of_page_buttons": [],
    # Commands with their comments fit into a line.
    "light_css_variables": {"code-font-size": "var(--font-size--small--2)"},
}
html_title = "melobridge"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_copyright = False
highlight_language = "text"

ROOT = Path(__file__).parents[1]
NOTEBOOK = ".ipynb"
# Files of the root that are pages of the site.
PAGES = {
    "README.md": "docs/index.md",
    "CONTRIBUTING.md": "docs/contributing.md",
    "CHANGELOG.md": "docs/changelog.md",
}
ALL_KEYS = re.compile(r"\*, (?:\w+=\.\.\.(?:, )?)+")
STAND_IN = re.compile(r"\A\[\w+\]\(\.\./(\w+\.md)\)$", re.MULTILINE)
TAKE = re.compile(r"^\[(?P<name>[\w-]+)\.mid\]\((?P<path>takes/[\w-]+\.mid)\)$", re.MULTILINE)
LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<path>[^)\s:#]+)(?P<anchor>#[^)\s]*)?\)")


def site_text(text: str, folder: str = "docs") -> str:
    """A page as the site has it, from its text in a folder of docs/, or docs/ itself."""
    if file := STAND_IN.match(text):
        whole = (ROOT / file[1]).read_text(encoding="utf-8")
        return _with_links(whole, "", folder) + text[file.end() :]
    return _with_links(text, folder, folder)


def _with_links(text: str, folder: str, place: str) -> str:
    """A text for a page in `place`; folder: of the repository, to which its links are relative."""
    return LINK.sub(lambda link: _link(link, folder, place), text)


def _link(link: re.Match[str], folder: str, place: str) -> str:
    """A link. What isn't on the site, such as source files, is named by its path."""
    text, anchor = link["text"], link["anchor"] or ""
    path = posixpath.normpath(posixpath.join(folder, link["path"]))
    path = PAGES.get(path, path)
    if path.startswith("docs/"):
        return f"[{text}]({posixpath.relpath(path, place)}{anchor})"
    return f"`{path}`" if path.endswith(text.strip("`")) else f"{text} (`{path}`)"


def with_buttons(text: str) -> str:
    """A page with a button that plays beside each take that stands alone."""
    return TAKE.sub(lambda take: f"{_button(take)} {take[0]}", text)


def _button(take: re.Match[str]) -> str:
    return button(hands_in(Path(__file__).parent / take["path"]), take["name"])


def _read(app: Sphinx, page: str, source: list[str]) -> None:
    is_notebook = app.env.doc2path(page).suffix == NOTEBOOK
    text = markdown(json.loads(source[0])) if is_notebook else source[0]
    source[0] = with_buttons(site_text(text, posixpath.dirname(f"docs/{page}")))


def _add_player(app: Sphinx, page: str, template: str, context: object, tree: object) -> None:
    """The script of the buttons, on the page that has them only."""
    if page == "takes":
        app.add_js_file(None, body=script())


def _signed(
    app: Sphinx, what: str, name: str, owner: object, options: object, signature: str, gives: str
) -> tuple[str, str] | None:
    """A signature without the names of all keys, which the page of the knobs has."""
    return (ALL_KEYS.sub("**keys", signature), gives) if signature else None


def setup(app: Sphinx) -> None:
    """Hook into the reading and writing of pages."""
    app.add_source_suffix(NOTEBOOK, "markdown")
    app.connect("source-read", _read)
    app.connect("html-page-context", _add_player)
    app.connect("autodoc-process-signature", _signed)
