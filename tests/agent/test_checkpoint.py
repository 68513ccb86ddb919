import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

from agent.checkpoint import HEADER_KEY, Header, load_checkpoint, save_checkpoint
from agent.errors import CheckpointError
from agent.policy import DenseLayer


def test_an_agent_comes_back_as_it_was_saved(agent_file: Path, layers: list[DenseLayer]) -> None:
    checkpoint = load_checkpoint(agent_file)
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
    save_checkpoint(again, Header(task="classic", knobs=True, scores={"start": 0.5}), layers)
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
    ],
)
def test_headers_that_cant_be_used_are_refused(
    change: dict[str, object], fault: str, tmp_path: Path, layers: list[DenseLayer]
) -> None:
    path = tmp_path / "agent.safetensors"
    header = json.loads(Header(task="classic", knobs=True).to_json()) | change
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
    header = {HEADER_KEY: Header(task="classic", knobs=True).to_json()}
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
        save_checkpoint(
            tmp_path / "file" / "agent.safetensors", Header(task="classic", knobs=True), layers
        )
