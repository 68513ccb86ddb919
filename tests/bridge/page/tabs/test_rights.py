import base64
from typing import Any

import pytest

from bridge.errors import ProtocolError
from bridge.osc.codec import Argument, encode
from bridge.osc.forwarding import envelope
from bridge.page.tabs.rights import BehalfRequest, behalf_request, voice_of

SYNTH = "127.0.0.1:57120"


def asked(osc: bytes | str, client: Any = SYNTH) -> BehalfRequest:
    text = base64.b64encode(osc).decode() if isinstance(osc, bytes) else osc
    return behalf_request({"type": "as", "client": client, "osc": text})


@pytest.mark.parametrize(
    "message",
    [
        ("/melo/get", "lead", "key"),
        ("/melo/why", "lead", 3),
        ("/melo/hold", "lead", "key", 2),
        ("/melo/reward", "lead", 1.0),
        ("/melo/taste", "lead", "undo"),
    ],
)
def test_a_request_is_read_with_its_voice(message: tuple[Any, ...]) -> None:
    datagram = encode(*message)
    assert asked(datagram) == (("127.0.0.1", 57120), "lead", message[0], datagram)


@pytest.mark.parametrize(
    "message",
    [
        ("/melo/next", "lead", 1, 0, 4),
        ("/melo/set", "lead", "key", 2),
        ("/melo/reset", "lead"),
        ("/melo/play", "lead", "melobridge", 1),
        ("/melo/preset", "lead", "save", "verse"),
        ("/melo/watch", 10.0),
        ("/other", "lead"),
    ],
)
def test_nothing_else_is_asked_for_others(message: tuple[str, *tuple[Argument, ...]]) -> None:
    with pytest.raises(ProtocolError, match="can't be asked on behalf of another client: use"):
        asked(encode(*message))


BUNDLE = b"#bundle\0" + bytes(8) + b"\0\0\0\x18" + encode("/melo/get", "a", "key")


@pytest.mark.parametrize(
    "osc",
    [
        b"",
        b"/melo/get",
        b"#bundle\0" + bytes(8),
        BUNDLE + BUNDLE[16:],
        envelope(bytes(16), ("127.0.0.1", 57120)) + encode("/melo/get", "lead", "key"),
        "no base64!",
        "é",
    ],
)
def test_it_must_be_one_message_in_base64(osc: bytes | str) -> None:
    with pytest.raises(ProtocolError, match="osc must be one OSC message in base64"):
        asked(osc)


@pytest.mark.parametrize(
    "client",
    [None, 5, "", "127.0.0.1", "localhost:5", "1.2.3.4.5:6", "1.2.3.256:7", "1.2.3.4:0",
     "1.2.3.4:65536", "1.2.3.4:\u0665", "1.2.3.4:5\n", {}],
)  # fmt: skip
def test_a_client_is_host_and_port(client: Any) -> None:
    with pytest.raises(ProtocolError, match="client must be host and port"):
        asked(encode("/melo/get", "lead", "key"), client)


@pytest.mark.parametrize("voice", [None, 3, "", "a" * 65, ["lead"]])
def test_a_voice_is_a_name(voice: Any) -> None:
    with pytest.raises(ProtocolError, match="voice"):
        voice_of({"client": SYNTH, "voice": voice})
    assert voice_of({"client": SYNTH, "voice": "lead"}) == (("127.0.0.1", 57120), "lead")


def test_a_request_without_a_voice_is_refused() -> None:
    with pytest.raises(ProtocolError, match="voice"):
        asked(encode("/melo/get"))
