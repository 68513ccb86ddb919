"""Child processes for tests: what they do, and the kinds of pipes to them."""

import os

import pytest

from bridge.processes.pipes import NonBlockingPipes, ThreadedPipes

ECHO = "import os\nwhile piece := os.read(0, 65536): os.write(1, piece)"
DEAF = "import time\ntime.sleep(60)"
DYING = "pass"
KINDS = [
    pytest.param(
        NonBlockingPipes, marks=pytest.mark.skipif(os.name != "posix", reason="no such pipes")
    ),
    ThreadedPipes,
]
