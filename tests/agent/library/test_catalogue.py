import shutil
from pathlib import Path

import pytest

from agent.errors import AgentNotFound, CheckpointError
from agent.library.catalogue import (
    DEFAULT_AGENT,
    agent_paths,
    find_agent,
    open_agent,
    own_folder,
    shipped_folder,
)
from agent.library.loading import load_checkpoint, player_for
from agent.player.knobs import Knobs


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "agents"
    folder.mkdir()
    monkeypatch.setenv("MELOBRIDGE_AGENTS", str(folder))
    return folder


SHIPPED = ("all", "classic", "fiddle", "hymn", "lied", "pop", "song")


def test_seven_agents_are_shipped_one_of_them_the_default(own: Path) -> None:
    folder = shipped_folder()
    assert agent_paths() == {name: folder / f"{name}.safetensors" for name in SHIPPED}
    assert DEFAULT_AGENT in SHIPPED
    for path in agent_paths().values():
        player_for(load_checkpoint(path)).check(Knobs())


def test_own_agents_are_found_and_hide_shipped_ones(own: Path, agent_file: Path) -> None:
    shutil.copy(agent_file, own / "mine.safetensors")
    shutil.copy(agent_file, own / "classic.safetensors")
    (own / "notes.txt").write_text("not an agent")
    shutil.copy(agent_file, own / "no name.safetensors")
    paths = agent_paths()
    assert set(paths) == {*SHIPPED, "mine"}
    assert paths["classic"] == own / "classic.safetensors"
    assert find_agent("mine") == own / "mine.safetensors"


@pytest.mark.parametrize("name", ["jazz", "/etc/passwd", ""])
def test_what_is_no_agents_name_is_refused(own: Path, name: str) -> None:
    with pytest.raises(
        AgentNotFound, match=f"there is no agent '{name}': use one of all, classic,"
    ):
        find_agent(name)


def test_an_agent_is_found_in_any_case_and_a_misspelled_one_told(own: Path) -> None:
    assert find_agent("Fiddle").stem == "fiddle"
    for name in ("../classic", "clasic"):
        with pytest.raises(AgentNotFound, match=f"no agent '{name}': did you mean 'classic'"):
            find_agent(name)


def test_the_command_line_may_point_at_a_file(own: Path, agent_file: Path) -> None:
    name, checkpoint = open_agent(str(agent_file))
    assert (name, checkpoint.header.scores) == ("little", {"start": 0.5})
    with pytest.raises(CheckpointError, match="doesn't exist"):
        open_agent("gone.safetensors")


def test_the_folder_follows_the_systems_habit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MELOBRIDGE_AGENTS", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert own_folder() == Path("/data/melobridge/agents")
