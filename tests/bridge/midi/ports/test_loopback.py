import pytest

from bridge.errors import PlayError
from bridge.midi.messages import note_on
from bridge.midi.ports.loopback import Loopback

ON = note_on(0, 60, 100)


def test_devices_are_outputs_and_inputs_and_remember_what_they_got() -> None:
    system = Loopback("synth", "keys")
    assert system.outputs() == system.inputs() == ["synth", "keys"]
    system.open_output(1, "any name").send(ON)
    assert system.devices["keys"].received == [ON]


def test_what_a_test_plays_is_heard_once() -> None:
    system = Loopback("keys")
    system.devices["keys"].played += [ON, ON]
    keys = system.open_input(0, "keys")
    assert list(keys.messages(1.5)) == [(1.5, ON), (1.5, ON)]
    assert list(keys.messages(1.6)) == []


def test_a_virtual_port_is_none_of_the_devices() -> None:
    system = Loopback("synth")
    system.open_output(None, "melobridge").send(ON)
    assert system.virtual["melobridge"].received == [ON]
    assert system.outputs() == ["synth"]


def test_where_the_system_is_dead_nothing_can_be_opened() -> None:
    system = Loopback("synth")
    system.lives = False
    assert not system.alive()
    with pytest.raises(PlayError):
        system.open_output(0, "synth")
