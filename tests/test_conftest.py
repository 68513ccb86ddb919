from pathlib import Path

from tests.conftest import SLOW


def test_what_is_called_slow_is_there() -> None:
    folder = Path(__file__).parent
    assert [path for path in SLOW if not (folder / path).exists()] == []
