import inspect

import pytest

from bridge.errors import Code, ProtocolError
from bridge.osc import codec, replies
from bridge.osc.replies import REPLIES, AnySpec, decode

NOTE = ("lead", 1, 7, 60, 0.75, 0.5, 3.5, 0)


def test_a_reply_is_encoded_and_decoded_by_its_row() -> None:
    datagram = replies.NOTE.encode(*NOTE)
    assert datagram == codec.encode("/melo/note", *NOTE)
    [(address, arguments)] = codec.decode(datagram)
    assert decode(address, arguments) == replies.NoteReply(
        voice="lead", epoch=1, index=7, pitch=60, velocity=0.75, duration=0.5, onset=3.5, fallback=0
    )


def test_pairs_follow_the_fixed_arguments() -> None:
    datagram = replies.BECAUSE.encode("lead", 0, {"rank": 2, "prior": -0.5})
    assert datagram == codec.encode("/melo/because", "lead", 0, "rank", 2, "prior", -0.5)
    [(address, arguments)] = codec.decode(datagram)
    because = replies.BecauseReply("lead", 0, {"rank": 2.0, "prior": -0.5})
    assert decode(address, arguments) == because
    assert replies.STATISTICS.encode({}) == codec.encode("/melo/statistics")


def test_numbers_may_come_in_either_kind() -> None:
    learned = replies.LEARNED.decode(("lead", 4.0, 1))
    assert learned == replies.LearnedReply("lead", notes=4, thumbs=1)
    assert type(learned.notes) is int
    assert type(replies.CHOICE.decode((60, 1, 1)).duration) is float


def test_an_error_may_name_no_voice() -> None:
    assert replies.ERROR.decode(("/melo/next", 4, "no")).voice == ""


@pytest.mark.parametrize(
    ("address", "arguments", "fault"),
    [
        ("/melo/next", ("lead", 1, 0, 4), "there is no reply /melo/next"),
        ("/melo/pong", (), "/melo/pong says token:i"),
        ("/melo/pong", (1, 2), "/melo/pong says token:i"),
        ("/melo/pong", ("one",), "token is 'one': it must be a whole number"),
        ("/melo/statistics", ("notes",), "/melo/statistics says key:s value ..."),
        ("/melo/value", ("lead", "key", None), "value is None: it must be a number or a string"),
    ],
)
def test_what_is_no_reply_is_refused_in_one_sentence(
    address: str, arguments: tuple[codec.Argument, ...], fault: str
) -> None:
    with pytest.raises(ProtocolError, match=fault.replace(".", r"\.")) as caught:
        decode(address, arguments)
    assert caught.value.code in (Code.UNKNOWN_ADDRESS, Code.WRONG_ARGUMENTS)


@pytest.mark.parametrize("row", REPLIES.values(), ids=REPLIES)
def test_fields_are_called_as_their_arguments(row: AnySpec) -> None:
    value = next(kind for kind in vars(replies).values() if _is_value_of(kind, row))
    fields = list(inspect.signature(value).parameters)
    assert fields[: len(row.names)] == list(row.names)
    assert len(fields) == len(row.names) + (row.pairs is not None)


def _is_value_of(kind: object, row: AnySpec) -> bool:
    name = f"{row.address.removeprefix('/melo/').capitalize()}Reply"
    return getattr(kind, "__name__", "") == name
