import logging
import socket
from contextlib import closing

import pytest

from bridge.cli.serve.page_socket import PageSocket, page_socket
from bridge.errors import ServeError
from bridge.page.listener import listen
from tests.support.free_ports import HOST, tcp_port


def test_the_page_is_beside_the_server() -> None:
    port = tcp_port()
    page = page_socket(HOST, None, port - 1)
    assert page is not None
    with closing(page):
        assert (page.port, page.link, page.token) == (port, f"http://{HOST}:{port}/", "")
        assert page.file >= 0


@pytest.mark.parametrize("beside", [0, 65535])
def test_beside_any_port_it_is_any(beside: int) -> None:
    page = page_socket(HOST, None, beside)
    assert page is not None
    with closing(page):
        assert page.port > 0


def test_a_taken_port_is_a_warning_unless_it_was_asked_for(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with closing(listen(HOST, 0)) as other:
        port = other.getsockname()[1]
        with caplog.at_level(logging.WARNING, "melobridge"):
            assert page_socket(HOST, None, port - 1) is None
        assert caplog.messages[0].startswith(f"no page: the page can't listen on {HOST}:{port}")
        with pytest.raises(ServeError, match=f"the page can't listen on {HOST}:{port}"):
            page_socket(HOST, port, port - 1)


def test_an_open_page_has_a_token_and_an_address_of_the_network() -> None:
    with closing(PageSocket("0.0.0.0", 0)) as page, closing(PageSocket("0.0.0.0", 0)) as other:
        assert len(page.token) >= 20
        assert page.token != other.token
        assert page.link.endswith(f":{page.port}/?token={page.token}")
        assert "0.0.0.0" not in page.link


def test_whoever_connects_early_waits() -> None:
    with (
        closing(PageSocket(HOST, 0)) as page,
        socket.create_connection((HOST, page.port), timeout=5) as early,
    ):
        assert early.getpeername() == (HOST, page.port)
