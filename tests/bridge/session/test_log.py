import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import SessionError
from bridge.osc import codec
from bridge.osc.address import Address
from bridge.session.log import (
    Eviction,
    LoggedDatagram,
    SentReply,
    Swap,
    digest,
    evicted,
    head,
    line,
    parse,
    said,
)
from bridge.session.log import swap as swap_line

ME, MAX = ("127.0.0.1", 5001), ("127.0.0.1", 7400)
HEAD = head("0.1.0", "all", 7, {"all": "12ab"}, {"verse": {"harmony": 1.5}}, {})
NOTE = codec.encode("/melo/note", "lead", 1, 0, 64, 0.8, 1 / 3, 0.0, 0)
PING = codec.encode("/melo/ping", 1)


def log(*lines: str) -> list[bytes]:
    """A log with these lines after its head."""
    return [f"{text}\n".encode() for text in (HEAD, *lines)]


def bundle(*elements: bytes) -> bytes:
    return b"#bundle\0\0\0\0\0\0\0\0\1" + b"".join(
        len(element).to_bytes(4, "big") + element for element in elements
    )


def read_back(sender: Address, datagram: bytes, replies: Sequence[SentReply]) -> LoggedDatagram:
    [frame] = parse(log(line(1.5, sender, datagram, replies)), "log").steps
    assert isinstance(frame, LoggedDatagram)
    return frame


def test_the_first_line_says_who_plays() -> None:
    session = parse(log(), "log")
    assert (session.version, session.default, session.seed) == ("0.1.0", "all", 7)
    assert (session.agents, session.presets) == ({"all": "12ab"}, {"verse": {"harmony": 1.5}})
    assert (session.tastes, session.steps, session.cut) == ({}, (), False)


def test_a_person_can_read_the_lines() -> None:
    asked = codec.encode("/melo/next", "Flöte", 1, 0, 1, "harmony", 1.3)
    assert line(12.25, ME, asked, [(NOTE, ME)]) == (
        '{"t": 12.25, "from": ["127.0.0.1", 5001], '
        '"ask": ["/melo/next", "Flöte", 1, 0, 1, "harmony", 1.3], '
        '"answer": [["/melo/note", "lead", 1, 0, 64, 0.8, 0.33333334, 0.0, 0]]}'
    )


def test_only_replies_that_dont_go_to_the_sender_say_where_to() -> None:
    assert '"to"' not in line(0.0, ME, PING, [(NOTE, ME), (NOTE, ME)])
    assert '"to": ["127.0.0.1", 7400]' in line(0.0, ME, PING, [(NOTE, MAX), (NOTE, MAX)])
    mixed = line(0.0, ME, PING, [(NOTE, ME), (NOTE, MAX)])
    assert '"to": [["127.0.0.1", 5001], ["127.0.0.1", 7400]]' in mixed


@pytest.mark.parametrize(
    "replies",
    [[], [(NOTE, ME)], [(NOTE, MAX)], [(NOTE, MAX), (PING, MAX)], [(NOTE, ME), (NOTE, MAX)]],
)
def test_replies_come_back_with_their_places(replies: list[SentReply]) -> None:
    assert read_back(ME, PING, replies) == LoggedDatagram(2, 1.5, ME, PING, tuple(replies))


def test_a_bundle_is_written_as_its_messages_and_in_hexadecimal() -> None:
    both = bundle(PING, codec.encode("/melo/agents"))
    written = json.loads(line(0.0, ME, both, []))
    assert written["ask"] == [["/melo/ping", 1], ["/melo/agents"]]
    assert written["raw"] == both.hex()
    assert read_back(ME, both, []).datagram == both


def test_what_cant_be_read_is_written_in_hexadecimal() -> None:
    written = json.loads(line(0.0, ME, b"/melo/\xff", []))
    assert (written["ask"], written["raw"]) == (None, "2f6d656c6f2fff")


def test_swaps_evictions_and_other_replies_have_their_lines() -> None:
    lines = swap_line(3.0, "mine", digest(b"abc")), said(4.0, [(NOTE, MAX)]), evicted(5.5)
    assert json.loads(lines[1])["to"] == ["127.0.0.1", 7400]
    assert parse(log(*lines), "log").steps == (
        Swap(2, 3.0, "mine", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        Eviction(4, 5.5),
    )


floats = st.floats(width=32, allow_nan=False, allow_infinity=False)
arguments = st.one_of(
    st.integers(-(2**31), 2**31 - 1),
    floats,
    st.booleans(),
    st.none(),
    st.binary(max_size=9),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20),
)
messages = st.lists(arguments, max_size=6).map(lambda values: codec.encode("/melo/x", *values))
datagrams = st.one_of(
    messages, st.lists(messages, max_size=3).map(lambda parts: bundle(*parts)), st.binary()
)
senders = st.tuples(st.sampled_from(["127.0.0.1", "192.168.0.7"]), st.integers(1, 65535))


@given(senders, datagrams, st.lists(st.tuples(messages, senders), max_size=4), floats)
def test_any_frame_comes_back(
    sender: Address, datagram: bytes, replies: list[SentReply], arrived: float
) -> None:
    lines = log(line(arrived, sender, datagram, replies))
    assert len(lines[1].splitlines()) == 1
    assert parse(lines, "log").steps == (
        LoggedDatagram(2, arrived, sender, datagram, tuple(replies)),
    )


def test_a_log_that_a_kill_cut_is_read_up_to_there() -> None:
    lines = log(line(1.0, ME, PING, []), line(2.0, ("10.0.0.1", 1), PING, [(NOTE, ME)]))
    whole, last = lines[:-1], lines[-1]
    for end in range(len(last) - 1):
        session = parse([*whole, last[:end]], "log") if end else parse(whole, "log")
        assert (len(session.steps), session.cut) == (1, end > 0)
    assert parse([*whole, last[:-1]], "log").steps == parse(lines, "log").steps


FAULTS = {
    "nonsense": "it is no JSON",
    '{"from": ["a", 1]}': "there is no 't' in it",
    '{"t": 1.0, "from": ["a", 1], "answer": []}': "there is no 'ask' in it",
    '{"t": 1.0, "from": ["a", "b"], "ask": ["/a"], "answer": []}': "a field of another kind",
    '{"t": 1.0, "from": ["a", 1], "ask": [7], "answer": []}': "a field of another kind",
    '{"t": 1.0, "from": ["a", 1], "ask": ["/a", [1]], "answer": []}': "A value of type list can't",
    '{"t": 1.0, "from": ["a", 1], "ask": ["/a"], "answer": ["0g"]}': "non-hexadecimal number",
    '{"t": 1.0, "from": ["a", 1], "ask": ["/a"], "raw": "00", "answer": []}': "don't say the same",
    '{"t": 1.0, "from": ["a", 1], "ask": ["/a"], "answer": [["/b"]], "to": [["a", 1], ["a", 2]]}': (
        "not as many places as replies"
    ),
    '{"t": 1.0, "agent": "mine"}': "there is no 'digest' in it",
    "[" * 100_000: "it is no JSON",
}


@pytest.mark.parametrize(("text", "fault"), FAULTS.items(), ids=range(len(FAULTS)))
def test_a_damaged_line_is_named(text: str, fault: str) -> None:
    with pytest.raises(SessionError, match=fault) as told:
        parse(log(line(1.0, ME, PING, []), text, evicted(2.0)), "tuesday.jsonl")
    assert str(told.value).startswith("tuesday.jsonl, line 3 is damaged: ")


@pytest.mark.parametrize("first", ["", "nonsense", "[]", '{"session": 1}', HEAD[:40]])
def test_what_is_no_log_is_refused(first: str) -> None:
    with pytest.raises(SessionError, match=r"notes\.txt doesn't begin as a session log does"):
        parse([first.encode()], "notes.txt")


def test_a_log_of_a_newer_melobridge_is_refused() -> None:
    newer = HEAD.replace('"session": 1', '"session": 2')
    with pytest.raises(SessionError, match=r"written by a newer melobridge \(format 2\)"):
        parse([newer.encode()], "log")
