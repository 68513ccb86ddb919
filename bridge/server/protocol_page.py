"""docs/protocol.md, written from the protocol's table: `python -m bridge.server.protocol_page`."""

from __future__ import annotations

from pathlib import Path

from agent.library.catalogue import DEFAULT_AGENT
from agent.music.scale_names import SYNONYMS
from agent.music.scales import SCALES
from bridge.errors import MEANINGS, Code
from bridge.osc.codec import (
    MAX_BUNDLE_DEPTH,
    MAX_BUNDLE_ELEMENTS,
    MAX_DATAGRAM_BYTES,
    MAX_STRING_BYTES,
)
from bridge.osc.keys import KEYS
from bridge.osc.limits import (
    IDLE_SECONDS,
    KEPT_NOTES,
    MOST_COPIES,
    MOST_VOICES,
    MOST_WATCHERS,
    REPLIES_A_DATAGRAM,
)
from bridge.osc.parameters import ARGUMENT_KINDS, HIGHEST_INDEX, LARGEST_INT, Parameter, Value
from bridge.osc.protocol import DEFAULT_HOST, DEFAULT_PORT, VERSION
from bridge.osc.replies import ERROR, REPLIES, AnySpec
from bridge.osc.requests import REPLY_PORT, REQUESTS, Request, usage
from bridge.server.voices.voice import VoiceSettings

INTRODUCTION = f"""# The OSC protocol, version {VERSION}

UDP, by default on {DEFAULT_HOST}:{DEFAULT_PORT}. A number may come as int or float. Replies are
single messages of ints, floats and strings, sent from the server's own port to the sender, or to
the port that the client declared with `/melo/hello` (Max receives on another port than it sends
from). Any request may also end with the pair `{REPLY_PORT.name}` port:i: {REPLY_PORT.text};
this suits tools whose own port changes, such as oscsend. The client, and so its voices, are then
known by that port. This page is generated from the table in `bridge/osc`: `requests.py`,
`replies.py` and `keys.py`.

A voice belongs to the client that asks, known by the host and port that its replies go to.
(voice, epoch, index) names a note for good: a request whose reply got lost is simply sent again.
After a knob turn, send a higher epoch with the index of the first note that is to change; requests
of a lower epoch are ignored. After a restart of the server any index is a new start, at the beat
that the pair `onset` names. The server keeps the latest {KEPT_NOTES} notes of a voice. A voice that
nobody asked for during {IDLE_SECONDS / 3600:g} h is forgotten; where there would be more than
{MOST_VOICES} voices, the client that has the most of them loses its longest unused one.

A bundle is answered message by message, at once: its timetag is read and not waited for. Refused
are address patterns, datagrams over {MAX_DATAGRAM_BYTES} bytes, bundles deeper than
{MAX_BUNDLE_DEPTH} levels or with more than {MAX_BUNDLE_ELEMENTS} elements; after
{REPLIES_A_DATAGRAM} replies to one bundle the rest of it is refused, too.

A program on the server's own machine may watch what all clients do, with `/melo/watch`: visuals,
the page. It gets a copy of each request that plays or changes a voice, and of its replies, as a
bundle of `/melo/from` client:s, the request, and the replies (more than one bundle for very many);
at most {MOST_COPIES} copies a second for {MOST_WATCHERS} programs. Errors and questions aren't
copied.

A client may send `serve --rate` messages a second, each note that it asks for counting like one;
the rest is dropped, with one error a second.
"""

KEYS_TEXT = """Key, scale, range, chord tones, durations, density and meter are never broken,
whatever the weights. What can't be played together, or not by this agent, is refused by an error,
and nothing changes. An agent has no use for the weights that it wasn't trained with, nor the
classic agent for `follow`, `character`, `bars`, `colour` and those of rhythm (`syncopation`,
`rests`, `swing`). Several pitch classes or durations come as one string."""


def document() -> str:
    """The whole page as Markdown."""
    codes = "\n".join(f"| {code.value} | {MEANINGS[code]} |" for code in Code)
    parts = [
        INTRODUCTION,
        "## Requests\n",
        *(_request(request) for request in REQUESTS.values()),
        "## Replies\n",
        *(_reply(reply) for reply in REPLIES.values()),
        f"## Keys\n\n{KEYS_TEXT}\n\n{_keys()}\n",
        f"Scales: {', '.join(f'`{scale}`' for scale in SCALES)}.\n",
        f"Other names are known too, in any spelling (`hexMajor6`, `min pent`): {_synonyms()}.\n",
        f"## Errors\n\nA fault is answered by `{ERROR.address}` {ERROR.usage}; the\n"
        f"voice is that of the request, or empty. A text has {MAX_STRING_BYTES} bytes at most: a "
        "list that is\n"
        "longer ends with `...` and says where all of it is found.\n",
        f"| code | meaning |\n|---|---|\n{codes}\n",
    ]
    return "\n".join(parts)


def _synonyms() -> str:
    """The other names of each scale: 'phrygian_dominant: hijaz, spanish; ...'."""
    return "; ".join(f"`{scale}`: {others}" for scale, others in SYNONYMS.items())


def _request(request: Request) -> str:
    rows = [_row(parameter) for parameter in request.arguments]
    rows += [_row(parameter, " (optional)") for parameter in request.optional]
    rows += [_row(parameter, " (a pair among the keys)") for parameter in request.pairs]
    max_message = request.address, *(request.max_example or request.example)
    return "\n".join(
        [
            f"### `{request.address}` {usage(request)}\n",
            f"{request.text}\n",
            f"{_table(rows)}\n" if rows else "",
            f"Reply: {request.reply}.\n",
            "```supercollider",
            f"{_supercollider(request)}",
            "```",
            "```",
            f"Max:     [{' '.join(map(str, max_message))}( -> [udpsend]",
            f"Python:  client.send({', '.join(map(_python, (request.address, *request.example)))})",
            "```\n",
        ]
    )


def _reply(reply: AnySpec) -> str:
    rows = [_row(parameter) for parameter in reply.parameters]
    if reply.pairs is not None:
        rows.append(_row(reply.pairs.value, " (behind each key)"))
    return "\n".join(
        [f"### Reply `{reply.address}` {reply.usage}\n", f"{reply.text}\n", f"{_table(rows)}\n"]
    )


def _table(rows: list[str]) -> str:
    """A Markdown table of arguments."""
    return "| argument | kind | range | meaning |\n|---|---|---|---|\n" + "\n".join(rows)


def _row(parameter: Parameter, note: str = "") -> str:
    kind = "any" if parameter.kind == "v" else parameter.kind
    return f"| `{parameter.name}`{note} | {kind} | {_limits(parameter)} | {parameter.text} |"


def _limits(parameter: Parameter) -> str:
    if parameter.choices:
        return ", ".join(parameter.choices)
    if parameter.kind in "stv" or parameter.least == -LARGEST_INT:
        return ""
    if parameter.most >= HIGHEST_INDEX:
        return f"from {parameter.least:g}"
    return f"{parameter.least:g} to {parameter.most:g}"


def _keys() -> str:
    rows, settings = [], VoiceSettings(DEFAULT_AGENT, seed=0)
    for key in KEYS.values():
        default = "random" if key.name == "seed" else settings.value(key.name)
        kind = ARGUMENT_KINDS[key.kind]
        rows.append(f"| `{key.name}` | {kind} | {_limits(key)} | {default} | {key.text} |")
    return "| key | value | range | default | meaning |\n|---|---|---|---|---|\n" + "\n".join(rows)


def _supercollider(request: Request) -> str:
    arguments = ", ".join(map(_sclang, (request.address, *request.example)))
    return f'NetAddr("{DEFAULT_HOST}", {DEFAULT_PORT}).sendMsg({arguments});'


def _sclang(value: Value) -> str:
    if not isinstance(value, str):
        return f"{value}"
    return f'"{value}"' if value.startswith("/") else f"\\{value}"


def _python(value: Value) -> str:
    return f'"{value}"' if isinstance(value, str) else f"{value}"


if __name__ == "__main__":
    page = Path(__file__).parents[2] / "docs" / "protocol.md"
    page.write_text(document(), encoding="utf-8")
    print(f"wrote {page}")
