"""MIDI in and out. Every note goes out through midiflush, which knows what still sounds."""

from __future__ import annotations

from max_patches.source.device.controls import control
from max_patches.source.device.modes import ANSWER, DUET, PITCH
from max_patches.source.patcher import Box, Patch

# A note lasts a little less than its time, so that it ends before the next of its pitch begins.
LEGATO = 0.95
# On the device's channel: sustain off, all sound off, all notes off.
SILENCE = "176, 64, 0, 176, 120, 0, 176, 123, 0"


def add(patch: Patch) -> None:
    """From midiin to midiout."""
    _midi_in(patch)
    _gates(patch)
    _midi_out(patch)
    _melody(patch)
    _replacing(patch)
    _thumbs(patch)
    _quiet(patch)


def _midi_in(patch: Patch) -> None:
    with patch.group("MIDI in: notes are looked at, all the rest passes"):
        selected = patch.new("midiin") >> patch.new("midiselect @ch all @note all")
        on = patch.new("gate 1 1")
        patch.receive("deaf") >> patch.new("== 0") >> on
        selected >> on.into(1)
        played = on >> patch.new("t l l l l")
        for number, name in enumerate(("hold", "listen", "replace", "pass")):
            played.out(number) >> patch.send(name)
        selected.out(7) >> patch.send("bytes")


def _gates(patch: Patch) -> None:
    """What is played goes where the mode wants it."""
    with patch.group("Thru, except where the notes are replaced"):
        gate, open_ = patch.new("gate"), patch.new(f"expr ($i1!={PITCH})*$i2")
        thru = control(patch, "Thru") >> patch.new("t b b i")
        thru.out(2) >> open_.into(1)
        thru.out(1) >> patch.send("quiet")
        thru >> open_
        patch.receive("mode_thru") >> open_ >> gate
        patch.receive("pass") >> gate.into(1)
        gate >> patch.send("sound")
    with patch.group("Each mode opens its gates"):
        mode = patch.receive("route_notes") >> patch.new("t i i i i")
        for number, name in enumerate(("thru", "hear", "replace", "melody")):
            mode.out(number) >> patch.send(f"mode_{name}")
    with patch.group("Answer and duet hear what is played"):
        heard = patch.new("gate")
        patch.chain(patch.receive("mode_hear"), f"expr ($i1=={ANSWER})+($i1=={DUET})", heard)
        patch.receive("listen") >> heard.into(1)
        note = heard >> patch.new("t l l")
        kind = patch.new("gate 2")
        velocity = note.out(1) >> patch.new("unpack 0 0")
        patch.chain(velocity.out(1), "> 0", "+ 1", kind)
        note >> kind.into(1)
        kind >> patch.new("unpack 0") >> patch.send("heard_off")
        kind.out(1) >> patch.send("heard_on")


def _midi_out(patch: Patch) -> None:
    with patch.group("MIDI out"):
        patch.receive("sound") >> patch.new("midiformat") >> patch.send("bytes")
        flushed = patch.receive("bytes") >> patch.new("midiflush")
        patch.receive("flush_notes") >> flushed
        out = flushed >> patch.new("midiout")
        patch.receive("raw") >> out


def _melody(patch: Patch) -> None:
    with patch.group("The client's notes: played with their duration, or instead of a key"):
        gate = patch.new("gate 2")
        patch.chain(patch.receive("mode_melody"), f"== {PITCH}", "+ 1", gate)
        patch.receive("melody") >> gate.into(1)
        gate >> patch.send("sing")
        gate.out(1) >> patch.new("unpack 0") >> patch.send("instead")
    with patch.group("Sing: beats to milliseconds, and a note-off in time"):
        note = patch.receive("sing") >> patch.new("unpack 0 0. 0.")
        made = patch.new("makenote")
        length = note.out(2) >> patch.new("t f b")
        ms = patch.new(f"expr {LEGATO}*60000.*$f1/$f2")
        length.out(1) >> patch.value("tempo") >> ms.into(1)
        length >> ms >> made.into(2)
        patch.chain(note.out(1), "* 127.", "i") >> made.into(1)
        note >> made
        patch.receive("stop_notes") >> made
        pair = patch.new("pack 0 0")
        made.out(1) >> pair.into(1)
        made >> pair >> patch.send("sound")


def _replacing(patch: Patch) -> None:
    with patch.group("Pitch only: the key's last note ends, then a new one is asked for"):
        gate = patch.new("gate")
        patch.chain(patch.receive("mode_replace"), f"== {PITCH}", gate)
        patch.receive("replace") >> gate.into(1)
        played = gate >> patch.new("t l l")
        released = played.out(1) >> patch.new("unpack 0") >> patch.new("t i i")
        ended = released.out(1) >> patch.coll("replaced")
        ended >> patch.message("$1 0") >> patch.send("sound")
        patch.chain(released, "prepend remove", patch.coll("replaced"))
        pressed = played >> patch.new("unpack 0 0")
        on = patch.new("gate")
        velocity = pressed.out(1) >> patch.new("t i i")
        velocity.out(1) >> patch.value("key_velocity")
        velocity >> patch.new("> 0") >> on
        pressed >> on.into(1)
        key = on >> patch.new("t b i")
        key.out(1) >> patch.value("key")
        key >> patch.message("next") >> patch.send("client")
    with patch.group("The note that comes instead; without one, the key itself sounds"):
        patch.chain(patch.receive("missed"), patch.value("key"), patch.send("instead"))
        instead = patch.receive("instead") >> patch.new("t i b i")
        note, kept = patch.new("pack 0 0"), patch.new("pack 0 0")
        instead.out(2) >> kept.into(1)
        patch.gather(instead.out(1), key=kept.into(0), key_velocity=note.into(1))
        kept >> patch.coll("replaced")
        instead >> note >> patch.send("sound")


def _thumbs(patch: Patch) -> None:
    with patch.group("Thumbs, for what sounds now"):
        for long, value in (("Good", 1), ("Bad", -1)):
            thumb = _pressed(patch, long)
            thumb >> patch.message(f"thumb {value}") >> patch.send("client")


def _pressed(patch: Patch, long: str) -> Box:
    """A bang for each press; a mapped key may send 0 when it is let go."""
    pressed = control(patch, long) >> patch.new("sel 0")
    return pressed.out(1) >> patch.new("t b")


def _quiet(patch: Patch) -> None:
    with patch.group("Quiet: each note that sounds ends"):
        quiet = patch.receive("quiet") >> patch.new("t b b b")
        quiet.out(2) >> patch.message("stop") >> patch.send("stop_notes")
        quiet.out(1) >> patch.message("clear") >> patch.coll("replaced")
        quiet >> patch.send("flush_notes")
    with patch.group("Panic, and when the device is deleted: controllers, too"):
        _pressed(patch, "Panic") >> patch.send("panic")
        patch.new("freebang") >> patch.send("panic")
        panic = patch.receive("panic") >> patch.new("t b b b")
        panic.out(2) >> patch.send("halt")
        panic.out(1) >> patch.message(SILENCE) >> patch.send("raw")
        panic >> patch.message("flush") >> patch.send("client")
