import re

import pytest

from agent.library.catalogue import shipped_folder
from agent.library.loading import load_classic, player_for
from bridge.errors import Code, ProtocolError
from bridge.osc import codec
from bridge.osc.requests import REQUESTS, check, usage
from bridge.server.dispatcher import Responder

DESIGN = {"hello", "ping", "next", "heard", "set", "get", "reset", "reward", "taste", "preset"}
DESIGN |= {"why", "agent", "agents", "stats", "choose", "play", "stop", "hold", "watch"}
# What these come to is known later.
LATER = {"/melo/play", "/melo/stop"}


def test_the_table_holds_version_1() -> None:
    assert {address.removeprefix("/melo/") for address in REQUESTS} == DESIGN


@pytest.mark.parametrize("address", sorted(set(REQUESTS) - LATER))
def test_every_example_is_answered_without_an_error(address: str) -> None:
    player = player_for(load_classic(shipped_folder() / "classic.safetensors"))
    responder = Responder({"classic": player, "fiddle": player}, "classic", seed=0)
    responder.answer(codec.encode("/melo/next", "lead", 1, 0, 4), ("127.0.0.1", 5000))
    datagram = codec.encode(address, *REQUESTS[address].example)
    answer = responder.answer(datagram, ("127.0.0.1", 5000))
    replies = {codec.decode(packet.data)[0][0] for packet in answer.packets}
    assert "/melo/error" not in replies
    promised = set(re.findall(r"/melo/\w+", REQUESTS[address].reply))
    assert replies == promised


def test_numbers_may_come_as_floats_where_they_are_whole() -> None:
    values = check("/melo/next", ("lead", 1.0, 0.0, 4.0)).values
    assert values == ("lead", 1, 0, 4)
    assert all(type(value) is int for value in values[1:])
    assert check("/melo/set", ("lead", "harmony", 1)).keys == {"harmony": 1.0}


def test_keys_may_be_names_or_numbers() -> None:
    assert check("/melo/set", ("lead", "key", "Bb")).keys == {"key": 10}
    assert check("/melo/set", ("lead", "key", 10.0)).keys == {"key": 10}


def test_texts_may_be_numbers() -> None:
    keys = check("/melo/set", ("lead", "durations", 0.5, "chord", 7, "scale", "blues")).keys
    assert keys == {"durations": "0.5", "chord": "7", "scale": "blues"}
    assert check("/melo/set", ("lead", "chord", "")).keys == {"chord": ""}
    assert check("/melo/set", ("lead", "durations", 0.3333333432674408)).keys == {
        "durations": "0.333333"
    }


def test_a_request_may_have_pairs_of_its_own() -> None:
    call = check("/melo/next", ("lead", 1, 0, 4, "within", 20, "harmony", 0.5, "onset", 52.5))
    assert call.keys == {"harmony": 0.5}
    assert call.pairs == {"within": 20.0, "onset": 52.5}


@pytest.mark.parametrize(
    ("address", "arguments", "code", "fault"),
    [
        ("/melo/nxt", (), Code.UNKNOWN_ADDRESS, "there is no /melo/nxt: use one of /melo/hello"),
        ("/melo/ping", (), Code.WRONG_ARGUMENTS, "/melo/ping takes token:i"),
        ("/melo/ping", (1, 2), Code.WRONG_ARGUMENTS, "/melo/ping takes token:i"),
        ("/melo/ping", (1.5,), Code.WRONG_ARGUMENTS, "token is 1.5: it must be a whole number"),
        ("/melo/ping", (True,), Code.WRONG_ARGUMENTS, "token is True: it must be a whole number"),
        ("/melo/agents", (1,), Code.WRONG_ARGUMENTS, "/melo/agents takes no arguments"),
        ("/melo/next", (7, 1, 0, 4), Code.WRONG_ARGUMENTS, "voice is 7: it must be a string"),
        ("/melo/next", ("", 1, 0, 4), Code.OUT_OF_RANGE, "voice must have 1 to 64 characters"),
        ("/melo/next", ("v" * 65, 1, 0, 4), Code.OUT_OF_RANGE, "voice must have 1 to 64"),
        ("/melo/next", ("v", 1, 0, 0), Code.OUT_OF_RANGE, "count is 0: use 1 to 64"),
        ("/melo/next", ("v", 1, 0, 65), Code.OUT_OF_RANGE, "count is 65: use 1 to 64"),
        ("/melo/next", ("v", 1, -1, 1), Code.OUT_OF_RANGE, "index is -1: use 0 to"),
        ("/melo/next", ("v", 1, 0, 1, "harmony"), Code.WRONG_ARGUMENTS, r"\[key:s value ...\]"),
        ("/melo/next", ("v", 1, 0, 1, "mood", 1), Code.UNKNOWN_KEY, "there is no key 'mood'"),
        ("/melo/set", ("v",), Code.WRONG_ARGUMENTS, "/melo/set takes voice:s key:s value ..."),
        (
            "/melo/set",
            ("v", "seed", -1),
            Code.OUT_OF_RANGE,
            "seed is -1: use 0 to 2147483647",
        ),
        ("/melo/set", ("v", "harmony", 3), Code.OUT_OF_RANGE, "harmony is 3: use 0 to 2"),
        ("/melo/set", ("v", "harmony", "a"), Code.WRONG_ARGUMENTS, "harmony is 'a': it must be"),
        ("/melo/set", ("v", "key", "H"), Code.WRONG_ARGUMENTS, "key: 'H' is no key: use a note"),
        (
            "/melo/set",
            ("v", "low", 60.5),
            Code.WRONG_ARGUMENTS,
            "low is 60.5: it must be a MIDI number",
        ),
        ("/melo/set", ("v", "chord", "C" * 129), Code.OUT_OF_RANGE, "chord must have 0 to 128"),
        (
            "/melo/set",
            ("v", "chord", True),
            Code.WRONG_ARGUMENTS,
            "chord is True: it must be",
        ),
        ("/melo/set", ("v", "meter", 3), Code.WRONG_ARGUMENTS, "meter is 3: it must be a string"),
        ("/melo/heard", ("v", 128, 1, 1), Code.OUT_OF_RANGE, "pitch is 128: use -1 to 127"),
        ("/melo/heard", ("v", 60, 1.5, 1), Code.OUT_OF_RANGE, "velocity is 1.5: use 0 to 1"),
        ("/melo/heard", ("v", 60, 1, 1, -1), Code.OUT_OF_RANGE, "onset is -1: use 0 to"),
        ("/melo/set", ("v", "within", 5), Code.UNKNOWN_KEY, "there is no key 'within'"),
        ("/melo/set", ("v", "morph", 1.5), Code.OUT_OF_RANGE, "morph is 1.5: use 0 to 1"),
        (
            "/melo/reward",
            ("v",),
            Code.WRONG_ARGUMENTS,
            r"takes voice:s value:f \[index:i\] \[to:i\]",
        ),
        ("/melo/reward", ("v", 99), Code.OUT_OF_RANGE, "value is 99: use -10 to 10"),
        ("/melo/taste", ("v", "keep"), Code.OUT_OF_RANGE, "action is 'keep': use undo, reset, sa"),
        ("/melo/preset", ("v", "save"), Code.WRONG_ARGUMENTS, "takes voice:s action:s name:s"),
        ("/melo/why", ("v",), Code.WRONG_ARGUMENTS, "/melo/why takes voice:s index:i"),
        ("/melo/choose", (), Code.WRONG_ARGUMENTS, r"/melo/choose takes pitch:i \[pitch:i ...\]"),
        ("/melo/choose", (60, "E"), Code.WRONG_ARGUMENTS, "pitch is 'E': it must be a whole"),
    ],
)
def test_what_cant_be_answered_is_refused_in_one_sentence(
    address: str, arguments: tuple[codec.Argument, ...], code: Code, fault: str
) -> None:
    with pytest.raises(ProtocolError, match=fault) as caught:
        check(address, arguments)
    assert caught.value.code == code


def test_requests_say_how_they_are_used() -> None:
    assert usage(REQUESTS["/melo/heard"]) == ("voice:s pitch:i velocity:f duration:f [onset:f]")
    assert usage(REQUESTS["/melo/next"]) == (
        "voice:s epoch:i index:i count:i [key:s value ...] [within within:f] [onset onset:f]"
    )


def test_replies_are_told_from_those_to_other_requests() -> None:
    get = REQUESTS["/melo/get"]
    assert get.is_answered_by("/melo/value", ("lead", "scale", "dorian"), ("lead", "scale"))
    assert not get.is_answered_by("/melo/value", ("lead", "key", 0), ("lead", "scale"))
    assert not get.is_answered_by("/melo/pong", ("lead", "scale"), ("lead", "scale"))
    assert not get.is_answered_by("/melo/value", ("lead",), ("lead", "scale"))
    reset = REQUESTS["/melo/reset"]
    assert reset.is_answered_by("/melo/value", ("lead", "index", 0), ("lead",))
    assert not reset.is_answered_by("/melo/value", ("lead", "low", 0), ("lead",))


def test_what_counts_or_learns_is_sent_once() -> None:
    once = {address for address, request in REQUESTS.items() if not request.repeatable}
    assert once == {"/melo/reward", "/melo/taste", "/melo/choose"}
