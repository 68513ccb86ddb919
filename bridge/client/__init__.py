"""The Python client: `from bridge.client import Client`."""

from agent.music.note import REST
from bridge.client.client import Alternative, Client, Learned, Voice, VoiceNote, Why
from bridge.client.transport import Reply

__all__ = ["REST", "Alternative", "Client", "Learned", "Reply", "Voice", "VoiceNote", "Why"]
