from pathlib import Path

import pytest

from bridge.errors import MapError
from bridge.musician.controls import map_file
from bridge.musician.controls.control_map import DEFAULT, Source, Target, target

MAP = """
[cc]
16 = "form"
21 = { knob = "temperature", low = 0.5, high = 1.5 }
"1/64" = "undo"
67 = "none"

[note]
"10/36" = "good"

[program]
0 = "fiddle"
"""


def test_a_map_goes_on_top_of_the_default_one(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    own = {
        Source("cc", 16): Target("form", 0.0, 2.0),
        Source("cc", 21): Target("temperature", 0.5, 1.5),
        Source("cc", 64, 1): Target("undo"),
        Source("cc", 67): Target("none"),
        Source("note", 36, 10): Target("good"),
        Source("program", 0): Target("fiddle"),
    }
    assert map_file.read(tmp_path / "map.toml") == DEFAULT | own


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    targets = DEFAULT | {
        Source("cc", 16): target("form"),
        Source("cc", 21, 3): Target("temperature", 0.5, 1.5),
        Source("note", 36, 10): target("good"),
        Source("program", 9): Target("hymn"),
    }
    map_file.write(tmp_path / "map.toml", targets)
    assert map_file.read(tmp_path / "map.toml") == targets
    assert "harmony" not in (tmp_path / "map.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[cc", "is no TOML"),
        ("[knobs]\n1 = 'form'", "there is no table [knobs]: use [cc], [note] and [program]"),
        ("[cc]\n128 = 'form'", 'cc 128: use a number from 0 to 127, or "channel/number"'),
        ("[cc]\n'17/1' = 'form'", "cc 17/1: use a channel from 1 to 16"),
        ("[cc]\n1 = 'loudness'", "cc 1: 'loudness' is none of harmony, smoothness"),
        ("[note]\n36 = 'form'", "note 36: 'form' is none of good, bad, undo, panic, none"),
        ("[cc]\n1 = 5", 'cc 1: use a name, or { knob = "temperature", low = 0.5, high = 1.5 }'),
        (
            "[cc]\n1 = { knob = 'follow', high = 2 }",
            "cc 1: follow goes from 0 to 1, not to 2",
        ),
        ("[cc]\n1 = { knob = 'follow', top = 1 }", "cc 1: 'top' must be low or high"),
    ],
)
def test_a_fault_is_one_sentence_with_the_file_and_the_place(
    text: str, fault: str, tmp_path: Path
) -> None:
    file = tmp_path / "map.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(MapError) as error:
        map_file.read(file)
    assert str(error.value).startswith(str(file))
    assert fault in str(error.value)


def test_a_file_that_isnt_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MapError, match="can't be read: No such file"):
        map_file.read(tmp_path / "nothing.toml")
    (tmp_path / "file").touch()
    with pytest.raises(MapError, match="can't be written"):
        map_file.write(tmp_path / "file" / "map.toml", {})
