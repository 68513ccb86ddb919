import pytest

from bridge.errors import PlayError
from bridge.midi.messages import note_off, note_on, silence
from bridge.midi.ports.loopback import Device, Loopback
from bridge.midi.ports.names import Port
from bridge.midi.ports.open import InputPort, OutputPort

ON, OFF, OTHER_ON = note_on(0, 60, 100), note_off(0, 60), note_on(1, 62, 100)
SILENCE = [message for channel in range(16) for message in silence(channel)]


class Broken(Device):
    """A synthesiser whose driver fails."""

    def send(self, message: bytes) -> None:
        raise PlayError("sending failed")


def taken(system: Loopback, port: Port) -> OutputPort:
    output = OutputPort(port)
    output.open(system)
    return output


def test_an_output_takes_the_port_with_its_name() -> None:
    system = Loopback("drums", "synth 20:0")
    output = taken(system, Port("synth"))
    output.send(ON)
    assert output.is_open
    assert system.devices["synth 20:0"].received == [ON]


def test_an_output_that_isnt_there_is_refused_and_swallows_what_is_sent() -> None:
    output = OutputPort(Port("organ"))
    with pytest.raises(PlayError, match="there is no MIDI output 'organ': there are synth"):
        output.open(Loopback("synth"))
    output.send(ON)
    assert not output.is_open
    assert not output.is_sounding


def test_a_port_is_gone_when_its_name_is() -> None:
    system = Loopback("synth")
    output = taken(system, Port("synth"))
    assert not output.has_disappeared(system)
    device = system.devices.pop("synth")
    assert output.has_disappeared(system)
    output.close()
    assert not output.is_open
    assert not device.open
    assert not output.has_disappeared(system)


def test_a_virtual_port_is_never_gone() -> None:
    system = Loopback()
    assert not taken(system, Port("melobridge", virtual=True)).has_disappeared(system)


def test_an_end_ends_what_sounds_on_its_channel() -> None:
    system = Loopback("synth")
    output = taken(system, Port("synth"))
    for message in (ON, OTHER_ON):
        output.send(message)
    output.end_notes(0)
    assert system.devices["synth"].received[2:] == [OFF]
    assert output.is_sounding
    output.end_notes(1)
    assert not output.is_sounding


def test_silence_ends_notes_and_then_all_channels() -> None:
    system = Loopback("synth")
    output = taken(system, Port("synth"))
    output.send(ON)
    output.silence()
    assert system.devices["synth"].received == [ON, OFF, *SILENCE]
    assert not output.is_sounding


def test_the_first_silence_that_is_heard_ends_what_others_left_sounding() -> None:
    system = Loopback("synth")
    output = OutputPort(Port("synth"))
    output.inherit([note_off(3, 70)])
    output.silence()
    output.open(system)
    output.silence()
    output.silence()
    assert system.devices["synth"].received == [note_off(3, 70), *SILENCE, *SILENCE]


def test_a_note_that_sounded_when_the_port_was_lost_is_ended_when_it_is_back() -> None:
    system = Loopback("synth")
    output = taken(system, Port("synth"))
    output.send(ON)
    output.close()
    assert not output.is_sounding
    output.send(OFF)
    output.open(system)
    output.silence()
    assert system.devices["synth"].received == [ON, OFF, *SILENCE]


def test_a_driver_that_fails_stops_nobody_and_its_note_doesnt_sound() -> None:
    system = Loopback("synth")
    system.devices["synth"] = Broken()
    output = taken(system, Port("synth"))
    output.send(ON)
    assert not output.is_sounding


def test_an_inputs_latency_says_how_much_earlier_it_was_played() -> None:
    system = Loopback("keys")
    input_port = InputPort(Port("keys", latency_ms=20.0))
    assert list(input_port.messages(9.0)) == []
    input_port.open(system)
    system.devices["keys"].played.append(ON)
    assert list(input_port.messages(10.0)) == [(9.98, ON)]


def test_an_input_that_isnt_there_is_called_an_input() -> None:
    with pytest.raises(PlayError, match="there is no MIDI input 'organ'"):
        InputPort(Port("organ")).open(Loopback("keys"))
