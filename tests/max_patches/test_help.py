"""The help patch of melobridge.client plays at the click of its toggle."""

from __future__ import annotations

import pytest

from bridge.osc.protocol import DEFAULT_PORT
from tests.max_patches.rig import FOLDERS, PACKAGE
from tests.support.max_interpreter.application import Application
from tests.support.max_interpreter.box import Box
from tests.support.max_interpreter.objects.patching import MessageBox
from tests.support.max_interpreter.patcher import Patcher, read_patch

CONNECTED_MS = 1500.0


def test_the_help_patch_plays_and_each_of_its_messages_is_understood(standing_port: int) -> None:
    application = Application(*FOLDERS)
    application.network.doors[DEFAULT_PORT] = standing_port
    content = read_patch(PACKAGE / "help" / "melobridge.client.maxhelp")
    patcher = Patcher(application, content, "help")
    application.perform(patcher.load)
    application.run(CONNECTED_MS)
    toggle = patcher.find("toggle")
    click(application, toggle)
    application.run(8000)
    notes = application.output.notes()
    assert len(notes) >= 8
    assert notes[0].start == pytest.approx(0, abs=20)
    click(application, toggle)
    application.run(5000)
    assert application.output.unbalanced() == {}

    for box in patcher.boxes.values():
        if isinstance(box, MessageBox) and "port" not in box.typed.text:
            click(application, box)
            application.run(100)
    errors = [r.arguments for r in application.network.replies if r.address == "/melo/error"]
    assert errors == []
    application.close()


def click(application: Application, box: Box) -> None:
    """Click on a box."""
    application.perform(lambda: box.receive(0, ("bang",)))
