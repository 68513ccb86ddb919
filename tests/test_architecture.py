"""The arrows of the design: melobridge -> bridge -> agent, and in every folder from shell to core.

A room is a module or a folder of them. Arrows are imports, also those inside functions.
"""

import ast
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("agent", "bridge", "melobridge")
MOST_ROOMS = 14

# The rooms of each package, and which others they may import: the lines above their own.
LAYERS = {
    "agent": [
        {"errors", "files", "wording"},
        {"music"},  # pitches, scales, chords, tunes
        {"taste"},  # what a listener's thumbs teach
        {"player"},  # what every agent can do, and its file
        {"corpus"},  # files in, tunes out
        {"metrics"},  # sets of tunes, measured
        {"training"},  # what the settings of both learners have in common
        # The small task with an exact optimum; real tunes and five knobs.
        {"classic", "melody"},
        {"library"},  # agents by name
        {"pieces"},  # whole pieces
        {"evaluation"},  # agents, measured
    ],
    "bridge": [
        {"errors"},
        {"processes", "install"},
        {"export"},  # notes into files
        {"osc"},  # the protocol
        {"midi"},  # messages in time, and the process that sends them
        {"client", "server"},  # those who ask, and who answers
        {"session", "musician"},  # what was played; who plays
        {"page"},  # the process that shows and plays in a browser
        {"worker"},  # beside the server
        {"report"},
        {"cli"},
    ],
    "melobridge": [{"composing", "serving"}, {"__main__"}],
}
TORCH = {
    "agent.classic.learning.dqn",
    "agent.classic.learning.environment",
    "agent.classic.learning.network",
    "agent.classic.learning.replay",
    "agent.classic.learning.training",
    "agent.melody.learning.dqn",
    "agent.melody.learning.finetune",
    "agent.melody.learning.network",
    "agent.melody.learning.own_music.cross_validation",
    "agent.melody.learning.own_music.rehearsal",
    "agent.melody.learning.prior",
    "agent.melody.learning.replay",
    "agent.melody.learning.run",
    "agent.melody.learning.targets",
    "bridge.cli.shared.hyperparameters",
}
OUTSIDE_THE_AGENT = {
    "bridge",
    "matplotlib",
    "mido",
    "music21",
    "pythonosc",
    "rich",
    "rtmidi",
    "socket",
    "typer",
}
# The readers of files may know the libraries of their formats.
READERS = {"agent.corpus.midi": {"mido"}, "agent.corpus.notation": {"music21"}}
UNCERTAIN = {"time", "datetime", "socket", "logging", "pathlib", "os", "random"}
# What touches files, clocks and the network. Everything else is pure, in `agent` and in the rooms
# of `bridge` that decide: no I/O, no clock, no global randomness.
SHELL = {
    "agent.classic.learning.training",
    "agent.classic.playing.checkpoint",
    "agent.corpus.build",
    "agent.corpus.songbook",
    "agent.evaluation.reference",
    "agent.files",
    "agent.library.catalogue",
    "agent.library.loading",
    "agent.melody.learning.run",
    "agent.melody.playing.checkpoint",
    "agent.music.tune",
    "agent.player.checkpoint",
    "agent.training.settings",
    "bridge.midi.events",
    "bridge.midi.ports.rtmidi_backend",
    "bridge.midi.process",
    "bridge.midi.remote",
    "bridge.musician.controls.map_file",
    "bridge.musician.process",
    "bridge.musician.recorder",
    "bridge.server.loop",
    "bridge.server.protocol_page",
    "bridge.server.shared_agents",
    "bridge.server.sockets",
}
PURE_ROOMS = ("agent", "bridge.osc", "bridge.midi", "bridge.musician", "bridge.server")


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


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


MODULES = {
    dotted(path): imports(path)
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    if path.name != "__init__.py"
}


def folders() -> list[str]:
    """Every folder of modules, by its dotted name."""
    parents = {name.rsplit(".", 1)[0] for name in MODULES}
    return sorted(parents | set(PACKAGES))


def rooms(folder: str) -> dict[str, set[str]]:
    """The rooms of a folder, each with the other ones that it imports."""
    inside: dict[str, set[str]] = {}
    for name, imported in MODULES.items():
        if name.startswith(f"{folder}."):
            room = name.removeprefix(f"{folder}.").split(".")[0]
            inside.setdefault(room, set()).update(imported)
    return {
        room: {other for other in inside if other != room and reaches(imported, folder, other)}
        for room, imported in inside.items()
    }


def reaches(imported: set[str], folder: str, room: str) -> bool:
    """Whether one of these imports leads into a room."""
    target = f"{folder}.{room}"
    return any(name == target or name.startswith(f"{target}.") for name in imported)


def circle(arrows: Mapping[str, set[str]]) -> set[str]:
    """The rooms that lie on a circle of arrows, or lead to one; none where there is none."""
    left = dict(arrows)
    while done := [room for room, targets in left.items() if not targets & set(left)]:
        for room in done:
            del left[room]
    return set(left)


@pytest.mark.parametrize("package", PACKAGES)
def test_arrows_point_to_the_layers_above(package: str) -> None:
    level = {room: number for number, layer in enumerate(LAYERS[package]) for room in layer}
    found = rooms(package)
    assert set(found) == set(level), "every room has its place in the list above"
    for room, targets in found.items():
        for target in targets:
            assert level[target] < level[room], f"{package}.{room} must not import {target}"


@pytest.mark.parametrize("folder", folders())
def test_no_folder_has_a_circle_or_too_many_rooms(folder: str) -> None:
    found = rooms(folder)
    assert circle(found) == set()
    assert len(found) <= MOST_ROOMS


def test_a_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == {"a", "b", "c"}
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == set()


def test_no_module_is_longer_than_a_person_reads_at_once() -> None:
    for name in MODULES:
        path = ROOT / f"{name.replace('.', '/')}.py"
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, name


def test_the_agent_knows_nothing_of_the_live_side() -> None:
    for name, imported in MODULES.items():
        if name.startswith("agent."):
            roots = {module.split(".")[0] for module in imported} - READERS.get(name, set())
            assert not roots & OUTSIDE_THE_AGENT, name


def test_nothing_knows_the_package_for_scripts() -> None:
    for name, imported in MODULES.items():
        if not name.startswith("melobridge."):
            assert "melobridge" not in {module.split(".")[0] for module in imported}, name


def test_torch_lives_in_the_training_files_only() -> None:
    assert {name for name, imported in MODULES.items() if "torch" in imported} == TORCH


def test_the_core_does_no_io_and_reads_no_clock() -> None:
    touching = {
        name
        for name, imported in MODULES.items()
        if name.startswith(tuple(f"{room}." for room in PURE_ROOMS))
        and {module.split(".")[0] for module in imported} & UNCERTAIN
    }
    assert touching == SHELL


def test_serving_imports_neither_torch_nor_python_osc_nor_midi() -> None:
    code = (
        "import sys, bridge.cli.app, bridge.server.dispatcher, bridge.server.loop\n"
        "heavy = {'torch', 'gymnasium', 'matplotlib', 'mido', 'rtmidi', 'pythonosc'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_class_name_means_one_thing() -> None:
    places: dict[str, list[str]] = {}
    for name in MODULES:
        tree = ast.parse((ROOT / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(name)
    assert {name: where for name, where in places.items() if len(where) > 1} == {}
