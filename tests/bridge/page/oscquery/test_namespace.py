from typing import Any

from bridge.osc.keys import KEYS
from bridge.page.oscquery.namespace import namespace
from bridge.page.oscquery.query import find


def node(path: str, **values: Any) -> Any:
    return find(path, namespace({"lead": values}))


def test_a_knob_has_its_type_range_and_value() -> None:
    assert node("/voice/lead/harmony", harmony=1.5) == {
        "FULL_PATH": "/voice/lead/harmony",
        "DESCRIPTION": "weight of consonance and chord tones (1 = as trained)",
        "TYPE": "f",
        "ACCESS": 3,
        "RANGE": [{"MIN": 0.0, "MAX": 2.0}],
        "VALUE": [1.5],
    }


def test_a_value_that_is_not_known_is_left_out() -> None:
    assert "VALUE" not in node("/voice/lead/harmony")


def test_whole_numbers_have_whole_ranges_and_the_tempo_a_unit() -> None:
    low = node("/voice/lead/low", low=55)
    assert (low["TYPE"], low["RANGE"], low["VALUE"]) == ("i", [{"MIN": 0, "MAX": 127}], [55])
    assert type(low["RANGE"][0]["MAX"]) is int
    assert node("/voice/lead/tempo")["UNIT"] == ["time.bpm"]
    assert node("/voice/lead/key", key=9)["RANGE"] == [{"MIN": 0, "MAX": 11}]


def test_choices_are_listed_and_other_strings_have_no_range() -> None:
    tones = node("/voice/lead/chord_tones", chord_tones="strong")
    assert (tones["TYPE"], tones["RANGE"]) == ("s", [{"VALS": ["free", "strong", "all"]}])
    assert node("/voice/lead/meter")["RANGE"][0]["VALS"][0] == "4/4"
    assert "RANGE" not in node("/voice/lead/chords")


def test_thumbs_can_only_be_written() -> None:
    reward = node("/voice/lead/reward")
    assert (reward["TYPE"], reward["ACCESS"], reward["RANGE"]) == (
        "f",
        2,
        [{"MIN": -10.0, "MAX": 10.0}],
    )
    assert node("/voice/lead/release")["ACCESS"] == 2


def test_every_key_of_the_protocol_has_an_address() -> None:
    assert set(node("/voice/lead")["CONTENTS"]) == {*KEYS, "reward", "release"}


def test_containers_have_no_type() -> None:
    root = namespace({})
    assert (root["FULL_PATH"], root["ACCESS"]) == ("/", 0)
    assert root["CONTENTS"]["voice"]["FULL_PATH"] == "/voice"
    assert root["CONTENTS"]["voice"]["CONTENTS"] == {}
    assert "TYPE" not in root


def test_voices_without_an_address_are_left_out() -> None:
    names = find("/voice", namespace({"second voice": {}, "lead": {}, "alto": {}}))
    assert names is not None
    assert list(names["CONTENTS"]) == ["alto", "lead"]


def test_floats_of_32_bits_are_written_as_they_were_meant() -> None:
    assert node("/voice/lead/harmony", harmony=0.30000001192092896)["VALUE"] == [0.3]
