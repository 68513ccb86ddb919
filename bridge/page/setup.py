"""What a page process is told at its start, and what it tells its parent."""

from __future__ import annotations

from typing import NamedTuple

from bridge.osc.address import Address

# The kinds of frames to the parent, each with its values.
LINE = "line"  # text for the console
TAKEN = "taken"  # client, voice: a tab took it over
RELEASED = "released"  # client, voice

VoiceOfClient = tuple[Address, str]
"""A client of the server, and the name of one of its voices."""


class PageSetup(NamedTuple):
    """The first frame to a page process, as plain values.

    listener: file descriptor of the listening TCP socket that was handed down, -1 to open one.
    host, port: where that listens, by its IPv4 address. name: that of `host` as it was given.
    server_host, server_port: of the answering loop, as reached from
    this machine. secret: see `bridge.osc.forwarding`. token: what the link must hold, '' for none.
    announce: whether controllers of the network may find it and turn its knobs.
    session: file of the session log, or ''. named: file of an agent outside of the folders, or ''.
    taken: voices that a former page process had taken over, to be released.
    """

    listener: int
    host: str
    port: int
    name: str
    server_host: str
    server_port: int
    secret: bytes
    token: str
    announce: bool
    session: str
    named: str
    taken: tuple[VoiceOfClient, ...] = ()

    @property
    def server(self) -> Address:
        """The address of the answering loop."""
        return self.server_host, self.server_port

    @property
    def inherited(self) -> tuple[int, ...]:
        """The files that a child process must inherit."""
        return (self.listener,) if self.listener >= 0 else ()
