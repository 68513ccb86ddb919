from http import HTTPStatus
from typing import Any

from bridge.page.oscquery.namespace import namespace
from bridge.page.oscquery.query import (
    HostInfo,
    QueryAnswer,
    answer,
    asks_for_host_info,
    is_query,
)

ROOT = namespace({"lead": {"harmony": 1.5}})


def ask(path: str, query: str = "") -> QueryAnswer:
    return answer(path, query, ROOT)


def told(path: str, query: str = "") -> Any:
    status, body = ask(path, query)
    assert status == HTTPStatus.OK
    return body


def test_the_root_holds_everything() -> None:
    assert told("/") is ROOT
    assert told("/voice")["CONTENTS"].keys() == {"lead"}
    assert told("/voice/lead/harmony")["VALUE"] == [1.5]
    assert told("/voice/lead/") == told("/voice/lead")


def test_one_attribute_comes_alone() -> None:
    assert told("/voice/lead/harmony", "VALUE") == {"VALUE": [1.5]}
    assert told("/voice/lead/harmony", "RANGE") == {"RANGE": [{"MIN": 0.0, "MAX": 2.0}]}
    assert told("/voice/lead/harmony", "FULL_PATH") == {"FULL_PATH": "/voice/lead/harmony"}


def test_an_attribute_that_a_node_has_not_is_an_empty_object() -> None:
    assert told("/voice/lead", "TYPE") == {}
    assert told("/voice/lead/form", "VALUE") == {}
    assert told("/voice/lead/chords", "RANGE") == {}


def test_host_info_says_where_osc_goes_and_what_is_supported() -> None:
    assert HostInfo("melobridge", "127.0.0.1", 6357).as_json() == {
        "NAME": "melobridge",
        "OSC_IP": "127.0.0.1",
        "OSC_PORT": 6357,
        "OSC_TRANSPORT": "UDP",
        "EXTENSIONS": {
            "ACCESS": True,
            "VALUE": True,
            "RANGE": True,
            "DESCRIPTION": True,
            "UNIT": True,
            "LISTEN": True,
            "PATH_CHANGED": True,
            "PATH_ADDED": True,
            "PATH_REMOVED": True,
        },
    }


def test_a_server_on_every_address_names_none() -> None:
    assert "OSC_IP" not in HostInfo("melobridge", "", 6357).as_json()


def test_host_info_is_asked_for_as_an_attribute() -> None:
    assert asks_for_host_info("HOST_INFO")
    assert asks_for_host_info("token=abc&HOST_INFO")
    assert not asks_for_host_info("")
    assert not asks_for_host_info("VALUE")


def test_a_browser_gets_the_page_unless_it_asks_for_an_attribute() -> None:
    browser = "text/html,application/xhtml+xml,*/*;q=0.8"
    assert not is_query("", browser)
    assert not is_query("token=ABC", browser)
    assert is_query("HOST_INFO", browser)
    assert is_query("", "application/json")
    assert is_query("", "*/*")
    assert is_query("", "")


def test_a_path_that_is_not_there_is_not_found() -> None:
    for path in (
        "/voice/bass",
        "/voice/lead/harmony/more",
        "/voice/lead/volume",
        "//",
        "/voice//a",
    ):
        assert ask(path, "VALUE").status == HTTPStatus.NOT_FOUND, path
    assert ask("/voice/bass").body == {
        "error": "there is no /voice/bass: ask for / to see what is there"
    }


def test_a_value_that_can_not_be_read_has_no_content() -> None:
    assert ask("/voice/lead/reward", "VALUE") == (HTTPStatus.NO_CONTENT, None)
    assert ask("/voice/lead", "VALUE") == (HTTPStatus.NO_CONTENT, None)


def test_attributes_of_the_proposal_that_are_missing_here_have_no_content() -> None:
    assert ask("/voice/lead/harmony", "CLIPMODE") == (HTTPStatus.NO_CONTENT, None)
    assert ask("/", "HTML") == (HTTPStatus.NO_CONTENT, None)


def test_an_attribute_that_nobody_knows_is_a_bad_request() -> None:
    status, body = ask("/voice/lead/harmony", "COLOUR")
    assert status == HTTPStatus.BAD_REQUEST
    assert body["error"].startswith("there is no attribute COLOUR: use FULL_PATH, CONTENTS, TYPE")
    assert ask("/", "VALUE&RANGE").status == HTTPStatus.BAD_REQUEST


def test_the_token_of_a_link_is_no_attribute() -> None:
    assert told("/voice/lead/harmony", "token=abc") == told("/voice/lead/harmony")
    assert told("/voice/lead/harmony", "token=abc&VALUE") == {"VALUE": [1.5]}
