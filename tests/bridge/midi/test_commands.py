from bridge.midi.commands import MidiSetup
from bridge.midi.events import Timeline
from bridge.midi.ports.names import Port
from bridge.processes.framing import Frames, frame

FIRST = MidiSetup(
    outputs=(Port("synth"), Port("melobridge", virtual=True, latency_ms=12.5)),
    inputs=(Port("keys"),),
    sync="midi",
    bpm=96.0,
    bar=3.0,
    clock_out=True,
    realtime=False,
)


def through_a_pipe(setup: MidiSetup) -> MidiSetup:
    (values,) = Frames().feed(frame(*setup.values()))
    return MidiSetup.of(values)


def test_a_setup_comes_back_from_its_frame() -> None:
    assert through_a_pipe(FIRST) == FIRST
    assert through_a_pipe(FIRST).outputs[1].latency_ms == 12.5


def test_a_setup_that_begins_again_brings_the_song_and_what_sounded() -> None:
    again = FIRST._replace(
        again=True,
        playing=True,
        line=Timeline(10.0, 4.0, 96.0),
        note_offs=((b"\x80\x3c\x00",), ()),
    )
    back = through_a_pipe(again)
    assert back == again
    assert back.line is not None
    assert back.line.beat(10.625) == 5.0
