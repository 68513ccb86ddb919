"""The announcement of a server by zeroconf (Bonjour), so that controllers list it.

On a loopback address it stays on this machine: it is sent by the loopback interface only.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING, NamedTuple, Self

from agent.errors import MissingExtra

if TYPE_CHECKING:
    from zeroconf import InterfaceChoice
    from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

NAME = "melobridge"
LONGEST_MACHINE = 40
"""A name in zeroconf has 63 bytes at most, and may get a number."""

OSCQUERY, OSC = "_oscjson._tcp.local.", "_osc._udp.local."


class Announced(NamedTuple):
    """What is announced. host: where it listens; port: for OSCQuery; osc_port: UDP."""

    host: str
    port: int
    osc_port: int

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return ip_address(self.host).is_loopback

    @property
    def name(self) -> str:
        """What controllers list."""
        machine = socket.gethostname().partition(".")[0][:LONGEST_MACHINE]
        return NAME if self.is_local else f"{NAME} on {machine}"

    @property
    def target(self) -> str:
        """The name that stands for its addresses, and that programs may send as Host."""
        return "localhost" if self.is_local else f"{NAME}-{self.port}.local"

    @property
    def services(self) -> dict[str, int]:
        """The port of each type of service."""
        return {OSCQUERY: self.port, OSC: self.osc_port}


class Announcement:
    """An announcement, until it is closed."""

    def __init__(self, zeroconf: AsyncZeroconf) -> None:
        self._zeroconf = zeroconf

    @classmethod
    async def open(cls, announced: Announced) -> Self:
        """Announce a server; it takes a second or two. Raises MissingExtra, OSError."""
        try:
            from zeroconf import Error, IPVersion
            from zeroconf.asyncio import AsyncZeroconf
        except ModuleNotFoundError:
            raise MissingExtra("announcing the server by zeroconf", "discovery") from None
        zeroconf = AsyncZeroconf(interfaces=_interfaces(announced), ip_version=IPVersion.V4Only)
        announcement = cls(zeroconf)
        try:
            for kind, port in announced.services.items():
                info = _info(announced, kind, port)
                await (await zeroconf.async_register_service(info, allow_name_change=True))
        except Error as error:
            await announcement.close()
            raise OSError(f"{type(error).__name__}: {error}") from None
        except BaseException:
            await announcement.close()
            raise
        return announcement

    async def close(self) -> None:
        """Take it back."""
        await self._zeroconf.async_unregister_all_services()
        await self._zeroconf.async_close()


def _info(announced: Announced, kind: str, port: int) -> AsyncServiceInfo:
    from zeroconf.asyncio import AsyncServiceInfo

    return AsyncServiceInfo(
        kind,
        f"{announced.name}.{kind}",
        port=port,
        parsed_addresses=_addresses(announced),
        server=f"{announced.target}.",
    )


def _interfaces(announced: Announced) -> InterfaceChoice | list[str]:
    from zeroconf import InterfaceChoice

    everywhere = ip_address(announced.host).is_unspecified
    return InterfaceChoice.Default if everywhere else [announced.host]


def _addresses(announced: Announced) -> list[str]:
    """The addresses that a server is reached at: for 0.0.0.0 all of this machine."""
    if not ip_address(announced.host).is_unspecified:
        return [announced.host]
    import ifaddr

    found = [str(ip.ip) for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4]
    return [address for address in found if not ip_address(address).is_loopback]
