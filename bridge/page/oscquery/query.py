"""The answer to an HTTP request by the OSCQuery proposal."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, NamedTuple

from bridge.page.oscquery.namespace import WRITE_ONLY, Node

SUPPORTED = ("ACCESS", "VALUE", "RANGE", "DESCRIPTION", "UNIT")
"""The optional attributes that nodes here may have."""

REQUIRED = ("FULL_PATH", "CONTENTS", "TYPE")
UNSUPPORTED = ("TAGS", "EXTENDED_TYPE", "CRITICAL", "CLIPMODE", "OVERLOADS", "HTML")
STREAMING = ("LISTEN", "PATH_CHANGED", "PATH_ADDED", "PATH_REMOVED")
HOST_INFO = "HOST_INFO"
TOKEN = "token"
"""Of the page's link; what is asked for stands beside it."""


class HostInfo(NamedTuple):
    """What a controller needs to know of the server.

    host, port: where it takes OSC over UDP; no host means that of the request.
    """

    name: str
    host: str
    port: int

    def as_json(self) -> Node:
        """The attribute HOST_INFO."""
        return {
            "NAME": self.name,
            **({"OSC_IP": self.host} if self.host else {}),
            "OSC_PORT": self.port,
            "OSC_TRANSPORT": "UDP",
            "EXTENSIONS": dict.fromkeys((*SUPPORTED, *STREAMING), True),
        }


class QueryAnswer(NamedTuple):
    """Status and JSON of an answer; None where it has no content."""

    status: HTTPStatus
    body: Any


def asks_for_host_info(query: str) -> bool:
    """Whether a request is about the server, whatever its path, and not about voices."""
    return HOST_INFO in _names(query)


def is_query(query: str, accept: str) -> bool:
    """Whether a request for `/` is a controller's: it names an attribute, or takes no HTML.

    accept: the header of this name.
    """
    return "text/html" not in accept or any(name.isupper() for name in _names(query))


def answer(path: str, query: str, root: Node) -> QueryAnswer:
    """Answer a request about a node. path: with percent signs decoded. query: behind the `?`."""
    node, names = find(path, root), _names(query)
    if node is None:
        return _refused(HTTPStatus.NOT_FOUND, f"there is no {path}: ask for / to see what is there")
    if not names:
        return QueryAnswer(HTTPStatus.OK, node)
    if len(names) > 1:
        return _refused(HTTPStatus.BAD_REQUEST, "ask for one attribute at a time")
    return _attribute(names[0], node)


def find(path: str, root: Node) -> Node | None:
    """The node at a path; None if there is none."""
    node: Node | None = root
    for name in path.strip("/").split("/") if path != "/" else ():
        node = (node or {}).get("CONTENTS", {}).get(name)
    return node


def _names(query: str) -> list[str]:
    """The attributes that a query names."""
    names = [part.partition("=")[0] for part in query.split("&") if part]
    return [name for name in names if name != TOKEN]


def _attribute(name: str, node: Node) -> QueryAnswer:
    if name in UNSUPPORTED or (name == "VALUE" and node["ACCESS"] in (0, WRITE_ONLY)):
        return QueryAnswer(HTTPStatus.NO_CONTENT, None)
    if name not in (*REQUIRED, *SUPPORTED):
        known = ", ".join((*REQUIRED, *SUPPORTED, HOST_INFO))
        return _refused(HTTPStatus.BAD_REQUEST, f"there is no attribute {name}: use {known}")
    return QueryAnswer(HTTPStatus.OK, {name: node[name]} if name in node else {})


def _refused(status: HTTPStatus, text: str) -> QueryAnswer:
    return QueryAnswer(status, {"error": text})
