import gc
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from agent.library.catalogue import shipped_folder
from agent.library.loading import Checkpoint, load_checkpoint, player_for
from agent.music.note import Note
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer
from bridge.server import shared_agents
from bridge.server.shared_agents import share, take
from tests.support.melody_agent import save_melody_agent

CHANCES = (0.1, 0.9, 0.5, 0.7, 0.3, 0.2, 0.8, 0.6)


@pytest.fixture(params=["classic", "song"])
def loaded(request: pytest.FixtureRequest) -> Checkpoint:
    return load_checkpoint(shipped_folder() / f"{request.param}.safetensors")


def melody(player: AnyPlayer) -> list[Note]:
    line, notes = player.start(0), []
    for chance in CHANCES:
        note, line = player.play(line, Knobs(), chance)
        notes.append(note)
    return notes


def test_a_shared_agent_plays_the_very_same_notes(loaded: Checkpoint, tmp_path: Path) -> None:
    shared = share(loaded, tmp_path / "1")
    assert melody(take(shared)) == melody(player_for(loaded))
    assert take(shared).header == loaded.header


@pytest.mark.parametrize("system", ["posix", "nt"])
def test_the_file_may_go_as_soon_as_it_was_taken(
    loaded: Checkpoint, tmp_path: Path, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = share(loaded, tmp_path / "1")
    monkeypatch.setattr(shared_agents, "os", SimpleNamespace(name=system))
    player = take(shared)
    (tmp_path / "1").unlink()
    assert melody(player) == melody(player_for(loaded))


def test_what_is_shared_is_made_of_plain_values(loaded: Checkpoint, tmp_path: Path) -> None:
    import marshal

    shared = share(loaded, tmp_path / "1")
    assert marshal.loads(marshal.dumps(tuple(shared))) == tuple(shared)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs Linux's /proc")
def test_fifty_swaps_leave_no_mapping_behind(tmp_path: Path) -> None:
    save_melody_agent(tmp_path / "mine.safetensors")
    loaded = load_checkpoint(tmp_path / "mine.safetensors")
    gc.disable()  # as the server does
    try:
        for number in range(50):
            player = take(share(loaded, tmp_path / f"{number}.weights"))
            melody(player)
            (tmp_path / f"{number}.weights").unlink()
        maps = Path(f"/proc/{os.getpid()}/maps").read_text(encoding="utf-8")
        assert maps.count(str(tmp_path)) == 1
    finally:
        gc.enable()
