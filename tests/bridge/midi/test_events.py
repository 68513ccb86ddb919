import pytest

from bridge.midi.events import (
    Event,
    LinkPeers,
    LogLine,
    MidiReceived,
    PortBack,
    PortList,
    PortLost,
    PortRefused,
    SentLate,
    Timeline,
    Transport,
    from_values,
    to_values,
)
from bridge.processes.framing import Frames, frame

LINE = Timeline(at_time=10.0, at_beat=4.0, bpm=120.0)


def test_a_line_gives_the_beat_at_a_time_and_the_time_of_a_beat() -> None:
    assert [LINE.beat(time) for time in (9.0, 10.0, 10.5, 12.0)] == [2.0, 4.0, 5.0, 8.0]
    assert [LINE.time(beat) for beat in (2.0, 4.0, 5.0, 8.0)] == [9.0, 10.0, 10.5, 12.0]


def test_at_another_tempo_the_line_goes_on_from_where_it_was() -> None:
    turned = LINE.turned(11.0, 60.0)
    assert turned == Timeline(11.0, 6.0, 60.0)
    assert turned.beat(13.0) == 8.0


@pytest.mark.parametrize(
    "event",
    [
        MidiReceived(1, 2.5, b"\x90\x3c\x64"),
        Transport(True, 10.0, LINE),
        PortLost(0, True, "synth"),
        PortBack(0, False, "keys"),
        PortRefused(2, "there is none"),
        PortList(("synth", "drums"), ()),
        SentLate(3, 7.5),
        LinkPeers(2),
        LogLine("a line"),
    ],
)
def test_every_event_comes_back_from_its_frame(event: Event) -> None:
    (values,) = Frames().feed(frame(*to_values(event)))
    back = from_values(values)
    assert back == event
    assert type(back) is type(event)


def test_the_line_of_a_transport_comes_back_as_a_line() -> None:
    back = from_values(to_values(Transport(True, 10.0, LINE)))
    assert isinstance(back, Transport)
    assert back.line.beat(10.5) == 5.0
