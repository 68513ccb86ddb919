import os

import pytest

from bridge.errors import PlayError
from bridge.midi.clock.clock_in import ClockIn
from bridge.midi.clock.source import InternalClock
from bridge.midi.commands import MidiSetup
from bridge.midi.events import Timeline, Transport
from bridge.midi.ports.names import Port
from bridge.midi.process import DriverErrors, clock_source
from bridge.midi.remote import MidiProcess

SETUP = MidiSetup((), (), "internal", 96.0, 4.0, clock_out=False, realtime=False)
pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes that don't block")


def test_the_setup_says_who_leads() -> None:
    assert isinstance(clock_source(SETUP, 10.0), InternalClock)
    assert isinstance(clock_source(SETUP._replace(sync="midi"), 10.0), ClockIn)


@pytest.mark.parametrize("sync", ["internal", "midi"])
def test_a_song_that_went_on_has_its_line_still(sync: str) -> None:
    line = Timeline(5.0, 2.0, 96.0)
    source = clock_source(SETUP._replace(sync=sync, playing=True, line=line), 10.0)
    (event,) = source.begin(10.0)
    assert isinstance(event, Transport)
    assert event.line == line


def test_what_drivers_complain_of_is_heard_once_and_hidden(
    capfd: pytest.CaptureFixture[str],
) -> None:
    stderr = os.dup(2)
    try:
        errors = DriverErrors()
        assert not errors.any()
        os.write(2, b"jack server is not running\n")
        assert errors.any()
        assert not errors.any()
    finally:
        os.dup2(stderr, 2)
        os.close(stderr)
        os.close(errors.file)
    assert capfd.readouterr().err == ""


def test_a_system_that_isnt_one_is_refused_with_those_that_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MELOBRIDGE_MIDI", "telepathy")
    with pytest.raises(PlayError, match="MELOBRIDGE_MIDI=telepathy: this machine's MIDI is one of"):
        MidiProcess(MidiSetup(outputs=(Port("synth"),), realtime=False))
