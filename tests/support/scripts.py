"""Scripts that play the part of a process of ours."""

from collections.abc import Callable

AsModule = Callable[[str], str]
"""Makes a script a module that `python -m` finds. Returns its name."""
