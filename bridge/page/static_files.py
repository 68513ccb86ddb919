"""The files of the page, kept in memory, packed once; a changed file is read again."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).with_name("static")
LEAST_PACKED_BYTES = 1024
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".LICENSE": "text/plain; charset=utf-8",
}
PACKED_TYPES = ("text/", "application/", "image/svg")


class PackedFile(NamedTuple):
    """A file of the page. packed: by gzip, or '' where that saves nothing; tag: its ETag."""

    content: bytes
    packed: bytes
    tag: str
    media_type: str


class StaticFolder:
    """The files below a folder, by their paths inside it."""

    def __init__(self, root: Path = ROOT) -> None:
        self._root = root.resolve()
        self._files: dict[Path, tuple[int, PackedFile]] = {}

    def find(self, path: str) -> PackedFile | None:
        """The file at a path such as 'js/app.js'; None unless it is one of the folder's own."""
        try:
            file = (self._root / path).resolve()
            media_type = TYPES.get(file.suffix)
            if media_type is None or not file.is_relative_to(self._root):
                return None
            modified = file.stat().st_mtime_ns
            known = self._files.get(file)
            if known is None or known[0] != modified:
                known = self._files[file] = modified, _packed(file.read_bytes(), media_type)
        except (OSError, ValueError):  # ValueError: a NUL in the path
            return None
        return known[1]


def _packed(content: bytes, media_type: str) -> PackedFile:
    packed = b""
    if len(content) >= LEAST_PACKED_BYTES and media_type.startswith(PACKED_TYPES):
        packed = gzip.compress(content, mtime=0)
    return PackedFile(content, packed, f'"{hashlib.sha256(content).hexdigest()[:24]}"', media_type)
