"""Generate, answer, duet, pitch only: what is done with the beat and with what is heard."""

from __future__ import annotations

from max_patches.source.device.controls import control
from max_patches.source.patcher import Patch

GENERATE, ANSWER, DUET, PITCH = range(4)
# In beats: so long a silence ends a call; no note is shorter.
CALL_GAP, SHORTEST = 0.99, 0.04


def add(patch: Patch) -> None:
    """The mode, its clock, and its ears."""
    _mode(patch)
    _beat(patch)
    _playing(patch)
    _note_begins(patch)
    _note_ends(patch)
    _telling(patch)
    _call(patch)
    _reply(patch)
    _forgetting(patch)


def _mode(patch: Patch) -> None:
    with patch.group("Mode"):
        mode = control(patch, "Mode") >> patch.new("t i b i")
        mode.out(2) >> patch.value("mode")
        mode.out(1) >> patch.send("halt")
        mode >> patch.send("route_notes")


def _beat(patch: Patch) -> None:
    with patch.group("24 times a beat: is a call over, and is a note due?"):
        beat = patch.receive("beat") >> patch.new("t f b b f")
        beat.out(3) >> patch.value("beat")
        gate = patch.new("gate")
        beat.out(2) >> patch.value("mode") >> patch.new(f"sel {ANSWER}") >> patch.send("call")
        beat.out(1) >> patch.value("playing") >> gate
        beat >> gate.into(1)
        patch.chain(gate, "prepend at", patch.send("client"))


def _playing(patch: Patch) -> None:
    with patch.group("Whether notes are played as their time comes"):
        playing = patch.receive("play") >> patch.new("t i i")
        playing.out(1) >> patch.value("playing")
        patch.chain(playing, "sel 0", patch.message("stop"), patch.send("client"))


def _note_begins(patch: Patch) -> None:
    with patch.group("Heard: a note begins, and with the first one a call"):
        begun = patch.receive("heard_on") >> patch.new("t b b b l")
        note = patch.new("pack 0 0 0.")
        parts = begun.out(3) >> patch.new("unpack 0 0")
        parts.out(1) >> note.into(1)
        key = parts >> patch.new("t i b")
        key.out(1) >> patch.value("beat") >> note.into(2)
        key >> note >> patch.coll("onsets")
        patch.increase(begun.out(2), "held")
        first = patch.chain(begun.out(1) >> patch.value("calling"), "sel 0", "t b b")
        first.out(1) >> patch.message("1") >> patch.value("calling")
        first >> patch.value("beat") >> patch.value("call_from")
        answering = patch.chain(begun >> patch.value("mode"), f"sel {ANSWER}")
        answering >> patch.message("0") >> patch.send("play")


def _note_ends(patch: Patch) -> None:
    with patch.group("Heard: it ends. pitch, velocity, duration, onset are told"):
        key = patch.receive("heard_off") >> patch.new("t i i i")
        pitch = patch.new("i")
        told = patch.new("pack 0 0. 0. 0.")
        key.out(2) >> pitch.into(1)
        note = key.out(1) >> patch.coll("onsets") >> patch.new("t b b l")
        patch.chain(key, "prepend remove", patch.coll("onsets"))
        parts = note.out(2) >> patch.new("unpack 0 0.")
        onset = parts.out(1) >> patch.new("t b f f")
        length = patch.new("- 0.")
        onset.out(2) >> told.into(3)
        onset.out(1) >> length.into(1)
        patch.chain(onset >> patch.value("beat"), length, f"maximum {SHORTEST}") >> told.into(2)
        parts >> patch.new("/ 127.") >> told.into(1)
        note.out(1) >> pitch >> told
        note >> patch.send("heard_end")
        told >> patch.send("told")


def _telling(patch: Patch) -> None:
    with patch.group("One note less is held"):
        ended = patch.receive("heard_end") >> patch.new("t b b")
        ended.out(1) >> patch.value("beat") >> patch.value("call_to")
        patch.chain(ended >> patch.value("held"), "- 1", "maximum 0", patch.value("held"))
    with patch.group("Tell: answer with the place in the bars, duet as something to take up"):
        told = patch.receive("told") >> patch.new("t l b")
        gate = patch.new("gate 2")
        told.out(1) >> patch.value("mode") >> gate
        told >> gate.into(1)
        patch.chain(gate, "prepend heard", patch.send("client"))
        duet = gate.out(1) >> patch.new("t b l")
        duet.out(1) >> patch.message("heard $1 $2 $3") >> patch.send("client")
        duet >> patch.message("flush") >> patch.send("client")


def _call(patch: Patch) -> None:
    with patch.group("Answer: the reply ends when it is as long as the call was"):
        call = patch.receive("call") >> patch.new("t b b")
        over = patch.new("expr ($i1==1)*($f2>=$f3-0.01)")
        patch.gather(call.out(1), playing=over.into(0), beat=over.into(1), reply_to=over.into(2))
        patch.chain(over, "sel 1", patch.message("0"), patch.send("play"))
        call >> patch.send("call_over")
    with patch.group("Answer: the call ends with a beat of silence"):
        silent = patch.new(f"expr ($i1==1)*($i2==0)*($f3-$f4>={CALL_GAP})")
        patch.gather(
            patch.receive("call_over"),
            calling=silent.into(0),
            held=silent.into(1),
            beat=silent.into(2),
            call_to=silent.into(3),
        )
        patch.chain(silent, "sel 1", patch.send("reply"))


def _reply(patch: Patch) -> None:
    with patch.group(
        "Reply from the next beat on: rest till there, compose, for as long as the call"
    ):
        reply = patch.receive("reply") >> patch.new("t b b b b b")
        beat = patch.chain(reply.out(4) >> patch.value("beat"), "expr int($f1+0.95)")
        beat >> patch.value("reply_from")
        rest, gap = patch.new("pack 0. 0."), patch.new("- 0.")
        until = patch.new("t f f")
        patch.gather(reply.out(3), reply_from=gap.into(0), call_to=until.into(0))
        until.out(1) >> rest.into(1)
        until >> gap.into(1)
        patch.chain(gap, rest, patch.message("heard -1 0. $1 $2"), patch.send("client"))
        heard = patch.new("pack 0. 0.")
        patch.gather(reply.out(2), call_from=heard.into(0), reply_from=heard.into(1))
        patch.chain(heard, "prepend answer", patch.send("client"))
        reply.out(1) >> patch.send("reply_length")
        begun = reply >> patch.new("t b b")
        begun.out(1) >> patch.message("0") >> patch.value("calling")
        begun >> patch.message("1") >> patch.send("play")
    with patch.group("Whole beats, at least one"):
        length = patch.new("expr int($f1-$f2+0.75)")
        end = patch.new("+ 0.")
        measured = patch.receive("reply_length") >> patch.new("t b b")
        measured.out(1) >> patch.value("reply_from") >> end.into(1)
        patch.gather(measured, call_to=length.into(0), call_from=length.into(1))
        patch.chain(length, "maximum 1", end, patch.value("reply_to"))


def _forgetting(patch: Patch) -> None:
    with patch.group("Forget the call; generate and duet play as long as Live does"):
        forgotten = patch.receive("forget_call") >> patch.new("t b b b b")
        forgotten.out(3) >> patch.message("0") >> patch.value("calling")
        forgotten.out(2) >> patch.message("0") >> patch.value("held")
        forgotten.out(1) >> patch.message("clear") >> patch.coll("onsets")
        plays = patch.new(f"expr ($i1=={GENERATE})+($i1=={DUET})")
        patch.chain(forgotten >> patch.value("mode"), plays, patch.send("play"))
