import json

from bridge.page.tabs import messages


def test_messages_are_json_with_a_type() -> None:
    welcome = messages.welcome("0.1.0", ("127.0.0.1", 6356), "127.0.0.1:40001")
    assert json.loads(welcome) == {
        "type": "welcome",
        "version": "0.1.0",
        "server": {"host": "127.0.0.1", "port": 6356},
        "you": "127.0.0.1:40001",
    }
    assert messages.status(False, {}) == '{"type":"status","up":false,"figures":{}}'
    assert messages.refused("Grüße") == '{"type":"refused","text":"Grüße"}'


def test_what_a_controller_turned_is_a_message() -> None:
    line = messages.turned("lead", "harmony", 1.5)
    assert line == '{"type":"turned","voice":"lead","name":"harmony","value":1.5}'


def test_what_another_client_did_is_its_request_and_the_replies() -> None:
    done = [("/melo/get", ("lead", "key")), ("/melo/value", ("lead", "key", 2))]
    line = messages.line("127.0.0.1:57120", done)
    assert json.loads(line) == {
        "client": "127.0.0.1:57120",
        "messages": [["/melo/get", ["lead", "key"]], ["/melo/value", ["lead", "key", 2]]],
    }
    assert messages.feed([line, line]) == f'{{"type":"feed","lines":[{line},{line}]}}'


def test_blobs_are_shown_as_digits() -> None:
    line = messages.answers("127.0.0.1:57120", [("/other", (b"\1\xff", True, None))])
    assert json.loads(line)["messages"] == [["/other", ["01ff", True, None]]]
