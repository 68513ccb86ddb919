"""The five reward terms of the melody task: pure functions of one choice, in nats.

One nat makes a note e times as likely. Each term has two parts:

band  keeps a melody within the range of real ones: 0 inside their 5th to 95th percentile, negative
      outside. It always counts. Rewards without a limit are easily hacked: the smoothest melody is
      one held note, the most varied one is noise.
lean  a preference in one direction. It counts (weight - 1) times: nothing at weight 1, toward the
      term up to weight 2, against it down to weight 0.

The sum of all terms for one note is limited to a few nats, so that the policy stays near the prior
learned from real tunes (KL-regularised control; Jaques et al. 2017). Tables: docs/rewards.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from agent.melody.line import MODE_MASKS, Line, Setting
from agent.melody.recall import NONE, Suggestion, after_longest_match, at_lag
from agent.melody.vocabulary import ACTIONS, LOW, NO_PITCH, lengths, sounding

WINDOW = 16
# Melodic dissonance of an interval in semitones: tritone, sevenths, beyond the octave.
ROUGH = {6: -0.3, 10: -0.2, 11: -0.4, 13: -0.5, 14: -0.5}
LEAST_TONES, LEAST_RANGE, MOST_RANGE, MOST_MEAN_INTERVAL = 5, 7, 19, 4.5
FREE_REPEATS, FREE_RUN = 4, 8
LEAP, WIDE_LEAP = 7, 12
USUAL_SURPRISE = 5.0
LONG_AGREEMENT = 12
PHRASE_BARS, LOOPS = 4, (1, 2, 4)
# Reward of repeating what was there this many bars ago.
RECALL = {4: 1.0, 8: 0.75, 2: 0.4}


class TermReward(NamedTuple):
    """A term's reward in nats: band + (weight - 1) * lean."""

    band: float = 0.0
    lean: float = 0.0


class Choice(NamedTuple):
    """A candidate for the next event, with the inputs of the terms.

    pitch: NO_PITCH for a rest; before: the latest sounding pitches, oldest first; strong: 1 on a
    downbeat, 0.5 on another beat, 0 between; usual: median duration of the latest events, in ticks;
    past: suggestion for each number of bars in RECALL; surprise: -log2 p0(action), in bits.
    """

    line: Line
    setting: Setting
    action: int
    pitch: int
    duration: int
    before: list[int]
    strong: float
    usual: float
    past: list[Suggestion]
    surprise: float


def choice_of(line: Line, setting: Setting, action: int, surprise: float = 0.0) -> Choice:
    """The inputs of the terms for one action. surprise: in bits."""
    return choices_of(line, setting, [action], surprise)[0]


def choices_of(
    line: Line, setting: Setting, actions: Sequence[int], surprise: float = 0.0
) -> list[Choice]:
    """The inputs of the terms for several candidates for the next event. surprise: in bits."""
    before = [LOW + above for above in sounding(line.actions[-2 * WINDOW :])[-WINDOW:]]
    strong = setting.strength(line.tick) / 2
    usual = usual_duration(line)
    past = [at_lag(line, bars * setting.bar) for bars in RECALL]
    return [
        Choice(line, setting, action, *ACTIONS[action], before, strong, usual, past, surprise)
        for action in actions
    ]


def harmony(choice: Choice) -> TermReward:
    """Chord tones on strong beats, dissonances left by step, no rough intervals."""
    if choice.pitch == NO_PITCH:
        return TermReward()
    outside = not _scale_of(choice.setting) >> choice.pitch % 12 & 1
    interval = abs(choice.pitch - choice.before[-1]) if choice.before else 0
    rough = ROUGH.get(interval, 0.0)
    band = -0.3 * outside + (rough if interval > WIDE_LEAP else 0.0)
    lean = 1.5 * rough - 0.6 * outside
    mask = choice.setting.chord[1]
    if not mask:
        return TermReward(band, lean + _tonal(choice))
    weight = choice.strong * 0.6 + 0.4 * min(choice.duration / 48, 1.0)
    inside = bool(mask >> choice.pitch % 12 & 1)
    if choice.before and interval > 2 and not mask >> choice.before[-1] % 12 & 1:
        band, lean = band - 0.3, lean - 0.3
    band -= 0.0 if inside else 0.3 * weight
    return TermReward(band, lean + (0.2 + weight) * (0.7 if inside else -0.7))


def _scale_of(setting: Setting) -> int:
    """The mask of the scale; of the mode's, if it is unknown."""
    return setting.scale or MODE_MASKS[setting.mode]


def _tonal(choice: Choice) -> float:
    """The lean without a known chord: tones of the tonic triad on strong beats."""
    third = 3 if _scale_of(choice.setting) >> 3 & 1 else 4
    inside = choice.pitch % 12 in (0, third, 7)
    return choice.strong * (0.6 if inside else -0.6)


def smoothness(choice: Choice) -> TermReward:
    """Small intervals, recovered leaps, no long runs in one direction, no excessive range."""
    if choice.pitch == NO_PITCH or not choice.before:
        return TermReward()
    interval = choice.pitch - choice.before[-1]
    size = abs(interval)
    moves = [abs(b - a) for a, b in pairwise(choice.before[-9:])]
    mean = (sum(moves) + size) / (len(moves) + 1)
    latest = [*choice.before, choice.pitch]
    band = -2.0 if size > WIDE_LEAP else 0.0
    band -= 0.2 * max(0.0, mean - MOST_MEAN_INTERVAL)
    band -= 0.15 * max(0, max(latest) - min(latest) - MOST_RANGE)
    band -= 0.6 * (_run(latest) > FREE_RUN)
    turned = 0.0
    if len(choice.before) > 1 and abs(leap := choice.before[-1] - choice.before[-2]) >= LEAP:
        turned = 0.2 if interval * leap < 0 else -0.2
    return TermReward(band, max(-1.2, 0.24 - 0.12 * size) + turned)


def _run(pitches: list[int]) -> int:
    """Number of moves in the direction of the last one, up to and including it."""
    moves = [b - a for a, b in pairwise(pitches)]
    length, direction = 0, moves[-1]
    for move in reversed(moves):
        if move * direction <= 0:
            break
        length += 1
    return length


def variety(choice: Choice) -> TermReward:
    """No note five times in a row, enough pitch classes and range, no loops; novelty."""
    if choice.pitch == NO_PITCH:
        return TermReward()
    latest, band = [*choice.before, choice.pitch], 0.0
    if len(set(latest[-FREE_REPEATS - 1 :])) == 1 and len(latest) > FREE_REPEATS:
        band -= 1.0
    if len(latest) > WINDOW:
        band -= 0.4 * max(0, LEAST_TONES - len({pitch % 12 for pitch in latest}))
        band -= 0.1 * max(0, LEAST_RANGE - (max(latest) - min(latest)))
    if any(_is_loop(choice, bars) for bars in LOOPS):
        band -= 0.7
    return TermReward(band, _novelty(choice))


def _is_loop(choice: Choice, bars: int) -> bool:
    """Whether the choice continues the third repetition in a row of a passage of some bars."""
    once = at_lag(choice.line, bars * choice.setting.bar)
    if once.action != choice.action or once.agreed < LONG_AGREEMENT:
        return False
    twice = at_lag(choice.line, 2 * bars * choice.setting.bar)
    return twice.action == choice.action and twice.agreed >= LONG_AGREEMENT


def _novelty(choice: Choice) -> float:
    """The lean for novelty: an unused pitch, another length, not what followed last time."""
    expected = after_longest_match(choice.line.actions)
    value = 0.3 if choice.pitch not in choice.before[-8:] else 0.0
    if choice.before and choice.pitch == choice.before[-1]:
        value -= 0.4
    if expected.agreed >= 2 and expected.action == choice.action:
        value -= 0.5
    if choice.line.actions and ACTIONS[ord(choice.line.actions[-1])].duration != choice.duration:
        value += 0.15
    return value


def style(choice: Choice) -> TermReward:
    """A penalty for more than the usual bits of surprise under the prior.

    Its lean, log p0 / 2, is no reward: the policy applies it as the exponent of p0.
    """
    return TermReward(-0.2 * max(0.0, choice.surprise - USUAL_SURPRISE))


def form(choice: Choice) -> TermReward:
    """Motifs that return after 4, 8 or 2 bars, long notes at ends of phrases, a proper ending."""
    recall, phrase, ending = _recall(choice), _phrase_end(choice), _ending(choice)
    return TermReward(0.12 * recall + phrase + ending, 0.6 * recall + phrase + 0.3 * ending)


def _recall(choice: Choice) -> float:
    """Up to 1 for repeating an event, 0.3 of that for its rhythm only; 0 in a long repetition."""
    value = 0.0
    for past, worth in zip(choice.past, RECALL.values(), strict=True):
        if past.action == NONE or past.agreed > LONG_AGREEMENT:
            continue
        if past.action == choice.action:
            value = max(value, worth)
        elif ACTIONS[past.action].duration == choice.duration:
            value = max(value, 0.3 * worth)
    return value


def _phrase_end(choice: Choice) -> float:
    """Long notes on stable tones in the last bar of a phrase, no short ones."""
    bar, place = divmod(choice.line.tick, choice.setting.bar)
    if bar % PHRASE_BARS != PHRASE_BARS - 1 or place < choice.setting.bar // 3:
        return 0.0
    if choice.pitch == NO_PITCH:
        return 0.1
    if choice.duration >= 24 and choice.duration >= choice.usual:
        return 0.4 if choice.pitch % 12 in (0, 2, 3, 4, 7) else 0.1
    return -0.1


def _ending(choice: Choice) -> float:
    """At the end of the piece: the tonic, at least twice as long as usual, without a leap to it."""
    end = choice.setting.end
    if not end or choice.line.tick + choice.duration < end - choice.setting.beat // 2:
        return 0.0
    if choice.pitch == NO_PITCH:
        return -0.5
    value = 2.0 if choice.pitch % 12 == 0 else -2.0
    value += 2.0 if choice.duration >= 2 * choice.usual else -2.0
    if choice.before and abs(choice.pitch - choice.before[-1]) > 5:
        value -= 0.5
    return value


def usual_duration(line: Line) -> float:
    """Median duration of the latest events, in ticks."""
    latest = sorted(lengths(line.actions[-2 * WINDOW :]))
    if not latest:
        return 24.0
    middle = len(latest) // 2
    return (latest[middle] + latest[-middle - 1]) / 2


FUNCTIONS: dict[str, Callable[[Choice], TermReward]] = {
    "harmony": harmony,
    "smoothness": smoothness,
    "variety": variety,
    "style": style,
    "form": form,
}
TERMS = tuple(FUNCTIONS)
# The number of the term whose exact value counts where a piece ends.
FORM = TERMS.index("form")
# The number of the term whose weight is the exponent of the prior.
STYLE = TERMS.index("style")
# The values that the Q-network predicts: bands, leans, and the cost of leaving the prior.
VALUES = 2 * len(TERMS) + 1


def rewards(choice: Choice) -> list[float]:
    """The bands of all terms, then their leans, in the order of TERMS."""
    pays = [function(choice) for function in FUNCTIONS.values()]
    return [pay.band for pay in pays] + [pay.lean for pay in pays]
