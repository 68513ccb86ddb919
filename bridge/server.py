"""The answering loop: one thread owns the socket; it receives, answers, sends, nothing else."""

from __future__ import annotations

import gc
import logging
import socket
import time

from bridge.errors import ServeError
from bridge.osc import MAX_DATAGRAM_BYTES
from bridge.responder import Responder

RECEIVE_BUFFER_BYTES = 1 << 20
LOG_LINES_PER_SECOND = 20
# A blocked receive can't be interrupted everywhere (Windows); it wakes up this often.
WAKE_UP_SECONDS = 0.5

log = logging.getLogger("melobridge")


def bind(host: str, port: int) -> socket.socket:
    """A UDP socket that listens. Raises ServeError if the address can't be had."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
        sock.bind((host, port))
    except OSError as error:
        sock.close()
        raise ServeError(
            f"can't listen on {host}:{port} ({error.strerror or error}): is another melobridge "
            "running there? Stop it, or choose another --port"
        ) from None
    sock.settimeout(WAKE_UP_SECONDS)
    return sock


def serve(sock: socket.socket, responder: Responder) -> None:
    """Answer until a signal raises (KeyboardInterrupt). Nothing that arrives ends the loop."""
    gc.collect()
    gc.freeze()
    reporter = Reporter()
    while True:
        try:
            datagram, sender = sock.recvfrom(MAX_DATAGRAM_BYTES + 1)
        except TimeoutError:
            continue
        except OSError as error:
            # A reply to a closed port comes back as an error on some systems.
            reporter.report(f"receiving: {error}")
            continue
        answer = responder.answer(datagram, sender)
        for data, to in answer.packets:
            try:
                sock.sendto(data, to)
            except OSError as error:
                reporter.report(f"sending to {to[0]}:{to[1]}: {error}")
        for line in answer.log:
            reporter.report(line)


class Reporter:
    """Writes log lines, at most so many a second: a flood of faults must not slow answers."""

    def __init__(self) -> None:
        self.second, self.lines, self.withheld = 0, 0, 0

    def report(self, line: str) -> None:
        second = int(time.monotonic())
        if second != self.second:
            if self.withheld:
                log.warning("%d more lines withheld", self.withheld)
            self.second, self.lines, self.withheld = second, 0, 0
        if self.lines < LOG_LINES_PER_SECOND:
            self.lines += 1
            log.info(line)
        else:
            self.withheld += 1
