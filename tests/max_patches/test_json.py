"""JSON as Max writes it."""

import json

from max_patches.source.maxjson import dumps


def test_scalars_stand_on_one_line_and_dicts_do_not() -> None:
    saved = {"rect": [40.0, 80.0], "lines": [{"source": ["obj-1", 0]}], "text": 'say "a"'}
    assert dumps(saved) == (
        "{\n"
        '    "rect": [ 40.0, 80.0 ],\n'
        '    "lines": [\n'
        "        {\n"
        '            "source": [ "obj-1", 0 ]\n'
        "        }\n"
        "    ],\n"
        '    "text": "say \\"a\\""\n'
        "}"
    )


def test_what_is_empty_stays_so() -> None:
    assert dumps({"contents": {}, "boxes": []}) == '{\n    "contents": {},\n    "boxes": []\n}'


def test_it_reads_back() -> None:
    value = {"a": [[1, 2], []], "b": {"c": [True, None, "ü"]}}
    assert json.loads(dumps(value)) == value
