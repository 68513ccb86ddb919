import numpy as np
import pytest

from agent.melody.line import Line, Setting
from agent.melody.masks import Mask
from agent.melody.playing.endings import (
    TABLE,
    Demand,
    closing,
    demand,
    ending,
    not_restriking,
    on_strong_beat,
    shares,
)
from agent.melody.playing.player import MelodyPlayer
from agent.melody.vocabulary import ACTIONS, NO_PITCH
from agent.music.note import Note
from agent.music.tune import METERS
from agent.player.knobs import Knobs
from tests.support.lines import action, line_of
from tests.support.melody_agent import little_player

TONIC_HALVES = {action("0/48"), action("12/48")}
# Chances of a first note, and so fates, spread evenly.
CHANCES = [(n + 0.5) / 400 for n in range(400)]


def chosen(mask: Mask | None) -> set[int]:
    assert mask is not None
    return set(np.flatnonzero(mask).tolist())


def test_at_the_last_strong_beat_only_the_long_tonic_closes() -> None:
    assert chosen(closing(Line(), Knobs(), 48, 384)) == TONIC_HALVES
    assert chosen(closing(Line(), Knobs(meter="3/4"), 72, 288)) == {action("0/72"), action("12/72")}
    assert chosen(closing(Line(), Knobs(meter="6/8"), 36, 288)) == {action("0/36"), action("12/36")}
    assert chosen(closing(Line(), Knobs(low=60, high=71), 48, 384)) == {action("0/48")}


def test_earlier_in_the_last_bar_room_is_left_for_it() -> None:
    at_bar = chosen(closing(Line(), Knobs(), 96, 384))
    assert {action("0/96"), action("12/96"), action("7/48"), action("7/24"), action("./9")} < at_bar
    assert at_bar.isdisjoint({action("7/96"), action("0/72"), action("7/60"), action("4/144")})
    at_eighth = chosen(closing(Line(), Knobs(), 84, 384))
    assert {action("7/36"), action("./36"), action("2/12"), action("2/8")} < at_eighth
    assert at_eighth.isdisjoint({action("0/72"), action("0/48")})


def test_where_nothing_can_close_nothing_is_demanded() -> None:
    assert closing(Line(), Knobs(), 24, 384) is None
    assert closing(Line(), Knobs(durations="0.5 1"), 96, 384) is None
    assert closing(Line(), Knobs(low=61, high=71), 96, 384) is None
    assert closing(Line(), Knobs(density=0.25), 48, 384) is None
    assert closing(Line(), Knobs(chord="G", chord_tones="all"), 96, 384) is None
    assert closing(Line(), Knobs(chord="G", chord_tones="strong"), 96, 384) is None


def test_a_chord_without_the_tonic_weakens_nothing_while_chord_tones_are_free() -> None:
    assert chosen(closing(Line(), Knobs(chord="G"), 48, 384)) == TONIC_HALVES


def test_after_a_pickup_the_last_bar_is_shorter() -> None:
    closes = {action("0/72"), action("12/72")}
    assert chosen(closing(Line(), Knobs(), 72, 360)) == closes
    # What comes a bar line earlier only has to leave room.
    assert chosen(closing(Line(), Knobs(), 96, 360)) > {action("7/24"), action("0/12")}


def setting(meter: str = "4/4", end: int = 192, character: str = "any") -> Setting:
    return Setting(meter, *METERS[meter], character=character, end=end)


def test_the_tonic_may_not_be_struck_anew_on_the_last_weak_beat() -> None:
    forbidden = ~not_restriking(line_of("7 4 2 0 | 7 4 0"), setting())  # type: ignore[operator]
    tonics = {action(f"{pitch}/24") for pitch in (-12, 0, 12)}
    assert set(np.flatnonzero(forbidden).tolist()) == tonics
    eighth = ~not_restriking(line_of("7 4 2 0 | 7 4 0 0/12"), setting())  # type: ignore[operator]
    assert set(np.flatnonzero(eighth).tolist()) == {
        *(action(f"{pitch}/12") for pitch in (-12, 0, 12)),
        action("./12"),
    }


@pytest.mark.parametrize("text", ["7 4 2 0 | 7 2 4", "7 4 2 0 | 7 0", "", ". ."])
def test_another_last_note_and_a_strong_beat_may_come(text: str) -> None:
    mask = not_restriking(line_of(text), setting())
    assert mask is None or mask.all()


def test_the_last_note_may_have_to_begin_on_a_strong_beat() -> None:
    at_bar = chosen(on_strong_beat(line_of("7 4 2 0"), setting()))
    assert {action("7/96"), action("7/72"), action("7/48"), action("./24"), action("./48")} < at_bar
    assert at_bar.isdisjoint({action("./96"), action("./72")})
    at_two = chosen(on_strong_beat(line_of("7 4 2 0 | 7"), setting()))
    assert action("4/24") in at_two
    assert at_two.isdisjoint({action("4/36"), action("4/72")})
    at_three = chosen(on_strong_beat(line_of("7 4 2 0 | 7 4"), setting()))
    assert {action("2/48"), action("2/24")} < at_three
    assert action("./48") not in at_three
    at_four = chosen(on_strong_beat(line_of("7 4 2 0 | 7 4 2"), setting()))
    assert action("./24") in at_four
    assert all(ACTIONS[number].pitch == NO_PITCH for number in at_four)


def test_a_last_bar_that_a_pickup_shortens_may_have_one_strong_beat() -> None:
    short = chosen(on_strong_beat(line_of("7 4 2 0"), setting(end=144)))
    assert {action("7/48"), action("7/24")} < short
    assert action("./24") not in short


def test_the_closing_tonic_is_reached_without_a_wide_leap() -> None:
    assert chosen(closing(line_of("0 4 11"), Knobs(), 48, 384)) == {action("12/48")}
    assert chosen(closing(line_of("0 4 2"), Knobs(), 48, 384)) == {action("0/48")}
    assert chosen(closing(line_of("-10"), Knobs(), 48, 384)) == TONIC_HALVES


def test_it_is_demanded_as_often_as_real_tunes_need_it() -> None:
    for (character, incomplete), (real, own) in TABLE.items():
        close, strong, held = shares(character, incomplete=incomplete)
        free = 1 - close - strong - held
        assert min(close, strong, held, free) >= -1e-9
        closes = close + strong * own.strongly_closes + (held + free) * own.closes
        assert closes == pytest.approx(real.closes, abs=0.05)
        assert free * own.restrikes <= real.restrikes + 1e-9
        assert held * own.weak + free * own.freely_weak == pytest.approx(real.weak, abs=0.08)


def test_hymns_without_a_pickup_end_on_a_strong_beat() -> None:
    """1 % of the real ones don't: a twentieth of the takes are free to, of which 18 % do."""
    close, strong, held = shares("hymn", incomplete=False)
    assert held == pytest.approx(0.01 / 0.18)
    assert close + strong + held == pytest.approx(1)


def demands(form: float, end: int = 192, character: str = "hymn") -> list[Demand]:
    lines = [Line().begun(chance) for chance in CHANCES]
    return [demand(line, setting(end=end, character=character), Knobs(form=form)) for line in lines]


def test_fate_demands_it_of_each_piece_by_itself() -> None:
    first, second = demands(1.0), demands(1.0, end=384)
    close, *_ = shares("hymn", incomplete=False)
    assert first.count(Demand.CLOSE) / 400 == pytest.approx(close, abs=0.05)
    both = [pair == (Demand.CLOSE, Demand.CLOSE) for pair in zip(first, second, strict=True)]
    assert sum(both) / 400 == pytest.approx(close**2, abs=0.06)


def test_form_weakens_the_demand_down_to_nothing() -> None:
    assert set(demands(0.0)) == {Demand.NOTHING}
    assert demands(2.0) == demands(1.0)
    close, *_ = shares("hymn", incomplete=False)
    assert demands(0.5).count(Demand.CLOSE) / 400 == pytest.approx(close / 2, abs=0.05)


def test_at_temperature_0_every_fate_demands_the_same() -> None:
    lines = [Line().begun(chance) for chance in CHANCES]
    cold = Knobs(temperature=0)
    assert {demand(line, setting(end=168, character="hymn"), cold) for line in lines} == {
        Demand.CLOSE
    }
    assert {demand(line, setting(character="lied"), cold) for line in lines} == {Demand.STRONG}


def test_nothing_is_demanded_before_the_last_bar_or_of_an_endless_piece() -> None:
    line = next(
        line
        for line in (line_of("0 2 4").begun(chance) for chance in CHANCES)
        if demand(line, setting(end=96, character="hymn"), Knobs()) == Demand.CLOSE
    )
    assert ending(line, setting(end=96, character="hymn"), Knobs()) is None
    assert ending(line, setting(end=0, character="hymn"), Knobs()) is None
    line = line._replace(tick=48)
    assert chosen(ending(line, setting(end=96, character="hymn"), Knobs())) == {action("0/48")}


def piece(player: MelodyPlayer, knobs: Knobs, chance: float, *, fallback: bool) -> list[Note]:
    random = np.random.default_rng(int(chance * 1000))
    line, notes = player.start(0).begun(chance), []
    play = player.fallback if fallback else player.play
    while line.tick < knobs.bars * METERS[knobs.meter][0]:
        note, line = play(line, knobs, random.random())
        notes.append(note)
    return notes


@pytest.mark.parametrize("fallback", [False, True])
@pytest.mark.parametrize("meter", METERS)
def test_pieces_that_have_to_close_do(meter: str, fallback: bool) -> None:
    knobs = Knobs(meter=meter, bars=2, character="hymn", chords="C G")
    bar = METERS[meter][0]
    closed = 0
    for chance in CHANCES[::5]:
        line = Line().begun(chance)
        if demand(line, setting(meter, 2 * bar, "hymn"), Knobs()) != Demand.CLOSE:
            continue
        last = piece(little_player(), knobs, chance, fallback=fallback)[-1]
        place = round(last.onset * 24) % bar
        assert last.pitch % 12 == 0
        assert place % {"3/4": 72, "6/8": 36, "9/8": 36}.get(meter, 48) == 0
        assert round(last.duration * 24) * 3 >= bar
        assert last.onset + last.duration == 2 * bar / 24
        closed += 1
    assert closed > 10


def test_each_piece_of_a_voice_that_plays_on_has_its_own_demand() -> None:
    player, knobs = little_player(), Knobs(bars=2, meter="3/4", character="hymn")
    random = np.random.default_rng(0)
    line = player.start(0).begun(0.3)
    for end in range(144, 144 * 60, 144):
        wanted = demand(line, setting("3/4", end, "hymn"), Knobs())
        while line.tick < end:
            before = line
            note, line = player.play(line, knobs, random.random())
        if wanted == Demand.CLOSE:
            assert (note.pitch % 12, note.duration) == (0, 3.0), before
