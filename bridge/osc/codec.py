"""Decoding and encoding of OSC 1.0 datagrams: strict, bounded, fast, and without I/O.

`decode` reads untrusted data from the network; `encode` only writes what `decode` accepts. Every
fault is an OscError with one sentence; no other exception is raised.

Both derive a plan from the address and the type tags of a message. Plans and short strings are
cached (within bounds), so that an ordinary message costs one look-up, one `struct` call per run of
numbers, and one look-up per string.

How strict, and why:

- Accepted: i f h d s S b T F N, in messages and nested bundles. Refused: other type tags, arrays,
  NaN and infinity, strings that aren't UTF-8, lengths that disagree with the datagram.
- A message must carry its type tags. OSC 1.0 lets old senders omit them; liblo, SuperCollider,
  Pure Data, Max and python-osc never do.
- The padding of addresses, type tags and strings must be zero, as in the specification and in
  liblo. The padding of a blob may be anything: sclang leaves old bytes there (`scpacket::addb`
  clears the word before it).
- Address patterns are refused: a pattern of a few dozen bytes can keep a matcher busy for ever.
- A bundle must have a timetag, which is ignored: its messages are handled at once, in their order.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from math import isfinite
from typing import Final, Generic, NamedTuple, TypeVar

Argument = int | float | str | bytes | bool | None
Message = tuple[str, tuple[Argument, ...]]

MAX_DATAGRAM_BYTES: Final = 8192
MAX_ADDRESS_BYTES: Final = 128
MAX_ARGUMENTS: Final = 512
MAX_STRING_BYTES: Final = 256
MAX_BLOB_BYTES: Final = 4096
MAX_BUNDLE_DEPTH: Final = 4
MAX_BUNDLE_ELEMENTS: Final = 64
"""Elements of all bundles of one datagram together; a bundle inside a bundle counts as one."""

_BUNDLE_TAG: Final = b"#bundle\0"
_BUNDLE_START: Final = ord("#")
_BUNDLE_HEAD_BYTES: Final = 16
"""The tag and a 64-bit timetag."""

_REMEMBERED: Final = 256
_ADDRESS: Final = re.compile(rb"/[!-~]*")
_NOT_IN_AN_ADDRESS: Final = re.compile(rb"[ #*,?\[\]{}]")
_RUN_OF_TAGS: Final = re.compile(r"[ifhd]+|[TFN]+|[sS]|b")
_UNKNOWN_TAG: Final = re.compile(rb"[^ifhdTFNsSb]")
_STRUCT_CODE: Final = {"i": "i", "f": "f", "h": "q", "d": "d"}
_TAG_OF_TYPE: Final = {int: "i", float: "f", str: "s", bytes: "b", type(None): "N"}
_CONSTANT: Final[dict[str, Argument]] = {"T": True, "F": False, "N": None}
_END_OF_STRING: Final = (b"\0\0\0\0", b"\0\0\0", b"\0\0", b"\0")
"""The NULs that end a string, by its length modulo 4."""
_BLOB_PADDING: Final = (b"", b"\0\0\0", b"\0\0", b"\0")
_INT: Final = struct.Struct(">i")


class OscError(ValueError):
    """A datagram that can't be read, or a value that can't be sent: one sentence says why."""


_K = TypeVar("_K")
_V = TypeVar("_V")


class _Cache(dict[_K, _V], Generic[_K, _V]):
    """A cache of a function's results, which is emptied when it is full.

    A look-up takes about half the time of functools.lru_cache's; any client can fill either.
    """

    def __init__(self, function: Callable[[_K], _V]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, key: _K) -> _V:
        value = self._function(key)  # its OscError passes, and a fault isn't remembered
        if len(self) >= _REMEMBERED:
            self.clear()
        self[key] = value
        return value


# Reading


class _Layout(NamedTuple):
    """How to read the arguments of messages with the same address and type tags.

    A step reads one run of tags: a function and its number of bytes for numbers and constants, or
    (None, _STRING) or (None, _BLOB), whose length is in the datagram.
    """

    address: str
    steps: tuple[tuple[Callable[[bytes, int], tuple[Argument, ...]] | None, int], ...]
    floats: tuple[int, ...]


_STRING: Final = 0
_BLOB: Final = 1


def decode(datagram: bytes) -> list[Message]:
    """Read a message, or a bundle as the messages inside it in their order.

    An 'f' arrives as the float that equals it, 's' and 'S' as str, 'T' 'F' 'N' as True, False,
    None. All or nothing: one bad element refuses the datagram. Raises OscError.
    """
    size = len(datagram)
    if size > MAX_DATAGRAM_BYTES:
        raise OscError(f"The datagram is longer than {MAX_DATAGRAM_BYTES} bytes.")
    if size & 3 or not size:
        raise OscError(f"The datagram's length of {size} bytes isn't 4, 8, 12 and so on.")
    if datagram[0] == _BUNDLE_START:
        messages: list[Message] = []
        _read_bundle(datagram, 1, 0, messages)
        return messages
    return [_read_message(datagram)]


def _read_bundle(bundle: bytes, depth: int, elements: int, messages: list[Message]) -> int:
    """Append the bundle's messages; return the elements of the datagram counted so far."""
    if depth > MAX_BUNDLE_DEPTH:
        raise OscError(f"Bundles are nested deeper than {MAX_BUNDLE_DEPTH} levels.")
    if len(bundle) < _BUNDLE_HEAD_BYTES or not bundle.startswith(_BUNDLE_TAG):
        raise OscError("A bundle doesn't start with '#bundle' and a timetag.")
    position = _BUNDLE_HEAD_BYTES
    while position < len(bundle):
        elements += 1
        if elements > MAX_BUNDLE_ELEMENTS:
            raise OscError(f"The bundle has more than {MAX_BUNDLE_ELEMENTS} elements.")
        start = position + 4
        size = int.from_bytes(bundle[position:start], "big", signed=True)
        position = start + size
        if size <= 0 or size & 3 or position > len(bundle):
            raise OscError(f"A bundle element says it has {size} bytes, which can't be.")
        element = bundle[start:position]
        if element[0] == _BUNDLE_START:
            elements = _read_bundle(element, depth + 1, elements, messages)
        else:
            messages.append(_read_message(element))
    return elements


def _read_message(datagram: bytes) -> Message:
    # No valid address has a comma, so that the first one starts the type tags. Everything up to
    # the end of the tags is checked once and then cached by its bytes.
    comma = datagram.find(b",")
    if comma < 0:
        raise OscError("The message has no type tags: they start with a comma after the address.")
    start = (datagram.find(b"\0", comma) + 4) & -4
    layout = _LAYOUTS[datagram[:start]]
    values = _read_values(datagram, start, layout)
    for index in layout.floats:
        if not isfinite(values[index]):  # type: ignore[arg-type]
            raise OscError(f"{layout.address}: argument {index + 1} is NaN or infinite.")
    return layout.address, tuple(values)


def _read_values(datagram: bytes, position: int, layout: _Layout) -> list[Argument]:
    """The arguments from `position` to the end of the datagram; floats aren't checked yet."""
    values: list[Argument] = []
    try:
        for unpack, size in layout.steps:
            if unpack is not None:
                values += unpack(datagram, position)
                position += size
            elif size == _STRING:
                start, position = position, (datagram.find(b"\0", position) + 4) & -4
                values.append(_TEXTS[datagram[start:position]])
            else:
                blob, position = _read_blob(datagram, position)
                values.append(blob)
    except struct.error:
        raise OscError(f"{layout.address}: the datagram ends inside the arguments.") from None
    if position != len(datagram):
        raise OscError(f"{layout.address}: bytes are left over after the last argument.")
    return values


def _text(raw: bytes) -> str:
    """Decode a string from its bytes with its NUL and padding. Raises OscError."""
    text, _, _ = raw.partition(b"\0")
    if raw != text + _END_OF_STRING[len(text) & 3]:
        raise OscError("A string doesn't end in one to four zero bytes.")
    if len(text) > MAX_STRING_BYTES:
        raise OscError(f"A string is longer than {MAX_STRING_BYTES} bytes.")
    try:
        return text.decode()
    except UnicodeDecodeError:
        raise OscError("A string isn't UTF-8.") from None


def _read_blob(datagram: bytes, position: int) -> tuple[bytes, int]:
    """The blob at `position`, and where the next argument starts. Its padding may be anything."""
    (size,) = _INT.unpack_from(datagram, position)
    start = position + 4
    end = start + size
    if size < 0 or end > len(datagram):
        raise OscError(f"A blob says it has {size} bytes, which can't be.")
    if size > MAX_BLOB_BYTES:
        raise OscError(f"A blob is longer than {MAX_BLOB_BYTES} bytes.")
    return datagram[start:end], (end + 3) & -4


def _layout(header: bytes) -> _Layout:
    """The layout for a header: address, type tags, and the padding of each. Raises OscError."""
    address, _, _ = header.partition(b"\0")
    _check_address(address)
    tags_at = (len(address) + 4) & -4
    tags, _, padding = header[tags_at:].partition(b"\0")
    if not tags.startswith(b","):
        raise OscError("The message has no type tags: they start with a comma after the address.")
    if header[len(address) : tags_at].strip(b"\0") or padding.strip(b"\0"):
        raise OscError("The padding of the address or the type tags isn't zero.")
    _check_tags(tags[1:])
    text = tags[1:].decode("ascii")
    steps = tuple(_step(run) for run, _ in _runs(text))
    return _Layout(address.decode("ascii"), steps, _floats(text))


def _step(run: str) -> tuple[Callable[[bytes, int], tuple[Argument, ...]] | None, int]:
    """How to read one run of type tags."""
    if run in "sS":
        return None, _STRING
    if run == "b":
        return None, _BLOB
    if run[0] in _CONSTANT:
        constants = tuple(_CONSTANT[tag] for tag in run)
        return lambda _datagram, _position: constants, 0
    numbers = _numbers(run)
    return numbers.unpack_from, numbers.size


_LAYOUTS: Final = _Cache(_layout)
_TEXTS: Final = _Cache(_text)


# Writing


class _Form(NamedTuple):
    """How to write messages with the same address and types of arguments.

    A step is (function, start, stop) and writes these arguments: the function is for numbers, None
    for a string or a blob.
    """

    header: bytes
    steps: tuple[tuple[Callable[..., bytes] | None, int, int], ...]
    floats: tuple[int, ...]


def encode(address: str, *arguments: Argument) -> bytes:
    """Write one message: int as 'i', float as 'f', str 's', bytes 'b', bool 'T' or 'F', None 'N'.

    The limits are those of `decode`. Raises OscError for an int beyond 32 bits, a float that is
    NaN, infinite or beyond float32, a string with a NUL, and any other type (NumPy's scalars
    included, unless they are Python floats: convert them first).
    """
    signature: tuple[object, ...] = (address, *map(type, arguments))
    if bool in signature:  # true and false have type tags of their own
        signature = (address, *(v if isinstance(v, bool) else type(v) for v in arguments))
    header, steps, floats = _FORMS[signature]
    for index in floats:
        if not isfinite(arguments[index]):  # type: ignore[arg-type]
            raise OscError(f"{address}: argument {index + 1} is NaN or infinite.")
    parts = [header]
    try:
        for pack, start, stop in steps:
            if pack is not None:
                parts.append(pack(*arguments[start:stop]))
            else:
                value = arguments[start]
                parts.append(_PACKED[value] if isinstance(value, str) else _packed_blob(value))
    except (struct.error, OverflowError):
        raise OscError(f"{address}: a number is beyond 32 bits.") from None
    datagram = b"".join(parts)
    if len(datagram) > MAX_DATAGRAM_BYTES:
        raise OscError(f"{address}: the message is longer than {MAX_DATAGRAM_BYTES} bytes.")
    return datagram


def _packed_blob(blob: Argument) -> bytes:
    """A blob with its size and its padding."""
    assert isinstance(blob, bytes)
    if len(blob) > MAX_BLOB_BYTES:
        raise OscError(f"A blob is longer than {MAX_BLOB_BYTES} bytes.")
    return _INT.pack(len(blob)) + blob + _BLOB_PADDING[len(blob) & 3]


def _packed_string(text: str) -> bytes:
    """A string as UTF-8 with its NULs."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        raise OscError("A string can't be written as UTF-8.") from None
    if b"\0" in encoded:
        raise OscError("A string contains NUL, which ends a string in OSC.")
    if len(encoded) > MAX_STRING_BYTES:
        raise OscError(f"A string is longer than {MAX_STRING_BYTES} bytes.")
    return encoded + _END_OF_STRING[len(encoded) & 3]


def _form(signature: tuple[object, ...]) -> _Form:
    """The form for an address and the types of its arguments (for a bool: its value)."""
    address, *kinds = signature
    assert isinstance(address, str)
    try:
        name = address.encode("ascii")
    except UnicodeEncodeError:
        raise OscError("The address isn't printable ASCII.") from None
    _check_address(name)
    if len(kinds) > MAX_ARGUMENTS:
        raise OscError(f"{address}: more than {MAX_ARGUMENTS} arguments.")
    tags = "".join(map(_tag, kinds))
    header = b"".join(text + _END_OF_STRING[len(text) & 3] for text in (name, b"," + tags.encode()))
    steps = tuple(
        (_numbers(run).pack if run[0] in _STRUCT_CODE else None, start, start + len(run))
        for run, start in _runs(tags)
        if run[0] not in _CONSTANT
    )
    return _Form(header, steps, _floats(tags))


def _tag(kind: object) -> str:
    """The type tag for an argument of this type, or for True or False itself."""
    if isinstance(kind, bool):
        return "T" if kind else "F"
    assert isinstance(kind, type)
    for known, tag in _TAG_OF_TYPE.items():
        if issubclass(kind, known):
            return tag
    raise OscError(f"A value of type {kind.__name__} can't be sent in OSC.")


_FORMS: Final = _Cache(_form)
_PACKED: Final = _Cache(_packed_string)


# Both


def _check_address(address: bytes) -> None:
    """Raises OscError unless this is a plain address: printable ASCII and no pattern."""
    if len(address) > MAX_ADDRESS_BYTES:
        raise OscError(f"The address is longer than {MAX_ADDRESS_BYTES} bytes.")
    if not address.startswith(b"/"):
        raise OscError("The address doesn't start with '/'.")
    if _NOT_IN_AN_ADDRESS.search(address):
        raise OscError("Address patterns aren't supported, nor ' ', '#' or ',' in an address.")
    if not _ADDRESS.fullmatch(address):
        raise OscError("The address isn't printable ASCII.")


def _check_tags(tags: bytes) -> None:
    """Raises OscError unless all type tags (without their comma) are supported."""
    if len(tags) > MAX_ARGUMENTS:
        raise OscError(f"The message has more than {MAX_ARGUMENTS} arguments.")
    unknown = _UNKNOWN_TAG.search(tags)
    if unknown:
        raise OscError(f"The type tag {unknown[0].decode('latin-1')!a} isn't supported.")


def _runs(tags: str) -> Iterator[tuple[str, int]]:
    """Split type tags into runs that are read or written at once; with the index of each run.

    'siiisf' -> ('s', 0), ('iii', 1), ('s', 4), ('f', 5)
    """
    for match in _RUN_OF_TAGS.finditer(tags):
        yield match[0], match.start()


def _numbers(run: str) -> struct.Struct:
    """The big-endian struct for a run of numbers."""
    return struct.Struct(">" + "".join(_STRUCT_CODE[tag] for tag in run))


def _floats(tags: str) -> tuple[int, ...]:
    """Indices of the arguments that must be checked for NaN and infinity."""
    return tuple(index for index, tag in enumerate(tags) if tag in "fd")
