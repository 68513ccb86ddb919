"""The Python client: `from bridge.client import Client`."""

from agent.music.note import REST
from bridge.client.client import Client
from bridge.client.phrase import Phrase, VoiceNote
from bridge.client.reasons import Alternative, Learned, Why
from bridge.client.transport import Reply
from bridge.client.voice import Voice
from bridge.errors import NoAnswer, ProtocolError

__all__ = [
    "REST",
    "Alternative",
    "Client",
    "Learned",
    "NoAnswer",
    "Phrase",
    "ProtocolError",
    "Reply",
    "Voice",
    "VoiceNote",
    "Why",
]
