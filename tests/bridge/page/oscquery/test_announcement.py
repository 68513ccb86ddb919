import asyncio
import sys

import pytest
from zeroconf import IPVersion, ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from agent.errors import MissingExtra
from bridge.page.oscquery.announcement import OSC, OSCQUERY, Announced, Announcement
from tests.support.patience import PATIENCE_SECONDS


class Browser:
    """Browses for one type of service on the loopback interface, as controllers do."""

    def __init__(self, kind: str) -> None:
        self.names = asyncio.Queue[tuple[str, ServiceStateChange]]()
        self.zeroconf = AsyncZeroconf(["127.0.0.1"], ip_version=IPVersion.V4Only)
        self._browser = AsyncServiceBrowser(self.zeroconf.zeroconf, kind, handlers=[self._found])

    def _found(
        self, zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange
    ) -> None:
        self.names.put_nowait((name, state_change))

    async def close(self) -> None:
        await self._browser.async_cancel()
        await self.zeroconf.async_close()


async def browse(kind: str, port: int, osc_port: int) -> tuple[list[str], int | None, str | None]:
    """Find an announced server; return its addresses, port and name, once it is gone again."""
    announcement = await Announcement.open(Announced("127.0.0.1", port, osc_port))
    browser = Browser(kind)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                name, change = await browser.names.get()
                info = AsyncServiceInfo(kind, name)
                found = await info.async_request(browser.zeroconf.zeroconf, PATIENCE_SECONDS * 1000)
                if found and info.port in (port, osc_port):
                    break
            assert change == ServiceStateChange.Added
            await announcement.close()
            while await browser.names.get() != (name, ServiceStateChange.Removed):
                pass
    finally:
        await browser.close()
    return info.parsed_addresses(), info.port, info.server


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "port"), [(OSCQUERY, 16357), (OSC, 16358)])
def test_a_browser_finds_both_services_and_sees_them_go(kind: str, port: int) -> None:
    found = asyncio.run(browse(kind, 16357, 16358))
    assert found == (["127.0.0.1"], port, "localhost.")


def test_beyond_this_machine_the_name_says_which_one_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "studio.example.org")
    announced = Announced("192.168.1.4", 6357, 6357)
    assert announced.name == "melobridge on studio"
    assert announced.target == "melobridge-6357.local"
    assert Announced("127.0.0.1", 6357, 6357).name == "melobridge"


def test_without_the_library_a_sentence_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "zeroconf", None)
    with pytest.raises(MissingExtra, match="needs the extra 'discovery'"):
        asyncio.run(Announcement.open(Announced("127.0.0.1", 6357, 6357)))
