"""When the server composes anew: at a start, a knob turn, an answer, a thumb."""

from __future__ import annotations

from bridge.osc.requests import REWARD, WHY
from max_patches.source.client.network import request
from max_patches.source.client.notes import SLOTS
from max_patches.source.patcher import Box, Outlet, Patch

# A new start skips as many indices: the server knows none of them, and notes keep their slots.
SKIP = SLOTS
# In milliseconds: between two flushes, and two questions why.
FLUSH, CURIOUS = 50, 400


def add(patch: Patch, voice: str) -> None:
    """New lines, thumbs, and what leaves the client."""
    _starting(patch)
    _flushing(patch)
    _answering(patch)
    _thumbs(patch, voice)
    _results(patch)


def _starting(patch: Patch) -> None:
    with patch.group("start BEAT, or lost: a new line from the next beat on"):
        begun = patch.receive("start") >> patch.new("t b f")
        begun.out(1) >> patch.value("now")
        begun >> patch.send("resync")
        anew = patch.receive("resync") >> patch.new("t b b b b")
        _new_epoch(patch, anew.out(3))
        index = patch.increase(anew.out(2), "next", SKIP)
        index >> patch.value("have")
        beat = patch.chain(anew.out(1) >> patch.value("now"), "expr int($f1+0.95)", "t i i")
        beat.out(1) >> patch.value("due")
        beat >> patch.value("edge")
        anew >> patch.send("ask")


def _flushing(patch: Patch) -> None:
    with patch.group("flush: compose anew from the first note that hasn't been played"):
        slowed = patch.receive("flush") >> patch.new(f"speedlim {FLUSH}")
        anew = patch.chain(slowed, patch.value("online"), "sel 1", "t b b b b")
        _new_epoch(patch, anew.out(3))
        anew.out(2) >> patch.value("next") >> patch.value("have")
        anew.out(1) >> patch.value("due") >> patch.value("edge")
        anew >> patch.send("ask")


def _answering(patch: Patch) -> None:
    with patch.group("answer FROM BEAT: compose anew after what was heard from FROM on"):
        answer = patch.receive("answer") >> patch.new("t b l b")
        _new_epoch(patch, answer.out(2))
        beats = answer.out(1) >> patch.new("unpack 0. 0.")
        beats.out(1) >> patch.value("due")
        beats >> patch.value("edge")
        begun = answer >> patch.new("t b b")
        begun.out(1) >> patch.value("next") >> patch.value("have")
        begun >> patch.send("ask")


def _thumbs(patch: Patch, voice: str) -> None:
    with patch.group("thumb VALUE: for the note that sounds; the next ones take it up"):
        thumb = patch.receive("thumb") >> patch.new("t b b f")
        credited = patch.new("pack 0 0.")
        thumb.out(2) >> credited.into(1)
        thumb.out(1) >> patch.value("last") >> credited
        request(patch, credited >> patch.message("$2 $1"), REWARD, voice)
        thumb >> patch.send("flush")
    with patch.group("Why the last note was chosen"):
        asked = patch.chain(patch.receive("why"), patch.value("last"), f"speedlim {CURIOUS}")
        request(patch, asked, WHY, voice)


def _results(patch: Patch) -> None:
    with patch.group("Settings of this client"):
        patch.receive("fallback") >> patch.value("back")
        late = patch.increase(patch.receive("count_late"), "late")
        patch.chain(late, "prepend late", patch.send("tell"))
    with patch.group("Out: notes (pitch, velocity 0-1, beats, index or -1 = fallback), and news"):
        # Max counts outlets from left to right.
        for number, (name, comment) in enumerate((("emit", "notes"), ("tell", "news"))):
            outlet = patch.widget("outlet", comment=comment, index=number + 1)
            patch.receive(name) >> outlet


def _new_epoch(patch: Patch, source: Box | Outlet) -> None:
    """After a bang, replies to what was asked before count no more."""
    patch.increase(source, "epoch")
