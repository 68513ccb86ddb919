from collections.abc import Sequence

import pytest

from bridge.errors import PlayError
from bridge.midi.events import Event, PortBack, PortLost, Ports, Refused
from bridge.midi.messages import note_off, note_on, silence
from bridge.midi.ports.loopback import Device, Loopback
from bridge.midi.ports.names import Port
from bridge.midi.ports.port_set import Gone, Rig

ON, OFF = note_on(0, 60, 100), note_off(0, 60)
SILENCE = [message for channel in range(16) for message in silence(channel)]


class Hall:
    """A rig in a system in memory. told: its events."""

    def __init__(self, *names: str, outputs: list[str], inputs: list[str] | None = None) -> None:
        self.system = Loopback(*names)
        self.down = False
        self.told: list[Event] = []
        self.rig = Rig(
            [Port(name) for name in outputs],
            [Port(name) for name in inputs or []],
            self._connect,
            self.told.append,
        )

    def news(self) -> Sequence[Event]:
        """What was told since the last time, without lists of ports."""
        news = [event for event in self.told if not isinstance(event, Ports)]
        self.told.clear()
        return news

    def _connect(self) -> Loopback:
        if self.down:
            raise PlayError("MIDI isn't available")
        return self.system


def test_at_first_all_is_opened_and_the_ports_there_are_told() -> None:
    hall = Hall("synth", "keys", outputs=["synth"], inputs=["keys"])
    hall.rig.begin()
    assert hall.told == [Ports(("synth", "keys"), ("synth", "keys"))]
    assert hall.rig.outlets[0].taken
    assert hall.rig.inlets[0].taken


def test_at_first_a_port_that_isnt_there_is_an_error() -> None:
    with pytest.raises(PlayError, match="there is no MIDI input 'keys': there are synth"):
        Hall("synth", outputs=["synth"], inputs=["keys"]).rig.begin()


def test_a_lost_port_is_waited_for_and_taken_again_in_silence() -> None:
    hall = Hall("synth", "drums", outputs=["drums", "synth"])
    hall.rig.begin()
    hall.rig.outlets[1].send(ON)
    hall.news()
    hall.system.devices.pop("synth")
    hall.rig.look()
    assert hall.news() == [PortLost(1, True, "synth")]
    hall.rig.look()
    assert hall.news() == []
    back = hall.system.devices["synth"] = Device()
    hall.rig.look()
    assert hall.news() == [PortBack(1, True, "synth")]
    assert back.received == [OFF, *SILENCE]


def test_a_port_that_comes_back_under_another_number_is_taken_again() -> None:
    hall = Hall("synth 20:0", outputs=["synth 20:0"])
    hall.rig.begin()
    hall.news()
    hall.system.devices = {"synth 24:0": Device()}
    hall.rig.look()
    hall.rig.look()
    assert hall.news() == [PortLost(0, True, "synth 20:0"), PortBack(0, True, "synth 20:0")]


def test_a_lost_input_is_waited_for_too() -> None:
    hall = Hall("keys", outputs=[], inputs=["keys"])
    hall.rig.begin()
    hall.news()
    hall.system.devices = {}
    hall.rig.look()
    hall.system.devices = {"keys": Device()}
    hall.rig.look()
    assert hall.news() == [PortLost(0, False, "keys"), PortBack(0, False, "keys")]


def test_ports_are_told_again_only_when_they_change() -> None:
    hall = Hall("synth", outputs=["synth"])
    hall.rig.begin()
    hall.rig.look()
    hall.system.devices["drums"] = Device()
    hall.rig.look()
    hall.rig.look()
    assert hall.told == [
        Ports(("synth",), ("synth",)),
        Ports(("synth", "drums"), ("synth", "drums")),
    ]


def test_an_output_can_be_added_later_or_is_refused_and_waited_for() -> None:
    hall = Hall("synth", outputs=["synth"])
    hall.rig.begin()
    hall.rig.open_output(Port("synth"))
    hall.news()
    hall.rig.open_output(Port("organ"))
    assert hall.news() == [
        Refused(2, "there is no MIDI output 'organ': there are synth"),
    ]
    hall.system.devices["organ"] = Device()
    hall.rig.look()
    assert hall.news() == [PortBack(2, True, "organ")]


def test_after_another_process_died_what_is_there_is_silenced_and_the_rest_waited_for() -> None:
    hall = Hall("synth", outputs=["synth", "organ"])
    hall.rig.begin_again([[OFF], []])
    assert hall.news() == [PortLost(1, True, "organ")]
    assert hall.system.devices["synth"].received == [OFF, *SILENCE]


def test_a_system_that_is_down_when_another_process_died_is_waited_for() -> None:
    hall = Hall("synth", outputs=["synth"])
    hall.down = True
    hall.rig.begin_again([[OFF]])
    hall.rig.look()
    assert hall.news() == [PortLost(0, True, "synth")]
    hall.down = False
    hall.rig.look()
    assert hall.news() == [PortBack(0, True, "synth")]
    assert hall.system.devices["synth"].received == [OFF, *SILENCE]


def test_a_system_that_went_away_is_found_out() -> None:
    hall = Hall("synth", outputs=["synth"])
    hall.rig.check()
    hall.rig.begin()
    hall.rig.check()
    hall.system.lives = False
    with pytest.raises(Gone):
        hall.rig.check()


def test_closing_closes_every_port() -> None:
    hall = Hall("synth", "keys", outputs=["synth"], inputs=["keys"])
    hall.rig.close()
    hall.rig.begin()
    hall.rig.close()
    assert not any(device.open for device in hall.system.devices.values())
