import pytest

from agent.evaluation import long_pieces
from agent.evaluation.long_pieces import stages
from agent.evaluation.reference import load_reference
from tests.support.melody_agent import little_player


def test_long_pieces_are_measured_at_beginning_middle_and_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(long_pieces, "PIECES", 1)
    told: list[tuple[str, int, int]] = []
    found = stages(little_player(), load_reference(), 0, lambda *what: told.append(what))
    assert [one.name for one in found] == ["beginning", "middle", "end", "real, first 32 bars"]
    assert all(1 <= one.distinct_bars <= 32 and one.notes > 0 for one in found)
    assert told[-1] == ("long pieces: playing", 1, 1)
    *_, real = found
    assert 15 < real.distinct_bars < 30


def test_the_last_bars_are_the_end_of_the_piece() -> None:
    assert long_pieces.STARTS == {"beginning": 0, "middle": 112, "end": 224}
