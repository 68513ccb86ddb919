"""Notes: asked for ahead, taken in order, composed anew after a change."""

from __future__ import annotations

from max_patches.source.patcher import Box, Outlet
from max_patches.source.puredata.graph import Graph

# Notes asked for ahead of the one to play.
AHEAD = 8
# Slots for notes: those ahead, and those of the epoch before.
SLOTS = 64
# In beats: less than the server's grid.
TOLERANCE = 0.02
# After a gap the melody goes on at the next whole beat: any agent has one there.
WHOLE_BEAT = f"expr ceil($f1-{TOLERANCE})"
FIELDS = ("pitch", "velocity", "duration", "onset")


def graph(prefix: str) -> Graph:
    """All from asking for a note to its place among those that wait."""
    patch = Graph(prefix)
    _asking(patch)
    _valid(patch)
    _judging(patch)
    _storing(patch)
    _behind(patch)
    _recomposing(patch)
    return patch


def slots(patch: Graph, source: Box | Outlet) -> Box:
    """After a bang, the slot of the next note."""
    return patch.chain(source >> patch.value("next"), f"mod {SLOTS}")


def array(patch: Graph, field: str) -> str:
    """The name of the array that holds a field of the notes that wait."""
    return patch.name(f"n_{field}")


def _asking(patch: Graph) -> None:
    with patch.group(f"ask: for what is missing of the {AHEAD} notes from the next one on"):
        asked = patch.chain(patch.receive("ask"), patch.value("online"), "sel 1")
        missing = patch.new(f"expr $f1+{AHEAD}-$f2")
        patch.gather(asked, next=missing.into(0), have=missing.into(1))
        wanted = patch.chain(missing, "moses 1").out(1) >> patch.new("t b b b b f")
        numbers = patch.new("pack f f f")
        pairs, onset = patch.new("list append"), patch.new("list append")
        wanted.out(4) >> numbers.into(2)
        wanted.out(3) >> patch.send("ask_epoch")
        patch.chain(wanted.out(2) >> patch.value("edge"), "list prepend onset") >> onset.into(1)
        wanted.out(1) >> patch.send("gather")
        patch.receive("pairs") >> pairs.into(1)
        patch.gather(wanted, epoch=numbers.into(0), have=numbers.into(1))
        patch.request(patch.chain(numbers, pairs, onset), "next")


def _valid(patch: Graph) -> None:
    with patch.group("A note counts if it is of this epoch, and the first that is missing"):
        came = patch.receive("note") >> patch.new("t l l b")
        valid = patch.new("expr ($f1==$f3)&&($f2==$f4)")
        patch.gather(came.out(2), epoch=valid.into(2), have=valid.into(3))
        named = came.out(1) >> patch.new("unpack f f")
        taken = patch.new("spigot")
        named.out(1) >> valid.into(1)
        named >> valid >> taken.into(1)
        came >> taken >> patch.send("valid")


def _judging(patch: Graph) -> None:
    with patch.group("Has silence or a fallback filled its place? Then ask for a later one, once"):
        note = patch.receive("valid") >> patch.new("t l l b")
        late = patch.new(f"expr ($f2-$f1>{TOLERANCE})&&($f3==0)")
        patch.gather(note.out(2), edge=late.into(1), jumped=late.into(2))
        onset = note.out(1) >> patch.new("unpack f f f f f f")
        begin = onset.out(5) >> patch.new("t f f")
        begin.out(1) >> patch.value("onset")
        judged = begin >> late >> patch.new("t f f")
        in_place = patch.new("spigot")
        judged.out(1) >> patch.new("== 0") >> in_place.into(1)
        judged >> patch.new("sel 1") >> patch.send("behind")
        note >> in_place >> patch.send("store")


def _storing(patch: Graph) -> None:
    with patch.group("Into its slot; the next one begins at its end"):
        note = patch.receive("store") >> patch.new("t b b l l")
        written = {field: patch.new(f"tabwrite {array(patch, field)}") for field in FIELDS}
        slot = note.out(3) >> patch.new("unpack f f")
        numbered = slot.out(1) >> patch.new("t f f")
        numbered.out(1) >> patch.new("+ 1") >> patch.value("have")
        number = numbered >> patch.new(f"mod {SLOTS}")
        for field in FIELDS:
            number >> written[field].into(1)
        slot >> patch.value("confirmed")
        parts = note.out(2) >> patch.new("unpack f f f f f f")
        begin = patch.new("expr max($f1, $f2)")
        placed = begin >> patch.new("t f f")
        end = patch.new("+")
        onset = parts.out(5) >> patch.new("t f b")
        onset.out(1) >> patch.value("edge") >> begin.into(1)
        onset >> begin
        placed.out(1) >> written["onset"]
        placed >> end.into(1)
        length = parts.out(4) >> patch.new("t f f")
        length.out(1) >> written["duration"]
        length >> end >> patch.value("edge")
        parts.out(3) >> written["velocity"]
        parts.out(2) >> written["pitch"]
        patch.put(note.out(1), "jumped", 0)
        seen = note >> patch.new("t b b")
        seen.out(1) >> patch.send("taken")
        seen >> patch.send("arrived")
    with patch.group("The slots"):
        for field in FIELDS:
            patch.new(f"array define {array(patch, field)} {SLOTS}")


def _behind(patch: Graph) -> None:
    with patch.group("A later place, on a whole beat: the server hears a rest until there"):
        behind = patch.receive("behind") >> patch.new("t b b b b")
        patch.chain(behind.out(3) >> patch.value("edge"), WHOLE_BEAT, patch.value("edge"))
        rest = patch.new("expr $f1-$f2")
        heard = patch.new("pack f f")
        gap = behind.out(2) >> patch.new("t b b")
        onset = gap.out(1) >> patch.value("onset") >> patch.new("t f f")
        onset.out(1) >> rest.into(1)
        onset >> heard.into(1)
        gap >> patch.value("edge") >> rest >> heard
        patch.request(patch.chain(heard, "list prepend -1 0"), "heard")
        patch.put(behind.out(1), "jumped", 1)
        anew = behind >> patch.new("t b b")
        patch.increase(anew.out(1), "epoch")
        anew >> patch.send("ask")


def _recomposing(patch: Graph) -> None:
    with patch.group("Compose anew from the next note on; those that are here play until then"):
        anew = patch.receive("recompose") >> patch.new("t b b b b b")
        patch.increase(anew.out(4), "epoch")
        spare = patch.new("expr max($f1, $f2)")
        patch.gather(anew.out(3), have=spare.into(0), spare=spare.into(1))
        spare >> patch.value("spare")
        anew.out(2) >> patch.value("next") >> patch.value("have")
        anew.out(1) >> patch.value("due") >> patch.value("edge")
        anew >> patch.send("ask")
    with patch.group("reset: from note 0 at beat 0"):
        reset = patch.receive("reset") >> patch.new("t b b b")
        patch.request(reset.out(2), "reset")
        zero = reset.out(1) >> patch.message("0")
        for name in ("next", "have", "spare", "due", "sounded", "confirmed"):
            zero >> patch.value(name)
        reset >> patch.send("recompose")
