"""A server, from its options to its end."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from agent.library.catalogue import DEFAULT_AGENT, is_file
from bridge.cli.serve.agents import LoadedAgents, load_agents
from bridge.cli.serve.greeting import greeting, reachable
from bridge.midi.commands import INTERNAL
from bridge.midi.ports.names import OWN_PORT
from bridge.osc.address import Address
from bridge.osc.protocol import DEFAULT_HOST, DEFAULT_PORT

if TYPE_CHECKING:
    from bridge.cli.serve.page_socket import PageSocket
    from bridge.server.jobs import Content
    from bridge.server.loop import Loop
    from bridge.worker.supervisor import Supervisor

RATE = 2000.0
"""Most messages and notes a second of a client."""

log = logging.getLogger("melobridge")


class ServeOptions(NamedTuple):
    """What was given on the command line; see the help of each option.

    seed: None for a random one; log_file: of the session log; rate: messages and notes a second;
    inputs: names of MIDI inputs. page: whether there is one; page_port: None for the one after
    `port`, and no page where that is taken; announce: whether controllers may find it.
    """

    agent: str = DEFAULT_AGENT
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    seed: int | None = None
    log_file: Path | None = None
    rate: float = RATE
    realtime: bool = False
    sync: str = INTERNAL
    inputs: tuple[str, ...] = (OWN_PORT,)
    page: bool = True
    page_port: int | None = None
    announce: bool = False
    with_parent: bool = False


def run(options: ServeOptions, opened: Callable[[str], None] = lambda _: None) -> None:
    """Serve until Ctrl-C. opened: called with the link of the page ('': none) when all is open.

    Raises MeloError.
    """
    logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%H:%M:%S", level=logging.INFO)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _run(options, opened)
    log.info("stopped")


def _run(options: ServeOptions, opened: Callable[[str], None]) -> None:
    """Load the agents and answer until a signal comes. Raises MeloError."""
    from bridge.cli.serve.session import begin_session
    from bridge.osc.forwarding import SECRET_BYTES, seal
    from bridge.processes.priority import raise_priority
    from bridge.server.deadlines import MeasuredDeadlines
    from bridge.server.dispatcher import Responder
    from bridge.server.loop import Loop, stopwatch
    from bridge.server.sockets import bind

    agents, (presets, tastes) = load_agents(options.agent), _saved()
    seed = secrets.randbits(32) if options.seed is None else options.seed
    clock = stopwatch()
    with bind(options.host, options.port) as sock, ExitStack() as stack:
        address: Address = sock.getsockname()
        responder = Responder(
            agents.players,
            agents.default,
            seed,
            deadlines=MeasuredDeadlines(clock),
            presets=presets,
            tastes=tastes,
            statistics=lambda: loop.figures(),  # noqa: PLW0108 - the loop comes later
            host=address[0],
        )
        page = _page_socket(options, address)
        if page is not None:
            stack.enter_context(closing(page))
        session = ""
        if options.log_file:
            session = begin_session(options.log_file, agents, seed, presets, tastes)
        secret = secrets.token_bytes(SECRET_BYTES)
        supervisor = _supervisor(options, agents, session, address, secret, page)
        stack.enter_context(closing(supervisor))
        loop = Loop(sock, responder, clock, helper=supervisor, rate=options.rate, seal=seal(secret))
        _stop_at_the_end(loop, with_parent=options.with_parent)
        link = page.link if page else ""
        print(greeting(address, agents, session, link), flush=True)
        opened(link)
        if line := raise_priority(realtime=options.realtime):
            log.info(line)
        loop.run()


def _page_socket(options: ServeOptions, address: Address) -> PageSocket | None:
    """The socket of the page. address: of the server. Raises ServeError."""
    from bridge.cli.serve.page_socket import page_socket

    if not options.page:
        return None
    return page_socket(address[0], options.page_port, options.port)


def _saved() -> tuple[dict[str, Content], dict[str, Content]]:
    """The presets and tastes that were saved; a file that can't be read is a warning."""
    from bridge.server.jobs import PRESET, TASTE
    from bridge.worker.preset_files import kept

    (presets, bad_presets), (tastes, bad_tastes) = kept(PRESET), kept(TASTE)
    for line in (*bad_presets, *bad_tastes):
        log.warning(line)
    return presets, tastes


def _supervisor(
    options: ServeOptions,
    agents: LoadedAgents,
    session: str,
    address: Address,
    secret: bytes,
    page: PageSocket | None,
) -> Supervisor:
    """The worker process. session: file of the session log, or ''; address: of our socket."""
    from bridge.page.setup import PageSetup
    from bridge.worker.midi_voices import MidiVoicesSetup
    from bridge.worker.supervisor import Supervisor

    host, port = reachable(address[0]), address[1]
    named = options.agent if is_file(options.agent) else ""
    midi = MidiVoicesSetup(host, port, secret, options.sync, options.inputs)
    setup = None
    if page is not None:
        setup = PageSetup(
            listener=page.file,
            host=page.host,
            port=page.port,
            name=options.host,
            server_host=host,
            server_port=port,
            secret=secret,
            token=page.token,
            announce=options.announce,
            session=session,
            named=named,
        )
    return Supervisor(session, named, agents.known, tuple(midi), setup)


def _stop_at_the_end(loop: Loop, *, with_parent: bool) -> None:
    """Stop the loop at a signal, and with_parent at the end of the standard input."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: loop.stop())
    if with_parent:
        threading.Thread(target=_end_with_parent, args=(loop,), daemon=True).start()


def _end_with_parent(loop: Loop) -> None:
    """Wait for the end of the standard input, which the parent process holds open."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    loop.stop()
