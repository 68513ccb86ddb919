"""Errors of usage (no such option, a number out of range) in one sentence of our style."""

from __future__ import annotations

from typing import Any

import typer

from agent.errors import did_you_mean, plain

# Its module depends on the version of typer; the base of its other errors of usage is public.
UsageError: type[Exception] = typer.BadParameter.__bases__[0]


def usage_sentence(error: Any) -> str:
    """The sentence for an error of usage; '' where help was shown in place of a command."""
    text = _out_of_range(error) or _no_option(error) or _in_one_line(error.format_message())
    if not text:
        return text
    text = text.rstrip(".").replace(". Did you mean", ": did you mean")
    command = error.ctx.command_path if error.ctx else "melobridge"
    return f"{text[0].lower()}{text[1:]} ('{command} --help' tells more)"


def _out_of_range(error: Any) -> str:
    """What is wrong with a number, or '' if it is no number that is wrong."""
    parameter = getattr(error, "param", None)
    least, most = (getattr(parameter, bound, None) for bound in ("min", "max"))
    if parameter is None or least is None or not isinstance(error, typer.BadParameter):
        return ""
    kind = "whole number" if "integer" in error.message else "number"
    reach = (
        f"of at least {plain(least)}" if most is None else f"from {plain(least)} to {plain(most)}"
    )
    return f"{max(parameter.opts, key=len)} must be a {kind} {reach}"


def _no_option(error: Any) -> str:
    """What is wrong with an option that there isn't, and which is like it; or ''."""
    if not hasattr(error, "possibilities"):
        return ""
    advice = did_you_mean(error.option_name, error.possibilities or ())
    return f"no such option '{error.option_name}'" + (f": {advice}" if advice else "")


def _in_one_line(text: str) -> str:
    return " ".join(text.replace("Value error, ", "").split())
