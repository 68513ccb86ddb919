from fractions import Fraction
from pathlib import Path

import pytest

import melobridge
from agent.errors import AgentNotFound, MeloError, TaskError
from agent.library.catalogue import DEFAULT_AGENT, shipped_folder


def test_agents_are_those_of_the_command_line_the_usual_one_first() -> None:
    agents = melobridge.agents()
    assert agents[0] == DEFAULT_AGENT == "all"
    assert {"classic", "fiddle", "hymn", "lied", "pop", "song"} <= set(agents)


def test_the_same_seed_gives_the_same_piece() -> None:
    piece = melobridge.generate(
        "fiddle", bars=4, seed=2, key="D dorian", meter="6/8", low="D4", pickup=0
    )
    assert piece == melobridge.generate(
        "fiddle", bars=4, seed=2, key=2, scale="dorian", meter="6/8", low=62, pickup=0
    )
    assert piece != melobridge.generate("fiddle", bars=4, seed=3, key="D dorian", meter="6/8")
    assert {note.pitch % 12 for note in piece} <= {2, 4, 5, 7, 9, 11, 0, melobridge.REST % 12}
    assert [note.index for note in piece] == list(range(len(piece)))
    assert piece[-1].onset + piece[-1].duration == 12.0
    assert repr(piece).splitlines()[0] == f"{len(piece)} notes, D dorian, 6/8"


def test_its_keys_make_it_again() -> None:
    piece = melobridge.generate(bars=4, chords=["Am", "F"], key="A minor")
    assert melobridge.generate(**piece.keys) == piece  # type: ignore[arg-type]
    assert piece.piece.chords == ("Am", "F", "Am", "F")


def test_a_pickup_is_as_long_as_it_is_asked_for() -> None:
    piece = melobridge.generate("hymn", bars=2, seed=1, meter="3/4", pickup=Fraction(1, 2))
    assert (piece.pickup, piece[0].onset) == (0.5, 2.5)
    assert piece[-1].onset + piece[-1].duration == 8.5
    assert piece.keys["pickup"] == 0.5
    assert melobridge.generate(**piece.keys) == piece  # type: ignore[arg-type]


def test_pieces_have_pickups_as_real_tunes_have_them() -> None:
    pieces = [melobridge.generate("fiddle", bars=1, seed=seed, meter="6/8") for seed in range(20)]
    assert {piece.pickup for piece in pieces} == {0.0, 0.5}
    assert all(piece[0].onset == (2.5 if piece.pickup else 0) for piece in pieces)
    assert "pickup" not in pieces[0].keys


def test_an_agent_may_be_a_file_and_has_chords_of_its_own() -> None:
    piece = melobridge.generate(shipped_folder() / "classic.safetensors", seed=1, key="G")
    assert piece.piece.chords == ("G", "Em", "C", "D", "G", "C", "D", "G")


@pytest.mark.parametrize(
    ("wrong", "kind", "text"),
    [
        ({"agent": "nobody"}, AgentNotFound, "there is no agent 'nobody': use one of all, "),
        ({"agent": "nothing.safetensors"}, MeloError, "nothing.safetensors"),
        ({"harmony": 3}, melobridge.ProtocolError, "harmony is 3: use 0 to 2"),
        (
            {"harmny": 1},
            melobridge.ProtocolError,
            "there is no key 'harmny': did you mean 'harmony'?",
        ),
        ({"listen": "lead"}, melobridge.ProtocolError, "listen needs a server"),
        ({"chords": ["H7"]}, melobridge.ProtocolError, "'H7' is no chord"),
        ({"low": 61, "high": 61}, TaskError, "no note of the key lies between low 61 and high 61"),
        ({"seed": -1}, melobridge.ProtocolError, "seed is -1: use 0 to 2"),
        ({"pickup": 4}, TaskError, "pickup is 4: use less than a bar of 4/4"),
        ({"pickup": "1"}, melobridge.ProtocolError, "pickup is '1': it must be a number"),
        ({"pickup": True}, melobridge.ProtocolError, "pickup is 'True': it must be a number"),
        ({"pickup": [1]}, melobridge.ProtocolError, "pickup is '[1]': it must be a number"),
        ({"bars": 2000}, melobridge.ProtocolError, "bars is 2000: use 0 to 1024"),
    ],
)
def test_a_wrong_value_is_one_sentence(wrong: dict[str, str], kind: type, text: str) -> None:
    with pytest.raises(kind) as caught:
        melobridge.generate(**wrong)  # type: ignore[arg-type]
    assert text in str(caught.value)


def test_a_piece_is_written(tmp_path: Path) -> None:
    melobridge.generate("song", bars=2, seed=1).to_midi(tmp_path / "a.mid")
    assert (tmp_path / "a.mid").read_bytes().startswith(b"MThd")
