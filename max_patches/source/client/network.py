"""The server: how it is reached, whether it is there, and what it has to know."""

from __future__ import annotations

from bridge.osc.replies import AGENT, BECAUSE, ERROR, LEARNED, NOTE, VALUE
from bridge.osc.requests import AGENTS, GET, HEARD, HELLO, SET, TASTE, Request
from max_patches.source.patcher import Box, Outlet, Patch

REPLIES = NOTE, VALUE, BECAUSE, LEARNED, AGENT, ERROR
# In milliseconds.
HEARTBEAT, RETRY, SETTLE = 1000, 100, 500
# Heartbeats without an answer until the server counts as gone.
PATIENCE = 3
COMMANDS = (
    "at next start stop answer flush set keep heard thumb taste fallback port find host server send"
)


def add(patch: Patch, voice: str) -> None:
    """Messages in and out, presence of the server, settings."""
    _commands(patch)
    _to_server(patch, voice)
    _from_server(patch, voice)
    _reply_port(patch)
    _heartbeat(patch, voice)
    _presence(patch)
    _restarts(patch)
    _settings(patch, voice)


def request(patch: Patch, source: Box | Outlet, asked: Request, voice: str) -> None:
    """Send what comes as a request for this voice. (`prepend`, as in a message box neither #1 nor
    --- is sure to become what it is in an object.)"""
    patch.chain(source, f"prepend {asked.address} {voice}", patch.send("out"))


def _commands(patch: Patch) -> None:
    with patch.group("Messages in"):
        routed = patch.widget("inlet", comment="messages", index=1) >> patch.new(
            f"route {COMMANDS}"
        )
        for number, command in enumerate(COMMANDS.split()):
            routed.out(number) >> patch.send(command)


def _to_server(patch: Patch, voice: str) -> None:
    with patch.group("To the server"):
        sender = patch.receive("out") >> patch.new("udpsend 127.0.0.1 6356")
        patch.bare(patch.receive("host"), patch.new("prepend host")) >> sender
        patch.receive("server") >> patch.new("prepend port") >> sender
        for command, asked in (("heard", HEARD), ("taste", TASTE)):
            request(patch, patch.receive(command), asked, voice)
        patch.receive("send") >> patch.send("out")


def _from_server(patch: Patch, voice: str) -> None:
    with patch.group("From the server"):
        replies = patch.chain(
            patch.receive("receive_at"),
            patch.message("port $1"),
            "udpreceive",
            f"route {' '.join(reply.address for reply in REPLIES)}",
        )
        replies >> patch.new(f"route {voice}") >> patch.send("note")
        patch.chain(
            replies.out(1) >> patch.new(f"route {voice}"), "route epoch", patch.send("its_epoch")
        )
        for number, reply in ((2, "because"), (3, "learned")):
            own = replies.out(number) >> patch.new(f"route {voice}")
            patch.chain(own, f"prepend {reply}", patch.send("tell"))
        replies.out(4) >> patch.new("prepend agent") >> patch.send("tell")
        fault = replies.out(5) >> patch.new("t l l")
        patch.chain(fault.out(1), f"route {SET.address}", "t b", patch.send("refusal"))
        fault >> patch.new("prepend fault") >> patch.send("tell")


def _reply_port(patch: Patch) -> None:
    with patch.group("Reply port: `port` is fixed, `find` goes on until a server answers there"):
        for command, home in (("port", 1), ("find", 0)):
            chosen = patch.receive(command) >> patch.new("t i b")
            chosen.out(1) >> patch.message(f"{home}") >> patch.value("home")
            chosen >> patch.send("bind")
        bound = patch.receive("bind") >> patch.new("t b b i i")
        bound.out(3) >> patch.value("port")
        # A preset brings the same port again, which is bound already.
        patch.chain(bound.out(2), "change", patch.send("receive_at"))
        bound.out(1) >> patch.message("0") >> patch.value("missed")
        bound >> patch.message("1") >> patch.send("run")


def _heartbeat(patch: Patch, voice: str) -> None:
    with patch.group("Heartbeat: greet, and ask for the epoch, which tells of a restart, too"):
        running = patch.receive("run") >> patch.new("t i i")
        running.out(1) >> patch.new(f"metro {RETRY}") >> patch.send("ask")
        beat = running >> patch.new(f"metro {HEARTBEAT}") >> patch.new("t b b b b")
        timer = patch.new("timer")
        beat.out(3) >> patch.send("unanswered")
        patch.chain(
            beat.out(2) >> patch.value("port"),
            patch.message(f"{HELLO.address} $1 max"),
            patch.send("out"),
        )
        beat.out(1) >> timer
        asked = beat >> patch.new("t b b")
        asked.out(1) >> patch.value("epoch") >> patch.value("asked")
        request(patch, asked >> patch.message("epoch"), GET, voice)
        patch.receive("answered") >> timer.into(1)
        patch.chain(timer, "prepend latency", patch.send("tell"))


def _presence(patch: Patch) -> None:
    with patch.group("Online or not; where no server ever answered, try the next port"):
        missed = patch.increase(patch.receive("unanswered"), "missed")
        gone = patch.chain(missed, f"sel {PATIENCE}", "t b b")
        gone.out(1) >> patch.message("0") >> patch.send("alive")
        patch.chain(
            gone, patch.value("home"), "sel 0", patch.value("port"), "+ 1", patch.send("find")
        )
        changed = patch.chain(patch.receive("alive"), "change", "t i i")
        changed.out(1) >> patch.value("online")
        patch.chain(changed, "prepend online", patch.send("tell"))


def _restarts(patch: Patch) -> None:
    with patch.group("The server's epoch: lower than when asked = it began anew, higher = we did"):
        epoch = patch.receive("its_epoch") >> patch.new("t i i b b b b b")
        epoch.out(6) >> patch.send("answered")
        epoch.out(5) >> patch.message("0") >> patch.value("missed")
        epoch.out(4) >> patch.message("1") >> patch.value("home")
        epoch.out(3) >> patch.message("1") >> patch.send("alive")
        differs = patch.new("expr ($i1<$i2)||($i1>$i3)")
        higher = patch.new("expr ($i1>$i2)*$i1+($i1<=$i2)*$i2+1")
        ours = epoch.out(2) >> patch.value("epoch") >> patch.new("t i i b")
        ours.out(2) >> patch.value("asked") >> differs.into(1)
        ours.out(1) >> differs.into(2)
        ours >> higher.into(1)
        kept = patch.new("i")
        epoch.out(1) >> higher >> kept.into(1)
        anew = patch.chain(epoch >> differs, "sel 1", kept, "t b b i")
        anew.out(2) >> patch.value("epoch")
        anew.out(1) >> patch.send("resend")
        anew >> patch.send("resync")


def _settings(patch: Patch, voice: str) -> None:
    with patch.group("Knobs: `set` composes anew, `keep` doesn't"):
        changed = patch.receive("set") >> patch.new("t b b l")
        changed.out(2) >> patch.send("keep")
        patch.chain(changed.out(1) >> patch.value("refused"), "sel 1", patch.send("settle"))
        changed >> patch.send("flush")
        kept = patch.receive("keep") >> patch.new("t l l l")
        joined = patch.new("zl.join")
        sent = patch.receive("settings") >> patch.new(f"prepend {SET.address} {voice}")
        sent >> patch.send("out")
        kept.out(2) >> joined.into(1)
        kept.out(1) >> patch.new("zl.slice 1") >> joined
        patch.chain(joined, "prepend store", patch.coll("settings"))
        kept >> sent
    with patch.group("All knobs are sent again after a start"):
        resent = patch.receive("resend") >> patch.new("t b b")
        resent.out(1) >> patch.send("dump")
        resent >> patch.message(AGENTS.address) >> patch.send("out")
        dumped = patch.receive("dump") >> patch.new("t b b b")
        settings = patch.coll("settings")
        dumped.out(2) >> patch.message("0") >> patch.value("refused")
        # What needs another setting first is refused the first time, and taken the second.
        dumped.out(1) >> patch.message("dump") >> settings
        dumped >> patch.message("dump") >> settings
        settings >> patch.send("settings")
    with patch.group("And when one was refused: the next turn may be what it needs"):
        patch.receive("refusal") >> patch.message("1") >> patch.value("refused")
        patch.chain(patch.receive("settle"), f"speedlim {SETTLE}", patch.send("dump"))
