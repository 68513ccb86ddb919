from collections.abc import Callable, Iterator

import numpy as np
import pytest

from agent.melody.line import CHARACTERS, NO_CHORD, Line, Setting
from agent.melody.observation import observe
from agent.melody.playing.scores import plan
from agent.melody.playing.scores.form_table import FIRST, LATER
from agent.melody.playing.scores.plan import (
    Form,
    add_plan,
    form_of,
    placed,
    read,
    recalled,
    written,
)
from agent.melody.vocabulary import ACTION_COUNT
from agent.metrics.forms import FARTHEST, SEQUENCE
from agent.player.constraints import ANY
from agent.player.knobs import Knobs
from tests.support.lines import action, line_of

PlanFor = Callable[[str], None]
BAR = 96
DEFAULTS = Knobs()
COUNTING = "abcdefghijklmnop"


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> Iterator[PlanFor]:
    """Gives every section of every piece the form that is written in the table like that."""

    def plan_for(word: str) -> None:
        monkeypatch.setattr(plan, "form_of", lambda *_: read(word + "a"))
        plan._placed.cache_clear()

    yield plan_for
    plan._placed.cache_clear()


def begun(text: str) -> Line:
    return line_of(text)._replace(fate=1)


def added(
    line: Line,
    knobs: Knobs = DEFAULTS,
    chord: tuple[int, int] = NO_CHORD,
    character: str = ANY,
) -> dict[int, float]:
    """What the plan adds to the scores, in nats, where it adds anything."""
    setting = Setting(chord=chord, character=character)
    scores = np.zeros(ACTION_COUNT, dtype=np.float32)
    found = placed(line, setting, knobs)
    if found is not None:
        add_plan(scores, found, observe(line, setting), line, setting)
    return {int(number): float(scores[number]) for number in np.flatnonzero(scores)}


def recall_at(line: Line, setting: Setting, knobs: Knobs) -> int | None:
    found = placed(line, setting, knobs)
    return None if found is None else recalled(found, line.tick, setting)


def at(bar: float, start: int = 0) -> Line:
    return Line(tick=round(bar * BAR), fate=1, start=start)


def test_a_word_has_a_letter_a_bar_and_one_for_the_highest_note() -> None:
    assert read(".ab~pc") == Form((0, 1, 2, SEQUENCE, 16), climax=2)
    assert written(Form((0, 1, 2, SEQUENCE, 16), climax=2)) == ".ab~pc"


@pytest.mark.parametrize("character", CHARACTERS)
def test_the_table_recalls_bars_that_are_there(character: str) -> None:
    for section, words in enumerate((FIRST[character].split(), LATER[character].split())):
        assert len(words) > 10
        for word in words:
            assert len(word) == 17
            assert 0 <= read(word).climax < 16
            for place, lag in enumerate(read(word).lags):
                assert SEQUENCE <= lag <= FARTHEST
                assert lag <= place + 16 * section


def test_a_form_is_drawn_by_the_fate_and_stays() -> None:
    assert form_of(5, 0, 0, "hymn", 0) == form_of(5, 0, 0, "hymn", 0)
    drawn = {form_of(fate, 0, 0, "hymn", 0) for fate in range(1, 500)}
    assert len(drawn) == len(set(FIRST["hymn"].split()))
    assert form_of(5, 0, 1, "hymn", 0) in set(map(read, LATER["hymn"].split()))
    assert len({form_of(5, first, 0, "hymn", 0) for first in range(0, 64, 4)}) > 8


def test_above_1_the_knob_form_asks_for_richer_forms_but_not_for_one_phrase_alone() -> None:
    def returning(rich: float) -> list[int]:
        forms = [form_of(fate, 0, 0, "any", rich) for fate in range(1, 1000)]
        return [sum(lag > 0 for lag in form.lags) for form in forms]

    usual, half, most = returning(0), returning(0.5), returning(1)
    assert sum(usual) < sum(half) < sum(most)
    assert sum(number > 9 for number in most) <= sum(number > 9 for number in usual)
    changed = [one != other for one, other in zip(usual, half, strict=True)]
    assert 0.25 < sum(changed) / len(changed) < 0.5


def test_bars_count_from_the_first_full_one(planned: PlanFor) -> None:
    planned(COUNTING)
    assert recall_at(at(5.5), Setting(), DEFAULTS) == 6
    assert recall_at(at(5.5, start=72), Setting(), DEFAULTS) == 5
    assert recall_at(at(5.5, start=24), Setting(), DEFAULTS) == 6
    assert recall_at(at(16), Setting(), DEFAULTS) == 1
    assert recall_at(at(37, start=3 * BAR), Setting(), DEFAULTS) == 3


def test_pieces_of_known_length_begin_anew(planned: PlanFor) -> None:
    planned(COUNTING)
    assert recall_at(at(11), Setting(end=16 * BAR), Knobs(bars=8)) == 4
    assert recall_at(at(11), Setting(end=16 * BAR), Knobs(bars=16)) == 12
    assert recall_at(at(8), Setting(end=16 * BAR), Knobs(bars=8)) is None


def test_beginnings_and_endings_are_not_planned(planned: PlanFor) -> None:
    planned(COUNTING)
    assert recall_at(at(0.5), Setting(), DEFAULTS) is None
    assert recall_at(at(0.75, start=72), Setting(), DEFAULTS) is None
    assert recall_at(at(1.75, start=72), Setting(), DEFAULTS) is None
    assert recall_at(at(14.5), Setting(end=16 * BAR), DEFAULTS) == 15
    assert recall_at(at(15), Setting(end=16 * BAR), DEFAULTS) is None
    assert recall_at(at(5)._replace(fate=0), Setting(), DEFAULTS) is None


def test_what_happened_in_the_recalled_bar_is_likelier(planned: PlanFor) -> None:
    planned("..b" + 13 * ".")
    line = begun("0 2 4 5 | 7/48 9/48 | 0")
    assert added(line) == {action("2"): 3.5}
    assert added(line.played(action("2/48"))) == {action("5"): 3.5}
    assert added(line.played(action("2/12"))) == {}


def test_what_is_recalled_yields_to_another_chord(planned: PlanFor) -> None:
    planned("..b" + 13 * ".")
    line = begun("0 2 4 5 | 7/48 9/48")
    assert added(line, chord=(0, 0b10010001)) == {action("0"): 3.5}
    assert added(line, chord=(5, 0b1000100001)) == {action("0"): 3.5}
    assert added(line, chord=(7, 0b100010000100)) == {action("0"): 1.75}
    rest = begun(". 2 4 5 | 7/48 9/48")
    assert added(rest, chord=(7, 0b100010000100)) == {action("."): 3.5}


def test_a_new_bar_is_not_what_was_there_a_phrase_ago(planned: PlanFor) -> None:
    planned(16 * ".")
    line = begun("0 2 4 5 | 7/48 9/48 | 2 4 5 7 | 9/96 | 0 2")
    assert added(line) == {action("4"): -2.0, action("5"): -2.0}


def test_a_sequence_moves_as_the_bar_before_at_other_pitches(planned: PlanFor) -> None:
    planned(".~" + 14 * ".")
    line = begun("0 2 2 -5/12 ./12")
    nearby = ("-4", "-3", "-2", "-1", "1", "2", "3", "4")
    assert added(line) == {action(word): 7.0 for word in nearby}
    line = line.played(action("4"))
    assert added(line) == {action("5"): 7.0, action("6"): 7.0, action("7"): 7.0}
    line = line.played(action("5"))
    assert added(line) == {action("5"): 7.0}
    line = line.played(action("5"))
    assert added(line) == {action(f"{pitch}/12"): 7.0 for pitch in (-3, -2, -1)}
    assert added(line.played(action("-2/12"))) == {action("./12"): 7.0}


def test_the_knob_form_scales_the_plan(planned: PlanFor) -> None:
    planned("..b" + 13 * ".")
    line = begun("0 2 4 5 | 7/48 9/48 | 0")
    assert added(line, Knobs(form=2)) == {action("2"): 7.0}
    assert added(line, Knobs(form=0)) == {}


def test_the_knob_form_keeps_new_bars_new(planned: PlanFor) -> None:
    planned(16 * ".")
    line = begun("0 2 4 5 | 7/48 9/48 | 2 4 5 7 | 9/96 | 0 2")
    assert added(line, Knobs(form=1.5)) == {action("4"): -3.0, action("5"): -3.0}


def test_hymns_have_a_stricter_plan(planned: PlanFor) -> None:
    planned("..b" + 13 * ".")
    line = begun("0 2 4 5 | 7/48 9/48 | 0")
    assert added(line, character="hymn") == {action("2"): 4.0}
    planned(16 * ".")
    line = begun("0 2 4 5 | 7 9 7 5 | 0")
    assert added(line, character="hymn") == {action("2"): -3.0, action("9"): -3.0}


@pytest.mark.parametrize(("end", "climax"), [(0, 12), (8, 6), (16, 12), (64, 12)])
def test_a_short_section_has_its_highest_note_in_proportion(
    end: int, climax: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "form_of", lambda *_: read(16 * "." + "m"))
    plan._placed.cache_clear()
    found = placed(at(1), Setting(end=end * BAR), DEFAULTS)
    plan._placed.cache_clear()
    assert found is not None
    assert found.climax == climax


def test_warm_melodies_keep_their_form(planned: PlanFor) -> None:
    planned("..b" + 13 * ".")
    line = begun("0 2 4 5 | 7/48 9/48 | 0")
    assert added(line, Knobs(temperature=2)) == {action("2"): pytest.approx(3.5 * 2**0.5)}
    assert added(line, Knobs(temperature=0.5)) == {action("2"): 3.5}


def test_at_temperature_0_every_fate_has_the_same_form() -> None:
    def forms(knobs: Knobs) -> set[Form]:
        lines = [at(1)._replace(fate=fate) for fate in range(1, 100)]
        return {found.form for line in lines if (found := placed(line, Setting(), knobs))}

    assert len(forms(Knobs(temperature=0))) == 1
    assert len(forms(DEFAULTS)) > 10
