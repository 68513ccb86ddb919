"""Whatever a person does with the device, no note hangs and nothing goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from bridge.errors import Code
from tests.max_patches.rig import CONTRARY, USUAL, Rig, live_set
from tests.support.max_interpreter.device import Device
from tests.support.max_interpreter.live import Habits
from tests.support.max_interpreter.network import LATENCY_MS
from tests.support.max_interpreter.objects.controls import Parameter
from tests.support.max_interpreter.scheduler import MAIN, SCHEDULER

ACTIONS = 150
LONGEST_WAIT_BEATS = 1.5
KEYS = range(48, 60)
PORTS = ("Server Port", "Reply Port")


class Person:
    """Somebody who tries everything, at random."""

    def __init__(self, rig: Rig, device: Device, seed: int) -> None:
        self._rig, self._device, self._random = rig, device, Random(seed)
        self._down: set[int] = set()

    def act(self) -> None:
        """Do something, and wait a little."""
        weights = {
            self._press: 8,
            self._release: 8,
            self._turn: 6,
            self._move_live: 5,
            self._switch: 2,
            self._trouble_the_network: 2,
        }
        self._random.choices(list(weights), list(weights.values()))[0]()
        self._rig.run(self._random.uniform(0, LONGEST_WAIT_BEATS))

    def leave(self) -> None:
        """Let go of the keys, and leave the device on."""
        self._device.switch(True)
        for pitch in list(self._down):
            self._device.note_off(pitch)

    def _press(self) -> None:
        if len(self._down) == len(KEYS):
            return
        pitch = self._random.choice([key for key in KEYS if key not in self._down])
        self._down.add(pitch)
        self._device.note_on(pitch, self._random.randint(1, 127))

    def _release(self) -> None:
        if self._down:
            pitch = self._random.choice(sorted(self._down))
            self._down.remove(pitch)
            self._device.note_off(pitch)

    def _turn(self) -> None:
        parameter = self._random.choice(
            [one for name, one in self._device.parameters.items() if name not in PORTS]
        )
        thread = self._random.choice((MAIN, SCHEDULER))
        self._device.set(parameter.long_name, self._value(parameter), thread)

    def _value(self, parameter: Parameter) -> float:
        if parameter.kind == 0:
            return self._random.uniform(parameter.least, parameter.most)
        return self._random.randint(int(parameter.least), int(parameter.most))

    def _move_live(self) -> None:
        live = self._rig.live
        self._random.choice(
            (
                live.play,
                lambda: live.play(self._random.choice((0, 7.3, 100))),
                live.stop,
                lambda: live.jump(self._random.uniform(0, 64)),
                lambda: live.set_tempo(self._random.choice((40, 90.5, 120, 240))),
                lambda: live.set_meter(*self._random.choice(((4, 4), (3, 4), (5, 4), (7, 8)))),
                lambda: live.set_scale(self._random.randrange(12), "Minor", 0, 2, 3, 5, 7, 8, 10),
            )
        )()

    def _switch(self) -> None:
        self._device.switch(self._random.random() < 0.7)

    def _trouble_the_network(self) -> None:
        delay = self._random.choice((LATENCY_MS, LATENCY_MS, 80.0, 700.0, None))
        self._rig.network.fate = lambda _: delay


@pytest.mark.parametrize("habits", [USUAL, CONTRARY], ids=["usual", "contrary"])
def test_nothing_that_a_person_does_leaves_a_note_hanging(
    standing_port: int, require_client: Callable[[str], Path], habits: Habits
) -> None:
    require_client("node")
    with live_set(standing_port, habits) as rig:
        device = rig.add()
        person = Person(rig, device, seed=7)
        rig.live.play(0)
        for _ in range(ACTIONS):
            person.act()
        person.leave()
        rig.run(4)
        assert len(device.output.notes()) > 20
        # A thumb before any note, or what can't be played together: the status tells of it.
        assert {error[1] for error in rig.errors()} <= {Code.NO_SUCH_NOTE, Code.OUT_OF_RANGE}
