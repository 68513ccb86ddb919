"""Tiny patches for tests: boxes by a letter, cords as `a0 b1`, and probes that note what comes."""

from __future__ import annotations

from typing import Any

from tests.support.max_interpreter.application import Application
from tests.support.max_interpreter.box import Box, named
from tests.support.max_interpreter.messages import Message, message, read
from tests.support.max_interpreter.patcher import Patcher


@named("probe")
class Probe(Box):
    """Notes the messages that come to it, and at which of its inlets."""

    inlets, outlets = 9, 0

    def set_up(self) -> None:
        """Nothing has come."""
        self.got: list[tuple[int, Message]] = []

    def receive(self, inlet: int, received: Message) -> None:
        """See the class."""
        self.got.append((inlet, received))


def content(boxes: dict[str, str], *cords: str) -> dict[str, Any]:
    """The JSON of a patch. A box that begins with `[` is a message box: `[set $1`."""
    entries: list[dict[str, Any]] = []
    for place, (letter, text) in enumerate(boxes.items()):
        entry = {"id": letter, "patching_rect": [10.0 * place, 10.0, 50.0, 22.0]}
        if text in ("inlet", "outlet"):
            entries.append({"box": entry | {"maxclass": text}})
        elif text.startswith("["):
            entries.append({"box": entry | {"maxclass": "message", "text": text[1:]}})
        else:
            entries.append({"box": entry | {"maxclass": "newobj", "text": text}})
    lines = []
    for cord in cords:
        source, destination = cord.split()
        ends = [[end[0], int(end[1:])] for end in (source, destination)]
        lines.append({"patchline": {"source": ends[0], "destination": ends[1]}})
    return {"boxes": entries, "lines": lines}


class Tiny:
    """A patch with a probe `p` that is fed by hand."""

    def __init__(self, boxes: dict[str, str], *cords: str, application: Application) -> None:
        self.application = application
        probe = {"p": "probe"} if "p" not in boxes else {}
        self.patcher = Patcher(application, content(boxes | probe, *cords), "tiny")
        application.perform(self.patcher.load)

    @property
    def got(self) -> list[tuple[int, Message]]:
        """What came to the probe since this was last asked for."""
        probe = self.patcher.boxes["p"]
        assert isinstance(probe, Probe)
        got, probe.got = probe.got, []
        return got

    @property
    def got_here(self) -> list[Message]:
        """The messages alone."""
        return [received for _, received in self.got]

    def feed(self, text: str, inlet: int = 0, box: str = "a") -> None:
        """Send a message as typed to a box."""
        sent = message(read(text))
        self.application.perform(lambda: self.patcher.boxes[box].receive(inlet, sent))
