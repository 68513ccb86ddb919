from bridge.osc.codec import Argument, Message
from bridge.osc.keys import KEYS
from bridge.page.oscquery.known_voices import KnownVoices, Sighting

SYNTH, PATCH = "127.0.0.1:57120", "127.0.0.1:7400"
NOTE: Message = ("/melo/note", ("lead", 1, 0, 60, 0.8, 1.0, 0.0, 0))


def message(address: str, *arguments: Argument) -> Message:
    return address, arguments


def asks(*keys: Argument) -> list[Message]:
    return [message("/melo/next", "lead", 1, 0, 1, *keys), NOTE]


def client(voices: KnownVoices, name: str = "lead") -> str | None:
    voice = voices.get(name)
    return None if voice is None else voice.client


def test_a_voice_shows_itself_when_it_asks_for_notes() -> None:
    voices = KnownVoices()
    assert voices.see(SYNTH, asks("harmony", 1.5), 0.0) == Sighting("lead", True, {"harmony": 1.5})
    assert voices.values() == {"lead": {"harmony": 1.5}}
    assert voices.see(SYNTH, asks("harmony", 1.5), 1.0) == Sighting("lead", False, {})
    assert client(voices) == SYNTH


def test_other_requests_about_a_voice_show_it_too() -> None:
    voices = KnownVoices()
    voices.see(SYNTH, [message("/melo/set", "lead", "form", 0.5)], 0.0)
    voices.see(SYNTH, [message("/melo/agent", "lead", "fiddle"), ("/melo/agent", ())], 0.0)
    voices.see(SYNTH, [message("/melo/heard", "solo", 60, 0.8, 1.0)], 0.0)
    assert voices.values() == {"lead": {"form": 0.5, "agent": "fiddle"}, "solo": {}}


def test_requests_about_no_voice_show_nothing() -> None:
    voices = KnownVoices()
    assert voices.see(SYNTH, [message("/melo/hello", 0, "me")], 0.0) is None
    assert voices.values() == {}


def test_a_request_that_got_no_notes_turned_nothing() -> None:
    voices = KnownVoices()
    voices.see(SYNTH, [message("/melo/next", "lead", 1, 0, 1, "harmony", 1.5)], 0.0)
    assert voices.values() == {"lead": {}}


def test_a_port_for_replies_is_no_key() -> None:
    voices = KnownVoices()
    voices.see(SYNTH, asks("harmony", 1.5, "reply_port", 5000), 0.0)
    assert voices.values() == {"lead": {"harmony": 1.5}}


def test_what_is_held_stays_until_it_is_released() -> None:
    voices = KnownVoices()
    voices.see(SYNTH, asks("harmony", 1.0), 0.0)
    held = voices.see(SYNTH, [message("/melo/hold", "lead", "harmony", 1.5)], 0.0)
    assert held == Sighting("lead", False, {"harmony": 1.5})
    voices.see(SYNTH, asks("harmony", 0.5, "form", 0.2), 0.0)
    assert voices.values() == {"lead": {"harmony": 1.5, "form": 0.2}}
    voices.see(SYNTH, [message("/melo/hold", "lead")], 0.0)
    voices.see(SYNTH, asks("harmony", 0.7), 0.0)
    assert voices.values() == {"lead": {"harmony": 0.7, "form": 0.2}}


def missing(voices: KnownVoices, now: float = 0.0) -> dict[str, set[str]]:
    return {name: voice.missing for name, voice in voices.missing(now)}


def test_keys_are_missing_until_they_are_told() -> None:
    voices = KnownVoices()
    voices.see(SYNTH, asks("harmony", 1.0), 0.0)
    assert missing(voices) == {"lead": set(KEYS) - {"harmony"}}
    voice = voices.get("lead")
    assert voice is not None
    assert voice.told(dict.fromkeys(KEYS, 1.0)).keys() == KEYS.keys() - {"harmony"}
    assert missing(voices) == {}


def test_keys_are_missing_again_when_something_may_have_changed_them() -> None:
    voices = KnownVoices()
    voices.see(SYNTH, asks(), 0.0)
    voice = voices.get("lead")
    assert voice is not None
    everything = dict.fromkeys(KEYS, 1.0)
    voice.told(everything)
    voices.see(SYNTH, [message("/melo/hold", "lead", "harmony", 1.5)], 0.0)
    voices.see(SYNTH, [message("/melo/hold", "lead")], 0.0)
    assert missing(voices) == {"lead": {"harmony"}}
    voice.told(everything)
    voices.see(SYNTH, [message("/melo/preset", "lead", "load", "verse")], 0.0)
    assert missing(voices) == {"lead": set(KEYS)}
    voice.told(everything)
    voices.doubt()
    assert missing(voices) == {"lead": set(KEYS)}


def test_nothing_is_missing_of_a_voice_that_is_silent() -> None:
    voices = KnownVoices()
    voices.see(SYNTH, asks(), 0.0)
    assert missing(voices, now=61.0) == {}


def test_of_two_voices_of_one_name_it_is_the_one_that_came_last() -> None:
    voices = KnownVoices()
    voices.see(SYNTH, asks("harmony", 1.0), 0.0)
    assert voices.see(PATCH, asks("harmony", 0.5), 1.0) == Sighting("lead", False, {"harmony": 0.5})
    assert voices.see(SYNTH, asks("harmony", 1.2), 2.0) is None
    assert client(voices) == PATCH
    assert voices.values() == {"lead": {"harmony": 0.5}}


def test_a_name_goes_back_to_the_voice_that_still_plays() -> None:
    voices = KnownVoices()
    voices.see(SYNTH, asks(), 0.0)
    voices.see(PATCH, asks(), 1.0)
    voices.see(SYNTH, asks(), 61.0)
    assert client(voices) == PATCH
    voices.see(SYNTH, asks(), 61.5)
    assert client(voices) == SYNTH


def test_a_voice_is_forgotten_after_an_hour() -> None:
    voices = KnownVoices()
    voices.see(SYNTH, asks(), 0.0)
    assert voices.forget(3599.0) == []
    assert voices.forget(3600.0) == ["lead"]
    assert voices.values() == {}


def test_there_are_never_more_voices_than_the_server_has() -> None:
    voices = KnownVoices()
    for number in range(300):
        voices.see(SYNTH, [message("/melo/heard", f"voice{number}", 60, 0.8, 1.0)], float(number))
    assert len(voices.values()) == 256
    assert client(voices, "voice0") is None
