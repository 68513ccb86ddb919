"""Which voices of other clients are taken over, and by which tab."""

from __future__ import annotations

from collections.abc import Callable

from bridge.errors import Code, ProtocolError
from bridge.page.setup import RELEASED, TAKEN, VoiceOfClient

MOST_TAKEN = 64

Report = Callable[[str, VoiceOfClient], None]


class TakenVoices:
    """Voices of other clients, each with the tab that has it.

    report: says of a voice that it is TAKEN or RELEASED.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._tabs: dict[VoiceOfClient, object] = {}

    def take(self, voice: VoiceOfClient, tab: object) -> None:
        """Let a tab have a voice. Raises ProtocolError where another one has it."""
        if self.has(voice, tab):
            return
        if voice in self._tabs:
            raise ProtocolError(Code.OUT_OF_RANGE, f"another tab has taken over '{voice[1]}'")
        if len(self._tabs) >= MOST_TAKEN:
            text = f"{MOST_TAKEN} voices are taken over already: give one of them back"
            raise ProtocolError(Code.OUT_OF_RANGE, text)
        self._tabs[voice] = tab
        self._report(TAKEN, voice)

    def has(self, voice: VoiceOfClient, tab: object) -> bool:
        """Whether a tab has a voice."""
        return self._tabs.get(voice) is tab

    def give_back(self, voice: VoiceOfClient, tab: object) -> bool:
        """Take a voice away from a tab. Returns whether the tab had it."""
        if not self.has(voice, tab):
            return False
        del self._tabs[voice]
        self._report(RELEASED, voice)
        return True

    def of(self, tab: object) -> list[VoiceOfClient]:
        """The voices that a tab has."""
        return [voice for voice, owner in self._tabs.items() if owner is tab]
