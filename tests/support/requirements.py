"""What a machine must have for a test."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip a test for what is missing, or fail if MELOBRIDGE_REQUIRE_CLIENTS=1."""
    if os.environ.get("MELOBRIDGE_REQUIRE_CLIENTS") == "1":
        pytest.fail(f"required: {what}", pytrace=False)
    pytest.skip(what)
