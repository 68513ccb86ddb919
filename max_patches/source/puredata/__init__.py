"""The client for Pure Data, as graphs that are saved as `melobridge.pd` and its help."""

from max_patches.source.puredata.client import abstraction
from max_patches.source.puredata.helpfile import graph as help_patch
from max_patches.source.puredata.saving import save

__all__ = ["abstraction", "help_patch", "save"]
