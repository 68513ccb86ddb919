"""Who may use the page: pure checks of a request's headers, and the headers of every answer.

A page of another site can make a browser send requests to this machine. It can't forge the header
Origin, and after DNS rebinding its Host is a name of its own: both are compared with ours.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import quote, urlsplit

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
"""The headers of every answer."""
PUBLIC = ("/static/", "/protocol.json", "/progression", "/voice")
"""What needs no token: a page can't send one for its own scripts, nor a controller at all (the
addresses of voices are there for controllers only, where they may turn knobs)."""


class Refusal(NamedTuple):
    """Why a request isn't answered: a status of HTTP and a sentence."""

    status: int
    text: str


@dataclass(frozen=True, slots=True)
class Guard:
    """Checks requests. names: by which it is known beside its addresses; token: what a link must
    hold, '' for none."""

    names: frozenset[str] = frozenset()
    token: str = ""

    def refusal(
        self, method: str, path: str, headers: Mapping[str, str], token: str
    ) -> Refusal | None:
        """Why a request is refused, None if it isn't.

        method: of HTTP, or 'WEBSOCKET'. headers: with names in lower case. token: of the query.
        """
        host = headers.get("host", "")
        if not self._is_ours(_name(host)):
            return Refusal(421, "this page is reached by the address that the server printed only")
        changes = method not in ("GET", "HEAD")
        if changes and not _same(headers.get("origin"), host):
            return Refusal(403, "a page of another site may not use this one")
        public = path == "/" or path.startswith(PUBLIC)
        if not public and not hmac.compare_digest(token.encode(), self.token.encode()):
            return Refusal(401, "the link lacks its token: take the whole link the server printed")
        return None

    def _is_ours(self, name: str) -> bool:
        """Whether a name or address in Host may be this machine's.

        Beyond loopback, an address is as good as another: rebinding needs a name.
        """
        if name in LOOPBACK_HOSTS or name in self.names:
            return True
        return bool(self.token) and _is_address(name)


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine only."""
    return ip_address(host).is_loopback


def link(host: str, port: int, token: str) -> str:
    """The link to the page."""
    return f"http://{host}:{port}/" + (f"?token={quote(token)}" if token else "")


def _name(host: str) -> str:
    """The name in a header Host, without port and brackets; '' if it can't be one."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _same(origin: str | None, host: str) -> bool:
    """Whether an Origin is that of a Host; programs that aren't browsers send none."""
    return origin is None or origin.lower() in (f"http://{host}".lower(), f"https://{host}".lower())
