"""The interpreter and a real Pure Data do the same with the objects of Max's client."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.max_interpreter.application import Application
from tests.support.max_interpreter.messages import Message
from tests.support.puredata.converting import convert
from tests.support.puredata.running import FIRST, TOLD, pure_data
from tests.support.tiny_patch import Tiny, content

pytestmark = pytest.mark.pd

WAIT_MS = 200


class Case(NamedTuple):
    """A patch whose box `a` is fed with messages, and whose cords to `p` are looked at."""

    boxes: dict[str, str]
    cords: str
    fed: str


def outlets(count: int, text: str, fed: str) -> Case:
    """A single object, and what leaves each of its outlets."""
    names = "uvwxy"[:count]
    cords = ",".join(f"a{number} {name}0,{name}0 p0" for number, name in enumerate(names))
    return Case({"a": text} | {name: f"prepend from_{name}" for name in names}, cords, fed)


def inlets(count: int, text: str, fed: str) -> Case:
    """A single object, to whose inlets lists are spread, the right one first."""
    cords = [f"a{number} b{number}" for number in range(count)]
    spread = " ".join(["unpack", *["0."] * count])
    return Case({"a": spread, "b": text}, ",".join([*cords, "b0 p0"]), fed)


VERDICT = "expr ($f1>=-0.01)+($f1>0.25)+($f1>1.)+3*($f1<-16.)"
CASES = {
    "trigger": outlets(4, "t b i f l", "7, 7.5"),
    "trigger of any message": outlets(2, "t b l", "scale minor 3, 60 0.5, go"),
    "unpack": outlets(3, "unpack 0 0. 0", "60 0.5 3, 61.75 0.25, 62"),
    "pack": inlets(3, "pack 0 0. 0", "1.5 2.5 3.5, 4. 5."),
    "pack with values": inlets(2, "pack 0 0. 0.25 -1", "60. 0.5, 62."),
    "+ int": outlets(1, "+ 1", "2, 2.75, -2.75"),
    "+ float": inlets(2, "+ 0.", "2.75 0.5, 1."),
    "- float": inlets(2, "- 0.", "5. 1.5, 4."),
    "%": outlets(1, "% 64", "0, 63, 64, 130"),
    ">=": outlets(1, ">= 0", "-1, 0, 60"),
    "expr with a verdict": outlets(1, VERDICT, "-20., -16., -0.01, 0.25, 0.5, 1., 1.5"),
    "expr with %": inlets(3, "expr ($i1-$i2+$i3%$i2+64)%64", "5. 8. 0., 5. 8. 9., 70. 1. 4."),
    "expr with && and ||": inlets(2, "expr ($i1==$i2)&&($i2==3)||($i1<1)", "3. 3., 2. 2., 0. 9."),
    "expr with int": outlets(1, "expr int($f1+0.95)", "0., 0.04, 0.06, 3.5"),
    "expr is cold at the right": inlets(2, "expr $i1+8-$i2", "5. 1.75, 6."),
    "sel": outlets(2, "sel 1", "0, 1, 2"),
    "route": outlets(3, "route at set", "at 0.5, set scale minor, stop, 5 6"),
    # Pd sends a list without atoms, which is a bang to what comes next.
    "route of a lone word": Case({"a": "route next", "t": "t b"}, "a0 t0,t0 p0", "next, 5"),
    "route symbol": outlets(2, "route symbol", "localhost, symbol localhost"),
    "split": outlets(2, "split 0 127", "-1, 0, 127, 128, -0.5"),
    "change": outlets(1, "change", "0, 1, 1, 0, 5, 5"),
    "i": outlets(1, "i", "5.75, bang"),
    "f": inlets(2, "f", "5.75 1., 3."),
    "message box": outlets(1, "[$2 $1 onset $1", "3 4.5"),
    "prepend": outlets(1, "prepend /melo/set lead", "scale minor, 60 0.5, 7"),
    "speedlim": outlets(1, "speedlim 50", "1, 2, harmony 3"),
    "gate": Case(
        {"a": "unpack 0 0", "g": "gate 3", "s": "prepend second"},
        "a1 g1,a0 g0,g1 s0,s0 p0",
        "2 5, 2 6, 1 7, 0 8, 2 9, 3 10",
    ),
    "value": Case(
        {"a": "t b f b", "b": "value shared 0", "c": "value shared 0", "d": "value shared 0"},
        "a2 b0,b0 p0,a1 c0,a0 d0,d0 p0",
        "3, 4.5",
    ),
    "coll by number": Case(
        {"a": "route at", "i": "i", "c": "coll notes 1"},
        "a0 i0,i0 c0,a1 c0,c0 p0",
        "5 60 0.5 1., 6 62 0.5 1., 5 67 0.25 2., at 5, at 7, at 6",
    ),
    "coll by name": Case(
        {"a": "route dump", "d": "[dump", "t": "t l l", "s": "zl.slice 1", "j": "zl.join"}
        | {"q": "prepend store", "c": "coll settings 1"},
        "a0 d0,d0 c0,a1 t0,t1 j1,t0 s0,s0 j0,j0 q0,q0 c0,c0 p0",
        "scale minor, key D, density 0.5, key E, chord 0 4 7, dump",
    ),
}


def as_abstraction(case: Case) -> str:
    """A Pd file with an inlet that feeds the patch and an outlet that shows what leaves it."""
    boxes = {"z": "inlet"} | case.boxes | {"p": "outlet"}
    patcher = content(boxes, "z0 a0", *case.cords.split(","))
    for entry in patcher["boxes"]:
        entry["box"]["index"] = 1
    return convert(patcher)


@pytest.fixture(scope="module")
def sent_by_pd(
    require_client: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """What each patch sends in Pd."""
    folder = tmp_path_factory.mktemp("pd")
    names = {title: f"case{number}" for number, title in enumerate(CASES)}
    lines = [f"#X obj 20 120 route {' '.join(names.values())};", f"#X connect {TOLD} {FIRST} 0;"]
    for number, (title, name) in enumerate(names.items()):
        (folder / f"{name}.pd").write_text(as_abstraction(CASES[title]))
        box = FIRST + 1 + 2 * number
        lines += [f"#X obj 20 150 {name};", f"#X obj 20 180 print {name};"]
        lines += [f"#X connect {FIRST} {number} {box} 0;", f"#X connect {box} 0 {box + 1} 0;"]
    with pure_data(require_client, folder, "\n".join([*lines, ""])) as pd:
        for title, name in names.items():
            pd.say(*(f"{name} {text}" for text in CASES[title].fed.split(", ")))
        time.sleep(WAIT_MS / 1000)
        pd.say()
        return {title: pd.printed(name) for title, name in names.items()}


def as_printed(sent: Message) -> str:
    """A message as Pd prints it."""
    return " ".join(atom if isinstance(atom, str) else f"{atom:g}" for atom in sent)


@pytest.mark.parametrize("title", CASES)
def test_the_interpreter_and_pd_agree(title: str, sent_by_pd: dict[str, list[str]]) -> None:
    case = CASES[title]
    with closing(Application()) as application:
        patch = Tiny(case.boxes, *case.cords.split(","), application=application)
        for text in case.fed.split(", "):
            patch.feed(text)
        application.run(WAIT_MS)
    sent = [as_printed(message) for message in patch.got_here]
    assert sent
    assert sent == sent_by_pd[title]
