from typing import Any, TypeGuard

import pytest

from agent.classic.playing.player import ClassicPlayer
from agent.music.note import Note
from agent.player.checkpoint import Header
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer
from agent.taste.model import NO_TASTE, Taste
from bridge.errors import Code, ProtocolError
from bridge.osc.limits import KEPT_NOTES
from bridge.server.voices.voice import ContextNote, ServerVoice, VoiceSettings
from tests.support.melody_agent import little_player


@pytest.fixture
def voice(player: AnyPlayer) -> ServerVoice:
    return ServerVoice(player, VoiceSettings("classic", seed=1, knobs=Knobs(temperature=2.0)))


def heard(pitch: int, onset: float | None = None) -> ContextNote:
    return ContextNote(Note(pitch, 0.8, 1.0, onset or 0.0), onset is not None)


def notes(voice: ServerVoice, epoch: int, index: int, count: int) -> list[Note]:
    return [given.note for given in voice.next(epoch, index, count)]


def test_asking_again_gives_the_same_notes(voice: ServerVoice) -> None:
    first = notes(voice, 1, 0, 8)
    assert notes(voice, 1, 0, 8) == first
    assert notes(voice, 1, 3, 2) == first[3:5]
    assert [note.onset for note in first] == [0, 1, 2, 3, 4, 5, 6, 7]


def test_notes_in_one_request_or_in_many_are_the_same(player: AnyPlayer) -> None:
    at_once = notes(ServerVoice(player, VoiceSettings("classic", 5)), 1, 0, 8)
    bit_by_bit = ServerVoice(player, VoiceSettings("classic", 5))
    assert [notes(bit_by_bit, 1, index, 1)[0] for index in range(8)] == at_once


def test_a_higher_epoch_composes_anew_from_its_index_on(voice: ServerVoice) -> None:
    first = notes(voice, 1, 0, 16)
    again = notes(voice, 2, 4, 12)
    assert notes(voice, 2, 0, 4) == first[:4]
    assert again != first[4:]


def test_a_lower_epoch_is_stale(voice: ServerVoice) -> None:
    notes(voice, 5, 0, 1)
    assert voice.is_stale(4)
    assert not voice.is_stale(5)
    assert not voice.is_stale(6)


def test_after_a_restart_any_index_is_a_new_start(voice: ServerVoice) -> None:
    first = notes(voice, 7, 37, 3)
    assert [note.onset for note in first] == [37, 38, 39]
    assert notes(voice, 7, 37, 3) == first
    assert [note.onset for note in notes(voice, 7, 35, 2)] == [35, 36]
    assert notes(voice, 7, 37, 3) == first


def test_a_knob_turn_acts_on_the_very_next_note(player: AnyPlayer) -> None:
    voice = ServerVoice(player, VoiceSettings("classic", 1))
    before = notes(voice, 1, 0, 4)
    voice.set(player, voice.settings.changed({"low": 72, "high": 84}))
    assert notes(voice, 1, 0, 4) == before
    assert all(72 <= note.pitch <= 84 for note in notes(voice, 1, 4, 4))


def test_a_melody_that_begins_anew_doesnt_wait_for_what_had_a_place_in_the_one_before(
    voice: ServerVoice,
) -> None:
    notes(voice, 1, 0, 4)
    voice.hear(heard(-1, 40.0))
    voice.hear(heard(64, 41.0))
    assert notes(voice, 1, 4, 1)[0].onset == 42
    assert [note.onset for note in notes(voice, 2, 0, 2)] == [0.0, 1.0]


def test_what_was_heard_changes_what_comes_next(player: AnyPlayer) -> None:
    def answer(*pitches: int) -> list[int]:
        voice = ServerVoice(player, VoiceSettings("classic", 1, Knobs(temperature=0)))
        for pitch in pitches:
            voice.hear(heard(pitch))
        return [note.pitch for note in notes(voice, 1, 1, 4)]

    assert answer(62, 65) != answer(64, 67)


def test_a_phrase_heard_in_its_place_is_answered_after_it(voice: ServerVoice) -> None:
    for beat, pitch in enumerate((60, 64, 67, 64)):
        voice.hear(heard(pitch, float(beat)))
    assert [note.onset for note in notes(voice, 1, 0, 2)] == [4.0, 5.0]


def test_what_was_heard_survives_a_flush(player: AnyPlayer) -> None:
    """The player turns a knob: the notes ahead are composed anew, and still answer the player."""

    def after_flush(*pitches: int) -> list[int]:
        voice = ServerVoice(player, VoiceSettings("classic", 1, Knobs(temperature=0)))
        notes(voice, 1, 0, 2)
        for pitch in pitches:
            voice.hear(heard(pitch))
        notes(voice, 1, 2, 6)
        return [note.pitch for note in notes(voice, 2, 2, 4)]

    assert after_flush() != after_flush(71, 65)
    assert after_flush(71, 65) == after_flush(71, 65)


def test_a_reset_starts_over_with_the_same_seed(voice: ServerVoice) -> None:
    first = notes(voice, 3, 0, 8)
    voice.reset()
    assert notes(voice, 1, 0, 8) == first


def test_a_new_seed_starts_the_choices_anew(player: AnyPlayer) -> None:
    one = ServerVoice(player, VoiceSettings("classic", 1))
    other = ServerVoice(player, VoiceSettings("classic", 2))
    other.set(player, other.settings.changed({"seed": 1}))
    assert notes(other, 1, 0, 16) == notes(one, 1, 0, 16)


def test_settings_change_together_or_not_at_all(voice: ServerVoice) -> None:
    with pytest.raises(ProtocolError, match="low 90 lies above high 80: exchange them"):
        voice.settings.changed({"low": 90, "high": 80})
    assert voice.settings.changed({"low": 48, "high": 60}).value("low") == 48
    assert voice.settings.value("low") == 0


def test_unchanged_keys_leave_the_settings_as_they_are(voice: ServerVoice) -> None:
    settings = voice.settings
    assert settings.changed({"harmony": 1.0, "scale": "major", "seed": 1}) is settings
    assert settings.changed({"harmony": 1.0, "scale": "dorian"}) is not settings


def test_what_the_player_cant_play_changes_nothing(voice: ServerVoice) -> None:
    before = voice.settings
    with pytest.raises(ProtocolError, match="this agent plays in 4/4 only") as caught:
        voice.set(voice.player, before.changed({"meter": "3/4", "seed": 9}))
    assert caught.value.code == Code.OUT_OF_RANGE
    assert voice.settings is before


class Echo(ClassicPlayer):
    """A player whose lines are what it heard, and that repeats the latest note of them."""

    def __init__(self, header: Header) -> None:
        self.header, self.terms = header, ()

    def check(self, knobs: Knobs) -> None:
        """Plays anything."""

    def start(self, index: int, onset: float | None = None, meter: str = "4/4") -> Any:
        return ()

    def understands(self, line: object) -> TypeGuard[Any]:
        return isinstance(line, tuple) and all(isinstance(note, Note) for note in line)

    def play(
        self, line: Any, knobs: Knobs, chance: float, taste: Taste = NO_TASTE
    ) -> tuple[Note, Any]:
        latest = line[-1]
        note = latest._replace(onset=latest.onset + latest.duration)
        return note, (*line, note)

    def hear(self, line: Any, knobs: Knobs, note: Note, *, placed: bool) -> Any:
        return (*line, note)


def test_another_agent_goes_on_from_what_the_one_before_played(voice: ServerVoice) -> None:
    voice.hear(heard(67))
    before = notes(voice, 1, 0, 3)
    echo = Echo(voice.player.header)
    voice.set(echo, voice.settings.changed({"agent": "echo"}))
    after = notes(voice, 1, 3, 2)
    assert [note.pitch for note in after] == [before[-1].pitch] * 2
    assert [note.onset for note in after] == [3.0, 4.0]
    assert voice._composed[4].after == (heard(67).note, *before, *after)


def test_the_first_agent_goes_on_after_the_other(player: AnyPlayer) -> None:
    voice = ServerVoice(player, VoiceSettings("classic", 1))
    notes(voice, 1, 0, 3)
    settings = voice.settings
    voice.set(Echo(player.header), settings)
    notes(voice, 1, 3, 2)
    voice.set(player, settings)
    assert [note.onset for note in notes(voice, 1, 5, 2)] == [5.0, 6.0]


def test_a_voice_keeps_a_bounded_number_of_notes(voice: ServerVoice) -> None:
    for index in range(0, 2 * KEPT_NOTES, 64):
        notes(voice, 1, index, 64)
    assert len(voice._composed) == KEPT_NOTES


def test_the_first_note_after_heard_ones_is_explained_by_what_it_was_drawn_from() -> None:
    voice = ServerVoice(little_player(), VoiceSettings("little", 3, Knobs(syncopation=1.0)))
    for beat in range(4):
        voice.hear(ContextNote(Note(60, 0.8, 1.0, float(beat)), placed=True))
    voice.next(1, 0, 1)
    composed, _ = voice.explain(0)
    assert composed.line.fate == composed.after.fate > 0  # type: ignore[attr-defined]
