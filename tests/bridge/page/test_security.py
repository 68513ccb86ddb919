import pytest

from bridge.page.security import HEADERS, Guard, Refusal, is_loopback, link

LOCAL = Guard(frozenset({"127.0.0.1"}))
OPEN = Guard(frozenset({"0.0.0.0", "studio.local"}), token="s3cret")


def refused(
    guard: Guard, method: str = "GET", path: str = "/", token: str = "", **headers: str
) -> int | None:
    """The status of the refusal."""
    refusal = guard.refusal(method, path, headers, token)
    assert refusal is None or refusal.text
    return refusal and refusal.status


@pytest.mark.parametrize("host", ["127.0.0.1:6357", "localhost:6357", "[::1]:6357", "LOCALHOST"])
def test_this_machine_has_several_names(host: str) -> None:
    assert refused(LOCAL, host=host) is None


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:6357",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example@127.0.0.2",
        "192.168.1.5:6357",
        "[::1",
        "",
    ],
)
def test_a_rebound_name_is_refused_whatever_is_asked(host: str) -> None:
    for path in ("/", "/static/js/app.js", "/protocol.json", "/ws"):
        assert refused(LOCAL, path=path, host=host) == 421
    assert LOCAL.refusal("GET", "/", {}, "") == Refusal(
        421, "this page is reached by the address that the server printed only"
    )


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "http://127.0.0.1:8000", "null", "http://127.0.0.1:6357.evil", "", "*"],
)
@pytest.mark.parametrize("method", ["WEBSOCKET", "POST", "PUT", "OPTIONS"])
def test_pages_of_other_sites_change_nothing(method: str, origin: str) -> None:
    assert refused(LOCAL, method, "/ws", host="127.0.0.1:6357", origin=origin) == 403


def test_its_own_page_and_programs_without_an_origin_may() -> None:
    host = "127.0.0.1:6357"
    assert refused(LOCAL, "WEBSOCKET", "/ws", host=host, origin="http://127.0.0.1:6357") is None
    assert refused(LOCAL, "POST", "/midi", host=host, origin="HTTP://127.0.0.1:6357") is None
    assert refused(LOCAL, "WEBSOCKET", "/ws", host=host) is None


@pytest.mark.parametrize("path", ["/ws", "/midi", "/session", "/staticky", "/unknown"])
def test_beyond_this_machine_a_token_is_needed(path: str) -> None:
    host = "192.168.1.5:6357"
    assert refused(OPEN, path=path, host=host) == 401
    assert refused(OPEN, path=path, host=host, token="S3CRET") == 401
    assert refused(OPEN, path=path, host=host, token="é") == 401
    assert refused(OPEN, path=path, host=host, token="s3cret") is None


def test_scripts_and_the_page_itself_need_none() -> None:
    for path in ("/", "/static/js/app.js", "/protocol.json", "/progression", "/voice/lead/key"):
        assert refused(OPEN, path=path, host="192.168.1.5:6357") is None


def test_an_open_page_is_known_by_its_addresses_and_its_given_name() -> None:
    assert refused(OPEN, host="[fe80::1]:6357") is None
    assert refused(OPEN, host="studio.local:6357") is None
    assert refused(OPEN, host="evil.example") == 421


def test_the_headers_of_every_answer() -> None:
    assert HEADERS["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    assert HEADERS["x-content-type-options"] == "nosniff"
    assert HEADERS["referrer-policy"] == "no-referrer"
    assert HEADERS["cross-origin-opener-policy"] == "same-origin"


def test_the_link_holds_the_token() -> None:
    assert link("127.0.0.1", 6357, "") == "http://127.0.0.1:6357/"
    assert link("192.168.1.5", 6357, "a_b-c") == "http://192.168.1.5:6357/?token=a_b-c"
    assert is_loopback("127.0.0.1")
    assert not is_loopback("0.0.0.0")
