import pytest

from agent.corpus.repeats import (
    CODA,
    DA_CAPO,
    DAL_SEGNO,
    FINE,
    LONGEST,
    SEGNO,
    TO_CODA,
    Bar,
    misfilled,
    onsets,
    play_order,
)
from agent.corpus.score import MeterChange


def bar(
    length: int = 96, *marks: str, forward: bool = False, backward: int = 0, endings: str = ""
) -> Bar:
    rounds = frozenset(map(int, endings))
    return Bar(length, "4/4", forward, backward, rounds, frozenset(marks))


@pytest.mark.parametrize(
    ("bars", "order"),
    [
        ([bar(), bar()], [0, 1]),
        ([bar(), bar(backward=2)], [0, 1, 0, 1]),
        ([bar(), bar(forward=True), bar(backward=3)], [0, 1, 2, 1, 2, 1, 2]),
        ([bar(backward=2), bar(), bar(backward=2)], [0, 0, 1, 2, 1, 2]),
        (
            [bar(forward=True), bar(endings="1", backward=2), bar(endings="2"), bar()],
            [0, 1, 0, 2, 3],
        ),
        ([bar(), bar(endings="1", backward=2), bar(endings="2", backward=2)], [0, 1, 0, 2]),
        ([bar(), bar(96, FINE), bar(96, DA_CAPO)], [0, 1, 2, 0, 1]),
        ([bar(), bar(96, SEGNO), bar(96, FINE), bar(96, DAL_SEGNO)], [0, 1, 2, 3, 1, 2]),
        ([bar(96, TO_CODA), bar(96, DA_CAPO), bar(96, CODA)], [0, 1, 0, 2]),
        ([bar(backward=2), bar(96, DA_CAPO, FINE)], [0, 0, 1, 0, 1]),
    ],
)
def test_repeats_are_played_out(bars: list[Bar], order: list[int]) -> None:
    assert play_order(bars) == order


def test_no_repeat_is_endless() -> None:
    assert len(play_order([bar(backward=10**9)])) == LONGEST


def test_a_pickup_ends_on_the_bar_line() -> None:
    bars = [bar(24), bar(), bar(72)]
    assert onsets(bars, [0, 1, 2]) == ([72, 96, 192], [MeterChange(0, "4/4")])


def test_a_bar_divided_by_a_repeat_stays_one_bar() -> None:
    bars = [bar(24, forward=True), bar(), bar(72, backward=2), bar(24, forward=True), bar()]
    assert onsets(bars, play_order(bars))[0] == [72, 96, 192, 264, 288, 384, 456, 480]


def test_what_lacks_before_a_full_bar_becomes_silence() -> None:
    assert onsets([bar(), bar(48), bar()], [0, 1, 2])[0] == [0, 96, 192]


def test_the_meter_changes_on_a_bar_line() -> None:
    begins, changes = onsets([bar(), bar(48), Bar(72, "3/4")], [0, 1, 2])
    assert begins == [0, 96, 192]
    assert changes == [MeterChange(0, "4/4"), MeterChange(192, "3/4")]


def test_bars_of_a_wrong_length_are_counted() -> None:
    def share(*bars: Bar) -> float:
        order = play_order(bars)
        return misfilled(bars, order, onsets(bars, order)[0])

    assert share(bar(24), bar(), bar(), bar(72)) == 0
    assert share(bar(), bar(72), bar(24), bar()) == 0
    assert share(bar(), bar(90), bar(), bar()) == 0.25
    assert share(bar(120), bar(96), bar(), bar()) == 0.5
