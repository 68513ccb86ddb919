from dataclasses import fields

from agent.player.knobs import Knobs
from bridge.osc.keys import KEYS
from bridge.server.voices.voice import VoiceSettings


def test_there_is_a_key_for_every_knob() -> None:
    voice = {setting.name for setting in fields(VoiceSettings)} - {"knobs"}
    assert KEYS.keys() == {knob.name for knob in fields(Knobs)} | voice
