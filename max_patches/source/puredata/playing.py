"""Notes played: by the clock or by `next`, and what sounds where one is missing."""

from __future__ import annotations

from max_patches.source.puredata.graph import Graph
from max_patches.source.puredata.notes import FIELDS, TOLERANCE, WHOLE_BEAT, array, slots

# Quarters a minute: the server's, too.
TEMPO, SLOWEST, FASTEST = 120, 10, 400
# In beats: how long the fallback rests at a time.
REST = 0.25
# In milliseconds.
PATIENCE = 200


def graph(prefix: str) -> Graph:
    """All from the clock to what leaves the client."""
    patch = Graph(prefix)
    _clock(patch)
    _begin(patch)
    _due(patch)
    _next(patch)
    _taking(patch)
    _sounding(patch)
    _missing(patch)
    _fallback(patch)
    return patch


def _clock(patch: Graph) -> None:
    with patch.group("start, stop: a clock that counts beats from note to note"):
        clock = patch.new(f"delay 1 {TEMPO} permin")
        off = patch.chain(patch.receive("start"), patch.value("playing"), "sel 0", "t b b")
        patch.put(off.out(1), "playing", 1)
        off >> patch.send("begin")
        stopped = patch.receive("stop") >> patch.new("t b b b")
        patch.put(stopped.out(2), "eager", 0)
        patch.put(stopped.out(1), "playing", 0)
        stopped >> patch.message("stop") >> clock
        length = patch.receive("wait") >> patch.new("t f b")
        playing = patch.new("spigot")
        length.out(1) >> patch.value("playing") >> playing.into(1)
        length >> playing >> clock >> patch.send("step")
        tempo = patch.chain(patch.receive("tempo"), f"clip {SLOWEST} {FASTEST}", "t f f f")
        tempo.out(2) >> patch.value("tempo")
        tempo.out(1) >> patch.message("tempo $1 permin") >> clock
        tempo >> patch.new("list prepend tempo") >> patch.send("set")


def _begin(patch: Graph) -> None:
    with patch.group(f"Begin as soon as there is a note, or after {PATIENCE} ms"):
        now = patch.new("expr ($f1<$f2)||($f3==0)")
        begun = patch.receive("begin")
        patch.gather(begun, next=now.into(0), have=now.into(1), online=now.into(2))
        there = now >> patch.new("sel 1")
        there >> patch.send("step")
        wait = there.out(1) >> patch.new("t b b")
        patch.put(wait.out(1), "eager", 1)
        over = wait >> patch.new(f"delay {PATIENCE}")
        waiting = patch.value("eager")
        over >> waiting
        patch.receive("arrived") >> waiting
        eager = patch.chain(waiting, "sel 1", "t b b")
        patch.put(eager.out(1), "eager", 0)
        eager >> patch.send("step")


def _due(patch: Graph) -> None:
    with patch.group(
        "The clock: is the next note there, and due? (One of the epoch before will do)"
    ):
        there = "($f1<$f2||$f1<$f3)"
        due = patch.new(f"expr {there}&&($f4<=$f5+{TOLERANCE})")
        onset = patch.receive("step") >> patch.new("t b b")
        patch.chain(slots(patch, onset.out(1)), f"tabread {array(patch, 'onset')}") >> due.into(3)
        names = {"next": 0, "have": 1, "spare": 2, "due": 4}
        patch.gather(onset, **{name: due.into(number) for name, number in names.items()})
        found = due >> patch.new("sel 1")
        found >> patch.send("take")
        found.out(1) >> patch.send("missing")


def _next(patch: Graph) -> None:
    with patch.group("next: the next note at once, whatever its place; rests are passed over"):
        there = patch.new("expr ($f1<$f2)||($f1<$f3)")
        wanted = {"next": 0, "have": 1, "spare": 2}
        asked = patch.receive("next")
        patch.gather(asked, **{name: there.into(number) for name, number in wanted.items()})
        found = there >> patch.new("sel 1")
        none = found.out(1) >> patch.new("t b b")
        none.out(1) >> patch.send("late")
        held = none >> patch.new("t b b")
        held.out(1) >> patch.value("held_length") >> patch.value("length")
        held >> patch.send("hold")
        taken = found >> patch.new("t b b")
        taken.out(1) >> patch.send("take")
        patch.chain(taken >> patch.value("pitch"), "moses 0") >> patch.send("next")


def _taking(patch: Graph) -> None:
    with patch.group("Take the next note: the one after it is due at its end"):
        taken = patch.receive("take") >> patch.new("t b b b b b b")
        stale = patch.new("expr $f1>=$f2")
        patch.gather(taken.out(5), next=stale.into(0), have=stale.into(1))
        anew = patch.new("f")
        stale >> anew.into(1)
        end = patch.new(f"expr if($f1-$f2>{TOLERANCE}, $f1, $f2)+$f3")
        slot = slots(patch, taken.out(4)) >> patch.new("t f f f f")
        onset, duration, velocity, pitch = (
            slot.out(number) >> patch.new(f"tabread {array(patch, field)}")
            for number, field in enumerate(reversed(FIELDS))
        )
        onset >> end.into(1)
        length = duration >> patch.new("t f f")
        length.out(1) >> end.into(2)
        length >> patch.value("length")
        velocity >> patch.value("velocity")
        pitch >> patch.value("pitch")
        taken.out(3) >> patch.value("due") >> end >> patch.value("due")
        index = taken.out(2) >> patch.value("next") >> patch.new("t f f")
        index.out(1) >> patch.value("index")
        index >> patch.new("+ 1") >> patch.value("next")
        more = taken.out(1) >> patch.new("t b b")
        more.out(1) >> patch.value("length") >> patch.send("wait")
        asked = more >> anew >> patch.new("sel 1")
        asked >> patch.send("recompose")
        asked.out(1) >> patch.new("t b") >> patch.send("ask")
        taken >> patch.send("sound")


def _sounding(patch: Graph) -> None:
    with patch.group("It sounds, unless it is a rest"):
        pitch = patch.chain(patch.receive("sound"), patch.value("pitch"), "moses 0")
        sounding = pitch.out(1) >> patch.new("t f b b b")
        note = patch.new("pack f f f f")
        index = sounding.out(3) >> patch.value("index") >> patch.new("t f f")
        index.out(1) >> patch.new("+ 1") >> patch.value("sounded")
        index >> note.into(3)
        for outlet, field, inlet in ((2, "length", 2), (1, "velocity", 1)):
            kept = sounding.out(outlet) >> patch.value(field) >> patch.new("t f f")
            kept.out(1) >> patch.value(f"held_{field}")
            kept >> note.into(inlet)
        high = sounding >> patch.new("t f f")
        high.out(1) >> patch.value("held_pitch")
        high >> note >> patch.send("emit")
    with patch.group("Out: pitch, velocity 0-127, milliseconds, index (-1: the fallback's)"):
        parts = patch.receive("emit") >> patch.new("unpack f f f f")
        note = patch.new("pack f f f f")
        length = patch.new("expr $f1*60000/$f2")
        parts.out(3) >> note.into(3)
        beats = parts.out(2) >> patch.new("t f b")
        beats.out(1) >> patch.value("tempo") >> length.into(1)
        beats >> length >> note.into(2)
        parts.out(1) >> patch.new("expr int($f1*127+0.5)") >> note.into(1)
        parts >> note >> patch.send("play")


def _missing(patch: Graph) -> None:
    with patch.group("No note is due: the fallback's length, up to where the next note begins"):
        missing = patch.receive("missing") >> patch.new("t b b b b")
        length = patch.new(f"expr min(if($f1*$f2>0, $f3, {REST}), if($f4<$f5, $f6-$f7, 1000))")
        begun = missing.out(3) >> patch.new("t b b")
        patch.chain(slots(patch, begun.out(1)), f"tabread {array(patch, 'onset')}") >> length.into(
            5
        )
        names = {"hold": 0, "sounded": 1, "held_length": 2, "next": 3, "have": 4, "due": 6}
        patch.gather(begun, **{name: length.into(number) for name, number in names.items()})
        length >> patch.value("length")
        missing.out(2) >> patch.send("hold")
        passed = patch.new("+")
        patch.gather(missing.out(1), due=passed.into(0), length=passed.into(1))
        end = passed >> patch.new("t b f")
        end.out(1) >> patch.value("due")
        none = patch.new("expr $f1>=$f2")
        patch.gather(end, next=none.into(0), have=none.into(1))
        gone = none >> patch.new("sel 1") >> patch.new("t b b")
        gone.out(1) >> patch.send("late")
        patch.chain(gone >> patch.value("due"), WHOLE_BEAT, patch.value("edge"))
        missing >> patch.value("length") >> patch.send("wait")
    with patch.group("Notes that came too late, or not at all, while the server is there"):
        online = patch.chain(patch.receive("late"), patch.value("online"), "sel 1")
        patch.tell(patch.increase(online, "late"), "late")


def _fallback(patch: Graph) -> None:
    with patch.group("fallback rest, hold"):
        kind = patch.receive("fallback") >> patch.new("route rest hold")
        patch.put(kind, "hold", 0)
        patch.put(kind.out(1), "hold", 1)
        patch.tell(kind.out(2) >> patch.new("list prepend fallback is rest or hold:"), "error")
    with patch.group("hold: the latest note again"):
        held = patch.chain(patch.receive("hold"), patch.value("hold"), "sel 1")
        played = patch.chain(held >> patch.value("sounded"), "moses 1").out(1)
        note = patch.new("pack f f f -1")
        names = {"held_pitch": 0, "held_velocity": 1, "length": 2}
        patch.gather(played, **{name: note.into(number) for name, number in names.items()})
        note >> patch.send("emit")
