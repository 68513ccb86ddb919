"""The client: messages in, notes out. One graph, saved as the abstraction melobridge.client for
any patch, and inside the device.

State, each a `value` of its own:
    epoch   of the notes that are valid; a knob turn makes a new one
    next    index of the next note to play
    have    index of the first note that hasn't come yet; `notes` holds next .. have - 1
    edge    beat at which note `have` begins, as far as is known here
    due     beat from which silence is a miss: the end of what played last
    now     beat of the latest `at`
    last    index of the note that played last, which a thumb is for
    look    how many notes the fallback has played since the last note
    back    how far the fallback looks back: 0 = it is silent, 1 = the last note again, 8 = eight
    hungry  1 = the latest `at` found no note: the next one to come is looked at at once
    refused 1 = the server refused a setting: all are sent again with the next one
    asked   the epoch at the latest heartbeat
    port, home (1 = the reply port is settled), missed (heartbeats), online, late

Notes are taken in order: a reply counts only with the present epoch and the index `have`.
Whatever was lost, doubled or late is asked for again, or passed over.
"""

from __future__ import annotations

from max_patches.source.client import composing, network, notes
from max_patches.source.patcher import Patch

FIRST_PORT = 7400


def abstraction() -> Patch:
    """melobridge.client VOICE [PORT]: for any patch."""
    patch = Patch(prefix="#0_")
    _client(patch, voice="#1")
    with patch.group("Begin: the reply port is the second argument, or looked for"):
        chosen = patch.chain("loadbang", "i #2", "sel 0")
        patch.chain(chosen, patch.message(f"{FIRST_PORT}"), patch.send("find"))
        chosen.out(1) >> patch.send("port")
    return patch


def inside() -> Patch:
    """The same for a device, which says itself when to begin; its voice is no other device's."""
    patch = Patch(prefix="---client_")
    _client(patch, voice="---lead")
    return patch


def _client(patch: Patch, voice: str) -> None:
    network.add(patch, voice)
    notes.add(patch, voice)
    composing.add(patch, voice)
