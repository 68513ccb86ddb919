"""melobridge VOICE [PORT [HOST]] for Pure Data: messages in, notes and news out.

State, each a `value` of its own:
    epoch      of the notes that are valid; a knob turn makes a new one
    confirmed  the epoch that the server was seen to know
    next       index of the next note to play
    have       index of the first note that hasn't come yet; slots hold next .. have - 1
    spare      slots hold notes of an earlier epoch up to here: they play where none came in time
    due        beat at which the next note is due, since the voice's start
    edge       beat at which note `have` begins, as far as is known here
    onset      of the latest note that came
    jumped     1 = the server was told to go on later, since a fallback filled the place
    pitch, velocity, length (beats), index: of the note that is being taken
    held_pitch, held_velocity, held_length: of the latest note that sounded
    sounded    its index + 1; 0 = none yet
    hold       1 = the fallback is the latest note again, 0 = a rest
    waiting    1 = notes were composed anew just now, 2 = they will be once more
    eager      1 = the clock waits for its first note
    playing, tempo, online, missed (heartbeats), late (notes)

Notes are taken in order: a reply counts only with the present epoch and the index `have`.
Whatever was lost, doubled or late is asked for again, or passed over.
"""

from __future__ import annotations

from max_patches.source.puredata import feedback, network, notes, playing, settings
from max_patches.source.puredata.graph import Graph

PREFIX = "$0-"
# Messages in, by what they are about.
COMMANDS = {
    "Playing": "next bang start stop tempo fallback",
    "Composing": "set agent agents flush reset",
    "A person's part": "heard good bad taste why",
}


def abstraction() -> Graph:
    """The whole client."""
    patch = Graph(PREFIX)
    with patch.group("melobridge VOICE [PORT [HOST]]: melodies of melobridge serve"):
        patch.widget("inlet") >> patch.send("command")
        patch.receive("play") >> patch.widget("outlet")
        patch.receive("tell") >> patch.widget("outlet")
    with patch.group("Its parts"):
        for part in (network, settings, notes, playing, feedback):
            patch.sub(part.__name__.rpartition(".")[2], part.graph(PREFIX))
    _commands(patch)
    _begin(patch)
    return patch


def _commands(patch: Graph) -> None:
    received = "command"
    for title, words in COMMANDS.items():
        with patch.group(title):
            routed = patch.receive(received) >> patch.new(f"route {words}")
            commands = words.split()
            for number, command in enumerate(commands):
                routed.out(number) >> patch.send("next" if command == "bang" else command)
            received = f"not_{commands[0]}"
            routed.out(len(commands)) >> patch.send(received)
    with patch.group("Anything else"):
        unknown = patch.receive(received) >> patch.new("list prepend no such message:")
        patch.tell(unknown, "error")


def _begin(patch: Graph) -> None:
    with patch.group("Begin"):
        begun = patch.new("loadbang") >> patch.new("t b b b b")
        patch.put(begun.out(3), "epoch", 1)
        patch.put(begun.out(2), "tempo", playing.TEMPO)
        begun.out(1) >> patch.send("connect")
        begun >> patch.message("1") >> patch.send("run")
