"""The device's controls are those of the protocol, and reachable from Push."""

from itertools import chain

from agent.music.chords import chord_of
from agent.music.scales import SCALES
from agent.player.knobs import KNOB_RANGES
from bridge.osc.keys import KEYS
from max_patches.source.device.controls import BANKS, CHORD_TYPES, CONTROLS, TONICS


def test_each_knob_has_the_range_of_its_key() -> None:
    keys = {one.key: (one.least, one.most) for one in CONTROLS.values() if one.key}
    assert keys == {key: KNOB_RANGES[key] for key in keys}
    assert set(keys) <= set(KEYS)
    assert len(keys) == 13


def test_every_scale_of_the_server_and_lives_own_can_be_chosen() -> None:
    assert CONTROLS["Scale"].choices == ("Live", *SCALES)


def test_every_chord_of_the_menus_is_one_for_the_server() -> None:
    roots = {chord_of(f"{tonic}{kind}").root for tonic in TONICS for kind in CHORD_TYPES}
    assert roots == set(range(12))


def test_every_automated_control_is_in_one_bank_of_push() -> None:
    banked = [name for name in chain.from_iterable(BANKS.values()) if name != "-"]
    automated = [name for name, one in CONTROLS.items() if not one.stored_only]
    assert sorted(banked) == sorted(automated)


def test_each_control_says_what_it_does() -> None:
    assert all(one.info.endswith(".") and len(one.info) > 10 for one in CONTROLS.values())
