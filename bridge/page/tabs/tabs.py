"""All tabs that are open, and what is told to all of them."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.websockets import WebSocket

from bridge.osc.parameters import Value
from bridge.page.setup import PageSetup
from bridge.page.tabs import messages
from bridge.page.tabs.feed import Feed, Line, Overhear, hear_nothing
from bridge.page.tabs.tab import Tab
from bridge.page.tabs.taken import Report, TakenVoices

MOST_TABS = 32
TRY_AGAIN_LATER = 1013


class Tabs:
    """Runs tabs. report: see `bridge.page.tabs.taken.TakenVoices`."""

    def __init__(self, setup: PageSetup, report: Report) -> None:
        self._setup, self._taken = setup, TakenVoices(report)
        self._open = set[Tab]()
        self.overhear: Overhear = hear_nothing
        """Called with what any client did, while a tab is open."""
        self._feed = Feed(
            setup.server,
            self._tell,
            self._tell_feed,
            lambda *did: self.overhear(*did),  # noqa: PLW0108 - it is set later
        )

    async def run(self, websocket: WebSocket) -> None:
        """Serve a tab until it is closed."""
        await websocket.accept()
        if len(self._open) >= MOST_TABS:
            text = f"{MOST_TABS} tabs are open, which is the most: close one of them"
            await websocket.send_text(messages.refused(text))
            await websocket.close(TRY_AGAIN_LATER)
            return
        tab = Tab(websocket, self._setup, self._taken)
        self._open.add(tab)
        if len(self._open) == 1:
            self._feed.open()
        try:
            await tab.run()
        finally:
            self._open.discard(tab)
            if not self._open:
                self._feed.close()

    def turn(self, client: str, voice: str, name: str, value: Value) -> bool:
        """Hand what a controller turns to the tab that is this client; False if there is none."""
        found = [tab for tab in self._open if tab.client == client]
        for tab in found:
            tab.mailbox.put(messages.turned(voice, name, value))
        return bool(found)

    def _tell(self, text: str) -> None:
        for tab in self._open:
            tab.mailbox.put(text)

    def _tell_feed(self, lines: Sequence[Line]) -> None:
        """Tell each tab what clients did, but not what it did itself."""
        for tab in self._open:
            if others := [line for client, line in lines if client != tab.client]:
                tab.mailbox.put_feed(messages.feed(others), len(others))
