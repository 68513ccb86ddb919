"""Players of both tasks, as the library gives them."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from agent.classic.playing.player import ClassicPlayer
from agent.library.loading import load_checkpoint, load_classic, load_melody, player_for
from agent.melody.line import Line, Setting
from agent.melody.playing.player import MelodyPlayer
from agent.melody.vocabulary import ACTIONS
from agent.player.knobs import Knobs
from tests.support.melody_agent import save_melody_agent


@pytest.fixture
def melody_file(tmp_path: Path) -> Path:
    return save_melody_agent(tmp_path / "melody.safetensors")


def test_each_task_has_its_player(agent_file: Path, melody_file: Path) -> None:
    assert isinstance(player_for(load_classic(agent_file)), ClassicPlayer)
    assert isinstance(player_for(load_melody(melody_file)), MelodyPlayer)


def test_every_player_plays_and_hears_on_its_own_clock(agent_file: Path, melody_file: Path) -> None:
    for path in (agent_file, melody_file):
        player, knobs = player_for(load_checkpoint(path)), Knobs()
        line, now = player.start(0), 0.0
        for chance in (0.1, 0.4, 0.7):
            note, line = player.play(line, knobs, chance)
            assert note.onset == now
            now = note.onset + note.duration
        line = player.hear(line, knobs, note._replace(onset=now + 1), placed=True)
        assert player.play(line, knobs, 0.5)[0].onset >= now + 1


class Flat(MelodyPlayer):
    """Likes a hundred actions equally, in float32."""

    def scores(self, line: Line, setting: Setting, knobs: Knobs) -> NDArray[np.float32]:
        return np.full(len(ACTIONS), 0.1, dtype=np.float32)

    def allowed(self, line: Line, setting: Setting, knobs: Knobs) -> NDArray[np.bool_]:
        return np.isin(np.arange(len(ACTIONS)), range(100, 200))


@pytest.mark.parametrize("temperature", [0.01, 0.7, 1, 2])
def test_any_chance_below_1_takes_an_allowed_action(melody_file: Path, temperature: float) -> None:
    player, knobs = Flat(load_melody(melody_file)), Knobs(temperature=temperature)
    chances = [0.0, 0.005, 0.5, np.nextafter(1, 0)]
    chosen = [player.choose(Line(), Setting(), knobs, chance) for chance in chances]
    assert chosen == [100, 100, 150, 199]
