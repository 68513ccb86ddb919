"""The interpreter's loading and its Live: abstractions, devices, parameters, observers."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

from tests.support.max_interpreter.application import Application
from tests.support.max_interpreter.device import Device
from tests.support.max_interpreter.live import Habits
from tests.support.tiny_patch import Probe, Tiny, content

B = ("bang",)


def write_patch(path: Path, boxes: dict[str, str], *cords: str, **more: dict[str, Any]) -> None:
    """A .maxpat; more: boxes as JSON, by their letters."""
    patcher = content(boxes, *cords)
    at = {"patching_rect": [0.0, 0.0, 50.0, 20.0]}
    patcher["boxes"] += [{"box": at | box | {"id": letter}} for letter, box in more.items()]
    path.write_text(json.dumps({"patcher": patcher}))


def write_device(path: Path, boxes: dict[str, str], *cords: str, **more: dict[str, Any]) -> None:
    """An unfrozen .amxd of a MIDI effect."""
    write_patch(path, boxes, *cords, **more)
    text = path.read_bytes() + b"\0"
    head = b"ampf\4\0\0\0mmmmmeta\4\0\0\0\1\0\0\0ptch" + struct.pack("<I", len(text))
    path.write_bytes(head + text)


def dial(name: str, initial: float) -> dict[str, Any]:
    """A dial from 0 to 2."""
    value = {
        "parameter_longname": name,
        "parameter_type": 0,
        "parameter_mmin": 0.0,
        "parameter_mmax": 2.0,
        "parameter_initial": [initial],
        "parameter_initial_enable": 1,
    }
    return {"maxclass": "live.dial", "saved_attribute_attributes": {"valueof": value}}


def probe(patcher: Any) -> Probe:
    """The probe `p` of a patch."""
    found = patcher.boxes["p"]
    assert isinstance(found, Probe)
    return found


def test_an_abstraction_has_its_arguments_and_a_number_of_its_own(tmp_path: Path) -> None:
    write_patch(
        tmp_path / "twice.maxpat",
        {"o": "outlet", "i": "inlet", "m": "* #1", "s": "s #0-sum", "r": "r #0-sum"},
        "i0 m0",
        "m0 s0",
        "r0 o0",
    )
    application = Application(tmp_path)
    patch = Tiny({"a": "twice 2", "b": "twice 3"}, "a0 p0", "b0 p1", application=application)
    patch.feed("5")
    patch.feed("5", box="b")
    assert patch.got == [(0, (10,)), (1, (15,))]
    patch = Tiny({"a": "twice"}, "a0 p0", application=application)
    patch.feed("5")
    assert patch.got_here == [(0,)]
    application.close()


def test_inlets_are_counted_from_left_to_right(tmp_path: Path) -> None:
    write_patch(
        tmp_path / "minus.maxpat",
        {"x": "inlet", "y": "inlet", "m": "-", "o": "outlet"},
        "x0 m0",
        "y0 m1",
        "m0 o0",
    )
    application = Application(tmp_path)
    patch = Tiny({"a": "minus"}, "a0 p0", application=application)
    patch.feed("2", inlet=1)
    patch.feed("7")
    assert patch.got_here == [(5,)]
    application.close()


def test_a_device_restores_its_parameters_and_then_bangs(tmp_path: Path) -> None:
    path = tmp_path / "tiny.amxd"
    write_device(
        path,
        {"l": "live.thisdevice", "p": "probe"},
        "d0 p0",
        "e0 p1",
        "l0 p2",
        "l1 p3",
        d=dial("Harmony", 1.0),
        e=dial("Style", 0.5),
    )
    application = Application()
    device = Device(application, path, stored={"Style": 1.5})
    assert probe(device.patcher).got == [(0, (1.0,)), (1, (1.5,)), (3, (1,)), (2, B)]
    device.set("Harmony", 9)
    assert probe(device.patcher).got[-1] == (0, (2.0,))
    device.switch(False)
    assert probe(device.patcher).got[-1] == (3, (0,))
    application.close()


def test_names_with_three_dashes_belong_to_a_device(tmp_path: Path) -> None:
    path = tmp_path / "tiny.amxd"
    write_device(path, {"a": "v ---x 1", "b": "v ---x", "p": "probe"}, "b0 p0")
    application = Application()
    one, other = Device(application, path), Device(application, path)
    one.patcher.boxes["a"].receive(0, (5,))
    for device in (one, other):
        device.patcher.boxes["b"].receive(0, B)
    assert [probe(device.patcher).got for device in (one, other)] == [[(0, (5,))], [(0, (1,))]]
    application.close()


def test_observers_tell_in_the_main_thread(tmp_path: Path) -> None:
    path = tmp_path / "tiny.amxd"
    boxes = {
        "l": "live.thisdevice",
        "x": "live.path live_set",
        "t": "t l l",
        "o": "live.observer is_playing",
        "s": "live.observer scale_intervals",
        "p": "probe",
    }
    cords = "l0 x0", "x0 t0", "t0 o1", "t1 s1", "o0 p0", "s0 p1"
    write_device(path, boxes, *cords)
    application = Application(habits=Habits(main_lag_ms=5))
    device = Device(application, path)
    assert probe(device.patcher).got == [(1, (0, 2, 4, 5, 7, 9, 11)), (0, (0,))]
    application.live.play()
    application.live.set_scale(9, "Minor Pentatonic", 0, 3, 5, 7, 10)
    application.run(4)
    assert len(probe(device.patcher).got) == 2
    application.run(1)
    assert probe(device.patcher).got[2:] == [(0, (1,)), (1, (0, 3, 5, 7, 10))]
    application.close()


def test_midi_goes_through_a_device_until_it_is_deleted(tmp_path: Path) -> None:
    path = tmp_path / "tiny.amxd"
    write_device(
        path,
        {"i": "midiin", "f": "midiflush", "o": "midiout", "x": "freebang"},
        "i0 f0",
        "f0 o0",
        "x0 f0",
    )
    application = Application()
    device = Device(application, path)
    device.note_on(60)
    device.note_on(62)
    device.note_off(60)
    assert device.output.sounding() == {(0, 62)}
    device.delete()
    assert device.output.sounding() == set()
    assert [played.message for played in device.output.all] == [
        (0x90, 60, 100),
        (0x90, 62, 100),
        (0x90, 60, 0),
        (0x90, 62, 0),
    ]
    application.close()
