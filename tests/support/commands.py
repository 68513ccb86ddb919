"""Commands as a person runs them: real processes, real files."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def environment(folder: Path, path: str = str(ROOT)) -> dict[str, str]:
    """What a command finds: own agents in `folder`, a terminal of 120 columns, these modules."""
    agents = {"MELOBRIDGE_AGENTS": str(folder / "agents"), "COLUMNS": "120"}
    return os.environ | agents | {"PYTHONPATH": path}


def melobridge(
    folder: Path,
    *arguments: str,
    status: int = 0,
    path: str = str(ROOT),
    python: str | Path = sys.executable,
) -> subprocess.CompletedProcess[str]:
    """Run a command; it must end with that status and never with a traceback."""
    done = subprocess.run(
        [python, "-m", "bridge.cli", *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment(folder, path),
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == status, done.stderr + done.stdout
    return done
