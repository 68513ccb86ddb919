import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load, save

from agent.classic.playing.checkpoint import save_classic_checkpoint
from agent.classic.playing.inference import DenseLayer
from agent.errors import CheckpointError
from agent.library.loading import load_checkpoint, load_classic, load_melody
from agent.melody.line import Line, Setting
from agent.melody.observation import SILENT, observe
from agent.melody.playing.checkpoint import save_melody_checkpoint
from agent.melody.rewards import TERMS as MELODY_TERMS
from agent.player.checkpoint import HEADER_KEY, MELODY, Header, Tensors
from tests.support.classic import classic_header
from tests.support.melody_agent import little_tensors


def test_an_agent_comes_back_as_it_was_saved(agent_file: Path, layers: list[DenseLayer]) -> None:
    checkpoint = load_classic(agent_file)
    assert checkpoint.header.task == "classic"
    assert checkpoint.header.terms == ("harmony", "smoothness", "variety")
    assert checkpoint.header.scores == {"start": 0.5}
    assert checkpoint.policy.knobs
    for ours, saved in zip(checkpoint.policy.layers, layers, strict=True):
        assert np.array_equal(ours[0], saved[0])
        assert np.array_equal(ours[1], saved[1])


def test_the_same_agent_gives_the_same_bytes(
    agent_file: Path, layers: list[DenseLayer], tmp_path: Path
) -> None:
    again = tmp_path / "another-name.safetensors"
    save_classic_checkpoint(again, classic_header(scores={"start": 0.5}), layers)
    assert again.read_bytes() == agent_file.read_bytes()


def test_a_file_cut_short_anywhere_is_refused(agent_file: Path) -> None:
    whole = agent_file.read_bytes()
    for length in [0, 1, 7, 8, 100, len(whole) // 2, len(whole) - 1]:
        agent_file.write_bytes(whole[:length])
        with pytest.raises(CheckpointError, match=r"little.safetensors is no safetensors file"):
            load_checkpoint(agent_file)


def test_a_damaged_header_is_refused(agent_file: Path) -> None:
    whole = agent_file.read_bytes()
    for position in range(0, 400, 7):
        agent_file.write_bytes(whole[:position] + b"\xff" + whole[position + 1 :])
        with pytest.raises(CheckpointError, match=r"little.safetensors"):
            load_checkpoint(agent_file)


def test_foreign_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "song.safetensors"
    with pytest.raises(CheckpointError, match="doesn't exist: 'melobridge agents' lists"):
        load_checkpoint(path)
    path.mkdir()
    with pytest.raises(CheckpointError, match="is a folder, not an agent's file: rename or remove"):
        load_checkpoint(path)
    path.rmdir()
    path.write_bytes(b"MThd" * 50)
    with pytest.raises(CheckpointError, match="is no safetensors file"):
        load_checkpoint(path)
    path.write_bytes(save({"weight": np.zeros(3, dtype=np.float32)}))
    with pytest.raises(CheckpointError, match="but not an agent of melobridge"):
        load_checkpoint(path)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"format": 2}, "has format 2, this melobridge reads up to 1: install a newer"),
        ({"task": "jazz"}, "is of the task 'jazz', which is unknown here"),
        ({"terms": ["loudness"]}, "is of the task 'classic', which is unknown here"),
        ({"knobs": False}, "its network doesn't fit the task"),
        ({"task_settings": {"progression": ["X"] * 4, "weights": [1, 1, 1]}}, "'X' is no Roman"),
        ({"task_settings": {"tempo": 120}}, "its task can't be read"),
        ({"colour": "red"}, "its header can't be read"),
        ({"scores": [0.5]}, "its header can't be read"),
        ({"training": "long"}, "its header can't be read"),
    ],
)
def test_headers_that_cant_be_used_are_refused(
    change: dict[str, object], fault: str, tmp_path: Path, layers: list[DenseLayer]
) -> None:
    path = tmp_path / "agent.safetensors"
    header = json.loads(classic_header().to_json()) | change
    path.write_bytes(save(tensors_of(layers), {HEADER_KEY: json.dumps(header)}))
    with pytest.raises(CheckpointError, match=fault):
        load_checkpoint(path)


def tensors_of(layers: list[DenseLayer]) -> dict[str, np.ndarray]:
    parts: dict[str, np.ndarray] = {}
    for number, (weight, bias) in enumerate(layers):
        parts |= {f"dense.{number}.weight": weight, f"dense.{number}.bias": bias}
    return parts


def test_layers_that_dont_fit_are_refused(tmp_path: Path, layers: list[DenseLayer]) -> None:
    path = tmp_path / "agent.safetensors"
    header = {HEADER_KEY: classic_header().to_json()}
    good = tensors_of(layers)
    bad = [
        {name: value for name, value in good.items() if name != "dense.1.bias"},
        good | {"dense.1.weight": np.zeros((8, 5), dtype=np.float32)},
        good | {"dense.1.bias": np.full(8, np.nan, dtype=np.float32)},
        good | {"dense.1.bias": np.zeros(8)},
        good | {"extra": np.zeros(8, dtype=np.float32)},
    ]
    for tensors in bad:
        path.write_bytes(save(tensors, header))
        with pytest.raises(CheckpointError, match="is damaged"):
            load_checkpoint(path)


def test_a_place_that_cant_be_written_is_named(tmp_path: Path, layers: list[DenseLayer]) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CheckpointError, match="can't be written"):
        save_classic_checkpoint(tmp_path / "file" / "agent.safetensors", classic_header(), layers)


MELODY_HEADER = Header(
    MELODY, True, terms=MELODY_TERMS, task_settings={"character": "hymn"}, scores={"bits": 2.5}
)


@pytest.fixture
def melody_file(tmp_path: Path) -> Path:
    """A little agent of the melody task."""
    path = tmp_path / "hymns.safetensors"
    save_melody_checkpoint(path, MELODY_HEADER, little_tensors())
    return path


@pytest.mark.slow
def test_a_melody_agent_comes_back_in_half_precision(melody_file: Path) -> None:
    checkpoint = load_melody(melody_file)
    assert checkpoint.header == MELODY_HEADER
    assert checkpoint.tensors.keys() == little_tensors().keys()
    for name, tensor in little_tensors().items():
        assert checkpoint.tensors[name].dtype == np.float16
        assert checkpoint.tensors[name] == pytest.approx(tensor, rel=2**-11, abs=1e-7)


def test_the_same_melody_agent_gives_the_same_bytes(melody_file: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.safetensors"
    stored = load_melody(melody_file).tensors
    save_melody_checkpoint(again, MELODY_HEADER, dict(reversed(stored.items())))
    assert again.read_bytes() == melody_file.read_bytes()


def test_an_agent_of_another_task_is_refused_where_one_is_needed(
    agent_file: Path, melody_file: Path
) -> None:
    with pytest.raises(CheckpointError, match=r"little.safetensors is of the task 'classic', not"):
        load_melody(agent_file)
    with pytest.raises(CheckpointError, match=r"hymns.safetensors is of the task 'melody', not cl"):
        load_classic(melody_file)


def test_a_melody_file_cut_short_anywhere_is_refused(melody_file: Path) -> None:
    whole = melody_file.read_bytes()
    for length in [0, 1, 7, 8, 100, len(whole) // 2, len(whole) - 1]:
        melody_file.write_bytes(whole[:length])
        with pytest.raises(CheckpointError, match=r"hymns.safetensors is no safetensors file"):
            load_checkpoint(melody_file)


def test_a_melody_file_with_a_damaged_header_is_refused(melody_file: Path) -> None:
    whole = melody_file.read_bytes()
    for position in range(0, 1200, 11):
        melody_file.write_bytes(whole[:position] + b"\xff" + whole[position + 1 :])
        with pytest.raises(CheckpointError, match=r"hymns.safetensors"):
            load_checkpoint(melody_file)


def rewrite(path: Path, tensors: Tensors, **changes: object) -> None:
    """Write a melody agent of these tensors, and with other things in its header."""
    header = json.loads(MELODY_HEADER.to_json()) | changes
    path.write_bytes(save(tensors, {HEADER_KEY: json.dumps(header)}))


def test_a_melody_file_from_before_the_rows_of_the_scale_plays_without_them(
    melody_file: Path,
) -> None:
    tables = "prior.embedding", "q.embedding"
    good = load(melody_file.read_bytes())
    for name in tables:
        good[name][SILENT] = 0
    rewrite(melody_file, good | {name: good[name][:-12] for name in tables})
    checkpoint = load_melody(melody_file)
    for name in tables:
        assert (checkpoint.tensors[name][:-12] == good[name][:-12]).all()
        assert not checkpoint.tensors[name][-12:].any()
    unknown, lydian = (observe(Line(), Setting(scale=mask)) for mask in (0, 0b101011010101))
    assert (checkpoint.policy.prior(lydian) == checkpoint.policy.prior(unknown)).all()


def test_melody_networks_that_dont_fit_are_refused(melody_file: Path) -> None:
    good = load(melody_file.read_bytes())
    bad = [
        {name: tensor for name, tensor in good.items() if name != "q.knobs"},
        {name: tensor for name, tensor in good.items() if name != "q.bias"},
        good | {"extra": np.zeros(3, np.float16)},
        good | {"prior.bias": np.zeros(9, np.float16)},
        good | {"prior.bias": np.zeros((), np.float16)},
        good | {"q.knobs": good["q.knobs"][:, :3]},
        good | {"q.embedding": good["q.embedding"][1:]},
        good | {"q.bias": good["q.bias"].astype(np.float32)},
        good | {"q.bias": np.full(8, np.nan, np.float16)},
        good | {"q.bias": np.full(8, np.inf, np.float16)},
        {},
    ]
    for tensors in bad:
        rewrite(melody_file, tensors)
        with pytest.raises(CheckpointError, match=r"damaged: its network doesn't fit the task mel"):
            load_checkpoint(melody_file)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"format": 2}, "has format 2, this melobridge reads up to 1"),
        ({"terms": ["harmony"]}, "is of the task 'melody', which is unknown here"),
        ({"task": "classic"}, "is of the task 'classic', which is unknown here"),
        ({"task_settings": {"character": "jazz"}}, "its character is none of any, fiddle, hymn, l"),
        ({"task_settings": {"character": None}}, "its character is none of any, fiddle, hymn, l"),
        ({"task_settings": ["hymn"]}, "its header can't be read"),
        ({"training": None}, "its header can't be read"),
    ],
)
def test_melody_headers_that_cant_be_used_are_refused(
    change: dict[str, object], fault: str, melody_file: Path
) -> None:
    rewrite(melody_file, load(melody_file.read_bytes()), **change)
    with pytest.raises(CheckpointError, match=fault):
        load_checkpoint(melody_file)


def test_an_agent_without_a_character_may_have_any(melody_file: Path) -> None:
    rewrite(melody_file, load(melody_file.read_bytes()), task_settings={})
    assert load_melody(melody_file).header.task_settings == {}


def test_a_melody_agent_that_cant_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CheckpointError, match="can't be written"):
        save_melody_checkpoint(tmp_path / "file" / "a.safetensors", MELODY_HEADER, little_tensors())
