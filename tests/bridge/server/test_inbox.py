from bridge.osc import codec
from bridge.osc.address import Address
from bridge.server.inbox import (
    MOST_WAITING,
    PATIENCE_SECONDS,
    Inbox,
    NotesRequest,
    ReceivedDatagram,
    notes_request,
)

ME, YOU, FLOOD = ("127.0.0.1", 5001), ("127.0.0.1", 5002), ("127.0.0.1", 6666)


def asking(voice: str, epoch: int, index: int, count: int = 8, *keys: codec.Argument) -> bytes:
    return codec.encode("/melo/next", voice, epoch, index, count, *keys)


def setting(value: float) -> bytes:
    return codec.encode("/melo/set", "lead", "harmony", value)


def filled(*messages: tuple[bytes, Address], arrived: float = 0.0) -> Inbox:
    inbox = Inbox()
    for datagram, sender in messages:
        inbox.put(ReceivedDatagram(datagram, sender, arrived))
    return inbox


def order(inbox: Inbox, now: float = 0.0) -> list[bytes]:
    """What is answered, in this order, until nothing is left."""
    taken = []
    while message := inbox.take(now):
        taken.append(message.datagram)
    assert len(inbox) == 0
    return taken


def test_an_empty_inbox_has_nothing_to_answer() -> None:
    assert order(Inbox()) == []


def test_a_senders_messages_keep_their_order() -> None:
    sent = [setting(1.0), asking("lead", 1, 0), setting(0.5), asking("lead", 1, 8), b"junk"]
    assert order(filled(*[(datagram, ME) for datagram in sent])) == sent


def test_senders_take_turns() -> None:
    flood = [asking(f"v{number}", 1, 0) for number in range(5)]
    mine = [setting(1.0), asking("lead", 1, 0)]
    inbox = filled(*[(d, FLOOD) for d in flood], *[(d, ME) for d in mine])
    assert order(inbox) == [flood[0], mine[0], flood[1], mine[1], *flood[2:]]


def test_one_message_each_keeps_the_order_of_arrival() -> None:
    sent = [(asking("lead", 1, port), ("127.0.0.1", 5000 + port)) for port in (3, 1, 2)]
    assert order(filled(*sent)) == [datagram for datagram, _ in sent]


def test_a_rewind_makes_what_it_forgets_needless() -> None:
    inbox = filled(
        (asking("lead", 1, 8), ME), (asking("lead", 1, 16), ME), (asking("lead", 2, 8), ME)
    )
    assert order(inbox) == [asking("lead", 2, 8)]
    assert inbox.superseded == 2


def test_a_knob_that_travels_with_a_request_is_turned_whatever_comes_after() -> None:
    harmony = asking("lead", 1, 0, 8, "harmony", 1.5)
    temperature = asking("lead", 2, 0, 8, "temperature", 0.5)
    both = asking("lead", 3, 0, 8, "harmony", 1.0, "temperature", 1.0)
    assert order(filled((harmony, ME), (temperature, ME))) == [harmony, temperature]
    assert order(filled((harmony, ME), (temperature, ME), (both, ME))) == [both]


def test_requests_for_two_reply_ports_are_those_of_two_clients() -> None:
    one = asking("lead", 1, 0, 8, "reply_port", 9000)
    other = asking("lead", 2, 0, 8, "reply_port", 9001)
    assert order(filled((one, ME), (other, ME))) == [one, other]


def test_a_rewind_needs_the_notes_before_it() -> None:
    inbox = filled((asking("lead", 1, 0), ME), (asking("lead", 2, 4), ME))
    assert len(order(inbox)) == 2


def test_other_voices_and_other_senders_are_left_alone() -> None:
    inbox = filled((asking("a", 1, 0), ME), (asking("b", 2, 0), ME), (asking("a", 2, 0), YOU))
    assert len(order(inbox)) == 3
    assert inbox.superseded == 0


def test_an_equal_request_is_answered_once_and_in_its_first_place() -> None:
    inbox = filled(
        (asking("lead", 1, 0), ME), (asking("bass", 1, 0), ME), (asking("lead", 1, 0), ME)
    )
    assert order(inbox) == [asking("lead", 1, 0), asking("bass", 1, 0)]
    assert inbox.superseded == 1


def test_an_equal_request_after_a_reset_is_another_one() -> None:
    sent = [asking("lead", 1, 0), codec.encode("/melo/reset", "lead"), asking("lead", 1, 0)]
    assert order(filled(*[(datagram, ME) for datagram in sent])) == sent


def test_an_answered_request_may_come_again() -> None:
    inbox = filled((asking("lead", 1, 0), ME), (asking("bass", 1, 0), ME))
    assert inbox.take(0.0) == ReceivedDatagram(asking("lead", 1, 0), ME, 0.0)
    inbox.put(ReceivedDatagram(asking("lead", 1, 0), ME, 0.0))
    assert order(inbox) == [asking("bass", 1, 0), asking("lead", 1, 0)]


def test_a_downbeat_of_256_voices_is_answered_whole() -> None:
    sent = [asking(f"v{number}", 1, 0) for number in range(256)]
    inbox = filled(*[(datagram, ME) for datagram in sent])
    assert order(inbox, now=0.3) == sent
    assert inbox.dropped == 0


def test_of_too_many_the_oldest_requests_of_the_greediest_go_but_never_a_setting() -> None:
    inbox = filled((setting(0.1), FLOOD), (asking("lead", 1, 0), ME))
    for number in range(2 * MOST_WAITING):
        inbox.put(ReceivedDatagram(asking("v", 1, number), FLOOD, 0.0))
    assert len(inbox) == MOST_WAITING
    assert inbox.dropped == MOST_WAITING + 2
    taken = order(inbox)
    assert taken[:2] == [setting(0.1), asking("lead", 1, 0)]
    assert taken[-1] == asking("v", 1, 2 * MOST_WAITING - 1)


def test_a_flood_of_settings_is_bounded_too() -> None:
    inbox = filled((asking("lead", 1, 0), ME))
    for number in range(2 * MOST_WAITING):
        inbox.put(ReceivedDatagram(setting(number), FLOOD, 0.0))
    taken = order(inbox)
    assert len(taken) == MOST_WAITING
    assert asking("lead", 1, 0) in taken


def test_more_senders_than_places_are_bounded() -> None:
    inbox = filled(*[(setting(1.0), ("127.0.0.1", port)) for port in range(2 * MOST_WAITING)])
    assert len(order(inbox)) == MOST_WAITING


def test_a_request_that_waited_too_long_is_dropped_a_setting_never() -> None:
    inbox = filled((asking("lead", 1, 0), ME), (setting(1.0), ME), (asking("lead", 1, 8), ME))
    assert order(inbox, now=PATIENCE_SECONDS + 0.1) == [setting(1.0)]
    assert inbox.dropped == 2


def test_only_sound_plain_requests_for_notes_are_looked_into() -> None:
    assert notes_request(asking("lead", 2, 8)) == NotesRequest(("lead", None), 2, 8, frozenset())
    assert notes_request(codec.encode("/melo/next", "lead", 2.0, 8.0, 1.0)) == NotesRequest(
        ("lead", None), 2, 8, frozenset()
    )
    keys = "harmony", 1.5, "within", 5, "reply_port", 9000
    assert notes_request(asking("lead", 2, 8, 1, *keys)) == NotesRequest(
        ("lead", 9000), 2, 8, frozenset({"harmony"})
    )
    assert notes_request(codec.encode("/melo/next", "lead", "x", 8, 1)) is None
    assert notes_request(codec.encode("/melo/next", "lead")) is None
    assert notes_request(asking("lead", 2, 8)[:-2]) is None
    assert notes_request(setting(1.0)) is None
