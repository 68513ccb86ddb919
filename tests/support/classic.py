"""Agents of the classic task for tests."""

from dataclasses import asdict

from agent.classic.task import TERMS, ClassicTask
from agent.player.checkpoint import CLASSIC, Header


def classic_header(scores: dict[str, float] | None = None) -> Header:
    """What an agent of the usual classic task with knobs says of itself."""
    task = asdict(ClassicTask())
    return Header(CLASSIC, knobs=True, terms=TERMS, task_settings=task, scores=scores or {})
