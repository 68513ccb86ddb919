from bridge.osc.keys import KEYS
from bridge.page.layouts.controls import LET_GO, THUMBS, Fader, Field, Menu, controls
from bridge.page.oscquery.addresses import PARAMETERS, address_of, turn_of

BY_NAME = {control.name: control for control in controls()}


def test_every_key_has_one_control_in_the_order_of_the_table() -> None:
    assert [control.name for control in controls()] == list(KEYS)


def test_numbers_have_faders_with_their_range_and_default() -> None:
    assert BY_NAME["harmony"] == Fader("harmony", 0, 2, 1.0, False)
    assert BY_NAME["low"] == Fader("low", 0, 127, 0.0, True)
    assert BY_NAME["tempo"] == Fader("tempo", 10, 400, 120.0, False)


def test_words_have_menus_and_the_rest_is_typed() -> None:
    assert BY_NAME["chord_tones"] == Menu("chord_tones", ("free", "strong", "all"), "free")
    scale = BY_NAME["scale"]
    assert isinstance(scale, Menu)
    assert scale.values[:2] == ("major", "minor")
    assert BY_NAME["chords"] == Field("chords", "none", "s")
    assert BY_NAME["bars"] == Field("bars", "0", "i")


def test_the_ends_of_every_control_are_accepted() -> None:
    for control in controls():
        ends: tuple[float | str, ...] = (control.default,)
        if isinstance(control, Fader):
            ends = (control.least, control.most, control.default)
        elif isinstance(control, Menu):
            ends = control.values
        for value in ends:
            sent = int(value) if isinstance(control, Field) and control.tag == "i" else value
            assert turn_of((address_of("lead", control.name), (sent,)))


def test_buttons_send_what_their_addresses_take() -> None:
    for button in (*THUMBS, LET_GO):
        turn = turn_of((address_of("lead", button.name), (button.value,)))
        assert not turn.is_button_up
    assert {button.name for button in (*THUMBS, LET_GO)} == PARAMETERS.keys() - KEYS.keys()
