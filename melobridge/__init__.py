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

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
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

# Loaded when they are asked for: `python -m melobridge`, which comes by here, needs none of them.
_PLACES = {
    "agent.errors": ("MeloError",),
    "agent.music.note": ("REST",),
    "melobridge.composing": ("agents", "generate"),
    "melobridge.serving": ("serve",),
}

if not TYPE_CHECKING:  # who checks types sees the names above, and no others

    def __getattr__(name: str) -> object:
        """Load what belongs to the interface."""
        from importlib import import_module

        if name not in __all__:
            raise AttributeError(f"module 'melobridge' has no attribute '{name}'")
        places = (place for place, names in _PLACES.items() if name in names)
        value = getattr(import_module(next(places, "bridge.client")), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """What completion shows."""
    return __all__
