from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.classic.playing.inference import Policy
from agent.classic.playing.player import ClassicPlayer
from agent.library.catalogue import shipped_folder
from agent.library.loading import load_checkpoint, load_classic, player_for
from agent.player.protocol import AnyPlayer
from bridge.osc import codec
from bridge.osc.keys import KEYS
from bridge.osc.limits import MOST_CLIENTS, MOST_VOICES
from bridge.osc.requests import REQUESTS
from bridge.server.dispatcher import Responder
from bridge.server.jobs import PlayJob, StopJob
from tests.support.asking import ME, OTHER, Values, ask, number
from tests.support.recording import bundle


def pitches(replies: Sequence[tuple[str, Values]]) -> list[codec.Argument]:
    assert all(address == "/melo/note" for address, _ in replies)
    return [values[3] for _, values in replies]


def test_hello_is_welcomed(responder: Responder) -> None:
    [(address, values)] = ask(responder, "/melo/hello", 0, "me")
    assert (address, values[0], values[2]) == ("/melo/welcome", 1, "classic")


def test_a_ping_is_ponged_with_its_token(responder: Responder) -> None:
    assert ask(responder, "/melo/ping", 42) == [("/melo/pong", (42,))]


def test_notes_carry_voice_epoch_index_pitch_velocity_duration_onset(responder: Responder) -> None:
    replies = ask(responder, "/melo/next", "lead", 3, 8, 2)
    first, second = (values for _, values in replies)
    assert first[:3] == ("lead", 3, 8)
    assert second[:3] == ("lead", 3, 9)
    assert first[3] in (60, 62, 64, 65, 67, 69, 71)
    assert first[4] == pytest.approx(0.8)
    assert first[5:] == (1.0, 8.0, 0)


def test_a_request_sent_again_gets_the_same_answer(responder: Responder) -> None:
    first = ask(responder, "/melo/next", "lead", 1, 0, 16)
    assert ask(responder, "/melo/next", "lead", 1, 0, 16) == first


def test_a_stale_epoch_gets_no_answer_and_turns_no_knob(responder: Responder) -> None:
    ask(responder, "/melo/next", "lead", 5, 0, 1)
    assert ask(responder, "/melo/next", "lead", 4, 0, 1, "harmony", 2.0) == []
    assert ask(responder, "/melo/get", "lead", "harmony") == [
        ("/melo/value", ("lead", "harmony", 1.0))
    ]


def test_each_client_has_its_own_voices(responder: Responder) -> None:
    ask(responder, "/melo/set", "lead", "key", "D")
    assert ask(responder, "/melo/get", "lead", "key", sender=OTHER)[0][1] == ("lead", "key", 0)
    assert ask(responder, "/melo/get", "lead", "key")[0][1] == ("lead", "key", 2)


def test_keys_in_a_request_turn_knobs_too(responder: Responder) -> None:
    notes = ask(responder, "/melo/next", "lead", 1, 0, 8, "low", 36, "high", 47)
    assert all(36 <= pitch <= 47 for pitch in pitches(notes) if isinstance(pitch, int))


def test_scale_and_chord_bind_the_notes(responder: Responder) -> None:
    keys = ("key", "A", "scale", "minor", "chord", "Am", "chord_tones", "all", "durations", 1.0)
    notes = pitches(ask(responder, "/melo/next", "lead", 1, 0, 32, *keys))
    assert {pitch % 12 for pitch in notes if isinstance(pitch, int)} <= {9, 0, 4}
    for key, value in (("scale", "minor"), ("chord", "Am"), ("durations", "1")):
        assert ask(responder, "/melo/get", "lead", key) == [("/melo/value", ("lead", key, value))]


def test_a_refused_request_changes_nothing(responder: Responder) -> None:
    ask(responder, "/melo/set", "lead", "harmony", 0.5, "meter", "3/4")
    assert ask(responder, "/melo/get", "lead", "harmony")[0][1] == ("lead", "harmony", 1.0)
    assert ask(responder, "/melo/get", "lead", "meter")[0][1] == ("lead", "meter", "4/4")


def test_replies_go_to_the_declared_port_of_the_same_host(responder: Responder) -> None:
    hello = responder.answer(codec.encode("/melo/hello", 7400, "max"), ME)
    assert [packet.to for packet in hello.packets] == [("127.0.0.1", 7400)]
    note = responder.answer(codec.encode("/melo/next", "lead", 1, 0, 1), ME)
    assert [packet.to for packet in note.packets] == [("127.0.0.1", 7400)]
    elsewhere = responder.answer(codec.encode("/melo/hello", 7400, "max", "reply_port", 9000), ME)
    assert [packet.to for packet in elsewhere.packets] == [("127.0.0.1", 9000)]
    error = responder.answer(codec.encode("/melo/nonsense"), ME)
    assert [packet.to for packet in error.packets] == [("127.0.0.1", 7400)]
    other = responder.answer(codec.encode("/melo/ping", 1), OTHER)
    assert [packet.to for packet in other.packets] == [OTHER]


def test_a_request_may_carry_its_reply_port(responder: Responder) -> None:
    request = codec.encode("/melo/next", "lead", 1, 0, 4, "reply_port", 9000)
    one, again = (responder.answer(request, ("127.0.0.1", port)) for port in (40001, 40002))
    assert {packet.to for packet in one.packets} == {("127.0.0.1", 9000)}
    assert one.packets == again.packets


def test_any_request_may_end_with_its_reply_port(responder: Responder) -> None:
    for message in (
        ("/melo/set", "lead", "key", "D"),
        ("/melo/ping", 1),
        ("/melo/choose", 60, 64),
        ("/melo/next", "lead", 1, 0, 99),
    ):
        answer = responder.answer(codec.encode(*message, "reply_port", 9000), ("127.0.0.1", 40001))
        assert {packet.to for packet in answer.packets} <= {("127.0.0.1", 9000)}
    key = ask(responder, "/melo/get", "lead", "key", sender=("127.0.0.1", 9000))
    assert key == [("/melo/value", ("lead", "key", 2))]


def test_a_reply_port_that_is_none_is_refused(responder: Responder) -> None:
    [(address, values)] = ask(responder, "/melo/ping", 1, "reply_port", 70000)
    assert (address, values[1]) == ("/melo/error", 4)


def test_an_active_clients_port_outlives_a_flood_of_hellos(responder: Responder) -> None:
    ask(responder, "/melo/hello", 7400, "max")
    for port in range(10_000, 10_000 + 2 * MOST_CLIENTS):
        ask(responder, "/melo/hello", 0, "flood", sender=("127.0.0.1", port))
        answer = responder.answer(codec.encode("/melo/ping", 1), ME)
        assert answer.packets[0].to == ("127.0.0.1", 7400)


def test_a_client_can_ask_for_the_epoch_of_a_voice(responder: Responder) -> None:
    ask(responder, "/melo/next", "lead", 12, 0, 1)
    assert ask(responder, "/melo/get", "lead", "epoch") == [("/melo/value", ("lead", "epoch", 12))]


def test_a_reset_starts_over(responder: Responder) -> None:
    first = ask(responder, "/melo/next", "lead", 4, 0, 8)
    assert ask(responder, "/melo/reset", "lead") == [("/melo/value", ("lead", "index", 0))]
    assert pitches(ask(responder, "/melo/next", "lead", 1, 0, 8)) == pitches(first)


def test_agents_are_listed_and_chosen_by_name(player: AnyPlayer) -> None:
    responder = Responder({"classic": player, "mine": player}, "classic", 0)
    assert ask(responder, "/melo/agents") == [
        ("/melo/agent", ("classic", "classic", 0, 2)),
        ("/melo/agent", ("mine", "classic", 1, 2)),
    ]
    assert ask(responder, "/melo/set", "lead", "agent", "mine") == []
    assert ask(responder, "/melo/get", "lead", "agent")[0][1] == ("lead", "agent", "mine")
    [(address, values)] = ask(responder, "/melo/set", "lead", "agent", "jazz")
    assert (address, values[1]) == ("/melo/error", 6)
    assert values[2] == "there is no agent 'jazz': use one of classic, mine"


@pytest.fixture
def both(player: AnyPlayer, melody_player: AnyPlayer) -> Responder:
    """A server with an agent of each task; the melody agent is the default."""
    return Responder({"melody": melody_player, "classic": player}, "melody", 0)


def notes_of(replies: Sequence[tuple[str, Values]]) -> list[tuple[float, float, float]]:
    """(pitch, duration, onset) of notes."""
    assert all(address == "/melo/note" for address, _ in replies)
    return [(number(v[3]), number(v[5]), number(v[6])) for _, v in replies]


def test_a_melody_agent_plays_lengths_and_rests(both: Responder) -> None:
    notes = notes_of(ask(both, "/melo/next", "lead", 1, 0, 64))
    assert any(pitch == -1 for pitch, _, _ in notes)
    assert len({duration for _, duration, _ in notes}) > 4
    ends = [onset + duration for _, duration, onset in notes]
    assert [onset for _, _, onset in notes] == pytest.approx([0, *ends[:-1]], abs=1e-4)


def test_a_melody_agents_knobs_act_from_the_very_next_note(both: Responder) -> None:
    ask(both, "/melo/next", "lead", 1, 0, 8)
    keys = ("meter", "6/8", "scale", "dorian", "key", "D", "durations", "0.5 1.5", "chord", "Am")
    asked = ask(both, "/melo/next", "lead", 1, 8, 56, *keys, "chord_tones", "strong")
    for pitch, duration, onset in notes_of(asked):
        if pitch != -1:
            assert pitch % 12 in {2, 4, 5, 7, 9, 11, 0}
            assert duration in (0.5, 1.5)
            assert round(onset * 24) % 36 or pitch % 12 in {9, 0, 4}


def test_one_voice_may_change_its_agent_and_back(both: Responder) -> None:
    melody = notes_of(ask(both, "/melo/next", "lead", 1, 0, 8))
    classic = notes_of(ask(both, "/melo/next", "lead", 1, 8, 8, "agent", "classic"))
    assert {duration for _, duration, _ in classic} == {1.0}
    assert classic[0][2] >= melody[-1][2] + melody[-1][1] - 1e-4
    again = notes_of(ask(both, "/melo/next", "lead", 1, 16, 8, "agent", "melody"))
    assert again[0][2] == classic[-1][2] + 1


def test_a_setting_that_the_other_agent_cant_play_keeps_the_agent(both: Responder) -> None:
    ask(both, "/melo/set", "lead", "meter", "3/4")
    [(_, values)] = ask(both, "/melo/set", "lead", "agent", "classic")
    assert values[1:3] == (4, "meter is 3/4: this agent plays in 4/4 only")
    assert ask(both, "/melo/get", "lead", "agent")[0][1] == ("lead", "agent", "melody")


def test_follow_takes_up_what_was_heard(both: Responder) -> None:
    def share(follow: float) -> float:
        """How much of what comes is one of the four notes that were heard."""
        voice = f"follow {follow}"
        ask(both, "/melo/set", voice, "follow", follow, "seed", 1)
        for pitch in (62, 69, 65, 62) * 2:
            ask(both, "/melo/heard", voice, pitch, 0.8, 0.5)
        notes = notes_of(ask(both, "/melo/next", voice, 1, 0, 64))
        return sum(d == 0.5 and p in (62, 65, 69) for p, d, _ in notes) / len(notes)

    assert share(0.0) < 0.2
    assert share(1.0) > 0.5


def test_a_piece_of_so_many_bars_ends_there_and_begins_anew(both: Responder) -> None:
    notes = notes_of(ask(both, "/melo/next", "lead", 1, 0, 64, "bars", 2, "meter", "3/4"))
    onsets = {round(onset * 24) for _, _, onset in notes}
    assert {0, 144, 288} <= onsets


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("meter", "4/3", "meter is '4/3': use one such as 3/4, 7/8 or 2+2+3/8"),
        ("character", "jazz", "there is no character 'jazz': use any, fiddle, hymn, lied, song"),
        ("durations", "5", "durations is '5': use some of 1/8 1/6 1/4"),
        ("density", 0.1, "no note from low 0 to high 127 goes with durations any, density 0.1"),
    ],
)
def test_what_a_melody_agent_cant_play_is_said(
    both: Responder, key: str, value: str | float, text: str
) -> None:
    [(address, values)] = ask(both, "/melo/set", "lead", key, value)
    assert (address, *values[:2]) == ("/melo/error", "/melo/set", 4)
    assert str(values[2]).startswith(text)


def test_a_melody_agent_chooses_one_note_after_the_notes_so_far(both: Responder) -> None:
    [(address, values)] = ask(both, "/melo/choose", 60, 64, 67)
    assert address == "/melo/choice"
    assert values[0] in (-1, *range(48, 90))
    assert number(values[2]) > 0


def test_an_agent_without_knobs_says_so() -> None:
    checkpoint = load_classic(shipped_folder() / "classic.safetensors")
    weight, bias = checkpoint.policy.layers[-1]
    first, first_bias = checkpoint.policy.layers[0]
    layers = [(first[:, :-3], first_bias), *checkpoint.policy.layers[1:-1], (weight[:7], bias[:7])]
    plain = ClassicPlayer(replace(checkpoint, policy=Policy(layers, 7, knobs=False)))
    responder = Responder({"plain": plain}, "plain", 0)
    [(_, values)] = ask(responder, "/melo/set", "lead", "harmony", 2.0)
    assert values[1:3] == (5, "agent 'plain' was trained without knobs for its reward terms")
    assert len(ask(responder, "/melo/next", "lead", 1, 0, 4, "temperature", 0.1)) == 4
    ask(responder, "/melo/preset", "lead", "save", "verse")
    ask(responder, "/melo/set", "lead", "temperature", 0.9)
    ask(responder, "/melo/preset", "lead", "load", "verse")
    [(_, (*_, temperature))] = ask(responder, "/melo/get", "lead", "temperature")
    assert temperature == pytest.approx(0.1)


def test_one_note_is_chosen_after_the_notes_so_far(responder: Responder) -> None:
    [(address, values)] = ask(responder, "/melo/choose", 60, 64, 67)
    assert address == "/melo/choice"
    assert values[0] in (60, 62, 64, 65, 67, 69, 71)
    assert values[1] == pytest.approx(0.6)
    assert values[2] == 1.0


@pytest.mark.parametrize(
    ("message", "code", "text"),
    [
        (("/melo/nothing",), 2, "there is no /melo/nothing"),
        (("/melo/next", "lead"), 3, "/melo/next takes voice:s epoch:i index:i count:i"),
        (("/melo/set", "lead", "harmony", 9.0), 4, "harmony is 9: use 0 to 2"),
        (("/melo/set", "lead", "mood", 1), 5, "there is no key 'mood'"),
        (("/melo/get", "lead", "mood"), 5, "there is no key 'mood'"),
        (("/melo/set", "lead", "low", 61, "high", 61), 4, "no note of the key lies between"),
        (("/melo/set", "lead", "scale", "foo"), 4, "there is no scale 'foo': use pitch classes"),
        (("/melo/set", "lead", "chord", "H7"), 4, "'H7' is no chord: use a symbol such as C"),
        (("/melo/set", "lead", "durations", 0.7), 4, "durations is '0.7': use any, or lengths"),
        (("/melo/set", "lead", "meter", "3/4"), 4, "meter is 3/4: this agent plays in 4/4 only"),
        (("/melo/set", "lead", "density", 0.5), 4, "this agent plays quarter notes only"),
        (
            (
                *("/melo/next", "lead", 1, 0, 4, "chord", "F#", "chord_tones", "all"),
                *("scale", "0 4 7", "outside", "never"),
            ),
            4,
            "the chord F# has no note of the scale 0 4 7 between low 0 and high 127",
        ),
    ],
)
def test_faults_are_answered_with_address_code_and_sentence(
    responder: Responder, message: Values, code: int, text: str
) -> None:
    [(address, values)] = ask(responder, *message)
    assert (address, values[0], values[1]) == ("/melo/error", message[0], code)
    assert str(values[2]).startswith(text)


@pytest.mark.parametrize(
    ("message", "voice"),
    [
        (("/melo/set", "bass", "harmony", 9), "bass"),
        (("/melo/next", "bass", 1, 0, 1, "harmony", 9), "bass"),
        (("/melo/set", "bass"), "bass"),
        (("/melo/set", 5, "harmony", 1), ""),
        (("/melo/set",), ""),
        (("/melo/ping", "bass"), ""),
        (("/melo/nothing", "bass"), ""),
    ],
)
def test_faults_name_the_voice_that_was_meant(
    responder: Responder, message: Values, voice: str
) -> None:
    [(_, values)] = ask(responder, *message)
    assert values[3:] == (voice,)


def test_a_malformed_datagram_is_answered_with_code_1(responder: Responder) -> None:
    answer = responder.answer(b"/melo/ping", ME)
    assert codec.decode(answer.packets[0].data)[0][1][:2] == ("", 1)


def test_each_job_is_taken_once(responder: Responder) -> None:
    play = codec.encode("/melo/play", "lead", "synth", 1)
    stop = codec.encode("/melo/stop", "lead")
    job = PlayJob("lead", ME, "synth", 1, "generate", "4/4", 0, 120.0)
    assert responder.answer(bundle(play, stop), ME).jobs == (job, StopJob("lead", ME))
    assert responder.answer(codec.encode("/melo/ping", 1), ME).jobs == ()


def test_a_name_cant_write_lines_or_colours_into_the_log(responder: Responder) -> None:
    answer = responder.answer(codec.encode("/melo/hello", 0, "me\n\x1b[2J"), ME)
    assert answer.log == ("client 'me??[2J' 127.0.0.1:5001",)


def test_replies_that_come_back_are_never_answered(responder: Responder) -> None:
    """Two servers pointed at each other must not talk for ever."""
    for address in ("/melo/error", "/melo/note", "/melo/pong"):
        assert responder.answer(codec.encode(address, "x", 1), ME) == ([], (), (), ())


def test_a_bundle_is_answered_message_by_message_at_once(responder: Responder) -> None:
    parts = [codec.encode("/melo/ping", number) for number in (1, 2)]
    tomorrow = b"\xff" * 8
    whole = b"#bundle\0" + tomorrow + b"".join(len(p).to_bytes(4, "big") + p for p in parts)
    answer = responder.answer(whole, ME)
    assert [codec.decode(packet.data)[0][1] for packet in answer.packets] == [(1,), (2,)]


def test_a_bundle_gets_a_bounded_number_of_replies(responder: Responder) -> None:
    parts = [codec.encode("/melo/next", f"v{number}", 1, 0, 40) for number in range(4)]
    whole = b"#bundle\0" + bytes(8) + b"".join(len(p).to_bytes(4, "big") + p for p in parts)
    *given, error = (codec.decode(packet.data)[0] for packet in responder.answer(whole, ME).packets)
    assert {address for address, _ in given} == {"/melo/note"}
    assert len(given) == 80
    assert error[1][:2] == ("/melo/next", 10)


def test_a_client_is_logged_once_and_a_fault_each_time(responder: Responder) -> None:
    assert responder.answer(codec.encode("/melo/hello", 0, "me"), ME).log == (
        "client 'me' 127.0.0.1:5001",
    )
    assert responder.answer(codec.encode("/melo/ping", 1), ME).log == ()
    assert responder.answer(codec.encode("/melo/next", "lead", 1, 0, 8), ME).log == ()
    for _ in range(2):
        [line] = responder.answer(codec.encode("/melo/x"), ME).log
        assert line.startswith("127.0.0.1:5001 /melo/x: there is no /melo/x")


def test_what_a_client_sends_cant_break_the_log_or_the_reply(responder: Responder) -> None:
    answer = responder.answer(codec.encode("/melo/get", "lead", "a\nb\x1b[2J" + "ü" * 40), ME)
    assert "\n" not in answer.log[0]
    assert "\x1b" not in answer.log[0]
    long = responder.answer(codec.encode("/melo/" + "x" * 120), ME)
    assert codec.decode(long.packets[0].data)[0][0] == "/melo/error"


@pytest.mark.parametrize(
    ("message", "end"),
    [
        (("/melo/nonsense",), "/melo/agent, /melo/hold ... (all in docs/protocol.md)"),
        (("/melo/set", "lead", "scale", "foo"), "major_pentatonic ... (all in docs/protocol.md)"),
        (("/melo/set", "lead", "k" * 200, 1), "use one of harmony, smoothness ..."),
        (("/melo/set", "lead", "agent", "jazz"), "number 26 ... (all by /melo/agents)"),
    ],
)
def test_an_error_that_is_too_long_ends_after_a_word(
    player: AnyPlayer, message: Sequence[codec.Argument], end: str
) -> None:
    many = {f"number {number}": player for number in range(10, 50)}
    [(_, values)] = ask(Responder(many, "number 10", 0), *message)
    assert str(values[2]).endswith(end), values[2]
    assert len(str(values[2])) <= 256


def test_an_unforeseen_fault_becomes_an_error_and_the_next_request_is_answered(
    responder: Responder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bridge.server.voices.voice.ServerVoice.next", broken)
    [(address, values)] = ask(responder, "/melo/next", "lead", 1, 0, 1)
    assert (address, values[1]) == ("/melo/error", 7)
    assert ask(responder, "/melo/ping", 1) == [("/melo/pong", (1,))]


def test_clients_and_voices_are_bounded(responder: Responder) -> None:
    for port in range(10_000, 10_000 + 2 * MOST_VOICES):
        ask(responder, "/melo/hello", 0, "flood", sender=("127.0.0.1", port))
        ask(responder, "/melo/next", "lead", 1, 0, 1, sender=("127.0.0.1", port))
    assert len(responder._registry.voices) == MOST_VOICES
    assert responder._registry.clients == MOST_CLIENTS


ARGUMENT = st.one_of(
    st.integers(-(2**31), 2**31 - 1),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(["lead", "classic", "reply_port", *KEYS]),
    st.sampled_from(["blues", "Am", "0 4 7", "all", "1/3", "3/4"]),
    st.integers(0, 100),
)


@given(st.booleans(), st.sampled_from(sorted(REQUESTS)), st.lists(ARGUMENT, max_size=8))
def test_whatever_arrives_is_answered_and_never_raises(
    melody: bool, address: str, arguments: Values
) -> None:
    answer = RESPONDERS[melody].answer(codec.encode(address, *arguments), ME)
    for packet in answer.packets:
        assert packet.to[0] == "127.0.0.1"
        assert len(packet.data) <= 1400
        [(reply, values)] = codec.decode(packet.data)
        assert reply.startswith("/melo/")
        assert not (reply == "/melo/error" and values[1] == 7), values


PLAYERS = {
    name: player_for(load_checkpoint(shipped_folder() / f"{name}.safetensors"))
    for name in ("classic", "all")
}
RESPONDERS = [Responder(PLAYERS, name, 0) for name in PLAYERS]
