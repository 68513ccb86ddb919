"""Pages that are open at a server: WebSockets that read whatever comes, as browsers do."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager

from websockets.asyncio.client import ClientConnection, connect

from benchmarks.servers import HERE, usual_priority

PAGE = re.compile(r"  page +http://([\d.]+:\d+)/")


def page_of(serve: subprocess.Popen[str]) -> str:
    """Host and port of the page in the rest of a greeting."""
    assert serve.stdout is not None
    for line in serve.stdout:
        if found := PAGE.match(line):
            return found[1]
    raise SystemExit("melobridge serve has no page")


@contextmanager
def open_pages(page: str, count: int) -> Iterator[None]:
    """So many pages, in a process of their own, each once it has heard how the server is doing."""
    command = [sys.executable, "-m", "benchmarks.open_pages", page, str(count)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE.parent
    ) as process:
        assert process.stdout is not None
        if process.stdout.readline() != "open\n":
            raise SystemExit("the pages can't be opened")
        try:
            yield
        finally:
            process.communicate()


async def _status(page: ClientConnection) -> None:
    """Read until there is a status."""
    while '"type":"status"' not in str(await page.recv()):
        pass


async def _read(page: ClientConnection) -> None:
    async for _ in page:
        pass


async def _keep_open(page: str, count: int) -> None:
    async with AsyncExitStack() as stack:
        pages = [
            await stack.enter_async_context(connect(f"ws://{page}/ws", compression=None))
            for _ in range(count)
        ]
        await asyncio.gather(*map(_status, pages))
        print("open", flush=True)
        reading = asyncio.gather(*map(_read, pages))
        await asyncio.to_thread(sys.stdin.read)
        # They are read meanwhile: the answer to a close comes after all that waits.
        await asyncio.gather(*(page.close() for page in pages))
        await reading


if __name__ == "__main__":
    usual_priority()  # browsers have no more, whoever measures
    asyncio.run(_keep_open(sys.argv[1], int(sys.argv[2])))
