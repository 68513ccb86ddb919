"""`python -m max_patches.source`: write all patches and the device's picture anew."""

from __future__ import annotations

from max_patches.source.package import ROOT, files
from max_patches.source.picture import draw

PICTURE = ROOT.parent / "docs" / "max-device.png"


def main() -> None:
    """Write every file, and say which."""
    for path, data in files().items():
        target = ROOT / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
        print(f"{target.relative_to(ROOT.parent)}  {len(data):,} bytes")
    draw(PICTURE)
    print(PICTURE.relative_to(ROOT.parent))


main()
