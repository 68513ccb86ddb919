"""A real Pure Data without a screen, which is told messages by TCP and prints what comes of it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Final

from tests.support.free_ports import HOST, tcp_port
from tests.support.patience import PATIENCE_SECONDS
from tests.support.program import Program

EXTERNALS: Final = tuple(f"/usr/lib/pd/extra/{name}" for name in ("cyclone", "osc", "iemnet"))
"""Where Debian has them."""
OPTIONS: Final = ("-nogui", "-noaudio", "-nomidi", "-stderr", "-nrt", "-noprefs")
# Cyclone says the last of these of each second coll of a name, and works.
TROUBLE: Final = (
    r"couldn't create|no such|no method|out of range|error:(?! .* failed: embed_gc)|\?\?\?"
)
HEAD: Final = """\
#N canvas 0 0 600 400 12;
#X obj 20 20 netreceive {port};
#X obj 20 50 route mark;
#X obj 20 80 print mark;
#X obj 220 20 loadbang;
#X obj 220 50 print ready;
#X connect 0 0 1 0;
#X connect 1 0 2 0;
#X connect 3 0 4 0;
"""
TOLD: Final = "1 1"
"""The outlet of the messages that are told, for cords."""
FIRST: Final = 5
"""The number of a patch's first object of its own."""


class PureData:
    """A Pd that runs. program: what it prints."""

    def __init__(self, program: Program, port: int) -> None:
        self.program = program
        self._marks = count()
        program.wait_for("^ready: ", PATIENCE_SECONDS)
        self._control = socket.create_connection((HOST, port), PATIENCE_SECONDS)

    def say(self, *messages: str) -> None:
        """Send messages at one moment, and wait until Pd has taken them."""
        mark = next(self._marks)
        sent = "".join(f"{message};\n" for message in (*messages, f"mark {mark}"))
        self._control.sendall(sent.encode())
        self.program.wait_for(f"^mark: {mark}$", PATIENCE_SECONDS)

    def printed(self, name: str) -> list[str]:
        """What the `print` of a name has printed until now."""
        return [found[1] for found in self.program.printed(f"^{name}: (.*)$")]

    def close(self) -> None:
        """End Pd: its ports are free then."""
        self._control.close()
        self.program.end()


@contextmanager
def pure_data(
    require_client: Callable[[str], Path], folder: Path, objects: str
) -> Iterator[PureData]:
    """Run a patch in a folder, beside the abstractions that it needs. objects: the lines of its
    file, with cords from TOLD; the first object has the number FIRST."""
    pd, *_ = map(require_client, ("pd", *EXTERNALS))
    port, patch = tcp_port(), folder / "patch.pd"
    patch.write_text(HEAD.format(port=port) + objects)
    with (
        Program(str(pd), *OPTIONS, "-open", str(patch), trouble=TROUBLE) as program,
        closing(PureData(program, port)) as running,
    ):
        yield running
