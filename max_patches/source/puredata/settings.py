"""Knobs: kept here, so that a server that was started again gets them all.

`pending` holds what was set since the latest note: it goes along with each request for notes, so it
can't get lost, until a note shows that the server took it. Then `settings` keeps it.
"""

from __future__ import annotations

from bridge.osc.requests import NEXT
from max_patches.source.patcher import Box, Outlet
from max_patches.source.puredata.graph import Graph

# Further than any line of a text: what is put there is added.
END = "1e+06"
# In milliseconds: many turns of a knob make one new epoch in this time.
FLUSH = 20
# Codes of /melo/error that blame a setting.
REFUSALS = "3 4 5 6 9"


def graph(prefix: str) -> Graph:
    """All that knows of keys and their values."""
    patch = Graph(prefix)
    _setting(patch)
    _flushing(patch)
    _confirming(patch)
    _faults(patch)
    _pairs(patch)
    return patch


def _setting(patch: Graph) -> None:
    with patch.group("set KEY VALUE ...: pair by pair; then the notes are composed anew"):
        came = patch.receive("set") >> patch.new("t b a")
        pairs = patch.chain(came.out(1), "list append", "list split 2")
        pairs >> patch.send("turned")
        pairs.out(1) >> pairs
        odd = pairs.out(2) >> patch.new("route bang")
        patch.tell(odd.out(1) >> patch.new("list prepend set needs pairs:"), "error")
        came >> patch.send("flush")
    with patch.group("What is pending: a line for each key"):
        turned = patch.receive("turned") >> patch.new("t l b")
        turned.out(1) >> patch.send("blame")
        _replace(patch, turned, "pending")
        patch.receive("clear") >> patch.message("clear") >> patch.new(_define(patch, "pending"))
    with patch.group("What the server took"):
        _replace(patch, patch.receive("kept"), "settings")
        patch.new(_define(patch, "settings"))


def _flushing(patch: Graph) -> None:
    with patch.group(f"flush: at once, but only once in {FLUSH} ms (1: wait, 2: once more then)"):
        asked = patch.chain(patch.receive("flush"), patch.value("waiting"), "sel 0")
        patch.put(asked.out(1), "waiting", 2)
        first = asked >> patch.new("t b b b")
        patch.put(first.out(2), "waiting", 1)
        first.out(1) >> patch.send("recompose")
        over = patch.chain(first, f"delay {FLUSH}", "t b b b")
        again = patch.new("f")
        over.out(2) >> patch.value("waiting") >> again.into(1)
        patch.put(over.out(1), "waiting", 0)
        patch.chain(over, again, "sel 2", patch.send("flush"))


def _confirming(patch: Graph) -> None:
    with patch.group("A note came that was asked for with all of them: the server took them"):
        came = patch.receive("taken") >> patch.new("t b b")
        came.out(1) >> patch.send("blame")
        taken = patch.chain(came, patch.value("waiting"), "sel 2")
        confirmed = taken.out(1) >> patch.new("t b b")
        _each(patch, confirmed.out(1), "pending") >> patch.send("kept")
        confirmed >> patch.send("clear")
    with patch.group("The server began anew: all are pending"):
        line = _each(patch, patch.receive("restarted"), "settings") >> patch.new("t l l")
        absent = patch.new("spigot")
        _search(patch, line.out(1), "pending") >> patch.new("< 0") >> absent.into(1)
        line >> absent >> patch.new(f"text set {_text(patch, 'pending')} {END}")
    with patch.group("It refused: forget what is pending, and send what it took one by one"):
        refused = patch.receive("refused") >> patch.new("t b b")
        refused.out(1) >> patch.send("clear")
        patch.request(_each(patch, refused, "settings"), "set")


def _faults(patch: Graph) -> None:
    with patch.group("A fault: one that blames a setting, or any other"):
        fault = patch.receive("fault") >> patch.new(f"route {NEXT.address}")
        codes = fault >> patch.new(f"route {REFUSALS}")
        blamed = patch.new("t b b a")
        for number, code in enumerate(REFUSALS.split()):
            codes.out(number) >> patch.new(f"list prepend {NEXT.address} {code}") >> blamed
        other = codes.out(len(REFUSALS.split())) >> patch.new(f"list prepend {NEXT.address}")
        patch.tell(other, "error")
        patch.tell(fault.out(1), "error")
    with patch.group("Blamed by each request under way, told once: until a note comes, or a set"):
        told = patch.new("spigot 1")
        blamed.out(2) >> told
        blamed.out(1) >> patch.message("0") >> told.into(1)
        blamed >> patch.send("refused")
        patch.chain(patch.receive("blame"), patch.message("1")) >> told.into(1)
        patch.tell(told, "error")


def _pairs(patch: Graph) -> None:
    with patch.group("What is pending as one list, for a request"):
        asked = patch.receive("gather") >> patch.new("t b b b")
        pairs = patch.new("list store")
        asked.out(2) >> pairs.into(1)
        line = _each(patch, asked.out(1), "pending")
        patch.chain(line, "list prepend append", "list trim", pairs)
        asked >> pairs >> patch.send("pairs")


def _text(patch: Graph, name: str) -> str:
    return patch.name("t_" + name)


def _define(patch: Graph, name: str) -> str:
    return f"text define {_text(patch, name)}"


def _search(patch: Graph, pair: Outlet, name: str) -> Box:
    """The number of the line of a pair's key, or -1."""
    return patch.chain(pair, "list split 1", f"text search {_text(patch, name)} 0")


def _replace(patch: Graph, source: Box, name: str) -> None:
    """Put a pair in, in place of an earlier value of its key."""
    pair = source >> patch.new("t l l")
    line = patch.new(f"text set {_text(patch, name)}")
    found = _search(patch, pair.out(1), name) >> patch.new("sel -1")
    found >> patch.message(END) >> line.into(1)
    found.out(1) >> line.into(1)
    pair >> line


def _each(patch: Graph, source: Box | Outlet, name: str) -> Box:
    """After a bang, all lines, one after the other."""
    filled = patch.chain(source, f"text size {_text(patch, name)}", "sel 0")
    lines = patch.new(f"text sequence {_text(patch, name)}")
    begun = filled.out(1) >> patch.new("t b b")
    begun.out(1) >> patch.message("line 0") >> lines
    begun >> lines
    return lines
