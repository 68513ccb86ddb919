from collections.abc import Sequence

import pytest

from bridge.errors import PlayError
from bridge.midi.events import Event, PortBack, PortList, PortLost, PortRefused
from bridge.midi.messages import note_off, note_on, silence
from bridge.midi.ports.loopback import Device, Loopback
from bridge.midi.ports.names import Port
from bridge.midi.ports.port_set import MidiLost, PortSet

ON, OFF = note_on(0, 60, 100), note_off(0, 60)
SILENCE = [message for channel in range(16) for message in silence(channel)]


class PortBench:
    """A ports in a system in memory. emitted: its events."""

    def __init__(self, *names: str, outputs: list[str], inputs: list[str] | None = None) -> None:
        self.system = Loopback(*names)
        self.down = False
        self.emitted: list[Event] = []
        self.ports = PortSet(
            [Port(name) for name in outputs],
            [Port(name) for name in inputs or []],
            self._connect,
            self.emitted.append,
        )

    def new_events(self) -> Sequence[Event]:
        """What was emitted since the last time, without lists of ports."""
        new_events = [event for event in self.emitted if not isinstance(event, PortList)]
        self.emitted.clear()
        return new_events

    def _connect(self) -> Loopback:
        if self.down:
            raise PlayError("MIDI isn't available")
        return self.system


def test_at_first_all_is_opened_and_the_ports_there_are_reported() -> None:
    bench = PortBench("synth", "keys", outputs=["synth"], inputs=["keys"])
    bench.ports.begin()
    assert bench.emitted == [PortList(("synth", "keys"), ("synth", "keys"))]
    assert bench.ports.outputs[0].is_open
    assert bench.ports.inputs[0].is_open


def test_at_first_a_port_that_isnt_there_is_an_error() -> None:
    with pytest.raises(PlayError, match="there is no MIDI input 'keys': there are synth"):
        PortBench("synth", outputs=["synth"], inputs=["keys"]).ports.begin()


def test_a_lost_port_is_waited_for_and_taken_again_in_silence() -> None:
    bench = PortBench("synth", "drums", outputs=["drums", "synth"])
    bench.ports.begin()
    bench.ports.outputs[1].send(ON)
    bench.new_events()
    bench.system.devices.pop("synth")
    bench.ports.look()
    assert bench.new_events() == [PortLost(1, True, "synth")]
    bench.ports.look()
    assert bench.new_events() == []
    back = bench.system.devices["synth"] = Device()
    bench.ports.look()
    assert bench.new_events() == [PortBack(1, True, "synth")]
    assert back.received == [OFF, *SILENCE]


def test_a_port_that_comes_back_under_another_number_is_taken_again() -> None:
    bench = PortBench("synth 20:0", outputs=["synth 20:0"])
    bench.ports.begin()
    bench.new_events()
    bench.system.devices = {"synth 24:0": Device()}
    bench.ports.look()
    bench.ports.look()
    assert bench.new_events() == [PortLost(0, True, "synth 20:0"), PortBack(0, True, "synth 20:0")]


def test_a_lost_input_is_waited_for_too() -> None:
    bench = PortBench("keys", outputs=[], inputs=["keys"])
    bench.ports.begin()
    bench.new_events()
    bench.system.devices = {}
    bench.ports.look()
    bench.system.devices = {"keys": Device()}
    bench.ports.look()
    assert bench.new_events() == [PortLost(0, False, "keys"), PortBack(0, False, "keys")]


def test_ports_are_reported_again_only_when_they_change() -> None:
    bench = PortBench("synth", outputs=["synth"])
    bench.ports.begin()
    bench.ports.look()
    bench.system.devices["drums"] = Device()
    bench.ports.look()
    bench.ports.look()
    assert bench.emitted == [
        PortList(("synth",), ("synth",)),
        PortList(("synth", "drums"), ("synth", "drums")),
    ]


def test_an_output_can_be_added_later_or_is_refused_and_waited_for() -> None:
    bench = PortBench("synth", outputs=["synth"])
    bench.ports.begin()
    bench.ports.open_output(Port("synth"))
    bench.new_events()
    bench.ports.open_output(Port("organ"))
    assert bench.new_events() == [
        PortRefused(2, "there is no MIDI output 'organ': there are synth"),
    ]
    bench.system.devices["organ"] = Device()
    bench.ports.look()
    assert bench.new_events() == [PortBack(2, True, "organ")]


def test_after_another_process_died_what_is_there_is_silenced_and_the_rest_waited_for() -> None:
    bench = PortBench("synth", outputs=["synth", "organ"])
    bench.ports.begin_again([[OFF], []])
    assert bench.new_events() == [PortLost(1, True, "organ")]
    assert bench.system.devices["synth"].received == [OFF, *SILENCE]


def test_a_system_that_is_down_when_another_process_died_is_waited_for() -> None:
    bench = PortBench("synth", outputs=["synth"])
    bench.down = True
    bench.ports.begin_again([[OFF]])
    bench.ports.look()
    assert bench.new_events() == [PortLost(0, True, "synth")]
    bench.down = False
    bench.ports.look()
    assert bench.new_events() == [PortBack(0, True, "synth")]
    assert bench.system.devices["synth"].received == [OFF, *SILENCE]


def test_a_system_that_went_away_is_found_out() -> None:
    bench = PortBench("synth", outputs=["synth"])
    bench.ports.check()
    bench.ports.begin()
    bench.ports.check()
    bench.system.lives = False
    with pytest.raises(MidiLost):
        bench.ports.check()


def test_closing_closes_every_port() -> None:
    bench = PortBench("synth", "keys", outputs=["synth"], inputs=["keys"])
    bench.ports.close()
    bench.ports.begin()
    bench.ports.close()
    assert not any(device.open for device in bench.system.devices.values())
