"""What ALSA and JACK tell of the connections of our port."""

import pytest

from bridge.cli.play.connections import alsa_connections, jack_connections, unheard

JACK = """system:playback_1
\tproperties: input,physical,terminal,
melobridge:melobridge
   synth:in
   other:in
\tproperties: output,
melobridge-01:melobridge
\tproperties: input,
melobridge-02:melobridge
\tproperties: output,
synth:in
   melobridge:melobridge
\tproperties: input,
"""
ALSA = """Client info
  cur  clients : 4

Client   0 : "System" [Kernel Legacy]
  Port   1 : "Announce" (R-e-)
    Connecting To: 15:0
Client 128 : "melobridge" [User Legacy]
  Port   0 : "melobridge" (R-e-)
    Connecting To: 130:0, 131:0[r:0]
Client 129 : "melobridge" [User Legacy]
  Port   0 : "melobridge" (-We-) [In]
    Connected From: 14:0
Client 132 : "melobridge" [User UMP MIDI2]
  Port   0 : "melobridge" (R-e-) [Out]
"""


def test_jack_lists_the_connections_of_our_outputs() -> None:
    assert jack_connections(JACK) == [2, 0]
    assert jack_connections("") == []


def test_alsa_lists_the_connections_of_our_outputs() -> None:
    assert alsa_connections(ALSA) == [2, 0]
    assert alsa_connections("") == []


@pytest.mark.parametrize(
    ("connections", "is_unheard"),
    [([], None), ([0], True), ([2], False), ([0, 0], True), ([1, 2], False), ([0, 1], None)],
)
def test_nothing_is_said_where_it_is_not_known(
    connections: list[int], is_unheard: bool | None
) -> None:
    assert unheard(connections) is is_unheard
