"""What the client says, shown: all of it deferred, since nothing here may hold up a note."""

from __future__ import annotations

from max_patches.source.device.controls import PLAY, STATUS
from max_patches.source.patcher import Box, Patch, Rect

SCRIPT = "melobridge.js"
DOT = Rect(PLAY, STATUS + 3, 9, 9)
STATUS_TEXT = Rect(PLAY + 14, STATUS, 250, 15)
REASON_TEXT = Rect(PLAY + 280, STATUS, 170, 15)


def add(patch: Patch) -> None:
    """Status line, reason, and the names of the agents."""
    with patch.group("A `next` without a note is answered at once"):
        news = patch.receive("news") >> patch.new("route miss")
        news >> patch.send("missed")
        news.out(1) >> patch.send("shown")
    with patch.group("Status: online, latency, late notes; why the last note was chosen; agents"):
        saved = {"filename": SCRIPT, "parameter_enable": 0}
        script = patch.receive("shown") >> patch.new("deferlow")
        shown = script >> patch.new(f"js {SCRIPT}", saved_object_attributes=saved)
        routed = shown >> patch.new("route status reason dot agents")
        status = _text(patch, STATUS_TEXT, "offline", "Status")
        reason = _text(patch, REASON_TEXT, "", "Reason")
        dot = patch.widget("panel", DOT, bgcolor=[0.6, 0.6, 0.6, 1.0], mode=0, rounded=9)
        routed >> patch.new("prepend set") >> status
        routed.out(1) >> patch.new("prepend set") >> reason
        routed.out(2) >> patch.new("prepend bgcolor") >> dot
        routed.out(3) >> patch.send("agents")


def _text(patch: Patch, rect: Rect, text: str, name: str) -> Box:
    return patch.widget("live.comment", rect, text, textjustification=0, varname=name)
