"""Graphs become .pd files."""

from __future__ import annotations

from itertools import combinations

import pytest

from max_patches.source.patcher import Box
from max_patches.source.puredata import abstraction, help_patch, save
from max_patches.source.puredata.graph import Graph
from max_patches.source.puredata.saving import escaped

CLIENT = abstraction()
PARTS = [CLIENT, *(box.inner for box in CLIENT.boxes if box.inner is not None)]


def test_a_graph_becomes_text_with_its_cords_counted_from_the_first_line() -> None:
    patch = Graph("$0-")
    with patch.group("Two"):
        patch.new("loadbang") >> patch.message("1, 2") >> patch.send("x")
    lines = [line.split(" ", 4) for line in save(patch).splitlines()]
    assert [line[-1] for line in lines[2:6]] == ["Two, f 4;", "loadbang;", r"1 \, 2;", r"s \$0-x;"]
    assert lines[6:] == [["#X", "connect", "2", "0", "3 0;"], ["#X", "connect", "3", "0", "4 0;"]]


@pytest.mark.parametrize(
    ("text", "in_file"),
    [("$1 5, 0", r"\$1 5 \, 0"), ("; pd dsp 1", r" \; pd dsp 1"), ("s $0-a", r"s \$0-a")],
)
def test_what_has_a_meaning_in_files_is_escaped(text: str, in_file: str) -> None:
    assert escaped(text) == in_file


def test_each_name_has_one_receive_and_each_receive_a_send() -> None:
    texts = [box.text for part in PARTS for box in part.boxes]
    received = sorted(text.removeprefix("r ") for text in texts if text.startswith("r "))
    assert received == sorted(set(received))
    sent = {text.removeprefix("s ") for text in texts if text.startswith("s ")}
    assert sent == set(received)


def test_no_box_of_the_help_lies_on_another() -> None:
    graph, layout = help_patch()
    places = {box: layout.boxes[box.number] for box in graph.boxes}

    def overlap(one: Box, other: Box) -> bool:
        a, b = places[one], places[other]
        beside = a.x + a.width <= b.x or b.x + b.width <= a.x
        return not beside and abs(a.y - b.y) < 18

    assert not [(a.text, b.text) for a, b in combinations(graph.boxes, 2) if overlap(a, b)]
