"""A real Pure Data, without a screen, plays the patch that users open, against a real server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from agent.library.catalogue import DEFAULT_AGENT
from bridge.osc.protocol import DEFAULT_PORT
from bridge.osc.requests import check
from tests.support.listening import Recording
from tests.support.patience import PATIENCE_SECONDS
from tests.support.program import Program
from tests.support.puredata.running import OPTIONS
from tests.support.relay import LossyRelay
from tests.support.serving import CLASSIC, MELODY, Note, Server

pytestmark = pytest.mark.pd

PATCH = Path(__file__).parents[3] / "max_patches" / "melobridge-eight-bars.pd"
HELPER = Path(__file__).with_name("eight_bars.pd")
BEAT_SECONDS = 60 / 110
STORED = 64
# "couldn't create" is what Pd says of an object that isn't vanilla.
TROUBLE = r"couldn't create|no such|no method|error:|connect failed"

OpenPatch = Callable[..., Program]


@pytest.fixture
def open_patch(require_client: Callable[[str], Path]) -> Iterator[OpenPatch]:
    """Open the patch, enter the port, send more messages; and beside it, the helper's patch."""
    pd = require_client("pd")
    options = [*OPTIONS, "-r", "48000"]
    with ExitStack() as programs:

        def open_patch(port: int, *messages: str, helper: bool = False) -> Program:
            patches = [PATCH, HELPER] if helper else [PATCH]
            opened = [word for patch in patches for word in ("-open", str(patch))]
            sent = [word for text in (f"melo-port {port}", *messages) for word in ("-send", text)]
            return programs.enter_context(
                Program(str(pd), *options, *opened, *sent, trouble=TROUBLE)
            )

        yield open_patch


def stored(program: Program) -> list[Note]:
    """The notes in the arrays of the patch, as the helper printed them."""
    columns = {
        name: text.split()
        for name, text in (
            found.groups()
            for found in program.printed(r"^(pitches|velocities|durations|onsets): (.*)$")
        )
    }
    names = "pitches", "velocities", "durations", "onsets"
    rows = zip(*(columns[name] for name in names), strict=True)
    return [Note.of((index, *row)) for index, row in enumerate(rows)]


def printed(note: Note) -> tuple[str, ...]:
    """A note as far as Pd prints it: its six digits, rounded elsewhere, agree in five."""
    values = note.index, note.pitch, note.velocity, note.duration, note.onset
    return tuple(f"{value:.5g}" for value in values)


@pytest.mark.parametrize("server", [CLASSIC, MELODY, DEFAULT_AGENT], indirect=True)
def test_the_patch_plays_the_notes_that_the_server_gave(
    open_patch: OpenPatch, server: Server, tmp_path: Path
) -> None:
    piece = tmp_path / "piece.wav"
    pd = open_patch(server.port, f"check-wav symbol {piece}", helper=True)
    assert pd.wait_for_exit(PATIENCE_SECONDS) == 0
    client = server.program.wait_for(r"client 'pd' 127\.0\.0\.1:(\d+)", PATIENCE_SECONDS)
    notes = stored(pd)
    given = server.gave(int(client[1]), "lead", 1, STORED)
    assert [printed(note) for note in notes] == [printed(note) for note in given]

    recording, played = Recording(piece), [note for note in notes if note.onset < 32]
    sounding = [note for note in played if note.pitch >= 0]
    assert 0.1 < recording.loudest() < 0.9
    onsets = recording.onsets()
    assert onsets == pytest.approx([note.onset * BEAT_SECONDS for note in sounding], abs=0.008)
    for note, onset in zip(sounding, onsets, strict=True):
        end = onset + 0.8 * note.duration * BEAT_SECONDS
        assert recording.pitch(onset + 0.02, end) == pytest.approx(note.pitch, abs=0.05)
        assert recording.level(end - 0.05, end) > 0.03
    for rest in (note for note in played if note.pitch < 0 and note.duration >= 0.5):
        end = (rest.onset + rest.duration) * BEAT_SECONDS
        assert recording.level(end - 0.1, end - 0.01) < 0.01


def test_the_patch_asks_again_for_the_notes_that_got_lost(
    open_patch: OpenPatch, server: Server, tmp_path: Path
) -> None:
    with LossyRelay(server.port, share=1 / 10) as relay:
        pd = open_patch(relay.port, f"check-wav symbol {tmp_path / 'piece.wav'}", helper=True)
        assert pd.wait_for_exit(PATIENCE_SECONDS) == 0
    assert relay.lost >= 2
    assert stored(pd) == server.gave(relay.client_port, "lead", 1, STORED)


def test_without_a_server_the_patch_says_so(open_patch: OpenPatch, free_port: int) -> None:
    pd = open_patch(free_port, "melo-ask bang")
    pd.wait_for("^melobridge: no notes: does melobridge serve run?", PATIENCE_SECONDS)


def test_the_patch_starts_at_the_servers_usual_port_and_turns_knobs_that_it_has() -> None:
    patch = PATCH.read_text()
    assert f"melo-port {DEFAULT_PORT}" in patch
    knobs = re.findall(r"#X msg \d+ \d+ list (lead [a-z].*);", patch)
    assert len(knobs) == 5
    for knob in knobs:
        words = [float(word) if word[0].isdigit() else word for word in knob.split()]
        assert check("/melo/set", words).keys
