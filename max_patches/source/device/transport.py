"""Live's time, tempo, meter and state, and this device's own port."""

from __future__ import annotations

from agent.music.meter import MOST_UNITS
from max_patches.source.client import FIRST_PORT
from max_patches.source.device.controls import control
from max_patches.source.patcher import Patch

# Every onset that an agent plays lies on this grid. Live's beat has 480 ticks.
GRID_A_BEAT = 24
GRID = 480 // GRID_A_BEAT
# Device ids are spread over so many reply ports.
PORTS = 1000


def add(patch: Patch) -> None:
    """Everything that follows Live."""
    _loaded(patch)
    _reply_port(patch)
    _observed(patch)
    _clock(patch)
    _meter(patch)
    _place(patch)
    _halting(patch)


def _loaded(patch: Patch) -> None:
    with patch.group("Loaded, or a preset was; switched off: nothing is heard or played"):
        device = patch.new("live.thisdevice")
        loaded = device >> patch.new("t b b")
        loaded.out(1) >> patch.send("find_id")
        loaded >> patch.send("observe")
        # Live may not say at first that the device is on.
        off = device.out(1) >> patch.new("== 0") >> patch.new("t i i i")
        off.out(2) >> patch.value("off")
        off.out(1) >> patch.send("deaf")
        patch.chain(off, "sel 1", patch.send("halt"))


def _reply_port(patch: Patch) -> None:
    with patch.group("A reply port of one's own: by this device's id, or as set"):
        found = patch.chain(
            patch.receive("find_id"),
            patch.message("path this_device"),
            "live.path",
            "route id",
            f"% {PORTS}",
            f"+ {FIRST_PORT}",
            "t b i",
        )
        own = patch.new("i")
        found.out(1) >> own.into(1)
        found >> patch.send("choose_port")
        fixed = patch.new("i")
        typed = control(patch, "Reply Port") >> patch.new("t b i")
        typed.out(1) >> fixed.into(1)
        typed >> patch.send("choose_port")
        chosen = patch.chain(patch.receive("choose_port"), fixed, "sel 0")
        # Before the id is known there is no port to look from.
        patch.chain(chosen, own, "split 1 65535", "prepend find", patch.send("client"))
        patch.chain(chosen.out(1), "prepend port", patch.send("client"))
        server = control(patch, "Server Port") >> patch.new("prepend server")
        server >> patch.send("client")


def _observed(patch: Patch) -> None:
    with patch.group("Live's state and scale (these come late: time is the clock's)"):
        seen = patch.chain(
            patch.receive("observe"), patch.message("path live_set"), "live.path", "t l l l"
        )
        playing, root, scale = (
            patch.new(f"live.observer {name}")
            for name in ("is_playing", "root_note", "scale_intervals")
        )
        for number, observer in enumerate((playing, root, scale)):
            seen.out(number) >> observer.into(1)
        patch.chain(playing, "sel 0", patch.send("halt"))
        root >> patch.send("live_root")
        patch.chain(scale, "tosymbol", patch.send("live_scale"))


def _clock(patch: Patch) -> None:
    with patch.group("Clock: 24 bangs a beat while Live plays"):
        bang = patch.new(f"metro @interval {GRID} ticks @quantize {GRID} ticks @active 1")
        ticked = bang >> patch.new("t b b")
        time = ticked.out(1) >> patch.new("transport")
        ticks, going = patch.new("f"), patch.new("gate")
        time.out(7) >> ticks.into(1)
        state, plays = time.out(6) >> patch.new("t i b"), patch.new("expr $i1>$i2")
        state.out(1) >> patch.value("off") >> plays.into(1)
        state >> plays >> going
        time.out(5) >> patch.send("signature")
        time.out(4) >> patch.send("tempo")
        # A count-in has negative ticks.
        patch.chain(ticked, ticks, "split 0. 2000000000.") >> going.into(1)
        # A bang may come a tick or two beside its place.
        patch.chain(going, f"expr int($f1/{GRID}.+0.5)/{GRID_A_BEAT}.", patch.send("tick"))
    with patch.group("Tempo: the server needs it to place thumbs, in its own range"):
        tempo = patch.receive("tempo") >> patch.new("t f f")
        tempo.out(1) >> patch.value("tempo")
        patch.chain(
            tempo,
            "split 10. 400.",
            "speedlim 200",
            "change 0.",
            "prepend keep tempo",
            patch.send("client"),
        )


def _meter(patch: Patch) -> None:
    with patch.group("Meter: one that can be played, or the last one that could"):
        both = patch.receive("signature") >> patch.new("t l l")
        length = both.out(1) >> patch.new("unpack 0 0")
        bar = patch.new("expr 4.*$i1/$i2")
        length.out(1) >> bar.into(1)
        length >> bar >> patch.value("bar")
        named = both >> patch.new("unpack 0 0")
        code = patch.new("expr $i2*100+$i1")
        named.out(1) >> code.into(1)
        fresh = patch.chain(named, code, "change", "t i i")
        known = "||".join(
            f"(($i1>{100 * unit})&&($i1<={100 * unit + most}))" for unit, most in MOST_UNITS.items()
        )
        gate, meter = patch.new("gate"), patch.new("sprintf set meter %ld/%ld")
        fresh.out(1) >> patch.new(f"expr {known}") >> gate
        fresh >> gate.into(1)
        begun = gate >> patch.new("t b i i")
        begun.out(2) >> patch.new("/ 100") >> meter.into(1)
        patch.chain(begun.out(1), "% 100", meter, patch.send("client"))
        begun >> patch.send("anew")


def _place(patch: Patch) -> None:
    with patch.group("Begin anew at the next tick"):
        patch.receive("anew") >> patch.message("0") >> patch.value("running")
    with patch.group("The first tick after a stop: a new line, in the song's own time"):
        tick = patch.receive("tick") >> patch.new("t f b f")
        beat = patch.new("f")
        tick.out(2) >> beat.into(1)
        first = patch.chain(tick.out(1) >> patch.value("running"), "sel 0", "t b b b")
        first.out(2) >> patch.message("1") >> patch.value("running")
        first.out(1) >> patch.message("0.") >> patch.value("offset")
        begun = first >> beat >> patch.new("t f f")
        begun.out(1) >> patch.value("song")
        patch.chain(begun, "prepend start", patch.send("client"))
        tick >> patch.send("place")
    with patch.group("Where Live jumps by whole bars (a loop), the melody goes on"):
        place = patch.receive("place") >> patch.new("t f f f b b b")
        offset = patch.new("expr $f4+(int(($f2-$f1)/$f3+10000.5)-10000)*$f3")
        beat = patch.new("+ 0.")
        place.out(5) >> patch.value("offset") >> offset.into(3)
        place.out(4) >> patch.value("bar") >> offset.into(2)
        place.out(3) >> patch.value("song") >> offset.into(1)
        place.out(2) >> beat.into(1)
        moved = place.out(1) >> offset >> patch.new("t f f")
        moved.out(1) >> patch.value("offset")
        moved >> beat >> patch.send("beat")
        place >> patch.value("song")


def _halting(patch: Patch) -> None:
    with patch.group("Live stopped, or the device was switched off: nothing sounds on"):
        halted = patch.receive("halt") >> patch.new("t b b b b")
        halted.out(3) >> patch.send("anew")
        halted.out(2) >> patch.message("stop") >> patch.send("client")
        halted.out(1) >> patch.send("forget_call")
        halted >> patch.send("quiet")
