"""The bytes around a device."""

import struct

import pytest

from max_patches.source.container import MIDI_EFFECT, ContainerError, Device, read, write

DEVICE = Device(MIDI_EFFECT, '{"patcher": {"text": "Grüße"}}')


def test_a_device_begins_with_its_kind_and_its_state() -> None:
    head = bytes.fromhex("616d7066 04000000 6d6d6d6d 6d657461 04000000 01000000 70746368")
    assert write(DEVICE).startswith(head)


def test_the_length_of_the_patcher_is_little_endian_and_counts_its_end() -> None:
    data = write(DEVICE)
    assert struct.unpack("<I", data[28:32]) == (len(DEVICE.patcher.encode()) + 1,)
    assert data.endswith(b"}\0")


def test_what_was_written_reads_back() -> None:
    assert read(write(DEVICE)) == DEVICE
    assert read(write(DEVICE)).load() == {"patcher": {"text": "Grüße"}}


def test_bytes_behind_the_json_are_passed_over() -> None:
    data = write(DEVICE._replace(patcher=DEVICE.patcher + "\n"))
    assert read(data) == DEVICE


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no Max for Live device"),
        (b"RIFF\4\0\0\0WAVE", "no Max for Live device"),
        (write(DEVICE)[:-9], "cut short"),
        (write(DEVICE)[:30], "cut short"),
        (write(Device(MIDI_EFFECT, "mx@c")), "frozen"),
        (write(Device(MIDI_EFFECT, "{")), "no JSON"),
    ],
)
def test_what_is_no_device_is_said_in_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(ContainerError, match=says):
        read(data)
