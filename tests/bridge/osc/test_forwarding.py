from bridge.osc.forwarding import envelope, opened, seal

SECRET, ME = b"0123456789abcdef", ("127.0.0.1", 5001)


def test_a_datagram_in_an_envelope_is_that_of_its_client() -> None:
    datagram = envelope(SECRET, ME) + b"/melo/ping"
    assert datagram.startswith(seal(SECRET))
    assert opened(seal(SECRET), datagram) == (b"/melo/ping", ME)


def test_no_osc_begins_like_an_envelope() -> None:
    assert seal(SECRET)[:1] not in (b"/", b"#")


def test_an_envelope_that_was_cut_short_is_empty() -> None:
    content, _ = opened(seal(SECRET), envelope(SECRET, ME)[:-3])
    assert content == b""
