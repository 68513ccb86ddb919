"""A melody partner for scripts and notebooks.

>>> import melobridge
>>> piece = melobridge.generate("fiddle", bars=8, key="D dorian", seed=2)  # without a server
>>> piece.to_midi("piece.mid")
>>> with melobridge.serve() as melo:  # a server of this program's own
...     lead = melo.voice("lead", key="A minor", chords=["Am", "F", "C", "G"])
...     phrase = lead.next(16)

`melobridge.Client()` asks a server that runs already. Every name of this package's own is in its
`__all__`; what isn't may change.
"""

from agent.errors import MeloError
from agent.music.note import REST
from bridge.client import (
    Alternative,
    Client,
    Learned,
    NoAnswer,
    Phrase,
    ProtocolError,
    Voice,
    VoiceNote,
    Why,
)
from melobridge.composing import agents, generate
from melobridge.serving import serve

__all__ = [
    "REST",
    "Alternative",
    "Client",
    "Learned",
    "MeloError",
    "NoAnswer",
    "Phrase",
    "ProtocolError",
    "Voice",
    "VoiceNote",
    "Why",
    "agents",
    "generate",
    "serve",
]
