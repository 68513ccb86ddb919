"""The arrows of the design: bridge -> agent, and inside each package from shell to core."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WHOLE = {"cli"}

# A module may import only from the lines above its own: theory -> values -> algorithms -> shell.
AGENT = [
    {"errors", "files"},
    {"theory", "scales", "tune"},
    {"chords", "spelling"},
    {"constraints"},
    {"knobs"},
    # a note, why it was chosen, and what a listener's thumbs say of it
    {"note", "choice", "perception"},
    {"explanation", "taste"},
    {"foresight"},
    {"tasting"},
    # classic: the small task with an exact optimum
    {"classic"},
    {"rewards"},
    {"observation", "space"},
    {"optimum", "policy"},
    {"evaluation", "qlearning", "settings"},
    {"environment", "gymnasium_env", "network", "replay"},
    {"dqn"},
    # corpus: files in, tunes out
    {"corpus.score", "corpus.songbook", "corpus.clusters"},
    {"corpus.harmony", "corpus.keys", "corpus.melody_line", "corpus.meters", "corpus.texts"},
    {"corpus.midi", "corpus.repeats", "corpus.tunes"},
    {"corpus.scores"},
    {"corpus.build"},
    # ruler: sets of tunes, measured
    {"ruler.baselines", "ruler.notes", "ruler.prediction"},
    {"ruler.repetition", "ruler.statistics"},
    {"ruler.distances", "ruler.rules"},
    {"ruler.resemblance"},
    # melody: real tunes, five knobs
    {"melody.vocabulary", "melody.settings", "melody.targets", "melody.follow"},
    {"melody.moves", "melody.originality"},
    {"melody.line"},
    {"melody.brief", "melody.recall", "melody.masks"},
    {"melody.observation", "melody.rewards"},
    {"melody.dataset", "melody.memory", "melody.network", "melody.policy"},
    {"melody.explaining", "melody.fallback", "melody.tasting"},
    {"melody.prior"},
    {"melody.learner"},
    # agents: files, and what plays them
    {"checkpoint"},
    {"catalogue", "playing", "training"},
    {"player", "melody.player"},
    {"players", "piece", "melody.liked", "melody.takes"},
    {"melody.effects", "melody.piece", "melody.thumbs"},
    {"melody.training"},
    {"ruler.reference", "ruler.violations", "ruler.predictability"},
    {"ruler.yardstick"},
    {"ruler.panel"},
]
BRIDGE = [
    {
        "behalf",
        "errors",
        "frames",
        "limits",
        "midi.backend",
        "midi.messages",
        "midi.pulse",
        "midi.stamps",
        "osc",
        "packages",
        "pipes",
        "places",
        "priority",
        "statistics",
        "watching",
    },
    {"child", "installing", "protocol", "session", "sharing", "sockets"},
    # MIDI: messages in time, and the process that sends them
    {"midi.events", "midi.loopback", "midi.ports", "midi.schedule"},
    {
        "midi.clock_out",
        "midi.plugs",
        "midi.rtmidi_backend",
        "midi.telling",
        "midi.tempo",
        "midi.wire",
        "supervisor",
    },
    {"midi.follower", "midi.handle", "midi.link", "midi.rig"},
    {"midi.engine"},
    {"midi.process"},
    # the musician: players that ask a server and send its notes
    {"musician.cues", "musician.ear", "musician.news", "musician.recorder", "musician.recording"},
    {"exchange", "inbox", "midifile", "pace", "pictures", "voices"},
    {"musician.controls", "musician.orders"},
    {"client", "protocol_document", "registry", "takes", "report_pictures", "report_style"},
    {"jobs", "musician.band", "musician.learning", "musician.mapfile", "musician.melody"},
    {"report", "shelf", "musician.modes"},
    {"keeping", "musician.part"},
    {"requests", "musician.seat"},
    {"responder", "musician.player", "musician.seating"},
    {"replaying", "musician.process", "performances"},
    {"performance"},
    {"server", "worker"},
    {"cli"},
]
TORCH = {
    "environment",
    "network",
    "replay",
    "dqn",
    "training",
    "melody.learner",
    "melody.memory",
    "melody.network",
    "melody.prior",
    "melody.targets",
    "melody.thumbs",
    "melody.training",
}
OUTSIDE_THE_CORE = {
    "pythonosc",
    "mido",
    "music21",
    "rtmidi",
    "socket",
    "typer",
    "rich",
    "matplotlib",
}
# The readers of files may know the libraries of their formats.
READERS = {"corpus.midi": {"mido"}, "corpus.scores": {"music21"}}
WITH_FILES = {
    "files",
    "tune",
    "settings",
    "checkpoint",
    "catalogue",
    "training",
    "corpus.songbook",
    "corpus.build",
    "melody.training",
    "ruler.reference",
    "ruler.yardstick",
}
PURE_BRIDGE = {
    "behalf",
    "frames",
    "inbox",
    "jobs",
    "midi.backend",
    "midi.clock_out",
    "midi.engine",
    "midi.follower",
    "midi.loopback",
    "midi.messages",
    "midi.plugs",
    "midi.ports",
    "midi.pulse",
    "midi.rig",
    "midi.schedule",
    "midi.stamps",
    "midi.tempo",
    "midi.wire",
    "musician.controls",
    "musician.cues",
    "musician.ear",
    "musician.learning",
    "musician.melody",
    "musician.modes",
    "musician.news",
    "musician.orders",
    "musician.part",
    "musician.player",
    "musician.recording",
    "musician.seat",
    "osc",
    "pace",
    "performance",
    "protocol",
    "registry",
    "replaying",
    "requests",
    "responder",
    "session",
    "shelf",
    "statistics",
    "voices",
}
UNCERTAIN = {"time", "datetime", "socket", "logging", "pathlib", "os", "random"}


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
    """Imports of each module of a package; the folders in WHOLE count as one module each."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / package).rglob("*.py"):
        parts = path.relative_to(ROOT / package).with_suffix("").parts
        name = parts[0] if parts[0] in WHOLE else ".".join(parts)
        if parts[-1] != "__init__":
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
        roots = {module.split(".")[0] for module in imported} - READERS.get(name, set())
        assert not roots & (OUTSIDE_THE_CORE | {"bridge"}), f"agent.{name}"


def test_torch_lives_in_the_training_files_only() -> None:
    found = modules("agent") | {
        f"bridge.{name}": found for name, found in modules("bridge").items()
    }
    users = {name for name, imported in found.items() if "torch" in imported}
    assert users == TORCH | {"bridge.cli"}


def test_the_core_does_no_io_and_reads_no_clock() -> None:
    agent, bridge = modules("agent"), modules("bridge")
    core = {f"agent.{name}": agent[name] for name in set(agent) - WITH_FILES}
    core |= {f"bridge.{name}": bridge[name] for name in PURE_BRIDGE}
    for name, imported in core.items():
        roots = {module.split(".")[0] for module in imported}
        assert not roots & UNCERTAIN, name


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
