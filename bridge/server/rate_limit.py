"""The rate limit of messages and notes: a token bucket for each sender; times are arguments."""

from __future__ import annotations

from bridge.osc.address import Address

MOST_SENDERS = 1024
WARNING_SECONDS = 1.0


class TokenBucket:
    """The tokens left to a sender, since when, and the time of its last warning."""

    __slots__ = ("left", "since", "warned")

    def __init__(self, left: float, since: float) -> None:
        self.left, self.since, self.warned = left, since, since - WARNING_SECONDS


class RateLimiter:
    """Limits messages and notes a second of each sender; bursts may have a second's worth.

    rate: a second, 0 = no limit. limited: number of refused messages.
    """

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.limited = 0
        self._buckets: dict[Address, TokenBucket] = {}

    def admit(self, sender: Address, now: float) -> bool:
        """Whether a message of this sender may be answered."""
        if not self.rate:
            return True
        bucket = self._buckets.get(sender)
        if bucket is None:
            bucket = self._buckets[sender] = TokenBucket(self.rate, now)
            if len(self._buckets) > MOST_SENDERS:
                del self._buckets[next(iter(self._buckets))]
        left = min(bucket.left + max(now - bucket.since, 0.0) * self.rate, self.rate)
        bucket.since = now
        if left < 1:
            bucket.left = left
            self.limited += 1
            return False
        bucket.left = left - 1
        return True

    def charge(self, sender: Address, replies: int) -> None:
        """Count all replies to a message except the first like messages.

        They are charged afterwards; the debt is at most a second's worth.
        """
        bucket = self._buckets.get(sender)
        if bucket is not None and replies > 1:
            bucket.left = max(bucket.left - replies + 1, -self.rate)

    def should_warn(self, sender: Address, now: float) -> bool:
        """Whether to warn a refused sender: at most once a second."""
        bucket = self._buckets[sender]
        if now - bucket.warned < WARNING_SECONDS:
            return False
        bucket.warned = now
        return True
