"""Notes: asked for ahead, taken in order, played as their time comes, replaced if they miss."""

from __future__ import annotations

from bridge.osc.requests import NEXT
from max_patches.source.client.network import request
from max_patches.source.patcher import Box, Outlet, Patch

# Notes asked for ahead of the one to play.
AHEAD = 8
# Slots for notes: more than AHEAD and what the fallback looks back together.
SLOTS = 64
# In beats: how late a note may begin; how late or early the client starts anew instead.
TOLERANCE, LOST, LEAP = 0.25, 1, 16


def add(patch: Patch, voice: str) -> None:
    """From asking for a note to its sound."""
    _asking(patch, voice)
    _accepting(patch)
    _due(patch)
    _judging(patch)
    _missing(patch)
    _next_now(patch)
    _advancing(patch)
    _sounding(patch)


def _asking(patch: Patch, voice: str) -> None:
    with patch.group("Ask ahead: notes have .. next + 7"):
        asked = patch.chain(patch.receive("ask"), patch.value("online"), "sel 1", "t b b b b")
        wanted = patch.new("pack 0 0 0 0.")
        count = patch.new(f"expr $i1+{AHEAD}-$i2")
        have = patch.new("t i i")
        asked.out(3) >> patch.value("edge") >> wanted.into(3)
        asked.out(2) >> patch.value("have") >> have
        have.out(1) >> wanted.into(2)
        have >> count.into(1)
        asked.out(1) >> patch.value("epoch") >> wanted.into(1)
        patch.chain(asked, patch.value("next"), count, f"split 1 {AHEAD}", wanted)
        ordered = wanted >> patch.message("$2 $3 $1 onset $4")
        request(patch, ordered, NEXT, voice)


def _accepting(patch: Patch) -> None:
    with patch.group("A note came: take it, if it is of this epoch and the next that is missing"):
        came = patch.receive("note") >> patch.new("t l l b b")
        valid = patch.new("expr ($i1==$i3)&&($i2==$i4)")
        gate = patch.new("gate")
        came.out(3) >> patch.value("have") >> valid.into(3)
        came.out(2) >> patch.value("epoch") >> valid.into(2)
        named = came.out(1) >> patch.new("unpack 0 0")
        named.out(1) >> valid.into(1)
        named >> valid >> gate
        came >> gate.into(1)
        taken = gate >> patch.new("unpack 0 0 0 0. 0. 0. 0")
        stored = patch.new("pack 0 0 0. 0. 0. 0")
        end = patch.new("+ 0.")
        taken.out(6) >> stored.into(5)
        onset = taken.out(5) >> patch.new("t f f")
        onset.out(1) >> stored.into(4)
        onset >> end.into(1)
        duration = taken.out(4) >> patch.new("t f f")
        duration.out(1) >> stored.into(3)
        duration >> end >> patch.value("edge")
        taken.out(3) >> stored.into(2)
        taken.out(2) >> stored.into(1)
        index = taken.out(1) >> patch.new("t i i")
        index.out(1) >> patch.new("+ 1") >> patch.value("have")
        slot = index >> patch.new("t b i")
        patch.chain(slot.out(1), f"% {SLOTS}", stored, patch.coll("notes"))
        patch.chain(slot >> patch.value("hungry"), "sel 1", patch.send("check"))


def _look_up(patch: Patch, source: Box | Outlet) -> Box:
    """From a bang to the next note: pitch velocity duration onset fallback."""
    return patch.chain(source >> patch.value("next"), f"% {SLOTS}", patch.coll("notes"))


def _due(patch: Patch) -> None:
    with patch.group("at BEAT: is there a note?"):
        now = patch.receive("at") >> patch.new("t b f")
        now.out(1) >> patch.value("now")
        there = patch.new("expr $i1<$i2")
        patch.gather(now, next=there.into(0), have=there.into(1))
        found = there >> patch.new("sel 1")
        found >> patch.send("check")
        none = found.out(1) >> patch.new("t b b")
        none.out(1) >> patch.message("1") >> patch.value("hungry")
        none >> patch.send("missing")
    with patch.group("stop: what comes now has to wait for the next `at`"):
        patch.receive("stop") >> patch.message("0") >> patch.value("hungry")


def _judging(patch: Patch) -> None:
    with patch.group("Its onset: to come, now, too late to play, or lost"):
        checked = patch.receive("check") >> patch.new("t b b")
        checked.out(1) >> patch.message("0") >> patch.value("hungry")
        note = _look_up(patch, checked) >> patch.new("t l l")
        onset = note.out(1) >> patch.new("unpack 0 0. 0. 0.")
        timed = onset.out(3) >> patch.new("t f b")
        late = patch.new("- 0.")
        # 0: to come, 1: now, 2: too late, 3: lost.
        verdict = patch.new(f"expr ($f1>=-0.01)+($f1>{TOLERANCE})+($f1>{LOST}.)+3*($f1<-{LEAP}.)")
        gate = patch.new("gate 3")
        beat = patch.new("f")
        timed.out(1) >> patch.value("now") >> beat.into(1)
        age = timed >> patch.new("t b f")
        age.out(1) >> late.into(1)
        patch.chain(age, beat, late, verdict, gate)
        note >> gate.into(1)
        played = gate >> patch.new("t l l")
        played.out(1) >> patch.send("advance")
        played >> patch.send("sound")
        dropped = gate.out(1) >> patch.new("t b l b")
        dropped.out(2) >> patch.send("count_late")
        dropped.out(1) >> patch.send("advance")
        dropped >> patch.send("ask")
        gate.out(2) >> patch.new("t b") >> patch.send("resync")


def _missing(patch: Patch) -> None:
    with patch.group("No note, and the last one is over: fallback. While online, wait a little"):
        over = patch.new(f"expr $f1+0.01>=$f2+{TOLERANCE}*$f3")
        patch.gather(
            patch.receive("missing"), now=over.into(0), due=over.into(1), online=over.into(2)
        )
        missed = patch.chain(over, "sel 1", "t b b b")
        missed.out(2) >> patch.send("count_late")
        due = missed.out(1) >> patch.value("due") >> patch.new("t f f")
        end = patch.new("+ 0.")
        due.out(1) >> end.into(1)
        due >> patch.new("+ 1.") >> patch.value("due")
        back = missed >> patch.value("back") >> patch.new("split 1 32")
        place = patch.new(f"expr ($i1-$i2+$i3%$i2+{SLOTS})%{SLOTS}")
        sources = back >> patch.new("t b i")
        sources.out(1) >> place.into(1)
        patch.gather(sources, next=place.into(0), look=place.into(2))
        again = patch.chain(place, patch.coll("notes"), "unpack 0 0. 0.")
        note = patch.new("pack 0 0. 0. -1")
        length = again.out(2) >> patch.new("t f f")
        length.out(1) >> note.into(2)
        length >> end >> patch.value("due")
        again.out(1) >> note.into(1)
        pitch = again >> patch.new("t i b")
        patch.increase(pitch.out(1), "look")
        patch.chain(pitch, "split 0 127", note, patch.send("emit"))


def _next_now(patch: Patch) -> None:
    with patch.group("next: the next note at once, whatever its onset; rests are passed over"):
        there = patch.new("expr $i1<$i2")
        patch.gather(patch.receive("next"), next=there.into(0), have=there.into(1))
        found = there >> patch.new("sel 1")
        found.out(1) >> patch.message("miss") >> patch.send("tell")
        note = _look_up(patch, found) >> patch.new("t l l")
        gate = patch.new("gate 2")
        pitch = note.out(1) >> patch.new("unpack 0")
        patch.chain(pitch, ">= 0", "+ 1", gate)
        note >> gate.into(1)
        rest = gate >> patch.new("t b l")
        rest.out(1) >> patch.send("advance")
        rest >> patch.send("next")
        played = gate.out(1) >> patch.new("t l l")
        played.out(1) >> patch.send("advance")
        played >> patch.send("sound")


def _advancing(patch: Patch) -> None:
    with patch.group("A note is done with: the next one is due at its end"):
        done = patch.receive("advance") >> patch.new("unpack 0 0. 0. 0.")
        end = patch.new("+ 0.")
        done.out(3) >> end.into(1)
        done.out(2) >> end >> patch.value("due")
        counted = done >> patch.new("t b b")
        counted.out(1) >> patch.message("0") >> patch.value("look")
        patch.increase(counted, "next")


def _sounding(patch: Patch) -> None:
    with patch.group("It sounds, unless it is a rest; ask for more, and why it was chosen"):
        sound = patch.receive("sound") >> patch.new("t b l b")
        last = patch.chain(sound.out(2) >> patch.value("next"), "- 1", "t i i")
        note = patch.new("pack 0 0. 0. 0")
        last.out(1) >> patch.value("last")
        last >> note.into(3)
        parts = sound.out(1) >> patch.new("unpack 0 0. 0.")
        parts.out(2) >> note.into(2)
        parts.out(1) >> note.into(1)
        patch.chain(parts, "split 0 127", note, patch.send("emit"))
        more = sound >> patch.new("t b b")
        more.out(1) >> patch.send("ask")
        more >> patch.send("why")
