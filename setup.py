"""Puts the packages of the clients into the wheel and the sdist; all else is in pyproject.toml."""

from __future__ import annotations

import shutil
from pathlib import Path
from runpy import run_path
from typing import ClassVar

from setuptools import Command, setup
from setuptools.command.build import build

ROOT = Path(__file__).parent
PACKAGES = run_path(str(ROOT / "bridge" / "install" / "packages.py"))


class BuildClients(Command):
    """Copies the Quark and the Max package to bridge/shipped, which only a wheel has.

    The methods are those of `setuptools.command.build.SubCommand`. An editable install uses the
    folders of the checkout, and stays one plain .pth line.
    """

    def initialize_options(self) -> None:
        self.build_lib = ""
        self.editable_mode = False

    def finalize_options(self) -> None:
        self.build_lib = self.get_finalized_command("build_py").build_lib

    def run(self) -> None:
        if self.editable_mode:
            return
        # An earlier build may have left files there that aren't shipped any more.
        shutil.rmtree(self._place(), ignore_errors=True)
        for target, source in self.get_output_mapping().items():
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)

    def get_output_mapping(self) -> dict[str, str]:
        if self.editable_mode:
            return {}
        return {
            str(self._place() / folder / file): str(ROOT / folder / file)
            for folder, file in self._files()
        }

    def get_outputs(self) -> list[str]:
        return list(self.get_output_mapping())

    def get_source_files(self) -> list[str]:
        """What the sdist takes along."""
        return [str(Path(folder, file)) for folder, file in self._files()]

    def _files(self) -> list[tuple[str, Path]]:
        return [
            (folder, file)
            for folder in PACKAGES["FOLDERS"].values()
            for file in PACKAGES["shipped_files"](ROOT / folder)
        ]

    def _place(self) -> Path:
        return Path(self.build_lib, "bridge", PACKAGES["SHIPPED"])


class Build(build):
    sub_commands: ClassVar = [*build.sub_commands, ("build_clients", None)]


setup(cmdclass={"build": Build, "build_clients": BuildClients})
