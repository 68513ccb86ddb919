"""The help patch of melobridge.client: a melody at the click of a toggle, and every message."""

from __future__ import annotations

from bridge.osc.requests import STATS
from max_patches.source.patcher import Patch

ABOUT = (
    "melobridge.client VOICE [PORT]: melodies from `melobridge serve`, ready before their time. "
    "VOICE is the melody's name; PORT is where replies come in, and is looked for if left out."
)
MESSAGES = {
    "Knobs, from the very next note on": (
        "set harmony 1.5",
        "set key A scale minor",
        "set chord Am",
        "set low 48 high 72",
        "set temperature 0.5",
        "set agent fiddle",
    ),
    "Thumbs for what sounds now, and taking one back": ("thumb 1", "thumb -1", "taste undo"),
    "What you played: pitch, velocity, beats": ("heard 67 0.8 1.", "flush"),
    "When no note comes: silence, the last one, the last eight": (
        "fallback 0",
        "fallback 1",
        "fallback 8",
    ),
    "Where the server is; a reply port of your own": (
        "host 127.0.0.1",
        "server 6356",
        "port 7450",
        f"send {STATS.address}",
    ),
}


def graph() -> Patch:
    """The help patch."""
    patch = Patch(prefix="---help_")
    with patch.group("melobridge.client"):
        patch.widget("comment", text=ABOUT, linecount=3)
    _playing(patch)
    for title, messages in MESSAGES.items():
        with patch.group(title):
            for text in messages:
                patch.message(text) >> patch.send("client")
    _client(patch)
    return patch


def _playing(patch: Patch) -> None:
    with patch.group("Play in time: `start` begins on the next beat, `at` 24 times a beat plays"):
        clicked = patch.widget("toggle") >> patch.new("sel 1 0")
        clock = patch.new("metro @interval 20 ticks @quantize 20 ticks")
        transport = patch.new("transport")
        for number, steps in enumerate((("start 0.", "1", "1"), ("stop", "0", "0"))):
            moved = clicked.out(number) >> patch.new("t b b b b")
            moved.out(3) >> patch.message("0") >> transport.into(1)
            moved.out(2) >> patch.message(steps[0]) >> patch.send("client")
            moved.out(1) >> patch.message(steps[1]) >> transport
            moved >> patch.message(steps[2]) >> clock
        ticked = clock >> patch.new("t b b")
        ticks = patch.new("f")
        ticked.out(1) >> transport
        transport.out(7) >> ticks.into(1)
        patch.chain(ticked >> ticks, "/ 480.", "prepend at", patch.send("client"))
    with patch.group("Or one note at a time, in a rhythm of your own"):
        patch.widget("button") >> patch.message("next") >> patch.send("client")


def _client(patch: Patch) -> None:
    with patch.group("Notes: pitch, velocity 0-1, duration in beats, index (-1 = fallback)"):
        client = patch.receive("client") >> patch.new("melobridge.client lead")
        note = client >> patch.new("unpack 0 0. 0. 0")
        client.out(1) >> patch.send("news")
        made = patch.new("makenote")
        note.out(2) >> patch.new("* 480.") >> made.into(2)
        note.out(1) >> patch.new("* 127.") >> made.into(1)
        note >> made
        out = patch.new("noteout")
        made.out(1) >> out.into(1)
        made >> out
    with patch.group("News: online, latency, late, agent, because, learned, fault, miss"):
        patch.receive("news") >> patch.new("prepend set") >> patch.message("news")
