from dataclasses import fields

import pytest

from agent.player.knobs import Knobs
from bridge.errors import ProtocolError
from bridge.osc.keys import KEYS, unknown_key
from bridge.osc.parameters import Value
from bridge.osc.requests import check
from bridge.server.voices.voice import VoiceSettings


def test_there_is_a_key_for_every_knob() -> None:
    voice = {setting.name for setting in fields(VoiceSettings)} - {"knobs"}
    assert KEYS.keys() == {knob.name for knob in fields(Knobs)} | voice


@pytest.mark.parametrize(
    ("key", "given", "value"),
    [
        ("key", "B♭", 10),
        ("key", "A minor", 9),
        ("low", "C4", 60),
        ("high", "F♯5", 78),
        ("high", "72", 72),
        ("high", "H4", None),
        ("low", 48.0, 48),
        ("scale", "Harmonic Minor", "harmonic_minor"),
        ("chord_tones", "Strong", "strong"),
        ("character", "Hymn", "hymn"),
    ],
)
def test_a_value_comes_as_musicians_write_it(key: str, given: Value, value: Value | None) -> None:
    if value is None:
        with pytest.raises(ProtocolError, match="is no pitch"):
            KEYS[key].check(given)
    else:
        assert KEYS[key].check(given) == value


def test_a_key_may_name_the_scale_too() -> None:
    call = check("/melo/set", ("lead", "key", "A minor", "harmony", 1.5))
    assert call.keys == {"key": 9, "scale": "minor", "harmony": 1.5}
    assert check("/melo/set", ("lead", "scale", "minor", "key", "Am")).keys["scale"] == "minor"
    assert "scale" not in check("/melo/set", ("lead", "key", "A")).keys


def test_a_key_that_names_another_scale_than_the_given_one_is_refused() -> None:
    with pytest.raises(ProtocolError, match="key names the scale minor, but scale is 'dorian'"):
        check("/melo/set", ("lead", "scale", "dorian", "key", "Am"))


def test_a_misspelled_key_is_told_which_was_meant() -> None:
    assert str(unknown_key("harmny", KEYS)) == "there is no key 'harmny': did you mean 'harmony'?"
    assert str(unknown_key("x", ("a", "b"))) == "there is no key 'x': use one of a, b"
