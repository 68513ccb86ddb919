"""Text of notation files: encoding, packed MusicXML, and the tunes and meters of ABC files."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

from agent.corpus.score import UnusableTune

MOST_BYTES = 64_000_000
# From this version on accidentals hold to the end of the bar, as in nearly all unversioned files.
ABC_VERSION = "%abc-2.1"
ABC_METERS = {"C": "4/4", "C|": "2/2"}


def split_abc(text: str) -> list[tuple[str, str]]:
    """The tunes of an ABC file as (number, text), each with the fields at the head of the file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    head, *tunes = re.split(r"^(?=X:)", text, flags=re.MULTILINE)
    fields = "".join(f"{line}\n" for line in head.split("\n") if re.match("[CLMRQ]:", line))
    found = []
    for tune in tunes:
        first, _, rest = tune.partition("\n")
        # An empty line ends a tune; what follows is text between tunes.
        body = re.split(r"\n[ \t]*\n", rest.lstrip("\n"), maxsplit=1)[0]
        found.append((first[2:].strip(), f"{ABC_VERSION}\n{first}\n{fields}{body}\n"))
    return found


def unpack_mxl(content: bytes) -> bytes:
    """The MusicXML inside an .mxl archive. Raises UnusableTune or BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if "META-INF/container.xml" in names:
            root = ElementTree.fromstring(archive.read("META-INF/container.xml"))
            name = next((e.get("full-path", "") for e in root.iter() if e.get("full-path")), "")
        else:
            name = next((n for n in names if n.endswith((".xml", ".musicxml"))), "")
        if name not in names:
            raise UnusableTune("unreadable", "the archive holds no score")
        if archive.getinfo(name).file_size > MOST_BYTES:
            raise UnusableTune("too large", "the score inside the archive is too large")
        return archive.read(name)


def text_of(content: bytes) -> str:
    """Decode a file: UTF-8, UTF-16 with a byte order mark, or Latin-1 as in old files."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def abc_meters(text: str) -> set[str]:
    """The meters that an ABC tune names; music21 invents others for bars that are too long."""
    named = re.findall(r"^M:\s*([^%\n]+)|\[M:\s*([^\]\n]+)\]", text, re.MULTILINE)
    return {ABC_METERS.get(meter.strip(), meter.strip()) for pair in named for meter in pair}
