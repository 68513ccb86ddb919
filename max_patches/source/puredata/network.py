"""The server: what goes there and comes from there, and whether it is there."""

from __future__ import annotations

from bridge.osc.protocol import DEFAULT_PORT
from max_patches.source.puredata.graph import Graph

# In milliseconds: between two signs of life, and between two requests for what is missing.
HEARTBEAT, RETRY = 500, 100
# Heartbeats without an answer until the server counts as gone.
PATIENCE = 4
# Replies of this voice, and those of the whole server, that become news as they are.
OWN, COMMON = ("because", "alternative", "learned"), ("agent",)


def graph(prefix: str) -> Graph:
    """All that knows of UDP and OSC."""
    patch = Graph(prefix)
    _connecting(patch)
    _receiving(patch)
    _heartbeat(patch)
    _presence(patch)
    _epochs(patch)
    return patch


def _connecting(patch: Graph) -> None:
    with patch.group("To the server: the second argument is its port, the third its host"):
        begun = patch.receive("connect") >> patch.new("t b b")
        address = patch.new("pack s f")
        port = patch.chain(begun.out(1), "f $2", "sel 0")
        port >> patch.message(f"{DEFAULT_PORT}") >> address.into(1)
        port.out(1) >> address.into(1)
        host = patch.chain(begun, "list append $3", "route float symbol")
        patch.chain(host, "t b", "symbol 127.0.0.1", address)
        host.out(1) >> address
        network = address >> patch.message("connect $1 $2") >> patch.new("netsend -u -b")
        patch.receive("out") >> network
        network.out(1) >> patch.send("datagram")


def _receiving(patch: Graph) -> None:
    with patch.group("From the server: any reply shows that it is there"):
        words = " ".join(("note", "value", "error", *OWN, *COMMON))
        reply = patch.chain(
            patch.receive("datagram"), "oscparse", "list trim", "route melo", "t a b"
        )
        reply.out(1) >> patch.send("answered")
        routed = reply >> patch.new(f"route {words}")
        routed >> patch.new("route $1") >> patch.send("note")
        value = routed.out(1) >> patch.new("route $1")
        patch.chain(value, "route epoch", patch.send("its_epoch"))
        routed.out(2) >> patch.send("fault")
        for number, name in enumerate(OWN):
            patch.tell(routed.out(3 + number) >> patch.new("route $1"), name)
        for number, name in enumerate(COMMON):
            patch.tell(routed.out(3 + len(OWN) + number), name)


def _heartbeat(patch: Graph) -> None:
    with patch.group("Heartbeat: which epoch does the server know? While offline, greet it too"):
        running = patch.receive("run") >> patch.new("t f f")
        running >> patch.new(f"metro {HEARTBEAT}") >> patch.send("beat")
        running.out(1) >> patch.new(f"metro {RETRY}") >> patch.send("ask")
        beat = patch.receive("beat") >> patch.new("t b b b")
        beat.out(2) >> patch.send("unanswered")
        greeting = patch.chain(beat.out(1) >> patch.value("online"), "sel 0")
        patch.chain(greeting, patch.message("0 pd"), "oscformat melo hello", patch.send("out"))
        beat >> patch.send("ask_epoch")
    with patch.group("Its epoch is asked for before any notes: a server that began anew says so"):
        patch.request(patch.receive("ask_epoch") >> patch.message("epoch"), "get")


def _presence(patch: Graph) -> None:
    with patch.group("Online or not: one line for each change, to the outlet and to Pd's window"):
        missed = patch.increase(patch.receive("unanswered"), "missed")
        gone = missed >> patch.new(f"sel {PATIENCE}")
        here = patch.receive("answered") >> patch.new("t b b")
        patch.put(here.out(1), "missed", 0)
        changed = patch.new("change -1")
        here >> patch.message("1") >> changed
        gone >> patch.message("0") >> changed
        told = changed >> patch.new("t b f f f")
        told.out(3) >> patch.value("online")
        patch.tell(told.out(2), "online")
        words = told.out(1) >> patch.new("sel 0 1")
        voice = patch.new("list prepend $1:")
        words >> patch.message("offline: does melobridge serve run?") >> voice
        words.out(1) >> patch.message("online") >> voice
        voice >> patch.new("list trim") >> patch.new("print melobridge")
        told >> patch.send("ask")


def _epochs(patch: Graph) -> None:
    with patch.group(
        "Its epoch: lower than it once was = it began anew; higher than ours = go on above"
    ):
        came = patch.receive("its_epoch") >> patch.new("t f f b")
        verdict = patch.new("expr if(max($f1, 0)<$f2, 1, 2*($f1>$f3))")
        patch.gather(came.out(2), confirmed=verdict.into(1), epoch=verdict.into(2))
        came.out(1) >> patch.value("confirmed")
        cases = came >> verdict >> patch.new("sel 1 2")
        anew = cases >> patch.new("t b b")
        anew.out(1) >> patch.send("restarted")
        anew >> patch.send("recompose")
        higher = cases.out(1) >> patch.new("t b b")
        higher.out(1) >> patch.value("confirmed") >> patch.value("epoch")
        higher >> patch.send("recompose")
