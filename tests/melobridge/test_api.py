"""The public interface: what changes here is a change for everybody who uses it."""

import inspect
import subprocess
import sys

import melobridge
from tests.support.commands import ROOT

NAMES = [
    "REST",
    "Alternative",
    "Client",
    "Learned",
    "MeloError",
    "NoAnswer",
    "Phrase",
    "ProtocolError",
    "Voice",
    "VoiceNote",
    "Why",
    "agents",
    "generate",
    "serve",
]
KNOBS = (
    "harmony=..., smoothness=..., variety=..., style=..., form=..., temperature=..., follow=..., "
    "taste=..., colour=..., syncopation=..., rests=..., swing=..., character=..., key=..., "
    "scale=..., chord=..., chords=..., chord_tones=..., outside=..., low=..., high=..., "
    "durations=..., density=..., meter=..."
)
KEYS = f"{KNOBS}, bars=..., tempo=..., listen=..., morph_to=..., morph=..., seed=..., agent=..."
FUNCTIONS = {
    "agents": "() -> 'list[str]'",
    "generate": "(agent: 'str | Path' = 'all', *, bars: 'int | None' = None, "
    "seed: 'int | None' = None, pickup: 'float | Fraction | None' = None, "
    f"{KNOBS}, tempo=...) -> 'Phrase'",
    "serve": "(agent: 'str | Path' = 'all', *, seed: 'int | None' = None) -> 'Client'",
}
METHODS = {
    "Client": {
        "__init__": "(self, host: 'str' = '127.0.0.1', port: 'int' = 6356, "
        "timeout: 'float' = 1.0, *, envelope: 'bytes' = b'') -> 'None'",
        "agents": "(self) -> 'list[str]'",
        "ask": "(self, address: 'str', *values: 'Value', "
        "replies: 'int | Callable[[Reply], float]' = 1) -> 'list[Reply]'",
        "ask_one": "(self, request: 'Request', reply: 'ReplySpec[T, *Ts]', "
        "*values: 'Value') -> 'T'",
        "catch_up": "(self, voice: 'str') -> 'None'",
        "close": "(self) -> 'None'",
        "default_agent": "(self) -> 'str'",
        "new_epoch": "(self) -> 'int'",
        "notes": "(self, voice: 'str', epoch: 'int', index: 'int', count: 'int', "
        "*keys: 'Value') -> 'list[Reply]'",
        "receive": "(self) -> 'Reply'",
        "round_trip_ms": "(self, tries: 'int' = 200) -> 'float'",
        "send": "(self, address: 'str', *values: 'Value') -> 'None'",
        "settle": "(self, voice: 'str', keys: 'Mapping[str, Value]', probe: 'str') -> 'None'",
        "stats": "(self) -> 'dict[str, Value]'",
        "voice": f"(self, name: 'str', *, {KEYS}) -> 'Voice'",
    },
    "Voice": {
        "__init__": "(self, client: 'Connection', name: 'str', "
        "keys: 'Mapping[str, Setting | Voice]') -> 'None'",
        "bad": "(self) -> 'Learned'",
        "get": "(self, key: 'str') -> 'Value'",
        "good": "(self) -> 'Learned'",
        "heard": "(self, pitch: 'int | str', velocity: 'float', duration: 'float', "
        "onset: 'float | None' = None) -> 'None'",
        "keys": "property",
        "load": "(self, name: 'str') -> 'None'",
        "next": "(self, count: 'int' = 1, within: 'float | None' = None) -> 'Phrase'",
        "next_bars": "(self, count: 'int' = 1) -> 'Phrase'",
        "reset": "(self) -> 'None'",
        "reward": "(self, value: 'float', index: 'int | None' = None, "
        "to: 'int | None' = None) -> 'Learned'",
        "rewind": "(self, index: 'int', onset: 'float') -> 'None'",
        "save": "(self, name: 'str') -> 'None'",
        "set": f"(self, *, {KEYS}) -> 'None'",
        "taste": "(self, action: 'str', name: 'str | None' = None) -> 'Learned'",
        "turn": f"(self, *, {KEYS}) -> 'None'",
        "why": "(self, index: 'int') -> 'Why'",
    },
    "Phrase": {
        "keys": "property",
        "pickup": "property",
        "piece": "property",
        "tempo": "property",
        "to_midi": "(self, path: 'str | Path', tempo: 'float | None' = None, *, "
        "chords: 'bool' = False) -> 'None'",
    },
}
FIELDS = {
    "VoiceNote": ("index", "pitch", "velocity", "duration", "onset", "fallback"),
    "Learned": ("notes", "thumbs"),
    "Alternative": ("pitch", "duration", "probability"),
    "Why": (
        *("pitch", "duration", "probability", "rank", "allowed", "candidates"),
        *("parts", "alternatives"),
    ),
}


def methods(owner: type, known: set[str]) -> dict[str, str]:
    """The signatures of the public methods, but for those of Python's own bases."""
    own = [base for base in owner.__mro__ if base.__module__.startswith(("bridge", "melobridge"))]
    names = {name for base in own for name in vars(base) if not name.startswith("_")}
    found = {name: getattr(owner, name) for name in sorted(names | known)}
    return {
        name: "property" if isinstance(value, property) else str(inspect.signature(value))
        for name, value in found.items()
    }


def test_its_names_stay() -> None:
    assert melobridge.__all__ == NAMES


def test_its_functions_stay() -> None:
    found = {name: str(inspect.signature(getattr(melobridge, name))) for name in FUNCTIONS}
    assert found == FUNCTIONS


def test_the_methods_of_its_classes_stay() -> None:
    for name, wanted in METHODS.items():
        assert methods(getattr(melobridge, name), wanted.keys() & {"__init__"}) == wanted


def test_the_fields_of_its_values_stay() -> None:
    assert {name: getattr(melobridge, name)._fields for name in FIELDS} == FIELDS


def test_its_errors_are_of_one_kind() -> None:
    assert issubclass(melobridge.NoAnswer, melobridge.MeloError)
    assert issubclass(melobridge.ProtocolError, melobridge.MeloError)


def test_it_says_what_each_is_for() -> None:
    for name in NAMES[1:]:
        assert inspect.getdoc(getattr(melobridge, name)), name
    for name, wanted in METHODS.items():
        assert all(inspect.getdoc(getattr(getattr(melobridge, name), method)) for method in wanted)


def test_its_import_is_light() -> None:
    code = (
        "import sys, melobridge\n"
        "heavy = {'numpy', 'torch', 'matplotlib', 'mido', 'music21', 'rtmidi', 'rich', 'typer'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"


def test_as_a_module_it_is_the_command_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "melobridge", "--version"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert done.stdout.startswith("melobridge ")
