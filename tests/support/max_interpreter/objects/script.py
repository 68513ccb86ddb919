"""`js`: a script in Node. It works in the main thread, as in Max."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any, Final

from tests.support.max_interpreter.box import Box, named
from tests.support.max_interpreter.messages import Message, message
from tests.support.patience import PATIENCE_SECONDS

HOST: Final = Path(__file__).parents[1] / "script_host.js"


@named("js")
class Script(Box):
    """A script. What it sends leaves once its function is done."""

    _process: subprocess.Popen[str]

    def set_up(self) -> None:
        """Start it. Raises MaxError where the file isn't found."""
        file = self.application.find(str(self.argument(0, "")))
        if file is None:
            raise self.error("there is no such file in the search path")
        words = [json.dumps(word) for word in self.arguments[1:]]
        self._process = subprocess.Popen(
            ["node", str(HOST), str(file), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.application.endings.append(self.freed)
        answer = self._answer()
        self.inlets, self.outlets = answer["inlets"], answer["outlets"]

    def freed(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait(PATIENCE_SECONDS)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def receive(self, inlet: int, received: Message) -> None:
        """Call the function of a message, in the main thread."""
        self.application.scheduler.in_main(lambda: self._run(inlet, received))

    def _run(self, inlet: int, received: Message) -> None:
        head = received[0]
        if not isinstance(head, str):
            number = "msg_int" if isinstance(head, int) else "msg_float"
            kind = name = number if len(received) == 1 else "list"
            values = received
        else:
            kind = name = head
            values = received[1:]
        asked = {"inlet": inlet, "kind": kind, "name": name, "values": values}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        for effect in self._answer()["effects"]:
            self._take_effect(*effect)

    def _take_effect(self, kind: str, *values: Any) -> None:
        if kind == "out":
            outlet, atoms = values
            self.out(outlet, *atoms)
        elif kind == "send":
            name, atoms = values
            self.application.send(name, message(atoms))
        elif kind == "post":
            self.application.console.append(f"js: {values[0]}")
        else:
            raise self.error(f"{kind}: {values[0]}")

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise self.error("the script ended")
        answer: dict[str, Any] = json.loads(line)
        for kind, *values in answer["effects"]:
            if kind == "fault":
                raise self.error(str(values[0]))
        return answer
