import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

import pytest

from agent.classic.learning.dqn import DQN
from agent.classic.learning.settings import DQNSettings
from agent.classic.learning.training import final_scores, resume, resume_path, save_run, train
from agent.classic.task import ClassicTask
from agent.errors import CheckpointError
from agent.library.loading import load_classic

SMALL = ClassicTask(("I", "V", "IV", "I"), beats_per_bar=2, phrase_bars=2)
SHORT = DQNSettings(updates=48, melodies=16, replay=64, batch=16, hidden=(16,), seed=5)


@pytest.mark.parametrize("prioritized", [False, True])
def test_a_resumed_run_ends_with_the_same_bytes(tmp_path: Path, prioritized: bool) -> None:
    settings = replace(SHORT, prioritized=prioritized)
    whole, parts = tmp_path / "whole.safetensors", tmp_path / "parts.safetensors"
    for _ in train(DQN(settings, SMALL), whole):
        pass
    for _ in islice(train(learner := DQN(settings, SMALL), parts), 3):
        pass
    save_run(learner, parts, final_scores(learner))
    for _ in train(resume(parts), parts):
        pass
    assert parts.read_bytes() == whole.read_bytes()
    assert resume_path(parts).read_bytes() == resume_path(whole).read_bytes()


def test_progress_counts_updates_melodies_and_notes(tmp_path: Path) -> None:
    moments = list(train(DQN(SHORT, SMALL), tmp_path / "a.safetensors"))
    assert [moment.update for moment in moments] == [0, 8, 16, 24, 32, 40, 48]
    assert moments[-1].melodies == 7 * 16
    assert moments[-1].steps == 7 * 16 * 8
    assert all(later.seconds > earlier.seconds for earlier, later in pairwise(moments))


def test_the_header_tells_how_the_agent_came_to_be(tmp_path: Path) -> None:
    for _ in train(DQN(SHORT, SMALL), tmp_path / "a.safetensors"):
        pass
    header = load_classic(tmp_path / "a.safetensors").header
    assert header.training["seed"] == 5
    assert header.training["update"] == 48
    assert set(header.scores) == {"start", "primers", "regret", "settings_mean", "settings_worst"}
    assert {"melobridge", "torch", "numpy"} <= set(header.provenance)


def test_a_resume_file_that_isnt_there_or_isnt_one_is_named(tmp_path: Path) -> None:
    out = tmp_path / "a.safetensors"
    with pytest.raises(CheckpointError, match=r"a.resume doesn't exist: there is no run to resume"):
        resume(out)
    resume_path(out).write_bytes(b"nonsense")
    with pytest.raises(CheckpointError, match=r"a.resume is no safetensors file"):
        resume(out)
    for _ in islice(train(learner := DQN(SHORT, SMALL), out), 1):
        pass
    save_run(learner, out, {})
    resume_path(out).write_bytes(out.read_bytes())
    with pytest.raises(CheckpointError, match=r"a.resume is damaged or no resume file"):
        resume(out)


KEEP_SAVING = """
import sys
from pathlib import Path
from agent.classic.task import ClassicTask
from agent.classic.learning.dqn import DQN
from agent.classic.learning.settings import DQNSettings
from agent.classic.learning.training import save_run
from agent.classic.task import ClassicTask
small = ClassicTask(("I", "V", "IV", "I"), beats_per_bar=2, phrase_bars=2)
settings = DQNSettings(updates=10**6, melodies=16, replay=64, batch=16, hidden=(16,))
learner = DQN(settings, small)
while True:
    learner.compose()
    save_run(learner, Path(sys.argv[1]), {})
    print(learner.update, flush=True)
"""


def test_kill_9_while_saving_leaves_a_good_checkpoint_and_a_good_resume_file(
    tmp_path: Path,
) -> None:
    out = tmp_path / "a.safetensors"
    for delay in (0.0, 0.013, 0.029):
        child = subprocess.Popen(
            [sys.executable, "-c", KEEP_SAVING, str(out)],
            stdout=subprocess.PIPE,
            env=os.environ | {"OMP_NUM_THREADS": "1"},
        )
        assert child.stdout is not None
        for _ in range(3):
            child.stdout.readline()
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert load_classic(out).policy.knobs
        assert resume(out).update > 0
