import pytest

from bridge.errors import PlayError
from bridge.midi.messages import note_off, note_on, silence
from bridge.midi.ports.loopback import Device, Loopback
from bridge.midi.ports.names import Port
from bridge.midi.ports.open import Inlet, Outlet

ON, OFF, OTHER_ON = note_on(0, 60, 100), note_off(0, 60), note_on(1, 62, 100)
SILENCE = [message for channel in range(16) for message in silence(channel)]


class Broken(Device):
    """A synthesiser whose driver fails."""

    def send(self, message: bytes) -> None:
        raise PlayError("sending failed")


def taken(system: Loopback, port: Port) -> Outlet:
    outlet = Outlet(port)
    outlet.take(system)
    return outlet


def test_an_output_takes_the_port_with_its_name() -> None:
    system = Loopback("drums", "synth 20:0")
    outlet = taken(system, Port("synth"))
    outlet.send(ON)
    assert outlet.taken
    assert system.devices["synth 20:0"].received == [ON]


def test_an_output_that_isnt_there_is_refused_and_swallows_what_is_sent() -> None:
    outlet = Outlet(Port("organ"))
    with pytest.raises(PlayError, match="there is no MIDI output 'organ': there are synth"):
        outlet.take(Loopback("synth"))
    outlet.send(ON)
    assert not outlet.taken
    assert not outlet.sounds


def test_a_port_is_gone_when_its_name_is() -> None:
    system = Loopback("synth")
    outlet = taken(system, Port("synth"))
    assert not outlet.gone(system)
    device = system.devices.pop("synth")
    assert outlet.gone(system)
    outlet.lose()
    assert not outlet.taken
    assert not device.open
    assert not outlet.gone(system)


def test_a_virtual_port_is_never_gone() -> None:
    system = Loopback()
    assert not taken(system, Port("melobridge", virtual=True)).gone(system)


def test_an_end_ends_what_sounds_on_its_channel() -> None:
    system = Loopback("synth")
    outlet = taken(system, Port("synth"))
    for message in (ON, OTHER_ON):
        outlet.send(message)
    outlet.end(0)
    assert system.devices["synth"].received[2:] == [OFF]
    assert outlet.sounds
    outlet.end(1)
    assert not outlet.sounds


def test_silence_ends_notes_and_then_all_channels() -> None:
    system = Loopback("synth")
    outlet = taken(system, Port("synth"))
    outlet.send(ON)
    outlet.silence()
    assert system.devices["synth"].received == [ON, OFF, *SILENCE]
    assert not outlet.sounds


def test_the_first_silence_that_is_heard_ends_what_others_left_sounding() -> None:
    system = Loopback("synth")
    outlet = Outlet(Port("synth"))
    outlet.owe([note_off(3, 70)])
    outlet.silence()
    outlet.take(system)
    outlet.silence()
    outlet.silence()
    assert system.devices["synth"].received == [note_off(3, 70), *SILENCE, *SILENCE]


def test_a_note_that_sounded_when_the_port_was_lost_is_ended_when_it_is_back() -> None:
    system = Loopback("synth")
    outlet = taken(system, Port("synth"))
    outlet.send(ON)
    outlet.lose()
    assert not outlet.sounds
    outlet.send(OFF)
    outlet.take(system)
    outlet.silence()
    assert system.devices["synth"].received == [ON, OFF, *SILENCE]


def test_a_driver_that_fails_stops_nobody_and_its_note_doesnt_sound() -> None:
    system = Loopback("synth")
    system.devices["synth"] = Broken()
    outlet = taken(system, Port("synth"))
    outlet.send(ON)
    assert not outlet.sounds


def test_an_inputs_latency_says_how_much_earlier_it_was_played() -> None:
    system = Loopback("keys")
    inlet = Inlet(Port("keys", latency_ms=20.0))
    assert list(inlet.messages(9.0)) == []
    inlet.take(system)
    system.devices["keys"].played.append(ON)
    assert list(inlet.messages(10.0)) == [(9.98, ON)]


def test_an_input_that_isnt_there_is_called_an_input() -> None:
    with pytest.raises(PlayError, match="there is no MIDI input 'organ'"):
        Inlet(Port("organ")).take(Loopback("keys"))
