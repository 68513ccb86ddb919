from bridge.server.rate_limit import MOST_SENDERS, RateLimiter

ME, YOU, FLOOD = ("127.0.0.1", 5001), ("127.0.0.1", 5002), ("127.0.0.1", 6666)


def test_a_sender_may_send_a_seconds_worth_at_once_and_then_at_its_rate() -> None:
    limiter = RateLimiter(10)
    assert [limiter.admit(ME, 0.0) for _ in range(12)] == [True] * 10 + [False] * 2
    assert [limiter.admit(ME, 0.25) for _ in range(3)] == [True, True, False]
    assert limiter.limited == 3


def test_each_note_of_an_answer_counts_like_a_message() -> None:
    limiter = RateLimiter(10)
    assert limiter.admit(ME, 0.0)
    limiter.charge(ME, 24)
    assert not limiter.admit(ME, 1.0)
    assert limiter.admit(ME, 1.6)


def test_a_burst_of_many_notes_costs_a_second_of_silence_at_most() -> None:
    limiter = RateLimiter(10)
    for _ in range(5):
        limiter.admit(ME, 0.0)
    for _ in range(5):
        limiter.charge(ME, 64)
    assert [limiter.admit(ME, now) for now in (1.0, 1.2)] == [False, True]


def test_one_flood_doesnt_limit_another_sender() -> None:
    limiter = RateLimiter(1)
    assert [limiter.admit(FLOOD, 0.0) for _ in range(3)] == [True, False, False]
    assert limiter.admit(ME, 0.0)


def test_a_refused_sender_hears_of_it_once_a_second() -> None:
    limiter = RateLimiter(1)
    limiter.admit(FLOOD, 0.0)
    warned = [limiter.should_warn(FLOOD, now) for now in (0.0, 0.5, 0.9, 1.0, 1.5)]
    assert warned == [True, False, False, True, False]


def test_no_rate_is_no_limit() -> None:
    limiter = RateLimiter(0)
    assert all(limiter.admit(ME, 0.0) for _ in range(10_000))


def test_the_table_of_senders_is_bounded() -> None:
    limiter = RateLimiter(1)
    for port in range(3 * MOST_SENDERS):
        limiter.admit(("127.0.0.1", port), 0.0)
    assert len(limiter._buckets) == MOST_SENDERS
