import os
from contextlib import closing

import pytest

from bridge.errors import ServeError
from bridge.page.listener import handed_down, listen
from tests.support.free_ports import HOST


def test_a_port_that_is_taken_is_one_sentence() -> None:
    with closing(listen(HOST, 0)) as first:
        port = first.getsockname()[1]
        with pytest.raises(ServeError) as raised:
            listen(HOST, port)
        assert str(raised.value).startswith(f"the page can't listen on {HOST}:{port} (")
        assert str(raised.value).endswith("or leave the page out with --no-page")


def test_a_port_is_free_again_at_once() -> None:
    with closing(listen(HOST, 0)) as first:
        port = first.getsockname()[1]
    with closing(listen(HOST, port)) as second:
        assert second.getsockname()[1] == port


def test_a_socket_is_handed_down_as_a_file() -> None:
    with (
        closing(listen(HOST, 0)) as first,
        closing(handed_down(os.dup(first.fileno()), "", 0)) as s,
    ):
        assert s.getsockname() == first.getsockname()


def test_or_opened_anew() -> None:
    with closing(handed_down(-1, HOST, 0)) as sock:
        assert sock.getsockname()[1] > 0
