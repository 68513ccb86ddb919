import doctest

import pytest

import bridge.client.client
from bridge.client import Client
from tests.support.answering import Answering
from tests.support.free_ports import HOST


def test_the_example_in_the_docstring_works(
    server: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Client.__init__, "__defaults__", (HOST, server.port, 1.0))
    tried = doctest.testmod(bridge.client.client)
    assert tried.attempted > 10
    assert tried.failed == 0


def test_a_client_tells_where_its_server_is(melo: Client, server: Answering) -> None:
    assert repr(melo) == f"<Client of 127.0.0.1:{server.port}>"
    assert repr(melo.voice("lead")) == "<Voice 'lead' at note 0>"


def test_agents_and_figures_are_listed(melo: Client) -> None:
    assert melo.agents() == ["little", "classic"]
    melo.voice("lead").next(3)
    assert melo.stats()["notes"] == 3


def test_a_round_trip_takes_less_than_a_second(melo: Client) -> None:
    assert 0 < melo.round_trip_ms(tries=5) < 1000
