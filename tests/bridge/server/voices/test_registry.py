import pytest

from agent.player.protocol import AnyPlayer
from bridge.osc.limits import IDLE_SECONDS, MOST_CLIENTS, MOST_VOICES
from bridge.server.voices.registry import Registry
from bridge.server.voices.voice import ServerVoice, VoiceSettings

ME, OTHER = ("127.0.0.1", 5001), ("127.0.0.1", 5002)


@pytest.fixture
def registry() -> Registry:
    return Registry()


def test_replies_go_to_the_sender_until_it_declares_another_port(registry: Registry) -> None:
    assert registry.client(ME) == ME
    assert registry.declare(ME, 7400) == ("127.0.0.1", 7400)
    assert registry.client(ME) == ("127.0.0.1", 7400)
    assert registry.declare(ME, 0) == ME
    assert registry.client(ME) == ME


def test_a_client_is_greeted_once(registry: Registry) -> None:
    assert registry.greet(ME, 0.0)
    assert not registry.greet(ME, 1.0)
    assert registry.clients == 1


def test_the_greediest_client_loses_its_oldest_voice(registry: Registry, player: AnyPlayer) -> None:
    registry.add((ME, "lead"), ServerVoice(player, VoiceSettings("classic", 0)))
    for number in range(MOST_VOICES + 10):
        registry.add((OTHER, f"v{number}"), ServerVoice(player, VoiceSettings("classic", 0)))
    assert len(registry.voices) == MOST_VOICES
    assert registry.voice((ME, "lead")) is not None
    assert registry.voice((OTHER, "v0")) is None
    assert registry.voice((OTHER, f"v{MOST_VOICES + 9}")) is not None


def test_what_was_idle_for_long_is_forgotten(registry: Registry, player: AnyPlayer) -> None:
    for number, name in enumerate(("old", "new")):
        voice = ServerVoice(player, VoiceSettings("classic", 0))
        voice.used = 100.0 * number
        registry.add((ME, name), voice)
    registry.greet(ME, 0.0)
    registry.greet(OTHER, 100.0)
    registry.evict(IDLE_SECONDS + 50)
    assert list(registry.voices) == [(ME, "new")]
    assert registry.clients == 1


def test_a_flood_of_clients_leaves_the_tables_small(registry: Registry) -> None:
    for port in range(10_000, 10_000 + 2 * MOST_CLIENTS):
        registry.declare(("127.0.0.1", port), 1)
        registry.greet(("127.0.0.1", port), 0.0)
    assert registry.clients == MOST_CLIENTS
