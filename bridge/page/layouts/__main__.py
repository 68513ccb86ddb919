"""Writes the layouts: `python -m bridge.page.layouts --out docs/layouts`."""

from __future__ import annotations

import argparse
from pathlib import Path

from bridge.page.layouts import open_stage_control, touchosc

NAME = "melobridge"


def files() -> dict[str, bytes]:
    """The content of each file by its name."""
    return {
        f"{NAME}.open-stage-control.json": open_stage_control.session().encode(),
        f"{NAME}.tosc": touchosc.layout(),
    }


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bridge.page.layouts", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("docs/layouts"), help="the folder")
    out: Path = parser.parse_args(arguments).out
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files().items():
            (out / name).write_bytes(content)
    except OSError as error:
        raise SystemExit(
            f"can't write into {out} ({error.strerror}): choose another --out"
        ) from None


if __name__ == "__main__":
    main()
