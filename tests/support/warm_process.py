"""A Python that has loaded melobridge, and becomes a command again and again.

Each line of its input names a command; a fork of this process runs it, with its folder, its
environment and its streams, and ends as any Python does. Each line of output is an exit status, or
the negative number of a signal. What commands have in common, such as loading torch, is done once.
"""

import json
import os
import signal
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from typer.testing import CliRunner

from bridge.cli import main

# torch's optimisers load _dynamo; the learning curve is drawn.
OF_TRAINING: Final = (
    "agent.classic.learning.training",
    "agent.melody.learning.run",
    "bridge.cli.shared.progress",
    "matplotlib.backends.backend_agg",
    "torch._dynamo",
)
Command = dict[str, Any]


def load_application() -> None:
    """Load what any command needs: what shows help, too, which typer loads when it is asked."""
    from bridge.cli.app import app

    CliRunner().invoke(app, ["generate", "--help"])


@cache
def load_training() -> None:
    """Load what training needs, and compute what each run of the classic task compares with."""
    for module in OF_TRAINING:
        import_module(module)
    from agent.classic.evaluation import SETTINGS, optimum_from_start
    from agent.classic.state_space import state_space
    from agent.classic.task import ClassicTask

    for setting in SETTINGS:
        optimum_from_start(state_space(ClassicTask()), setting)


def next_command() -> Command | None:
    """The command that this process is to become: returns in forks only, and at the end of the
    input, where there is none."""
    load_application()
    for line in sys.stdin:
        command: Command = json.loads(line)
        if command["arguments"][:1] == ["train"] and "--help" not in command["arguments"]:
            load_training()
        child = os.fork()
        if child == 0:
            return command
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    return None


def become(command: Command) -> None:
    """Take over what a process is started with."""
    signal.alarm(command["seconds"])
    os.chdir(command["folder"])
    os.environ.clear()
    os.environ.update(command["environment"])
    sys.argv[1:] = command["arguments"]
    for number, (path, flags) in enumerate(
        (
            (os.devnull, os.O_RDONLY),
            (command["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
            (command["err"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        )
    ):
        opened = os.open(Path(path), flags)
        os.dup2(opened, number)
        os.close(opened)


if __name__ == "__main__" and (command := next_command()):
    become(command)
    main()
