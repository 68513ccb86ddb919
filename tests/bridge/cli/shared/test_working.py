import io

from rich.console import Console

from bridge.cli.shared.working import LINE_SECONDS, ProgressLines


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_line_at_once_and_then_now_and_then() -> None:
    said, clock = io.StringIO(), Clock()
    progress = ProgressLines(Console(file=said, width=20), "reading", clock)
    assert said.getvalue() == "reading ...\n"
    for number in range(40):
        progress("reading", number, 4000)
        clock.seconds += LINE_SECONDS / 20
    progress("reading", 4000, 4000)
    assert said.getvalue().splitlines() == ["reading ...", "reading: 20 of 4,000"]


def test_each_new_thing_to_do_is_said() -> None:
    said = io.StringIO()
    progress = ProgressLines(Console(file=said, width=20), "reading", Clock())
    for what in ("reading", "measuring [all]", "measuring [all]"):
        progress(what, 1, 2)
    assert said.getvalue().splitlines() == ["reading ...", "measuring [all] ..."]
