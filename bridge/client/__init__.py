"""The Python client: `from bridge.client import Client`."""

from agent.music.note import REST
from bridge.client.client import Alternative, Client, Learned, Voice, VoiceNote, Why
from bridge.client.transport import Reply
from bridge.errors import NoAnswer, ProtocolError

__all__ = [
    "REST",
    "Alternative",
    "Client",
    "Learned",
    "NoAnswer",
    "ProtocolError",
    "Reply",
    "Voice",
    "VoiceNote",
    "Why",
]
