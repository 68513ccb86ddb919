"""The OSC codec: literals, python-osc as the oracle, each limit, and datagrams meant to harm."""

from __future__ import annotations

import math
import struct
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pythonosc.osc_bundle import OscBundle
from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import OscMessageBuilder

from bridge.osc import codec
from bridge.osc.codec import Argument, Message, OscError, decode, encode

NEXT = b"/melo/next\0\0,siii\0\0\0lead\0\0\0\0" + b"\0\0\0\3" + b"\0\0\0\x80" + b"\0\0\0\4"
PING = b"/melo/ping\0\0,i\0\0\0\0\0\7"
NOW = b"#bundle\0" + b"\0\0\0\0\0\0\0\1"


UNHURRIED = settings(deadline=None)  # a busy machine isn't a failure


def element(content: bytes) -> bytes:
    return struct.pack(">i", len(content)) + content


def bundle(*contents: bytes) -> bytes:
    return NOW + b"".join(element(content) for content in contents)


def nested(levels: int) -> bytes:
    datagram = PING
    for _ in range(levels):
        datagram = bundle(datagram)
    return datagram


def message(tags: bytes, data: bytes = b"", address: bytes = b"/x") -> bytes:
    """A datagram put together by hand, so that it can be wrong."""

    def padded(text: bytes) -> bytes:
        return text + b"\0" * (4 - len(text) % 4)

    return padded(address) + padded(b"," + tags) + data


def float32(value: float) -> float:
    return float(struct.unpack(">f", struct.pack(">f", value))[0])


# Literals


def test_a_message_is_its_address_and_its_arguments() -> None:
    assert decode(NEXT) == [("/melo/next", ("lead", 3, 128, 4))]
    assert encode("/melo/next", "lead", 3, 128, 4) == NEXT


def test_a_message_without_arguments_has_empty_type_tags() -> None:
    assert decode(b"/melo/agents\0\0\0\0,\0\0\0") == [("/melo/agents", ())]
    assert encode("/melo/agents") == b"/melo/agents\0\0\0\0,\0\0\0"


@pytest.mark.parametrize(
    ("datagram", "arguments"),
    [
        (message(b"i", b"\xff\xff\xff\xfe"), (-2,)),
        (message(b"h", b"\0\0\0\1\0\0\0\0"), (1 << 32,)),
        (message(b"f", b"\x3f\0\0\0"), (0.5,)),
        (message(b"d", b"\x3f\xe0\0\0\0\0\0\0"), (0.5,)),
        (message(b"s", b"lead\0\0\0\0"), ("lead",)),
        (message(b"S", b"Eb\0\0"), ("Eb",)),
        (message(b"s", b"\0\0\0\0"), ("",)),
        (message(b"s", b"caf\xc3\xa9\0\0\0"), ("café",)),
        (message(b"b", b"\0\0\0\2\1\2\0\0"), (b"\1\2",)),
        (message(b"b", b"\0\0\0\0"), (b"",)),
        (message(b"TFN"), (True, False, None)),
        (message(b"iTf", b"\0\0\0\1\x3f\0\0\0"), (1, True, 0.5)),
    ],
)
def test_each_type_arrives_as_its_python_value(
    datagram: bytes, arguments: tuple[Argument, ...]
) -> None:
    (received,) = decode(datagram)
    assert received == ("/x", arguments)
    assert [type(value) for value in received[1]] == [type(value) for value in arguments]


def test_true_and_one_are_told_apart() -> None:
    assert encode("/x", True, 1, False, 0) == b"/x\0\0,TiFi\0\0\0\0\0\0\1\0\0\0\0"
    assert encode("/x", 1, True, 0, False) == b"/x\0\0,iTiF\0\0\0\0\0\0\1\0\0\0\0"


def test_subclasses_of_plain_types_are_sent_as_what_they_are() -> None:
    class Pitch(int):
        pass

    assert encode("/x", Pitch(60)) == encode("/x", 60)


def test_a_bundle_is_its_messages_in_order_whatever_its_time() -> None:
    in_2036 = b"#bundle\0" + b"\xff" * 8
    inner = in_2036 + element(PING) + element(NEXT)
    assert decode(bundle(NEXT, inner, PING)) == decode(NEXT) + decode(PING) + decode(NEXT) + decode(
        PING
    )


def test_an_empty_bundle_holds_no_messages() -> None:
    assert decode(NOW) == []


def test_a_bundle_with_one_bad_element_is_refused_as_a_whole() -> None:
    with pytest.raises(OscError):
        decode(bundle(PING, b"/melo/ping\0\0,i\0\0"))


def test_sclang_leaves_old_bytes_in_the_padding_of_a_blob() -> None:
    assert decode(message(b"bi", b"\0\0\0\2\1\2ab\0\0\0\7")) == [("/x", (b"\1\2", 7))]


# Round trips, and python-osc as the oracle

ADDRESSES = st.text(
    st.sampled_from(sorted(set(map(chr, range(33, 127))) - set("#*,?[]{}"))), max_size=30
).map(lambda name: "/" + name)
INT32 = st.integers(-(2**31), 2**31 - 1)
FLOAT32 = st.floats(width=32, allow_nan=False, allow_infinity=False)
STRINGS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)
BLOBS = st.binary(max_size=40)
SIMPLE = st.one_of(INT32, FLOAT32, STRINGS, BLOBS, st.booleans(), st.none())
ARGUMENTS = st.lists(SIMPLE, max_size=12)


def shapes(arguments: object) -> list[tuple[type, object]]:
    """Values with their types: 1, 1.0 and True are equal in Python."""
    assert isinstance(arguments, (list, tuple))
    return [(type(value), value) for value in arguments]


@pytest.mark.slow
@UNHURRIED
@given(ADDRESSES, ARGUMENTS)
def test_what_is_encoded_decodes_to_itself(address: str, arguments: list[Argument]) -> None:
    ((read_address, read),) = decode(encode(address, *arguments))
    assert read_address == address
    assert shapes(read) == shapes(arguments)


@UNHURRIED
@given(ADDRESSES, ARGUMENTS)
def test_python_osc_reads_what_we_write(address: str, arguments: list[Argument]) -> None:
    theirs = OscMessage(encode(address, *arguments))
    assert theirs.address == address
    assert shapes(theirs.params) == shapes(arguments)


@UNHURRIED
@given(st.floats(-3e38, 3e38))
def test_a_float_arrives_as_the_nearest_float32(value: float) -> None:
    assert decode(encode("/x", value)) == [("/x", (float32(value),))]
    assert OscMessage(encode("/x", value)).params == [float32(value)]


TYPED = st.one_of(
    st.tuples(st.just("i"), INT32),
    st.tuples(st.just("h"), st.integers(-(2**63), 2**63 - 1)),
    st.tuples(st.just("f"), FLOAT32),
    st.tuples(st.just("d"), st.floats(allow_nan=False, allow_infinity=False)),
    st.tuples(st.just("s"), STRINGS),
    st.tuples(st.just("b"), st.binary(min_size=1, max_size=40)),
    st.just(("T", True)),
    st.just(("F", False)),
    st.just(("N", None)),
)


def built(address: str, typed: list[tuple[str, Argument]]) -> OscMessage:
    builder = OscMessageBuilder(address)
    for tag, value in typed:
        builder.add_arg(value, tag)
    return builder.build()


@UNHURRIED
@given(ADDRESSES, st.lists(TYPED, max_size=12))
def test_we_read_what_python_osc_writes(address: str, typed: list[tuple[str, Argument]]) -> None:
    theirs = built(address, typed)
    ((read_address, read),) = decode(theirs.dgram)
    assert read_address == address
    assert shapes(read) == shapes(theirs.params)


@UNHURRIED
@given(ADDRESSES, ARGUMENTS)
def test_python_osc_writes_the_same_bytes(address: str, arguments: list[Argument]) -> None:
    arguments = [value for value in arguments if value not in (b"", -(2**31))]  # it can't, or 'h'
    builder = OscMessageBuilder(address)
    for value in arguments:
        builder.add_arg(value)
    assert builder.build().dgram == encode(address, *arguments)


MESSAGES = st.builds(built, ADDRESSES, st.lists(TYPED, max_size=3))


def bundled(contents: list[OscMessage | OscBundle], moment: float) -> OscBundle:
    builder = OscBundleBuilder(moment)  # type: ignore[arg-type]
    for content in contents:
        builder.add_content(content)
    return builder.build()


MOMENTS = st.just(float(IMMEDIATELY)) | st.floats(1.7e9, 1.9e9)
BUNDLES = st.recursive(
    st.builds(bundled, st.lists(MESSAGES, max_size=3), MOMENTS),
    lambda inner: st.builds(bundled, st.lists(MESSAGES | inner, max_size=3), MOMENTS),
    max_leaves=4,
)


def flattened(content: OscMessage | OscBundle) -> Iterator[Message]:
    if isinstance(content, OscMessage):
        yield content.address, tuple(content.params)
        return
    for inner in content:
        yield from flattened(inner)


def depth(content: OscMessage | OscBundle) -> int:
    if isinstance(content, OscMessage):
        return 0
    return 1 + max((depth(inner) for inner in content), default=0)


@UNHURRIED
@given(BUNDLES)
def test_python_osc_bundles_flatten_in_order(theirs: OscBundle) -> None:
    if len(theirs.dgram) <= codec.MAX_DATAGRAM_BYTES and depth(theirs) <= codec.MAX_BUNDLE_DEPTH:
        assert decode(theirs.dgram) == list(flattened(theirs))


# Limits


def full(datagram_bytes: int) -> bytes:
    """A valid message of exactly this length: two blobs, the largest and the rest."""
    rest = datagram_bytes - len(message(b"bb")) - 4 - codec.MAX_BLOB_BYTES - 4
    largest = element(bytes(codec.MAX_BLOB_BYTES))
    return message(b"bb", largest + element(bytes(rest)))


AT_THE_LIMIT = {
    "datagram": full(8192),
    "address": message(b"", address=b"/" + b"a" * 127),
    "arguments": message(b"T" * 512),
    "string": message(b"s", b"a" * 256 + bytes(4)),
    "blob": message(b"b", element(bytes(4096))),
    "bundle depth": nested(4),
    "bundle elements": bundle(*[PING] * 64),
}
BEYOND_THE_LIMIT = {
    "datagram": (full(8196), "longer than 8192 bytes"),
    "address": (message(b"", address=b"/" + b"a" * 128), "longer than 128 bytes"),
    "arguments": (message(b"T" * 513), "more than 512 arguments"),
    "string": (message(b"s", b"a" * 257 + bytes(3)), "longer than 256 bytes"),
    "blob": (message(b"b", element(bytes(4097)) + bytes(3)), "longer than 4096 bytes"),
    "bundle depth": (nested(5), "deeper than 4"),
    "bundle elements": (bundle(*[PING] * 65), "more than 64 elements"),
    "elements of inner bundles": (bundle(*[bundle(PING)] * 33), "more than 64 elements"),
}


@pytest.mark.parametrize("limit", AT_THE_LIMIT)
def test_what_reaches_a_limit_is_read(limit: str) -> None:
    assert decode(AT_THE_LIMIT[limit])


@pytest.mark.parametrize("limit", BEYOND_THE_LIMIT)
def test_what_passes_a_limit_is_refused_by_name(limit: str) -> None:
    datagram, reason = BEYOND_THE_LIMIT[limit]
    with pytest.raises(OscError, match=reason):
        decode(datagram)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((2**31,), "beyond 32 bits"),
        ((-(2**31) - 1,), "beyond 32 bits"),
        ((1, "a", 10**30), "beyond 32 bits"),
        ((1e39,), "beyond 32 bits"),
        ((math.nan,), "argument 1 is NaN or infinite"),
        (("a", -math.inf), "argument 2 is NaN or infinite"),
        (("a\0b",), "NUL"),
        (("\ud800",), "UTF-8"),
        (("é" * 129,), "longer than 256 bytes"),
        ((bytes(4097),), "longer than 4096 bytes"),
        ((None,) * 513, "more than 512 arguments"),
        ((bytes(4096), bytes(4096)), "longer than 8192 bytes"),
        (([60, 64],), "type list"),
        ((1j,), "type complex"),
    ],
)
def test_what_cannot_be_sent_says_why(arguments: tuple[Argument, ...], reason: str) -> None:
    with pytest.raises(OscError, match=reason):
        encode("/x", *arguments)


@pytest.mark.parametrize(
    "address", ["", "melo", "/a*", "/a b", "/a#", "/é", "/a\0", "/" + "a" * 128]
)
def test_what_is_no_address_is_not_sent(address: str) -> None:
    with pytest.raises(OscError):
        encode(address, 1)


def test_the_largest_numbers_of_32_bits_are_sent() -> None:
    largest = float32(3.4028234e38)
    numbers = (2**31 - 1, -(2**31), largest, -largest)
    assert decode(encode("/x", *numbers)) == [("/x", numbers)]


# Hostile datagrams

PATTERN = "patterns aren't supported"
HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "0 bytes"),
    "one byte": (b"/", "1 bytes"),
    "only zeros": (bytes(64), "no type tags"),
    "only 0xff": (b"\xff" * 64, "no type tags"),
    "a datagram that isn't a multiple of 4": (PING + b"\0", "21 bytes"),
    "8192 commas": (b"," * 8192, "doesn't start with '/'"),
    "a comma in the last place": (b"/" + b"a" * 8190 + b",", "longer than 128|start with '/'"),
    "type tags omitted": (b"/melo/agents\0\0\0\0", "no type tags"),
    "type tags omitted, a comma in the data": (b"/x\0\0\0\0\0\2a,b\0", "no type tags"),
    "a tag before the comma": (b"/x\0\0i,f\0", "no type tags"),
    "tags without their comma": (b"/x\0\0i\0\0\0\0\0\0\1", "no type tags"),
    "tags without an end": (b"/x\0\0,iii", "."),
    "address without a NUL": (b"/xyz,i\0\0\0\0\0\1", "."),
    "address without a slash": (message(b"", address=b"melo"), "start with '/'"),
    "address empty": (message(b"", address=b""), "start with '/'"),
    "address not ASCII": (message(b"", address=b"/caf\xc3\xa9"), "printable ASCII"),
    "address with a control byte": (message(b"", address=b"/a\x1b[2J"), "."),
    "address with a delete byte": (message(b"", address=b"/a\x7f"), "printable ASCII"),
    "address with a newline": (message(b"", address=b"/a\n"), "printable ASCII"),
    "address with a comma": (b"/a,b\0\0\0\0,\0\0\0", "."),
    "address with a space": (message(b"", address=b"/a b"), PATTERN),
    "address padded with letters": (b"/x\0y,\0\0\0", "padding"),
    "tags padded with letters": (b"/x\0\0,i\0i\0\0\0\1", "padding"),
    "star": (message(b"", address=b"/*"), PATTERN),
    "25 stars": (message(b"", address=b"/melo/" + b"*" * 25 + b"x!"), PATTERN),
    "question marks": (message(b"", address=b"/melo/????"), PATTERN),
    "braces": (message(b"", address=b"/{a}"), PATTERN),
    "30 alternatives": (b"/" + b"{e,ex,n,ne}" * 9 + b"\0,\0\0\0", "."),
    "call every match": (message(b"", address=b"/*/{load}"), PATTERN),
    "brackets": (message(b"", address=b"/[!a-z]"), PATTERN),
    "int cut short": (message(b"i"), "ends inside the arguments"),
    "second int cut short": (message(b"ii", bytes(4)), "ends inside the arguments"),
    "long cut short": (message(b"h", bytes(4)), "ends inside the arguments"),
    "double cut short": (message(b"d", bytes(4)), "ends inside the arguments"),
    "512 ints and no data": (message(b"i" * 512), "ends inside the arguments"),
    "string missing": (message(b"s"), "zero bytes"),
    "string without an end": (message(b"s", b"lead"), "zero bytes"),
    "string missing after an int": (message(b"is", bytes(4)), "zero bytes"),
    "string padded with letters": (message(b"s", b"a\0b\0"), "zero bytes"),
    "string padded with 0xff": (message(b"s", b"ab\0\xff"), "zero bytes"),
    "string not UTF-8": (message(b"s", b"\xff\xfe\0\0"), "isn't UTF-8"),
    "string with a lone surrogate": (message(b"s", b"\xed\xa0\x80\0"), "isn't UTF-8"),
    "string overlong": (message(b"s", b"\xc0\x80\0\0"), "isn't UTF-8"),
    "blob missing": (message(b"b"), "ends inside the arguments"),
    "blob negative": (message(b"b", b"\xff\xff\xff\xfc"), "-4 bytes"),
    "blob of -2147483648 bytes": (message(b"bi", b"\x80\0\0\0" + bytes(4)), "can't be"),
    "blob of 2 GiB": (message(b"b", b"\x7f\xff\xff\xff"), "can't be"),
    "blob one byte too long": (message(b"b", b"\0\0\0\5abcd"), "5 bytes"),
    "float NaN": (message(b"f", b"\x7f\xc0\0\0"), "argument 1 is NaN"),
    "float infinite": (message(b"if", bytes(4) + b"\x7f\x80\0\0"), "argument 2 is NaN"),
    "float minus infinity": (message(b"f", b"\xff\x80\0\0"), "infinite"),
    "double NaN": (message(b"d", b"\x7f\xf8" + bytes(6)), "NaN"),
    "bytes after the last argument": (message(b"i", bytes(8)), "left over"),
    "bytes after no argument": (message(b"", bytes(4)), "left over"),
    "a second message behind the first": (PING + PING, "left over"),
    "arrays": (message(b"[ii]", bytes(8)), r"'\['"),
    "10000 brackets": (message(b"[" * 8000), "more than 512"),
    "timetag argument": (message(b"t", bytes(8)), "'t'"),
    "infinitum": (message(b"I"), "'I'"),
    "MIDI": (message(b"m", bytes(4)), "'m'"),
    "colour": (message(b"r", bytes(4)), "'r'"),
    "character": (message(b"c", bytes(4)), "'c'"),
    "tag not ASCII": (message(b"\xff"), r"'\\xff'"),
    "bundle tag only": (b"#bundle\0", "timetag"),
    "bundle timetag cut short": (b"#bundle\0" + bytes(4), "timetag"),
    "bundle misspelt": (b"#bundl\0\0" + bytes(8), "'#bundle'"),
    "element size negative": (NOW + b"\xff\xff\xff\xfc", "-4 bytes"),
    "element size -2147483648": (NOW + b"\x80\0\0\0" + PING, "-2147483648 bytes"),
    "element size zero": (NOW + bytes(4), "0 bytes"),
    "element size not a multiple of 4": (NOW + b"\0\0\0\2/x\0\0", "2 bytes"),
    "element size beyond the datagram": (NOW + b"\0\0\0\x20" + PING, "32 bytes"),
    "element size 2 GiB": (NOW + b"\x7f\xff\xff\xfc" + PING, "2147483644 bytes"),
    "element inside is a negative size": (bundle(NOW + b"\xff\xff\xff\xf0"), "-16 bytes"),
    "element shorter than its content": (NOW + b"\0\0\0\x10" + PING, "."),
    "element with a pattern": (bundle(message(b"", address=b"/melo/*")), PATTERN),
    "400 nested bundles": (nested(400), "deeper than 4"),
    "1500 zero elements": (NOW + bytes(6000), "0 bytes"),
    "400 empty bundles": (bundle(*[NOW] * 400), "more than 64 elements"),
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_hostile_datagram_is_refused_in_one_short_sentence(attack: str) -> None:
    datagram, reason = HOSTILE[attack]
    started = time.thread_time()
    with pytest.raises(OscError, match=reason) as refusal:
        decode(datagram)
    assert time.thread_time() - started < 0.1
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert len(sentence.encode()) <= codec.MAX_STRING_BYTES  # so that it fits a reply


@pytest.mark.parametrize(
    "whole", [NEXT, PING, message(b"sbfd", b"a\0\0\0" + element(b"1234") + bytes(12)), nested(2)]
)
def test_a_message_cut_anywhere_is_refused(whole: bytes) -> None:
    assert decode(whole)
    for length in range(len(whole)):
        if whole[:length] != NOW:  # a bundle that ends after its timetag is an empty one
            with pytest.raises(OscError):
                decode(whole[:length])


def survive(datagram: bytes) -> None:
    """Decode returns something within the limits, or raises OscError."""
    try:
        messages = decode(datagram)
    except OscError:
        return
    assert len(messages) <= codec.MAX_BUNDLE_ELEMENTS
    for address, arguments in messages:
        assert len(address) <= codec.MAX_ADDRESS_BYTES
        assert len(arguments) <= codec.MAX_ARGUMENTS
        floats = [value for value in arguments if isinstance(value, float)]
        assert all(map(math.isfinite, floats))


@UNHURRIED
@given(st.binary(max_size=400))
def test_random_bytes_do_no_harm(datagram: bytes) -> None:
    survive(datagram)


@UNHURRIED
@given(st.binary(max_size=40), st.binary(max_size=12), st.binary(max_size=80))
def test_random_arguments_do_no_harm(address: bytes, tags: bytes, data: bytes) -> None:
    survive(message(tags, data, b"/" + address))


@UNHURRIED
@given(st.text("ifhdsSbTFN", max_size=12), st.lists(st.binary(min_size=4, max_size=4), max_size=20))
def test_random_data_under_known_tags_does_no_harm(tags: str, words: list[bytes]) -> None:
    survive(message(tags.encode(), b"".join(words)))


@UNHURRIED
@given(st.sampled_from([NEXT, nested(3), bundle(NEXT, PING)]), st.data())
def test_a_valid_datagram_with_damage_does_no_harm(datagram: bytes, data: st.DataObject) -> None:
    damaged = bytearray(datagram)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    survive(bytes(damaged))


def test_memory_stays_within_bounds_when_every_message_is_new() -> None:
    for number in range(2000):
        decode(encode(f"/melo/{number}", f"voice {number}"))
    for memory in (codec._LAYOUTS, codec._TEXTS, codec._FORMS, codec._PACKED):
        assert 0 < len(memory) <= 256


def test_a_fault_is_not_remembered() -> None:
    known = len(codec._LAYOUTS)
    for number in range(50):
        with pytest.raises(OscError):
            decode(message(b"", address=b"/*%d" % number))
    assert len(codec._LAYOUTS) == known
