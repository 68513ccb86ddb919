import pytest

from agent.melody.learning.feedback import (
    ENOUGH,
    OWN,
    Phrases,
    PlayedNote,
    RewardedPhrase,
    examples_of_phrases,
    feedback_of,
    rewards_of,
)
from agent.melody.line import action_of
from agent.melody.vocabulary import ACTIONS, NO_PITCH
from agent.music.note import Note
from agent.player.knobs import Knobs
from tests.support.melody_agent import little_player

PLAYER = little_player()
BAR = 4.0


def bars(*rewards: float) -> list[PlayedNote]:
    """Whole notes on d with these rewards, in D major."""
    return [
        PlayedNote(Note(62, 0.8, BAR, BAR * bar), Knobs(key=2), reward=reward)
        for bar, reward in enumerate(rewards)
    ]


def ticks(phrase: RewardedPhrase) -> list[int]:
    return [step.line.tick for step in phrase.steps]


def test_a_phrase_is_what_got_thumbs_of_one_kind_in_a_row() -> None:
    feedback = feedback_of(PLAYER, [bars(0, 0.5, 1, -0.5, -0.5, 0, 2), bars(0, -1)])
    assert [ticks(phrase) for phrase in feedback.liked.learned] == [[96, 192], [576]]
    assert [ticks(phrase) for phrase in feedback.disliked.learned] == [[288], [384], [96]]
    assert rewards_of(feedback.learned).tolist() == [0.5, 1, 2, -0.5, -0.5, -1]


def test_a_phrase_has_four_bars_at_most() -> None:
    feedback = feedback_of(PLAYER, [bars(*[1] * 9)])
    assert [len(phrase.steps) for phrase in feedback.liked.learned] == [4, 4, 1]


def test_the_tail_of_a_thumb_alone_says_nothing() -> None:
    feedback = feedback_of(PLAYER, [bars(0, 0, 0.2, 0.25, 0, 0, -0.4, 0)])
    assert (feedback.learned, feedback.liked.total, feedback.disliked.total) == ([], 0, 0)


def test_events_stand_in_their_place_with_all_before_them() -> None:
    knobs = Knobs(key=2, scale="dorian", meter="3/4", chords="Dm G")
    melody = [
        PlayedNote(Note(62, 0.8, 3.0, 0.0), knobs, reward=1),
        PlayedNote(Note(67, 0.8, 3.0, 3.0), knobs, reward=1),
    ]
    [phrase] = feedback_of(PLAYER, [melody]).liked.learned
    first, second = phrase.steps
    assert (first.line.actions, second.line.actions) == ("", chr(first.action))
    assert [step.action for step in phrase.steps] == [action_of(0, 3.0), action_of(5, 3.0)]
    assert (second.setting.meter, second.setting.mode, second.setting.bar) == ("3/4", "dorian", 72)
    assert (first.setting.chord[0], second.setting.chord[0]) == (0, 5)
    assert second.setting.end == 0


def test_what_a_person_played_is_liked_and_gaps_are_rests() -> None:
    knobs = Knobs(key=2)
    melody = [
        PlayedNote(Note(62, 0.8, 1.0, 2.01), knobs, heard=True),
        PlayedNote(Note(64, 0.8, 1.0, 5.0), knobs, heard=True),
        PlayedNote(Note(65, 0.8, 1.0, 6.0), knobs),
    ]
    [phrase] = feedback_of(PLAYER, [melody]).liked.learned
    assert ticks(phrase) == [48, 72, 120]
    assert [ACTIONS[step.action].pitch for step in phrase.steps] == [0, NO_PITCH, 2]
    assert phrase.rewards == (OWN, OWN, OWN)


@pytest.mark.parametrize("sign", [1, -1])
def test_few_phrases_are_learned_and_measured_of_many_every_fifth_is_held_out(sign: int) -> None:
    def split(count: int) -> Phrases:
        feedback = feedback_of(PLAYER, [bars(*[sign, 0] * count)])
        return feedback.liked if sign > 0 else feedback.disliked

    few, many = split(ENOUGH - 1), split(ENOUGH + 1)
    assert (few.unseen, few.total, len(few.measured)) == (False, 14, 14)
    assert (many.unseen, many.total, len(many.measured)) == (True, 16, 4)
    places = {ticks(phrase)[0] for phrase in many.learned + many.measured}
    assert places == {192 * number for number in range(16)}


def test_examples_of_phrases_are_what_the_player_saw() -> None:
    phrases = feedback_of(PLAYER, [bars(1, 2, 0, 1)]).learned
    seen = examples_of_phrases(phrases)
    assert seen.actions.tolist() == [action_of(0, BAR)] * 3
    assert len(seen.rows) == len(seen.suggestions) == len(rewards_of(phrases)) == 3
