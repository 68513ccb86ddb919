import pytest

from bridge.errors import ProtocolError
from bridge.osc import codec
from bridge.osc.codec import Argument
from bridge.osc.requests import REWARD
from bridge.page.oscquery.addresses import THUMB, Turn, address_of, has_address, turn_of


def request(turn: Turn) -> codec.Message:
    [message] = codec.decode(turn.request)
    return message


def test_a_value_to_a_key_holds_it() -> None:
    turn = turn_of(("/voice/lead/harmony", (1.5,)))
    assert turn == Turn("lead", "harmony", 1.5)
    assert request(turn) == ("/melo/hold", ("lead", "harmony", 1.5))


def test_a_value_becomes_the_kind_of_its_key() -> None:
    low = turn_of(("/voice/lead/low", (55.0,)))
    assert request(low) == ("/melo/hold", ("lead", "low", 55))
    assert type(low.value) is int
    assert turn_of(("/voice/lead/key", ("F#",))).value == 6
    assert turn_of(("/voice/lead/durations", (0.5,))).value == "0.5"


def test_a_thumb_is_a_reward() -> None:
    assert request(turn_of(("/voice/lead/reward", (-1,)))) == ("/melo/reward", ("lead", -1.0))


def test_the_range_of_a_thumb_is_that_of_a_reward() -> None:
    value = REWARD.arguments[1]
    assert (THUMB.kind, THUMB.least, THUMB.most) == (value.kind, value.least, value.most)


def test_release_lets_go_of_all_keys() -> None:
    assert request(turn_of(("/voice/lead/release", (1.0,)))) == ("/melo/hold", ("lead",))


def test_a_button_that_is_let_go_of_asks_for_nothing() -> None:
    assert turn_of(("/voice/lead/reward", (0.0,))).is_button_up
    assert turn_of(("/voice/lead/release", (0,))).is_button_up
    assert not turn_of(("/voice/lead/reward", (1.0,))).is_button_up
    assert not turn_of(("/voice/lead/harmony", (0.0,))).is_button_up


@pytest.mark.parametrize(
    ("address", "arguments", "text"),
    [
        ("/melo/set", ("lead", "harmony", 1.5), "there is no /melo/set: use /voice/NAME/KEY"),
        ("/voice/lead", (1.5,), "there is no /voice/lead: use /voice/NAME/KEY"),
        ("/voice/a/b/harmony", (1.5,), "there is no /voice/a/b/harmony"),
        ("/voice//harmony", (1.5,), "there is no /voice//harmony"),
        ("/voice/lead/harmony/", (1.5,), "there is no /voice/lead/harmony/"),
        ("/voice/lead/volume", (1.5,), "there is no key 'volume': use one of harmony"),
        ("/voice/lead/harmony", (), "/voice/lead/harmony takes one value and got 0"),
        ("/voice/lead/harmony", (1.0, 1.5), "/voice/lead/harmony takes one value and got 2"),
        ("/voice/lead/harmony", ("much",), "harmony is 'much': it must be a number"),
        ("/voice/lead/harmony", (True,), "harmony is True: it must be a number"),
        ("/voice/lead/harmony", (2.5,), "harmony is 2.5: use 0 to 2"),
        ("/voice/lead/low", (55.5,), "low is 55.5: it must be a MIDI number"),
        ("/voice/lead/reward", (11.0,), "reward is 11: use -10 to 10"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    address: str, arguments: tuple[Argument, ...], text: str
) -> None:
    with pytest.raises(ProtocolError) as raised:
        turn_of((address, arguments))
    assert str(raised.value).startswith(text)


def test_a_name_of_letters_digits_dots_and_dashes_has_addresses() -> None:
    assert all(map(has_address, ("lead", "Voice-2", "a.b_c", "1", "v" * 64)))
    assert not any(map(has_address, ("", "my voice", "a/b", "é", ".", "..", "a#", "v" * 65)))


def test_the_longest_address_fits_into_a_message() -> None:
    assert codec.encode(address_of("v" * 64, "chord_tones"), "free")
