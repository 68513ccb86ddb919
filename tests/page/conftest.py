"""A server with a page and a browser for each file; for each test, whoever visits it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Visit, visits
from tests.support.chromium import chromium
from tests.support.page import page_port
from tests.support.running import Running


@pytest.fixture(scope="module")
def browser(require_client: Callable[[str], Path]) -> Iterator[Browser]:
    with chromium(require_client("chromium")) as browser:
        yield browser


@pytest.fixture(scope="module")
def melobridge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server with a page."""
    with Running(tmp_path_factory.mktemp("home"), page=True) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, melobridge: Running) -> Iterator[Visit]:
    with visits(browser, page_port(melobridge)) as visit:
        yield visit
