"""Running sclang without a screen: it never ends on a failure by itself, so its lines are read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.support.program import Program

QUARK = Path(__file__).parents[2] / "supercollider"
# sclang goes on after each of these; no good run prints one.
TROUBLE = (
    r"^ERROR|^\^\^ |Library has not been compiled successfully|Command line parse failed"
    r"|FAILURE IN SERVER"
)
# A screen, and what is a person's own.
PERSONAL = {"DISPLAY", "XDG_CONFIG_HOME", "XDG_DATA_HOME"}


def start(
    sclang: Path,
    home: Path,
    code: str,
    variables: Mapping[str, object],
    include: Iterable[Path] | None = (),
) -> Program:
    """Start sclang with code to run.

    home: a folder for its settings and all that it writes. variables: what `"NAME".getenv` gives.
    include: folders of classes, such as QUARK; None leaves that to the settings that Quarks wrote
    in this home.
    """
    home.mkdir(parents=True, exist_ok=True)
    script = home / "test.scd"
    script.write_text(code, encoding="utf-8")
    settings = [] if include is None else ["-l", str(_settings(home, include))]
    command = ["stdbuf", "-oL", str(sclang), *settings, str(script)]
    values = {name: str(value) for name, value in variables.items()}
    return Program(*command, environment=_environment(home) | values, trouble=TROUBLE)


def _settings(home: Path, include: Iterable[Path]) -> Path:
    path = home / "sclang.yaml"
    included = "".join(f"\n  - {folder}" for folder in include) or " []"
    path.write_text(f"includePaths:{included}\nexcludePaths: []\npostInlineWarnings: false\n")
    return path


def _environment(home: Path) -> dict[str, str]:
    runtime = home / "xdg"
    runtime.mkdir(mode=0o700, exist_ok=True)
    return {name: text for name, text in os.environ.items() if name not in PERSONAL} | {
        "HOME": str(home),
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(runtime),
    }
