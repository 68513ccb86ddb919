"""`melobridge demo`: a server and its page, in the browser."""

from __future__ import annotations

import os
import socket
import sys
import threading
import webbrowser

from agent.library.catalogue import DEFAULT_AGENT
from bridge.cli.serve.run import ServeOptions, run
from bridge.cli.shared.options import AgentArgument
from bridge.osc.protocol import DEFAULT_HOST, DEFAULT_PORT

# Elsewhere a browser may be a program of the terminal, which this command has.
SCREENS = "DISPLAY", "WAYLAND_DISPLAY", "BROWSER"


def demo(agent: AgentArgument = DEFAULT_AGENT) -> None:
    """Play in the browser: start a server and open its page, until Ctrl-C."""
    options = ServeOptions(
        agent=agent,
        port=_free(DEFAULT_PORT, socket.SOCK_DGRAM),
        page_port=_free(DEFAULT_PORT + 1, socket.SOCK_STREAM),
    )
    run(options, _show)


def _free(port: int, kind: socket.SocketKind) -> int:
    """The port, or 0 for any where another program has it, such as a server that runs already."""
    with socket.socket(socket.AF_INET, kind) as sock:
        if kind is socket.SOCK_STREAM and os.name == "posix":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((DEFAULT_HOST, port))
        except OSError:
            return 0
    return port


def _show(link: str) -> None:
    """Open the page in a browser, or say where it is."""
    if sys.platform not in ("win32", "darwin") and not any(map(os.environ.get, SCREENS)):
        print(f"\nOpen this in a browser: {link}", flush=True)
        return
    # Some browsers hold up whoever opens them.
    threading.Thread(target=_open, args=(link,), daemon=True).start()


def _open(link: str) -> None:
    if not webbrowser.open(link):
        print(f"\nNo browser could be opened. Open this in one: {link}", flush=True)
