"""The arrows of the design: bridge -> agent, and inside each package from shell to core."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# A module may import only from the lines above its own: theory -> values -> algorithms -> shell.
AGENT = [
    {"errors", "files"},
    {"theory"},
    {"classic"},
    {"rewards"},
    {"observation", "space"},
    {"optimum", "policy"},
    {"checkpoint", "evaluation", "qlearning", "settings"},
    {"catalogue", "player"},
    {"piece"},
    {"environment", "gymnasium_env", "network", "replay"},
    {"dqn"},
    {"training"},
]
BRIDGE = [
    {"errors", "limits", "osc"},
    {"protocol"},
    {"client", "midifile", "pictures", "protocol_document", "voices"},
    {"responder"},
    {"server"},
    {"cli"},
]
TORCH = {"environment", "network", "replay", "dqn", "training"}
OUTSIDE_THE_CORE = {"pythonosc", "mido", "rtmidi", "socket", "typer", "rich", "matplotlib"}
PURE = {
    "theory",
    "classic",
    "rewards",
    "observation",
    "space",
    "optimum",
    "policy",
    "player",
    "piece",
}
PURE_BRIDGE = {"osc", "protocol", "voices", "responder"}


def imports(path: Path) -> set[str]:
    """Every module that a file imports, at its top or inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def modules(package: str) -> dict[str, set[str]]:
    """Imports of each module of a package; a folder inside counts as one module."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / package).rglob("*.py"):
        name = path.relative_to(ROOT / package).parts[0].removesuffix(".py")
        if name != "__init__":
            found[name] = found.get(name, set()) | imports(path)
    return found


@pytest.mark.parametrize(("package", "layers"), [("agent", AGENT), ("bridge", BRIDGE)])
def test_arrows_point_one_way(package: str, layers: list[set[str]]) -> None:
    level = {name: number for number, names in enumerate(layers) for name in names}
    found = modules(package)
    assert set(found) == set(level), "every module has its place in the list above"
    for name, imported in found.items():
        for other, above in level.items():
            if other != name and f"{package}.{other}" in imported:
                assert above < level[name], f"{package}.{name} must not import {other}"


def test_the_agent_knows_nothing_of_the_live_side() -> None:
    for name, imported in modules("agent").items():
        roots = {module.split(".")[0] for module in imported}
        assert not roots & (OUTSIDE_THE_CORE | {"bridge"}), f"agent.{name}"


def test_torch_lives_in_the_training_files_only() -> None:
    found = modules("agent") | {
        f"bridge.{name}": found for name, found in modules("bridge").items()
    }
    users = {name for name, imported in found.items() if "torch" in imported}
    assert users == TORCH | {"bridge.cli"}


@pytest.mark.parametrize(("package", "pure"), [("agent", PURE), ("bridge", PURE_BRIDGE)])
def test_the_core_does_no_io_and_reads_no_clock(package: str, pure: set[str]) -> None:
    found = modules(package)
    assert pure <= set(found)
    for name, imported in found.items():
        if name not in pure:
            continue
        roots = {module.split(".")[0] for module in imported}
        assert not roots & {"time", "datetime", "socket", "logging", "pathlib", "os", "random"}, (
            name
        )


def test_serving_imports_neither_torch_nor_python_osc_nor_midi() -> None:
    code = (
        "import sys, bridge.cli.app, bridge.responder, bridge.server\n"
        "heavy = {'torch', 'gymnasium', 'matplotlib', 'mido', 'rtmidi', 'pythonosc'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"
