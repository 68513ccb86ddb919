"""Key, scale and chord: Live's, of a menu, or of the notes that are held."""

from __future__ import annotations

from max_patches.source.device.controls import control
from max_patches.source.patcher import Box, Outlet, Patch

# Notes that are struck together come within so many milliseconds.
STRUM = 30
NO_CHORD, HELD = 0, 1


def add(patch: Patch) -> None:
    """Everything on pitch that isn't a dial."""
    _key(patch)
    _scale(patch)
    _chord_menu(patch)
    _held(patch)
    _chord_tones(patch)


def _to_server(patch: Patch, source: Box | Outlet, key: str) -> None:
    patch.bare(source, patch.new(f"prepend set {key}")) >> patch.send("client")


def _key(patch: Patch) -> None:
    with patch.group("Key: Live's, or of the menu"):
        # The server takes the tonic as a number, which is that of the item less one.
        item = control(patch, "Key") >> patch.new("t i i")
        _follow(patch, "key", "live_root", item, item.out(1) >> patch.new("- 1"))


def _scale(patch: Patch) -> None:
    with patch.group("Scale: Live's, or of the menu"):
        menu = control(patch, "Scale")
        _follow(patch, "scale", "live_scale", menu, menu.out(1))


def _follow(patch: Patch, key: str, live: str, item: Box, own: Box | Outlet) -> None:
    """Item 0 of a menu means what Live says; zl.reg keeps both that and one's own choice."""
    theirs, chosen = patch.new("zl.reg"), patch.new("zl.reg")
    own >> chosen.into(1)
    index = item >> patch.new("i")
    said = patch.receive(live) >> patch.new("t b l")
    said.out(1) >> theirs.into(1)
    said >> index
    which = index >> patch.new("sel 0")
    which >> theirs
    which.out(1) >> patch.new("t b") >> chosen
    for register in (theirs, chosen):
        _to_server(patch, register, key)


def _chord_menu(patch: Patch) -> None:
    with patch.group("Chord: none, held, or root and type of the menus"):
        named = patch.new("sprintf symout %s%s")
        symbol = patch.new("zl.reg")
        root, kind = control(patch, "Chord"), control(patch, "Chord Type")
        # A seventh chord's type is `7`, which must not become a number.
        typed = patch.bare(kind.out(1) >> patch.new("tosymbol"), patch.new("t b b l"))
        typed.out(2) >> named.into(1)
        typed.out(1) >> named
        typed >> patch.value("chord") >> patch.send("chord_chosen")
        patch.bare(root.out(1), named)
        named >> symbol.into(1)
        index = root >> patch.new("t i i")
        index.out(1) >> patch.value("chord")
        index >> patch.send("chord_chosen")
        chosen = patch.receive("chord_chosen") >> patch.new(f"sel {NO_CHORD} {HELD}")
        chosen >> patch.message("set chord none") >> patch.send("client")
        chosen.out(1) >> patch.send("hold_again")
        chosen.out(2) >> patch.new("t b") >> symbol
        _to_server(patch, symbol, "chord")


def _held(patch: Patch) -> None:
    with patch.group("Held notes: the chord lasts until other notes are struck"):
        note = patch.receive("hold") >> patch.new("t l l")
        gate = patch.new("gate 2")
        velocity = note.out(1) >> patch.new("unpack 0 0")
        patch.chain(velocity.out(1), "> 0", "+ 1", gate)
        note >> gate.into(1)
        patch.chain(gate, "unpack 0", "prepend remove", patch.coll("held_notes"))
        struck = gate.out(1) >> patch.new("unpack 0") >> patch.new("t b i i")
        pair = patch.new("pack 0 0")
        struck.out(2) >> pair.into(1)
        struck.out(1) >> pair >> patch.coll("held_notes")
        patch.chain(struck, f"speedlim {STRUM}", patch.send("hold_again"))
    with patch.group("As pitch classes, the lowest first, in one symbol"):
        again = patch.chain(
            patch.receive("hold_again"), patch.value("chord"), f"sel {HELD}", patch.message("dump")
        )
        notes = again >> patch.coll("held_notes")
        heard = notes >> patch.new("zl.group 128")
        notes.out(3) >> heard
        ordered = patch.chain(heard, "zl.sort", "t b l")
        classes = patch.chain(ordered.out(1), "zl.iter 1", "% 12", "zl.group 128")
        ordered >> classes
        _to_server(patch, patch.chain(classes, "zl.thin", "tosymbol"), "chord")


def _chord_tones(patch: Patch) -> None:
    with patch.group("Which notes must belong to the chord"):
        menu = control(patch, "Chord Tones")
        _to_server(patch, menu.out(1), "chord_tones")
