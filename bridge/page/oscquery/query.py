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


def answer(path: str, query: str, root: Node, host: HostInfo) -> QueryAnswer:
    """Answer a request. path: without the query, percent signs decoded. query: behind the `?`."""
    names = [part.partition("=")[0] for part in query.split("&") if part]
    asked = [name for name in names if name != TOKEN]
    if HOST_INFO in asked:
        return QueryAnswer(HTTPStatus.OK, host.as_json())
    node = find(path, root)
    if node is None:
        return _refused(HTTPStatus.NOT_FOUND, f"there is no {path}: ask for / to see what is there")
    if not asked:
        return QueryAnswer(HTTPStatus.OK, node)
    if len(asked) > 1:
        return _refused(HTTPStatus.BAD_REQUEST, "ask for one attribute at a time")
    return _attribute(asked[0], node)


def find(path: str, root: Node) -> Node | None:
    """The node at a path; None if there is none."""
    node: Node | None = root
    for name in path.strip("/").split("/") if path != "/" else ():
        node = (node or {}).get("CONTENTS", {}).get(name)
    return node


def _attribute(name: str, node: Node) -> QueryAnswer:
    if name in UNSUPPORTED or (name == "VALUE" and node["ACCESS"] in (0, WRITE_ONLY)):
        return QueryAnswer(HTTPStatus.NO_CONTENT, None)
    if name not in (*REQUIRED, *SUPPORTED):
        known = ", ".join((*REQUIRED, *SUPPORTED, HOST_INFO))
        return _refused(HTTPStatus.BAD_REQUEST, f"there is no attribute {name}: use {known}")
    return QueryAnswer(HTTPStatus.OK, {name: node[name]} if name in node else {})


def _refused(status: HTTPStatus, text: str) -> QueryAnswer:
    return QueryAnswer(status, {"error": text})
