import pytest

from bridge.errors import PlayError
from bridge.midi.ports.names import Port, advice, checked, found, nickname

ALSA = ["Midi Through:Midi Through Port-0 14:0", "FLUID Synth (4711):Synth input port 128:0"]


def refusal(wanted: str, names: list[str], *, output: bool = True) -> str:
    with pytest.raises(PlayError) as refused:
        found(wanted, names, output=output)
    return str(refused.value)


@pytest.mark.parametrize(
    "wanted", ["fluid", "Synth input", "FLUID Synth (99):Synth input port 7:3"]
)
def test_a_part_of_the_name_in_any_case_is_enough_and_passing_numbers_are_none_of_it(
    wanted: str,
) -> None:
    assert found(wanted, ALSA, output=True) == 1


def test_the_exact_name_comes_before_longer_ones() -> None:
    assert found("bass", ["bass 2", "bass", "double bass"], output=True) == 1
    assert found("BASS", ["bass 2", "bass", "double bass"], output=True) == 1


def test_of_two_that_differ_in_passing_numbers_alone_the_exact_one_is_meant() -> None:
    assert found("keys 20:0", ["keys 24:0", "keys 20:0"], output=False) == 1


def test_where_several_fit_they_are_named() -> None:
    assert refusal("synth", ["synth A", "synth B", "drums"]) == (
        "'synth' fits several MIDI outputs: synth A, synth B; name one"
    )


def test_where_none_fits_those_there_are_named() -> None:
    assert refusal("organ", ["synth", "drums"], output=False) == (
        "there is no MIDI input 'organ': there are synth, drums"
    )


def test_where_there_is_none_at_all_it_says_how_to_make_one() -> None:
    text = refusal("organ", [])
    assert text.startswith("there is no MIDI output 'organ', nor any other: plug in a device")
    assert advice() in text


@pytest.mark.parametrize(
    ("platform", "way"), [("linux", "snd-virmidi"), ("darwin", "IAC Driver"), ("win32", "loopMIDI")]
)
def test_each_system_has_its_own_way_to_a_port(platform: str, way: str) -> None:
    assert way in advice(platform)


def test_the_first_word_that_means_only_this_port_is_offered() -> None:
    assert nickname(ALSA[1], ALSA) == "FLUID"
    assert nickname("synth", ["synth", "synth 2"]) == "synth"


@pytest.mark.parametrize("name", ["", "  "])
def test_a_port_needs_a_name(name: str) -> None:
    with pytest.raises(PlayError, match="needs a name"):
        checked(Port(name))


@pytest.mark.parametrize("latency_ms", [-501.0, 501.0, float("nan")])
def test_a_latency_is_half_a_second_at_most(latency_ms: float) -> None:
    with pytest.raises(PlayError, match="synth: a latency is from -500 to 500 ms"):
        checked(Port("synth", latency_ms=latency_ms))
    assert checked(Port("synth", latency_ms=-500.0)).latency_ms == -500.0
