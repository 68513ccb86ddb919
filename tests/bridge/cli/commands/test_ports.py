import json
import signal
from collections.abc import Iterator, Sequence

import pytest
from typer.testing import CliRunner

from agent.errors import ConfigError
from bridge.cli.app import app
from bridge.cli.commands.doctor import _midi
from bridge.cli.commands.ports import listing
from bridge.cli.shared.findings import Finding
from bridge.errors import PlayError
from bridge.midi.commands import MidiSetup
from bridge.midi.events import Event, PortList
from bridge.midi.messages import note_off, note_on
from bridge.midi.ports.loopback import Loopback
from bridge.midi.ports.names import ADVICE, Port
from bridge.midi.ports.port_set import PortSet

FLUID, KEYS = "FLUID Synth (1234):Synth input port (1234:0) 128:0", "Keystation 49:in 20:0"
OWN = "'melobridge play' opens two of its own, called 'melobridge', while it runs."
MAKE_ONE = "For more, plug in a device, start a synthesiser, or open a virtual port. "
C4 = [note_on(0, 60, 96), note_off(0, 60)]


class TestListing:
    def test_each_port_stands_beside_the_word_that_names_it(self) -> None:
        assert list(listing(PortList((FLUID, KEYS), (KEYS,)), "linux")) == [
            "MIDI outputs",
            f"  {FLUID}  --port FLUID",
            f"  {KEYS}                               --port Keystation",
            "MIDI inputs",
            f"  {KEYS}  --input Keystation",
            OWN,
        ]

    def test_a_name_with_a_space_is_quoted(self) -> None:
        lines = list(listing(PortList(("IAC 1", "IAC 12"), ("IAC 1",)), "darwin"))
        assert '  IAC 1   --port "IAC 1"' in lines

    @pytest.mark.parametrize(("platform", "own"), [("linux", OWN), ("darwin", OWN)])
    def test_where_there_is_none_it_says_how_to_make_one(self, platform: str, own: str) -> None:
        assert list(listing(PortList((), ()), platform)) == [
            "There are no MIDI outputs.",
            "There are no MIDI inputs.",
            f"{MAKE_ONE}{ADVICE[platform]}.",
            own,
        ]

    def test_windows_has_no_port_of_our_own(self) -> None:
        assert list(listing(PortList((), ()), "win32"))[2:] == [
            f"{MAKE_ONE}{ADVICE['win32']}.",
            "Windows has no virtual ports: 'melobridge play' needs a --port and an --input.",
        ]


class FakeMidi:
    """A `bridge.midi.remote.MidiProcess` in this process, its system in memory; sends at once."""

    def __init__(self, system: Loopback, outputs: Sequence[Port]) -> None:
        self._events = list[Event]()
        self._port_set = PortSet(outputs, (), lambda: system, self._events.append)
        self._port_set.begin()
        [self.ports] = [event for event in self._events if isinstance(event, PortList)]

    def send(self, deadline: float, port: int, message: bytes) -> None:
        self._port_set.outputs[port].send(message)

    def events(self) -> list[Event]:
        self._port_set.look()
        events = list(self._events)
        self._events.clear()
        return events

    def close(self) -> None:
        self._port_set.silence()
        self._port_set.close()


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Loopback:
    """The MIDI that the command finds: a synthesizer and a keyboard."""
    system = Loopback(FLUID, KEYS)

    def begun(setup: MidiSetup) -> FakeMidi:
        if not system.lives:
            raise PlayError("MIDI isn't available on this machine")
        return FakeMidi(system, setup.outputs)

    monkeypatch.setattr("bridge.cli.commands.ports.MidiProcess", begun)
    monkeypatch.setattr("bridge.cli.commands.ports.NOTE_SECONDS", 0.0)
    return system


@pytest.fixture(autouse=True)
def keep_signals() -> Iterator[None]:
    """The command turns SIGTERM into Ctrl-C, which would last beyond the test."""
    kept = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, kept)


def ports(*arguments: str) -> str:
    """What `melobridge ports` prints. Raises what it raises."""
    return CliRunner().invoke(app, ["ports", *arguments], catch_exceptions=False).stdout


@pytest.mark.usefixtures("system")
class TestList:
    def test_the_ports_are_listed(self) -> None:
        lines = ports().splitlines()
        assert lines[0] == "MIDI outputs"
        assert f"  {FLUID}  --input FLUID" in lines

    def test_json_has_the_names(self) -> None:
        both = [FLUID, KEYS]
        assert json.loads(ports("--json")) == {"outputs": both, "inputs": both}

    def test_it_either_plays_or_lists(self) -> None:
        with pytest.raises(ConfigError, match="--test plays a note, --json lists the ports"):
            ports("--json", "--test", "fluid")


class TestTheNote:
    def test_it_sounds_on_the_port_that_is_meant_and_ends(self, system: Loopback) -> None:
        assert ports("--test", "fluid") == f"C4 on {FLUID}, channel 1\n"
        synth = system.devices[FLUID]
        assert synth.received[:2] == C4
        assert not synth.open
        assert system.devices[KEYS].received == []

    def test_ctrl_c_ends_it(self, system: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(FakeMidi, "send", sent_until_ctrl_c)
        ports("--test", "fluid")
        assert system.devices[FLUID].received[:2] == C4
        assert not system.devices[FLUID].open

    def test_a_port_that_goes_away_is_reported(
        self, system: Loopback, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bridge.cli.commands.ports.AHEAD_SECONDS", 10.0)

        def unplugged(_seconds: float) -> None:
            system.devices.pop(FLUID, None)

        monkeypatch.setattr("bridge.cli.commands.ports.time.sleep", unplugged)
        with pytest.raises(PlayError, match="the MIDI output 'fluid' went away while"):
            ports("--test", "fluid")

    @pytest.mark.parametrize(
        ("name", "fault"),
        [
            ("oboe", f"there is no MIDI output 'oboe': there are {FLUID}, {KEYS}"),
            ("n", f"'n' fits several MIDI outputs: {FLUID}, {KEYS}; name one"),
            (
                "melobridge",
                "'melobridge' is the port that 'melobridge play' opens itself: "
                "name one that is there",
            ),
        ],
    )
    @pytest.mark.usefixtures("system")
    def test_a_name_that_fits_none_is_one_sentence(self, name: str, fault: str) -> None:
        with pytest.raises(PlayError) as error:
            ports("--test", name)
        assert str(error.value) == fault


def sent_until_ctrl_c(midi: FakeMidi, deadline: float, port: int, message: bytes) -> None:
    """The note begins, and Ctrl-C is pressed."""
    midi._port_set.outputs[port].send(message)
    raise KeyboardInterrupt


def test_without_midi_every_use_is_a_fault(system: Loopback) -> None:
    system.lives = False
    for arguments in ([], ["--json"], ["--test", "fluid"]):
        with pytest.raises(PlayError, match="MIDI isn't available"):
            ports(*arguments)


def test_the_doctor_finds_the_same_ports(system: Loopback) -> None:
    assert _midi() == Finding(True, "MIDI", f"outputs: {FLUID}, {KEYS}")
    system.devices.clear()
    assert _midi().text.startswith("no outputs: plug in a device")
    system.lives = False
    assert _midi().text.startswith("MIDI isn't available on this machine")
