"""What a person says to the voice: notes to take up, thumbs, questions."""

from __future__ import annotations

from max_patches.source.patcher import Box, Outlet
from max_patches.source.puredata.graph import Graph


def graph(prefix: str) -> Graph:
    """All that goes to the server as it comes."""
    patch = Graph(prefix)
    _thumbs(patch)
    _why(patch)
    _heard(patch)
    _agents(patch)
    return patch


def _thumbs(patch: Graph) -> None:
    with patch.group("good, bad: for the note that sounds; the next ones take it up"):
        credited = patch.new("pack f f")
        thumb = patch.receive("thumb") >> patch.new("t b f")
        thumb.out(1) >> credited.into(1)
        _sounding(patch, thumb) >> credited
        reward = credited >> patch.new("t b l")
        patch.request(reward.out(1) >> patch.message("$2 $1"), "reward")
        reward >> patch.send("flush")
        patch.receive("good") >> patch.message("1") >> patch.send("thumb")
        patch.receive("bad") >> patch.message("-1") >> patch.send("thumb")
    with patch.group("taste undo, reset, save NAME, load NAME"):
        taste = patch.receive("taste") >> patch.new("t b a")
        patch.request(taste.out(1), "taste")
        taste >> patch.send("flush")


def _why(patch: Graph) -> None:
    with patch.group("why: the note that sounds"):
        patch.request(_sounding(patch, patch.receive("why")), "why")


def _heard(patch: Graph) -> None:
    with patch.group("heard PITCH VELOCITY MILLISECONDS: as notes come out"):
        heard = patch.receive("heard") >> patch.new("t b l")
        parts = heard.out(1) >> patch.new("unpack f f f")
        note = patch.new("pack f f f")
        beats = patch.new("expr $f1*$f2/60000")
        length = parts.out(2) >> patch.new("t f b")
        length.out(1) >> patch.value("tempo") >> beats.into(1)
        length >> beats >> note.into(2)
        parts.out(1) >> patch.new("/ 127") >> note.into(1)
        parts >> note
        patch.request(note, "heard")
        heard >> patch.send("flush")


def _agents(patch: Graph) -> None:
    with patch.group("agent NAME: who plays; agents: which there are"):
        patch.receive("agent") >> patch.new("list prepend agent") >> patch.send("set")
        patch.receive("agents") >> patch.new("oscformat melo agents") >> patch.send("out")


def _sounding(patch: Graph, source: Box | Outlet) -> Outlet:
    """After a bang, the index of the note that sounds; nothing before the first one."""
    sounded = patch.chain(source, patch.value("sounded"), "- 1", "moses 0")
    return sounded.out(1)
