"""The Python client: `from bridge.client import Client`."""

from bridge.client.client import (
    REST,
    Alternative,
    Client,
    Learned,
    Reply,
    Voice,
    VoiceNote,
    Why,
)

__all__ = ["REST", "Alternative", "Client", "Learned", "Reply", "Voice", "VoiceNote", "Why"]
