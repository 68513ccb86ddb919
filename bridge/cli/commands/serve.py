"""`melobridge serve`: load the agents, listen, answer."""

from __future__ import annotations

import ipaddress
import logging
import os
import secrets
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing, suppress
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from agent.errors import CheckpointError, ConfigError
from agent.library.catalogue import DEFAULT_AGENT, agent_paths, find_agent
from agent.library.loading import load_checkpoint, player_for
from agent.player.checkpoint import SUFFIX, Header
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer
from bridge.cli.shared.options import AgentArgument, check_sync
from bridge.errors import ServeError
from bridge.midi.commands import INTERNAL
from bridge.midi.ports.names import OWN_PORT
from bridge.osc.address import Address
from bridge.osc.protocol import DEFAULT_HOST, DEFAULT_PORT
from bridge.worker.file_watch import FileIdentity, identity

if TYPE_CHECKING:
    from bridge.cli.shared.page_socket import PageSocket
    from bridge.server.jobs import Content
    from bridge.server.loop import Loop
    from bridge.worker.supervisor import Supervisor

RATE = 2000.0

log = logging.getLogger("melobridge")


class ServeOptions(NamedTuple):
    """What was given on the command line; see the help of each option.

    seed: None for a random one; log_file: of the session log; rate: messages and notes a second;
    inputs: names of MIDI inputs. page: whether there is one; page_port: None for the one after
    `port`, and no page where that is taken; announce: whether controllers may find it.
    """

    agent: str
    host: str
    port: int
    seed: int | None
    log_file: Path | None
    rate: float
    realtime: bool
    sync: str
    inputs: tuple[str, ...]
    page: bool
    page_port: int | None
    announce: bool
    with_parent: bool


class LoadedAgents(NamedTuple):
    """The agents of a server, by name. known: their files as they were read."""

    default: str
    players: dict[str, AnyPlayer]
    known: dict[str, FileIdentity]


def serve(
    agent: AgentArgument = DEFAULT_AGENT,
    host: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 opens it to the network.")
    ] = DEFAULT_HOST,
    port: Annotated[
        int, typer.Option(help="UDP port to listen on.", min=0, max=65535)
    ] = DEFAULT_PORT,
    seed: Annotated[
        int | None, typer.Option(help="Seed of the voices that set none; random by default.", min=0)
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option(
            "--log",
            help="Write the session to this file, for replay and training.",
            dir_okay=False,
        ),
    ] = None,
    rate: Annotated[
        float,
        typer.Option(help="Most messages and notes a second of a client; 0 = no limit.", min=0),
    ] = RATE,
    realtime: Annotated[
        bool, typer.Option("--realtime", help="Come before all other programs, where allowed.")
    ] = False,
    sync: Annotated[
        str,
        typer.Option(
            help="Time of what it plays by MIDI (/melo/play): internal, midi (follows the clock "
            "that comes to its input), or link."
        ),
    ] = INTERNAL,
    heard: Annotated[
        list[str] | None,
        typer.Option(
            "--input", help="MIDI inputs of what it plays by MIDI.", show_default="melobridge"
        ),
    ] = None,
    page_port: Annotated[
        int | None,
        typer.Option(
            "--page",
            help="TCP port of the page for a browser.",
            show_default="the one after --port",
            min=0,
            max=65535,
        ),
    ] = None,
    no_page: Annotated[bool, typer.Option("--no-page", help="Serve no page.")] = False,
    announce: Annotated[
        bool,
        typer.Option(
            "--announce", help="Let controllers of an open network find it, and turn its knobs."
        ),
    ] = False,
    with_parent: Annotated[
        bool, typer.Option("--with-parent", hidden=True, help="End with the standard input.")
    ] = False,
) -> None:
    """Answer SuperCollider, Pure Data and Max with notes, until Ctrl-C."""
    check_sync(sync)
    if no_page and (announce or page_port is not None):
        raise ConfigError("--no-page excludes --page and --announce: leave it out, or these")
    options = ServeOptions(
        agent=agent,
        host=host,
        port=port,
        seed=seed,
        log_file=record,
        rate=rate,
        realtime=realtime,
        sync=sync,
        inputs=tuple(heard or [OWN_PORT]),
        page=not no_page,
        page_port=page_port,
        announce=announce,
        with_parent=with_parent,
    )
    run(options)


def run(options: ServeOptions, opened: Callable[[str], None] = lambda _: None) -> None:
    """Serve until Ctrl-C. opened: called with the link of the page, or '', when it can be opened.

    Raises MeloError.
    """
    logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%H:%M:%S", level=logging.INFO)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        _run(options, opened)
    log.info("stopped")


def _run(options: ServeOptions, opened: Callable[[str], None]) -> None:
    """Load the agents and answer until a signal comes. Raises MeloError."""
    from bridge.osc.forwarding import SECRET_BYTES, seal
    from bridge.processes.priority import raise_priority
    from bridge.server.deadlines import MeasuredDeadlines
    from bridge.server.dispatcher import Responder
    from bridge.server.loop import Loop, stopwatch
    from bridge.server.sockets import bind

    agents, (presets, tastes) = _load_agents(options.agent), _saved()
    seed = secrets.randbits(32) if options.seed is None else options.seed
    clock = stopwatch()
    responder = Responder(
        agents.players,
        agents.default,
        seed,
        deadlines=MeasuredDeadlines(clock),
        presets=presets,
        tastes=tastes,
        statistics=lambda: loop.figures(),  # noqa: PLW0108 - the loop comes later
        host=options.host,
    )
    with bind(options.host, options.port) as sock, ExitStack() as stack:
        address: Address = sock.getsockname()
        page = _page_socket(options, address)
        if page is not None:
            stack.enter_context(closing(page))
        session = ""
        if options.log_file:
            session = _begin_session(options.log_file, agents, seed, presets, tastes)
        secret = secrets.token_bytes(SECRET_BYTES)
        supervisor = _supervisor(options, agents, session, address, secret, page)
        stack.enter_context(closing(supervisor))
        loop = Loop(sock, responder, clock, helper=supervisor, rate=options.rate, seal=seal(secret))
        _stop_at_the_end(loop, with_parent=options.with_parent)
        print(_greeting(address, agents, session, page), flush=True)
        opened(page.link if page else "")
        if line := raise_priority(realtime=options.realtime):
            log.info(line)
        loop.run()


def _page_socket(options: ServeOptions, address: Address) -> PageSocket | None:
    """The socket of the page. address: of the server. Raises ServeError."""
    from bridge.cli.shared.page_socket import page_socket

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

    host, port = _reachable(address[0]), address[1]
    named = options.agent if _is_file(options.agent) else ""
    midi = MidiVoicesSetup(host, port, secret, options.sync, options.inputs)
    setup = (
        page
        if page is None
        else PageSetup(
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


def _reachable(host: str) -> str:
    """The address at which programs of this machine reach a server that listens on `host`."""
    return "127.0.0.1" if host == "0.0.0.0" else host


def _is_file(agent: str) -> bool:
    return Path(agent).suffix == SUFFIX or len(Path(agent).parts) > 1


def _load_agents(agent: str) -> LoadedAgents:
    """The given agent first, then all others that can be read. Raises MeloError for the first."""
    path = Path(agent) if _is_file(agent) else find_agent(agent)
    name = path.stem
    paths = {name: path} | {other: found for other, found in agent_paths().items() if other != name}
    players, known = dict[str, AnyPlayer](), dict[str, FileIdentity]()
    for other, file in paths.items():
        before = identity(file)
        try:
            players[other] = player_for(load_checkpoint(file))
        except CheckpointError as error:
            if other == name:
                raise
            log.warning("left out: %s", error)
        if before is not None:
            known[other] = before
    for player in players.values():
        player.play(player.start(0), Knobs(), 0.5)
    return LoadedAgents(name, players, known)


def _begin_session(
    wanted: Path,
    agents: LoadedAgents,
    seed: int,
    presets: Mapping[str, dict[str, object]],
    tastes: Mapping[str, dict[str, object]],
) -> str:
    """Write the head of the session log to a new file. Returns its path. Raises ServeError."""
    from bridge.session.log import digest, head

    names = (wanted.with_stem(f"{wanted.stem}-{number}") for number in count(2))
    path = wanted
    digests = {name: digest(Path(agents.known[name].path).read_bytes()) for name in agents.players}
    text = head(version("melobridge"), agents.default, seed, digests, presets, tastes)
    while True:
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text + "\n")
            return str(path.absolute())
        except FileExistsError:
            path = next(names)
        except OSError as error:
            raise ServeError(
                f"the session log {wanted} can't be written ({error.strerror}): choose another "
                "place with --log"
            ) from None


def _of(header: Header) -> str:
    """What an agent is, and how good: 'melody, character fiddle, 2.3 bits an event'."""
    parts = [f"task {header.task}"]
    if "character" in header.task_settings:
        parts.append(f"character {header.task_settings['character']}")
    if "start" in header.scores:
        parts.append(f"{header.scores['start']:.1%} of the optimum")
    if "bits" in header.scores:
        parts.append(f"{header.scores['bits']:.1f} bits an event")
    return ", ".join(parts)


def _greeting(address: Address, agents: LoadedAgents, session: str, page: PageSocket | None) -> str:
    host, port = address
    name, players, _ = agents
    others = [other for other in players if other != name]
    also = f"   (also loaded: {', '.join(others)})" if others else ""
    target = _reachable(host)
    lines = [
        f"melobridge listens on {host}:{port} (UDP)",
        f"  agent          {name}: {_of(players[name].header)}{also}",
        f'  SuperCollider  NetAddr("{target}", {port}).sendMsg("/melo/next", \\lead, 1, 0, 8)',
        f"  Max            [udpsend {target} {port}]  <- /melo/hello 7400 max",
        f"  terminal       oscsend {target} {port} /melo/next siiisi lead 1 0 8 reply_port 9000",
        "  Ctrl-C stops",
    ]
    if session:
        lines.insert(2, f"  session log    {session}")
    if page:
        lines.insert(1, f"  page           {page.link}")
    if not ipaddress.ip_address(host).is_loopback:
        lines.insert(1, "  open           anybody in this network can ask for notes")
    if not sys.stdout.isatty():
        return "\n".join(lines)
    return "\n".join([f"\033[1m{lines[0]}\033[0m", *lines[1:]])
