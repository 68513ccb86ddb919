"""The Max for Live device: a MIDI effect that plays along with Live.

build() puts it together. controls: every parameter, as a table. transport: Live's time, key and
scale. notes: MIDI in and out. modes: what to do with both. harmony: keys and chords. status: what
the client says, for the eye.

State, each a `value` of its own: mode (0 generate, 1 answer, 2 duet, 3 pitch only), playing (notes
sound as their time comes), beat (of the client's notes: the song's, but it goes on where Live jumps
back), song (the song's), offset (between the two), bar (in beats), tempo, running; of a call:
calling, held (notes), call_from, call_to, reply_from, reply_to.
"""

from __future__ import annotations

from max_patches.source.client import inside
from max_patches.source.device import controls, harmony, modes, notes, status, transport
from max_patches.source.patcher import Patch
from max_patches.source.saving import Saved, device

DIGEST = "A melody partner: plays, answers and follows, by agents that listen to your thumbs."


def graph() -> Patch:
    """The patch of the device."""
    patch = Patch()
    with patch.group("The client: asks the server, keeps notes ready, plays them when told to"):
        client = patch.receive("client") >> patch.sub("client", inside())
        client >> patch.send("melody")
        client.out(1) >> patch.send("news")
    transport.add(patch)
    modes.add(patch)
    notes.add(patch)
    harmony.add(patch)
    controls.add_knobs(patch)
    status.add(patch)
    controls.add_labels(patch)
    return patch


def build() -> Saved:
    """The device as Max saves it."""
    return device(graph(), controls.WIDTH, controls.BANKS, DIGEST)
