from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.catalogue import shipped_folder
from agent.checkpoint import load_checkpoint
from agent.player import Player
from agent.policy import Policy
from bridge import osc
from bridge.limits import MOST_CLIENTS, MOST_VOICES
from bridge.protocol import REQUESTS
from bridge.responder import Responder

ME, OTHER = ("127.0.0.1", 5001), ("127.0.0.1", 5002)
Values = tuple[osc.Argument, ...]


def ask(
    responder: Responder, *message: osc.Argument, sender: tuple[str, int] = ME
) -> list[tuple[str, Values]]:
    """The replies to one request, wherever they go."""
    address, *arguments = message
    assert isinstance(address, str)
    answer = responder.answer(osc.encode(address, *arguments), sender)
    return [osc.decode(packet.data)[0] for packet in answer.packets]


def pitches(replies: Sequence[tuple[str, Values]]) -> list[osc.Argument]:
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
    assert first[5:] == (1.0, 8.0)


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


def test_replies_go_to_the_declared_port_of_the_same_host(responder: Responder) -> None:
    hello = responder.answer(osc.encode("/melo/hello", 7400, "max"), ME)
    assert [packet.to for packet in hello.packets] == [("127.0.0.1", 7400)]
    note = responder.answer(osc.encode("/melo/next", "lead", 1, 0, 1), ME)
    assert [packet.to for packet in note.packets] == [("127.0.0.1", 7400)]
    error = responder.answer(osc.encode("/melo/nonsense"), ME)
    assert [packet.to for packet in error.packets] == [("127.0.0.1", 7400)]
    other = responder.answer(osc.encode("/melo/ping", 1), OTHER)
    assert [packet.to for packet in other.packets] == [OTHER]


def test_a_request_may_carry_its_reply_port(responder: Responder) -> None:
    request = osc.encode("/melo/next", "lead", 1, 0, 4, "reply_port", 9000)
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
        answer = responder.answer(osc.encode(*message, "reply_port", 9000), ("127.0.0.1", 40001))
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
        answer = responder.answer(osc.encode("/melo/ping", 1), ME)
        assert answer.packets[0].to == ("127.0.0.1", 7400)


def test_a_client_can_ask_for_the_epoch_of_a_voice(responder: Responder) -> None:
    ask(responder, "/melo/next", "lead", 12, 0, 1)
    assert ask(responder, "/melo/get", "lead", "epoch") == [("/melo/value", ("lead", "epoch", 12))]


def test_a_reset_starts_over(responder: Responder) -> None:
    first = ask(responder, "/melo/next", "lead", 4, 0, 8)
    assert ask(responder, "/melo/reset", "lead") == [("/melo/value", ("lead", "index", 0))]
    assert pitches(ask(responder, "/melo/next", "lead", 1, 0, 8)) == pitches(first)


def test_agents_are_listed_and_chosen_by_name(player: Player) -> None:
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


def test_an_agent_without_knobs_says_so() -> None:
    checkpoint = load_checkpoint(shipped_folder() / "classic.safetensors")
    weight, bias = checkpoint.policy.layers[-1]
    first, first_bias = checkpoint.policy.layers[0]
    layers = [(first[:, :-3], first_bias), *checkpoint.policy.layers[1:-1], (weight[:7], bias[:7])]
    plain = Player(replace(checkpoint, policy=Policy(layers, 7, knobs=False)))
    responder = Responder({"plain": plain}, "plain", 0)
    [(_, values)] = ask(responder, "/melo/set", "lead", "harmony", 2.0)
    assert values[1:] == (5, "agent 'plain' was trained without knobs for its reward terms")
    assert len(ask(responder, "/melo/next", "lead", 1, 0, 4, "temperature", 0.1)) == 4


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
    ],
)
def test_faults_are_answered_with_address_code_and_sentence(
    responder: Responder, message: Values, code: int, text: str
) -> None:
    [(address, values)] = ask(responder, *message)
    assert (address, values[0], values[1]) == ("/melo/error", message[0], code)
    assert str(values[2]).startswith(text)


def test_a_malformed_datagram_is_answered_with_code_1(responder: Responder) -> None:
    answer = responder.answer(b"/melo/ping", ME)
    assert osc.decode(answer.packets[0].data)[0][1][:2] == ("", 1)


def test_replies_that_come_back_are_never_answered(responder: Responder) -> None:
    """Two servers pointed at each other must not talk for ever."""
    for address in ("/melo/error", "/melo/note", "/melo/pong"):
        assert responder.answer(osc.encode(address, "x", 1), ME) == ([], ())


def test_a_bundle_is_answered_message_by_message_at_once(responder: Responder) -> None:
    parts = [osc.encode("/melo/ping", number) for number in (1, 2)]
    tomorrow = b"\xff" * 8
    bundle = b"#bundle\0" + tomorrow + b"".join(len(p).to_bytes(4, "big") + p for p in parts)
    answer = responder.answer(bundle, ME)
    assert [osc.decode(packet.data)[0][1] for packet in answer.packets] == [(1,), (2,)]


def test_a_client_is_logged_once_and_a_fault_each_time(responder: Responder) -> None:
    assert responder.answer(osc.encode("/melo/hello", 0, "me"), ME).log == (
        "client 'me' 127.0.0.1:5001",
    )
    assert responder.answer(osc.encode("/melo/ping", 1), ME).log == ()
    assert responder.answer(osc.encode("/melo/next", "lead", 1, 0, 8), ME).log == ()
    for _ in range(2):
        [line] = responder.answer(osc.encode("/melo/x"), ME).log
        assert line.startswith("127.0.0.1:5001 /melo/x: there is no /melo/x")


def test_what_a_client_sends_cant_break_the_log_or_the_reply(responder: Responder) -> None:
    answer = responder.answer(osc.encode("/melo/get", "lead", "a\nb\x1b[2J" + "ü" * 40), ME)
    assert "\n" not in answer.log[0]
    assert "\x1b" not in answer.log[0]
    long = responder.answer(osc.encode("/melo/" + "x" * 120), ME)
    assert osc.decode(long.packets[0].data)[0][0] == "/melo/error"


def test_an_unforeseen_fault_becomes_an_error_and_the_next_request_is_answered(
    responder: Responder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bridge.voices.Voice.next", broken)
    [(address, values)] = ask(responder, "/melo/next", "lead", 1, 0, 1)
    assert (address, values[1]) == ("/melo/error", 7)
    assert ask(responder, "/melo/ping", 1) == [("/melo/pong", (1,))]


def test_clients_and_voices_are_bounded(responder: Responder) -> None:
    for port in range(10_000, 10_000 + 2 * MOST_VOICES):
        ask(responder, "/melo/hello", 0, "flood", sender=("127.0.0.1", port))
        ask(responder, "/melo/next", "lead", 1, 0, 1, sender=("127.0.0.1", port))
    assert len(responder._voices) == MOST_VOICES
    assert len(responder._reply_ports) == len(responder._seen) == MOST_CLIENTS


ARGUMENT = st.one_of(
    st.integers(-(2**31), 2**31 - 1),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(["lead", "harmony", "seed", "agent", "classic", "reply_port"]),
    st.integers(0, 100),
)


@given(st.sampled_from(sorted(REQUESTS)), st.lists(ARGUMENT, max_size=8))
def test_whatever_arrives_is_answered_and_never_raises(address: str, arguments: Values) -> None:
    answer = RESPONDER.answer(osc.encode(address, *arguments), ME)
    for packet in answer.packets:
        assert packet.to[0] == "127.0.0.1"
        assert len(packet.data) <= 1400
        [(reply, values)] = osc.decode(packet.data)
        assert reply.startswith("/melo/")
        assert not (reply == "/melo/error" and values[1] == 7), values


RESPONDER = Responder(
    {"classic": Player(load_checkpoint(shipped_folder() / "classic.safetensors"))}, "classic", 0
)
