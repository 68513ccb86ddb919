"""A bare python-osc server that sends every message back: the peer of `benchmarks.serving`.

python -m benchmarks.pythonosc_echo      # prints its port, runs until killed
"""

from __future__ import annotations

from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_server import BlockingOSCUDPServer


def echo(address: str, *arguments: object) -> tuple[object, ...]:
    """The same message: python-osc sends what a handler returns back to the sender."""
    return address, *arguments


def main() -> None:
    dispatcher = Dispatcher()
    dispatcher.map("/melo/next", echo)
    with BlockingOSCUDPServer(("127.0.0.1", 0), dispatcher) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
