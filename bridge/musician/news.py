"""What a player has to say: kinds of frames, each with its values. All times are beats."""

from __future__ import annotations

NOTE = "note"  # voice, index, pitch, velocity, onset, end (inf: not known yet)
HEARD = "heard"  # input, pitch, velocity, beat
KNOB = "knob"  # voice, key, value
THUMB = "thumb"  # voice, value, index, notes that were credited, thumbs in all
SERVER = "server"  # voice, whether it answers
PORT = "port"  # name, whether it is there
PEERS = "peers"  # how many others share the Link session
LATE = "late"  # messages that were sent late, and by how many milliseconds at worst
SAY = "say"  # one sentence
TIME = "time"  # beat, quarters a minute, whether the song goes on
