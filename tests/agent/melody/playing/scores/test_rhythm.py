"""What the knobs of rhythm say to an action, and what comes of it."""

import numpy as np
import pytest

from agent.library.catalogue import open_melody_agent
from agent.melody.brief import Brief
from agent.melody.line import Line, Setting
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.scores.rhythm import resting, rhythm, syncopated
from agent.melody.playing.takes import takes
from agent.metrics.statistics import means
from agent.music.note import Note
from agent.music.tune import METERS
from agent.player.knobs import Knobs
from tests.support.lines import action, line_of
from tests.support.melody_agent import little_player
from tests.support.melody_knobs import heard

COMMON = Setting()
BEFORE = chr(action("0"))
JIG = Setting("6/8", 72, 36)


def test_at_0_nothing_is_said() -> None:
    assert rhythm(line_of("0 4 7"), COMMON, Knobs()) == {}


def test_a_hemiola_is_favoured_step_by_step() -> None:
    for line in (Line(BEFORE, fate=1), line_of("0").played(action("2"), 24)._replace(fate=1)):
        nats = syncopated(line, JIG, 1)
        assert nats[action("0/24")] == nats[action("7/24")] == 9
        assert nats[action("0/12")] == nats[action("0/36")] == 0


def test_the_first_note_is_free() -> None:
    assert not syncopated(Line(fate=1), JIG, 1).any()


def test_from_beside_a_figure_it_leads_back() -> None:
    nats = syncopated(Line(BEFORE, tick=12, fate=1), JIG, 1)
    assert nats[action("0/12")] == 4.5
    assert nats[action("0/24")] == 0


def test_the_bars_come_under_its_influence_one_after_the_other() -> None:
    def strongest(bar: int, syncopation: float) -> float:
        return float(syncopated(Line(BEFORE, tick=96 * bar, fate=5), COMMON, syncopation).max())

    by_knob = {knob: [strongest(bar, knob) for bar in range(5)] for knob in (0.125, 0.5, 1.0)}
    assert by_knob == {
        0.125: [4.5, 0, 0, 0, 4.5],
        0.5: [9, 0, 9, 0, 9],
        1.0: [9, 9, 9, 9, 9],
    }


def test_the_same_figure_comes_again_and_the_last_bar_of_a_piece_is_free() -> None:
    piece = COMMON._replace(end=96 * 8)
    bars = [syncopated(Line(BEFORE, tick=96 * bar, fate=77), piece, 1).tolist() for bar in range(8)]
    assert bars[0] == bars[2] == bars[4] == bars[6]
    assert not any(bars[7])


def test_a_phrase_closes_with_a_figure_of_its_own() -> None:
    closing = [
        syncopated(Line(BEFORE, tick=3 * 96 + 36, fate=fate), COMMON, 1) for fate in range(1, 30)
    ]
    others = [syncopated(Line(BEFORE, tick=36, fate=fate), COMMON, 1) for fate in range(1, 30)]
    assert max(nats[action("0/60")] for nats in closing) == 9
    assert max(nats[action("0/60")] for nats in others) < 9


def test_phrases_breathe_at_their_end_after_a_long_note() -> None:
    end_of_phrase, elsewhere = 3 * 96, 0
    rest, longer, note = action("./24"), action("./36"), action("0/24")
    after_long = resting(line_of("0/48 7", start=end_of_phrase), COMMON, 0.25)
    assert after_long[rest] == 9
    assert after_long[longer] == after_long[note] == 0
    after_short = resting(line_of("0/48 7/12 7/12", start=end_of_phrase), COMMON, 0.25)
    assert after_short[rest] == 6.75
    assert not resting(line_of("0/48 7", start=elsewhere), COMMON, 0.25).any()


def test_there_is_no_rest_on_a_downbeat_before_the_first_note_or_after_a_rest() -> None:
    assert not resting(line_of("0/96"), COMMON, 1).any()
    assert not resting(Line(tick=24), COMMON, 1).any()
    assert resting(line_of("0/48 ./24"), COMMON, 1)[action("./24")] == -9


@pytest.mark.parametrize(
    ("knob", "statistic"), [("syncopation", "syncopation"), ("rests", "rest_share")]
)
@pytest.mark.slow
@pytest.mark.parametrize("meter", ["4/4", "3/4", "6/8"])
def test_the_more_a_knob_is_turned_the_more_there_is_of_it(
    knob: str, statistic: str, meter: str
) -> None:
    player = MelodyPlayer(open_melody_agent("all")[1])
    brief = Brief(Setting(meter, *METERS[meter], end=8 * METERS[meter][0]))
    shares = [
        means(takes(player, [brief], Knobs(**{knob: value}), 12, 1))[statistic]  # type: ignore[arg-type]
        for value in (0, 0.5, 1)
    ]
    assert shares == sorted(set(shares))


def played(player: MelodyPlayer, knobs: Knobs, notes: int = 32) -> list[Note]:
    random, line, melody = np.random.default_rng(3), player.start(0), []
    for _ in range(notes):
        note, line = player.play(line, knobs, random.random())
        melody.append(note)
    return melody


def test_swing_moves_the_notes_and_changes_none() -> None:
    player = little_player()
    plain, swinging = played(player, Knobs()), played(player, Knobs(swing=1))
    assert [note.pitch for note in swinging] == [note.pitch for note in plain]
    late = [b.onset - a.onset for a, b in zip(plain, swinging, strict=True)]
    assert max(late) == pytest.approx(0.25)
    assert min(late) == 0
    ends = [note.onset + note.duration for note in swinging[:-1]]
    assert ends == pytest.approx([note.onset for note in swinging[1:]])


def test_what_was_played_with_swing_is_heard_as_it_is_meant() -> None:
    player, knobs = little_player(), Knobs(swing=1)
    line = player.hear(player.start(0), knobs, heard(60, 0.75, 0), placed=True)
    line = player.hear(line, knobs, heard(62, 0.25, 0.75), placed=True)
    assert [ord(one) for one in line.actions] == [action("0/12"), action("2/12")]
    assert line.onsets == (0, 12)
    assert line.tick == 24


def test_a_note_of_another_voice_that_swings_alike_is_heard_straight() -> None:
    player = little_player()
    line = player.overhear(player.start(0), Knobs(swing=1), heard(62, 0.25, 0.75))
    assert [ord(one) for one in line.heard] == [action("2/12")]


def test_a_note_with_swing_is_explained_as_the_action_that_was_chosen() -> None:
    player, knobs = little_player(), Knobs(swing=1)
    line = line_of("0 4/12")
    note, _ = player.play(line, knobs, 0.5)
    assert player.explain(line, knobs, note).probability == pytest.approx(
        player.explain(line, Knobs(), player.play(line, Knobs(), 0.5)[0]).probability
    )
