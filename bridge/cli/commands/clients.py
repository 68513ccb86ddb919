"""`melobridge clients`: installs the packages of SuperCollider and Max."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bridge.cli.shared.client_programs import MAX, SCLANG
from bridge.cli.shared.findings import Finding, show
from bridge.cli.shared.lines import say
from bridge.errors import InstallError
from bridge.install.installer import NAME, Found, Kind, install, is_newer, look
from bridge.install.locations import Machine, extensions, max_packages, quarks
from bridge.install.packages import package_folder

clients = typer.Typer(
    no_args_is_help=True, help="Install what SuperCollider and Max need; see what is installed."
)


class ClientProgram(StrEnum):
    """A program that needs a package of ours."""

    SUPERCOLLIDER = "supercollider"
    MAX = "max"


# The word for a package in each program.
PACKAGES = {ClientProgram.SUPERCOLLIDER: "Quark", ClientProgram.MAX: "Max package"}
PROGRAMS = {ClientProgram.SUPERCOLLIDER: SCLANG, ClientProgram.MAX: MAX}


@clients.command("install")
def install_package(
    client: Annotated[
        ClientProgram, typer.Argument(help="The program that shall find melobridge.")
    ],
    to: Annotated[
        Path | None,
        typer.Option(
            help="Folder of packages, if not the usual one: SuperCollider's Extensions, Max's "
            "Packages.",
            file_okay=False,
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Also replace a link, a newer version, or what isn't ours."),
    ] = False,
) -> None:
    """Copy the Quark or the Max package of this version to where its program looks for it.

    An older version there is replaced whole. Run it again after each update of melobridge.
    """
    machine, console, here = Machine.here(), Console(), version(NAME)
    for folder in [to.expanduser().absolute()] if to else _folders(client, machine):
        before = install(package_folder(client), folder, here, force=force)
        replaced = _replaced(before)
        say(
            console,
            f"{PACKAGES[client]} melobridge {here} is in {folder / NAME}{replaced}",
            markup=False,
        )
        say(console, _next(client, folder / NAME), markup=False)
    for finding in [*_missing(client), *_twice(client, machine)]:
        show(console, finding)


@clients.command("list")
def list_packages() -> None:
    """Show for each program whether it finds melobridge, and in which version."""
    console = Console()
    for finding in findings(Machine.here()):
        show(console, finding)


def findings(machine: Machine) -> Iterator[Finding]:
    """What is installed for each client, and what to do where something is wrong."""
    for client in ClientProgram:
        try:
            folders = _folders(client, machine)
        except InstallError as error:
            yield Finding(False, PACKAGES[client], str(error))
            continue
        for folder in folders:
            yield _finding(client, folder / NAME)
        yield from _twice(client, machine)


def _folders(client: ClientProgram, machine: Machine) -> list[Path]:
    """The folders where a client looks for packages. Raises InstallError where none is known."""
    if client is ClientProgram.SUPERCOLLIDER:
        return [extensions(machine)]
    if folders := max_packages(machine):
        return folders
    documents = machine.home / "Documents"
    raise InstallError(
        f"{documents} has no folder of Max 8 or Max 9: start Max once, or name the folder of its "
        "packages by --to"
    )


def _finding(client: ClientProgram, target: Path) -> Finding:
    """The state of a package at its target."""
    found, here = look(target), version(NAME)
    ok = found == Found(Kind.PACKAGE, here)
    return Finding(ok, PACKAGES[client], _state(found, target, here, f"clients install {client}"))


def _state(found: Found, target: Path, here: str, command: str) -> str:
    if found.kind is Kind.LINK:
        return f"{target} is a link to {target.readlink()}: it is yours to keep up to date"
    if found.kind is Kind.FOREIGN:
        return f"{target} wasn't written by 'melobridge {command}'"
    if found.kind is Kind.NOTHING:
        return f"not installed: 'melobridge {command}' puts it into {target}"
    if is_newer(here, found.version):
        return f"{found.version} in {target}: 'melobridge {command}' brings {here}"
    if is_newer(found.version, here):
        return f"{found.version} in {target} is newer than this melobridge ({here}): update it"
    return f"{found.version} in {target}"


def _replaced(before: Found) -> str:
    if before.kind is Kind.NOTHING:
        return ""
    what = f"melobridge {before.version}" if before.kind is Kind.PACKAGE else before.kind.value
    return f", in place of {what}"


def _next(client: ClientProgram, target: Path) -> str:
    if client is ClientProgram.SUPERCOLLIDER:
        return (
            "Next: recompile the class library (Language > Recompile Class Library), then evaluate "
            f"MeloBridge.new; pieces to begin with are in {target / 'examples'}"
        )
    devices = ", ".join(str(path) for path in sorted(target.rglob("*.amxd")))
    return f"Next: restart Max or Live, then drag the device onto a MIDI track: {devices}"


def _missing(client: ClientProgram) -> Iterator[Finding]:
    program = PROGRAMS[client]
    if not program.path():
        yield Finding(False, program.command, f"not found ({program.advice})")


def _twice(client: ClientProgram, machine: Machine) -> Iterator[Finding]:
    """A second copy of the Quark, from Quarks: with both the class library doesn't compile."""
    if (
        client is not ClientProgram.SUPERCOLLIDER
        or look(extensions(machine) / NAME).kind is Kind.NOTHING
    ):
        return
    for folder in quarks(machine):
        yield Finding(
            False,
            "twice",
            f"Quarks has melobridge too, in {folder}: SuperCollider refuses duplicate classes, so "
            f'evaluate Quarks.uninstall("{folder.as_posix()}") before you recompile',
        )
