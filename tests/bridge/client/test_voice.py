from collections.abc import Sequence
from fractions import Fraction
from itertools import islice, pairwise

import pytest

from agent.player.protocol import AnyPlayer
from bridge.client import REST, Client, Voice, VoiceNote
from bridge.client.voice import AHEAD
from bridge.errors import Code, NoAnswer, ProtocolError
from bridge.server.dispatcher import Responder
from tests.support.answering import Answering, answering
from tests.support.patience import PATIENCE_SECONDS

D_DORIAN = {2, 4, 5, 7, 9, 11, 0}

SOON = 0.2
"""How long a test waits for a server that is gone, in seconds."""


def indices(notes: Sequence[VoiceNote]) -> list[int]:
    return [note.index for note in notes]


def epochs(server: Answering) -> list[object]:
    return [message[2] for message in server.asked if message[0] == "/melo/next"]


def test_notes_follow_each_other(lead: Voice) -> None:
    notes = lead.next(8) + lead.next() + lead.next(70)
    assert indices(notes) == list(range(79))
    assert all(REST <= note.pitch <= 127 for note in notes)
    assert not any(note.fallback for note in notes)
    for one, other in pairwise(notes):
        assert other.onset == pytest.approx(one.onset + one.duration, abs=1e-4)


def test_no_notes_are_no_request(lead: Voice, server: Answering) -> None:
    assert lead.next(0) == ()
    assert server.asked == []


@pytest.mark.usefixtures("unhurried")
def test_a_voice_is_an_iterator_that_asks_for_a_few_notes_at_a_time(
    lead: Voice, server: Answering
) -> None:
    assert indices(list(islice(lead, 2 * AHEAD))) == list(range(2 * AHEAD))
    assert len(server.asked) == 2


def test_the_keys_of_a_voice_hold_from_its_first_note(melo: Client) -> None:
    notes = melo.voice("lead", key="D", scale="dorian", low=60, high=72).next(32)
    assert {note.pitch % 12 for note in notes if note.pitch != REST} <= D_DORIAN
    assert {note.pitch for note in notes} <= {REST, *range(60, 73)}


def test_a_knob_turn_acts_on_the_next_note_that_wasnt_handed_out(
    lead: Voice, server: Answering
) -> None:
    first = next(lead)
    lead.set(low=100, high=110)
    notes = [first, *lead.next(16)]
    assert indices(notes) == list(range(17))
    assert {note.pitch for note in notes[1:]} <= {REST, *range(100, 111)}
    earlier, later = epochs(server)
    assert isinstance(earlier, int)
    assert later == earlier + 1


def test_keys_come_along_with_every_request(lead: Voice, server: Answering) -> None:
    lead.next()
    lead.set(harmony=1.5)
    lead.next()
    assert server.asked[0][5:] == ("seed", 3, "onset", 0.0)
    assert server.asked[-1][5:9] == ("seed", 3, "harmony", 1.5)


def test_time_for_an_answer_can_be_limited(lead: Voice, server: Answering) -> None:
    lead.next(2, within=20)
    assert server.asked[0][-2:] == ("within", 20.0)


def test_wrong_keys_are_refused_before_they_are_sent(lead: Voice, server: Answering) -> None:
    with pytest.raises(ProtocolError, match="there is no key 'harmny'"):
        lead.set(harmny=1.5)
    with pytest.raises(ProtocolError, match="harmony is 9: use 0 to 2"):
        lead.set(harmony=9)
    with pytest.raises(ProtocolError, match="low: 'H4' is no pitch: use a note name"):
        lead.set(low="H4")
    with pytest.raises(ProtocolError, match="pitch is 200: use -1 to 127"):
        lead.heard(200, 0.5, 1.0)
    with pytest.raises(ProtocolError, match="pitch: 'X' is no pitch: use a note name"):
        lead.heard("X", 0.5, 1.0)
    assert server.asked == []


def test_what_only_the_server_can_refuse_raises_at_set_and_changes_nothing(lead: Voice) -> None:
    first = next(lead)
    with pytest.raises(ProtocolError, match="there is no agent 'nobody'") as caught:
        lead.set(agent="nobody", harmony=1.5)
    assert caught.value.code is Code.UNKNOWN_AGENT
    with pytest.raises(ProtocolError, match="no note of the key lies between low 61 and high 61"):
        lead.set(low=61, high=61)
    with pytest.raises(ProtocolError, match="'H7' is no chord"):
        lead.set(chords=["Am", "H7"])
    assert lead.keys == {"seed": 3}
    assert lead.get("harmony") == 1.0
    again = lead.next(3)
    lead.reset()
    assert [first, *again] == list(lead.next(4))


def test_the_same_refusal_comes_again_at_the_same_set(lead: Voice) -> None:
    for _ in range(2):
        with pytest.raises(ProtocolError, match="there is no agent 'nobody'"):
            lead.set(agent="nobody")
    lead.set(agent="classic")
    assert lead.get("agent") == "classic"


def test_a_voice_with_wrong_keys_or_without_a_name_isnt_made(melo: Client) -> None:
    with pytest.raises(ProtocolError, match="there is no agent 'nobody'"):
        melo.voice("lead", agent="nobody")
    with pytest.raises(ProtocolError, match="voice must have 1 to 64 characters"):
        melo.voice("")


def test_a_turn_doesnt_wait_and_what_it_does_wrong_is_raised_by_the_next_note(
    lead: Voice, server: Answering
) -> None:
    lead.next(4)
    asked = len(server.asked)
    lead.turn(agent="nobody")
    assert len(server.asked) == asked
    with pytest.raises(ProtocolError, match="there is no agent 'nobody'"):
        lead.next()
    assert indices(lead.next(2)) == [4, 5]


def test_keys_may_be_lists_note_names_voices_and_none(melo: Client, lead: Voice) -> None:
    bass = melo.voice(
        "bass",
        key="A minor",
        chords=["Am", "F", "C", "G"],
        durations=[0.5, 1, "1/3", Fraction(2, 3)],
        low="E2",
        high="G3",
        listen=lead,
    )
    assert bass.keys == {
        "key": 9,
        "scale": "minor",
        "chords": "Am F C G",
        "durations": "0.5 1 1/3 2/3",
        "low": 40,
        "high": 55,
        "listen": "lead",
    }
    assert {note.pitch for note in bass.next(16)} <= {REST, *range(40, 56)}
    bass.set(low=None, high=None, key=None, scale=None, chords=None, listen=None, durations=None)
    assert [bass.get(key) for key in ("low", "high", "key", "scale")] == [0, 127, 0, "major"]
    assert [bass.get(key) for key in ("chords", "listen", "durations")] == ["none", "none", "any"]


def test_none_is_the_servers_own_agent_and_another_seed(melo: Client) -> None:
    lead = melo.voice("lead", agent="classic", seed=3)
    lead.set(agent=None, seed=None)
    assert lead.get("agent") == "little"
    assert lead.get("seed") != 3


def test_a_voice_of_another_client_cant_be_listened_to(melo: Client, server: Answering) -> None:
    with Client(port=server.port) as other:
        theirs = other.voice("bass")
    with pytest.raises(ProtocolError, match="'bass' is a voice of another client"):
        melo.voice("lead", listen=theirs)


def test_a_voice_tells_how_its_keys_stand(lead: Voice) -> None:
    lead.set(harmony=1.6, tempo=90)
    assert lead.get("harmony") == 1.6
    assert lead.keys == {"seed": 3, "harmony": 1.6, "tempo": 90.0}
    lead.keys["harmony"] = 0.0  # a copy
    assert lead.keys["harmony"] == 1.6
    assert repr(lead) == "<Voice 'lead' at note 0: seed=3, harmony=1.6, tempo=90.0>"
    with pytest.raises(ProtocolError, match="there is no key 'harmny'"):
        lead.get("harmny")


def test_an_iterator_ends_where_the_piece_ends(melo: Client) -> None:
    lead = melo.voice("lead", bars=2, meter="3/4")
    piece = list(lead)
    assert piece[-1].onset + piece[-1].duration == 6.0
    assert piece[-1].onset < 6.0
    assert list(lead) == []
    assert [note.onset for note in lead.next()] == [6.0]  # another piece
    assert 6.0 < max(note.onset for note in lead) < 12.0
    lead.reset()
    assert list(lead) == piece
    lead.set(bars=0)
    assert next(lead).onset == 6.0


def test_notes_come_by_whole_bars_too(melo: Client) -> None:
    lead = melo.voice("lead", meter="3/4")
    two = lead.next_bars(2)
    assert two[-1].onset + two[-1].duration == 6.0
    one = lead.next_bars()
    assert (one[0].onset, one[-1].onset + one[-1].duration) == (6.0, 9.0)
    begun = lead.next(1)
    rest = lead.next_bars()
    assert indices(two + one + begun + rest) == list(range(rest[-1].index + 1))
    if begun[0].duration < 3:
        assert rest[-1].onset + rest[-1].duration == 12.0
    assert lead.keys["meter"] == rest.keys["meter"] == "3/4"


def test_bars_that_a_silent_server_didnt_give_come_later(melody_player: AnyPlayer) -> None:
    responder = Responder({"little": melody_player}, "little", seed=0)
    with answering(responder) as server:
        melo = Client(port=server.port)
        lead = melo.voice("lead")
        next(lead)
    melo.timeout = SOON
    with pytest.raises(NoAnswer):
        lead.next_bars(8)
    assert lead.index == 1
    melo.timeout = PATIENCE_SECONDS
    with answering(responder, server.port):
        assert indices(lead.next_bars(8)[:3]) == [1, 2, 3]
    melo.close()


def test_without_bars_an_iterator_goes_on(lead: Voice) -> None:
    assert len(list(islice(lead, 100))) == 100


def test_what_was_heard_reaches_the_server_before_the_next_note(
    lead: Voice, server: Answering
) -> None:
    next(lead)
    lead.heard("G4", 0.75, 0.5)
    lead.heard(69, 0.75, 0.5, onset=4.0)
    assert next(lead).index == 1
    assert server.asked[1:3] == [
        ("/melo/heard", "lead", 67, 0.75, 0.5),
        ("/melo/heard", "lead", 69, 0.75, 0.5, 4.0),
    ]


def test_thumbs_are_for_what_was_handed_out(lead: Voice, server: Answering) -> None:
    list(islice(lead, 5))
    assert lead.good().thumbs == 1
    lead.next(8)
    assert lead.bad().thumbs == 2
    assert lead.reward(0.5, 2, 6) == (5, 3)
    assert lead.reward(0.5, 0) == (1, 4)
    assert [message[2:] for message in server.asked if message[0] == "/melo/reward"] == [
        (1.0, 4),
        (-1.0, 12),
        (0.5, 2, 6),
        (0.5, 0),
    ]
    assert indices(lead.next(2)) == [13, 14]


def test_taste_is_undone_saved_loaded_and_forgotten(melo: Client, lead: Voice) -> None:
    lead.next(8)
    lead.good()
    lead.good()
    assert lead.taste("save", "leaps").thumbs == 2
    assert lead.taste("undo").thumbs == 1
    assert lead.taste("reset").thumbs == 0
    assert melo.voice("other").taste("load", "leaps").thumbs == 2
    with pytest.raises(ProtocolError, match="action is 'burn': use undo, reset, save, load"):
        lead.taste("burn")
    with pytest.raises(ProtocolError, match="there is no taste 'none'"):
        lead.taste("load", "none")


def test_a_note_is_explained(lead: Voice) -> None:
    note = lead.next(8)[5]
    why = lead.why(5)
    assert why.pitch == note.pitch
    assert why.duration == pytest.approx(note.duration, abs=1e-6)
    assert 1 <= why.rank <= why.allowed <= why.candidates
    assert 0 < why.probability <= 1
    assert {"prior", "harmony", "taste"} <= set(why.parts)
    odds = [other.probability for other in why.alternatives]
    assert len(odds) == 5
    assert odds == sorted(odds, reverse=True)
    with pytest.raises(ProtocolError, match="the voice has no note 8"):
        lead.why(8)


def test_few_allowed_notes_have_few_alternatives(melo: Client) -> None:
    lead = melo.voice("lead", agent="classic", low=60, high=64)
    lead.next(4)
    why = lead.why(3)
    assert {other.pitch for other in why.alternatives} == {60, 62, 64} - {why.pitch}


def test_a_preset_is_saved_and_loaded_with_keys_that_were_just_set(
    lead: Voice, server: Answering
) -> None:
    lead.set(harmony=1.5, key="D")
    lead.save("verse")
    assert next(lead).index == 0
    lead.set(harmony=0.5, low=60, key="C")
    lead.next()
    lead.load("verse")
    assert indices(lead.next(2)) == [2, 3]
    keys = dict(zip(server.asked[-1][5::2], server.asked[-1][6::2], strict=True))
    assert (keys["harmony"], keys["key"], keys["seed"]) == (1.5, 2, 3)
    assert "low" not in keys
    with pytest.raises(ProtocolError, match="there is no preset 'chorus': saved are verse"):
        lead.load("chorus")


def test_a_preset_is_saved_with_its_keys_after_a_restart_of_the_server(
    melody_player: AnyPlayer,
) -> None:
    def server(port: int = 0) -> Answering:
        return answering(Responder({"little": melody_player}, "little", seed=0), port)

    with server() as first, Client(port=first.port) as melo:
        lead = melo.voice("lead", key="D", scale="dorian")
        lead.next(4)
        first.__exit__()
        with server(first.port):
            lead.save("verse")
            melo.ask("/melo/preset", "other", "load", "verse")
            [scale] = melo.ask("/melo/get", "other", "scale")
            assert scale.values == ("other", "scale", "dorian")


def test_reset_begins_anew_with_the_same_seed(lead: Voice) -> None:
    first = lead.next(16)
    lead.reset()
    assert lead.next(16) == first


def test_a_voice_made_again_is_not_behind_the_first_one(melo: Client) -> None:
    melo.voice("lead").next(4)
    again = melo.voice("lead")
    assert indices(again.next(4)) == [0, 1, 2, 3]


def test_voices_of_one_client_are_apart(melo: Client) -> None:
    lead, bass = melo.voice("lead", low=72), melo.voice("bass", high=48)
    for _ in range(3):
        assert {note.pitch for note in lead.next(8)} <= {REST, *range(72, 128)}
        assert {note.pitch for note in bass.next(8)} <= {REST, *range(49)}


def test_a_silent_server_raises_and_the_voice_can_go_on_later(melody_player: AnyPlayer) -> None:
    responder = Responder({"little": melody_player}, "little", seed=0)
    with answering(responder) as server:
        melo = Client(port=server.port)
        lead = melo.voice("lead")
        lead.next(4)
    melo.timeout = SOON
    with pytest.raises(NoAnswer):
        lead.next(4)
    assert lead.index == 4
    melo.close()


def test_keys_that_a_silent_server_didnt_take_go_with_the_next_notes(
    melody_player: AnyPlayer,
) -> None:
    responder = Responder({"little": melody_player}, "little", seed=0)
    with answering(responder) as server:
        melo = Client(port=server.port)
        lead = melo.voice("lead")
        lead.next(4)
    melo.timeout = SOON
    with pytest.raises(NoAnswer):
        lead.set(low="C6", high="C7")
    with pytest.raises(ProtocolError, match="harmony is 9: use 0 to 2"):
        lead.set(harmony=9)
    melo.timeout = PATIENCE_SECONDS
    with answering(responder, server.port):
        assert {note.pitch for note in lead.next(8)} <= {REST, *range(84, 97)}
    melo.close()


def test_a_rewind_composes_anew_from_a_note_on(lead: Voice, server: Answering) -> None:
    first = lead.next(8)
    lead.rewind(4, first[4].onset)
    again = lead.next(4)
    assert indices(again) == [4, 5, 6, 7]
    assert again[0].onset == first[4].onset
    earlier, later = epochs(server)
    assert isinstance(earlier, int)
    assert later == earlier + 1


def test_where_the_server_knows_no_note_before_it_a_rewind_says_the_beat(lead: Voice) -> None:
    lead.rewind(7, 12.0)
    assert lead.next()[0].onset == 12.0
