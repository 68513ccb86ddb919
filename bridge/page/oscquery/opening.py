"""Opens what controllers use: the UDP port, OSCQuery, and the announcement of both."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from ipaddress import ip_address

from agent.errors import MissingExtra
from bridge.osc.address import Address
from bridge.page.oscquery.announcement import Announced, Announcement
from bridge.page.oscquery.query import HostInfo
from bridge.page.oscquery.routes import ControlRoutes
from bridge.page.oscquery.service import ControlService
from bridge.page.security import is_loopback
from bridge.page.setup import PageSetup
from bridge.page.tabs.tabs import Tabs

Report = Callable[[str], None]


class ControlPort(asyncio.DatagramProtocol):
    """The UDP port that controllers send to. take: called with each datagram."""

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self._take = take

    def datagram_received(self, data: bytes, addr: Address) -> None:
        self._take(data)


@asynccontextmanager
async def open_controls(
    setup: PageSetup, tabs: Tabs, report: Report
) -> AsyncIterator[ControlRoutes | None]:
    """Take what controllers send, and give the routes of what they ask, until it is closed.

    Beyond this machine there are none unless they are to be announced. tabs: what is turned of
    theirs is handed to them, and what they overhear is known here. report: says a line. Raises
    OSError.
    """
    if not (is_loopback(setup.host) or setup.announce):
        yield None
        return
    sock = _bind((setup.host, setup.port), report)
    announced = Announced(setup.host, setup.port, sock.getsockname()[1])
    shown = "" if ip_address(setup.host).is_unspecified else setup.host
    host = HostInfo(announced.name, shown, announced.osc_port)
    service = ControlService(setup.server, setup.secret, host, tabs.turn, report)
    tabs.overhear = service.see
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: ControlPort(service.take), sock=sock)
    announcing = asyncio.create_task(_announce(announced, report, wanted=setup.announce))
    try:
        yield ControlRoutes(service, frozenset({announced.target}))
    finally:
        announcing.cancel()
        await asyncio.gather(announcing, return_exceptions=True)
        transport.close()
        await service.close()


def _bind(at: Address, report: Report) -> socket.socket:
    """A UDP socket of the page's own number, or of any other where that is taken."""
    host, port = at
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setblocking(False)
    try:
        sock.bind(at)
    except OSError as error:
        sock.bind((host, 0))
        other = sock.getsockname()[1]
        report(f"controls: UDP port {port} isn't free ({error.strerror}): send to {other} instead")
    return sock


async def _announce(announced: Announced, report: Report, *, wanted: bool) -> None:
    """Announce it until cancelled. wanted: whether it is to be said that the library is missing."""
    try:
        announcement = await Announcement.open(announced)
    except MissingExtra as error:
        if wanted:
            report(str(error))
        return
    except OSError as error:
        report(f"controls: not announced by zeroconf ({error.strerror or error})")
        return
    try:
        await asyncio.Event().wait()
    finally:
        await announcement.close()
