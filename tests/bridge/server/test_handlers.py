import pytest

from agent.library.catalogue import shipped_folder
from agent.library.loading import load_checkpoint, player_for
from agent.player.protocol import AnyPlayer
from bridge.osc import codec
from bridge.osc.limits import MOST_PRESETS
from bridge.server.dispatcher import Responder
from bridge.server.jobs import PlayJob, SaveJob, StopJob
from tests.support.asking import ME, OTHER, Values, ask, notes, number
from tests.support.melody_agent import little_player


@pytest.fixture(scope="module")
def shipped() -> dict[str, AnyPlayer]:
    paths = {name: shipped_folder() / f"{name}.safetensors" for name in ("all", "classic")}
    return {name: player_for(load_checkpoint(path)) for name, path in paths.items()}


@pytest.fixture
def server(shipped: dict[str, AnyPlayer]) -> Responder:
    """The shipped agents; two more have random weights."""
    little = {"one": little_player(1), "two": little_player(2)}
    return Responder(shipped | little, "all", 7)


def error(replies: list[tuple[str, Values]]) -> tuple[int, str]:
    [(address, values)] = replies
    assert address == "/melo/error", replies
    return int(number(values[1])), str(values[2])


# Thumbs


def test_a_thumb_teaches_the_taste_and_says_how_many_notes_it_credits(server: Responder) -> None:
    notes(server, 0, 8)
    [(address, values)] = ask(server, "/melo/reward", "lead", 1.0)
    assert (address, values[0], values[2]) == ("/melo/learned", "lead", 1)
    assert 1 <= number(values[1]) <= 8
    assert ask(server, "/melo/reward", "lead", -1, 2, 4)[0][1] == ("lead", 3, 2)
    assert ask(server, "/melo/reward", "lead", -1, 0)[0][1] == ("lead", 1, 3)


def test_a_thumb_for_notes_that_arent_there_is_refused(server: Responder) -> None:
    assert error(ask(server, "/melo/reward", "lead", 1.0)) == (
        8,
        "no note to credit: the voice gave out none there of late",
    )
    notes(server, 0, 4)
    assert error(ask(server, "/melo/reward", "lead", 1.0, 90, 95))[0] == 8


def test_thumbs_change_the_next_notes_and_undo_brings_them_back(server: Responder) -> None:
    def next_pitches(*thumbs: float, undo: int = 0) -> list[codec.Argument]:
        ask(server, "/melo/reset", "lead")
        ask(server, "/melo/taste", "lead", "reset")
        notes(server, 0, 16, "seed", 3)
        for index, thumb in enumerate(thumbs):
            ask(server, "/melo/reward", "lead", thumb, index, index)
        for _ in range(undo):
            ask(server, "/melo/taste", "lead", "undo")
        return [note[0] for note in notes(server, 16, 32, "taste", 2.0)]

    thumbs = [1.0, -1.0] * 8
    assert next_pitches(*thumbs) != next_pitches()
    assert next_pitches(*thumbs, undo=16) == next_pitches()


def test_the_knob_taste_turns_off_what_was_learned(server: Responder) -> None:
    def next_pitches(*keys: codec.Argument) -> list[codec.Argument]:
        ask(server, "/melo/reset", "lead")
        return [note[0] for note in notes(server, 0, 32, "seed", 5, *keys)]

    before = next_pitches()
    for index in range(8):
        ask(server, "/melo/reward", "lead", (-1) ** index, index, index)
    assert next_pitches("taste", 2.0) != before
    assert next_pitches("taste", 0.0) == before


def test_a_taste_is_saved_for_other_voices_and_other_clients(server: Responder) -> None:
    notes(server, 0, 8)
    ask(server, "/melo/reward", "lead", 1.0)
    answer = server.answer(codec.encode("/melo/taste", "lead", "save", "mine"), ME)
    [job] = answer.jobs
    assert isinstance(job, SaveJob)
    kind, name, content, to = job
    assert (kind, name, to) == ("taste", "mine", ME)
    assert ask(server, "/melo/taste", "bass", "load", "mine", sender=OTHER) == [
        ("/melo/learned", ("bass", 0, 1))
    ]
    later = Responder({"all": little_player()}, "all", 0, tastes={"mine": content})
    assert ask(later, "/melo/taste", "lead", "load", "mine") == [("/melo/learned", ("lead", 0, 1))]


def test_a_damaged_taste_is_refused(shipped: dict[str, AnyPlayer]) -> None:
    server = Responder(shipped, "all", 0, tastes={"bad": {"weights": "none"}})
    code, text = error(ask(server, "/melo/taste", "lead", "load", "bad"))
    assert code == 4
    assert "taste" in text


# Presets


def test_a_preset_keeps_all_keys_but_the_seed(server: Responder) -> None:
    keys = ("key", "D", "scale", "dorian", "harmony", 0.5, "agent", "one", "tempo", 90, "seed", 4)
    ask(server, "/melo/set", "lead", *keys)
    saved = ("/melo/value", ("lead", "preset", "verse"))
    assert ask(server, "/melo/preset", "lead", "save", "verse") == [saved]
    assert ask(server, "/melo/preset", "bass", "load", "verse", sender=OTHER) == [
        ("/melo/value", ("bass", "preset", "verse"))
    ]
    for key, value in (("key", 2), ("scale", "dorian"), ("agent", "one"), ("tempo", 90.0)):
        [(_, values)] = ask(server, "/melo/get", "bass", key, sender=OTHER)
        assert values == ("bass", key, value)
    [(_, values)] = ask(server, "/melo/get", "bass", "seed", sender=OTHER)
    assert values[2] != 4


def test_an_unknown_preset_names_those_there_are(server: Responder) -> None:
    assert error(ask(server, "/melo/preset", "lead", "load", "verse")) == (
        9,
        "there is no preset 'verse': saved are none so far",
    )
    ask(server, "/melo/preset", "lead", "save", "coda")
    assert error(ask(server, "/melo/taste", "lead", "load", "coda"))[0] == 9
    assert error(ask(server, "/melo/preset", "lead", "load", "verse"))[1].endswith("saved are coda")


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", ".hidden", "a b", "x\\y", "ü"])
def test_a_name_is_no_path(server: Responder, name: str) -> None:
    answer = server.answer(codec.encode("/melo/preset", "lead", "save", name), ME)
    assert answer.jobs == ()
    assert codec.decode(answer.packets[0].data)[0][1][1] == 3


def test_presets_are_bounded(server: Responder) -> None:
    for number_ in range(MOST_PRESETS):
        ask(server, "/melo/preset", "lead", "save", f"p{number_}")
    assert error(ask(server, "/melo/preset", "lead", "save", "more"))[0] == 11
    assert ask(server, "/melo/preset", "lead", "save", "p0")[0][0] == "/melo/value"


# Why


def test_why_tells_the_parts_the_rank_and_the_alternatives(server: Responder) -> None:
    note = notes(server, 0, 1, "chord", "Am", "follow", 0.5)[0]
    because, *alternatives = ask(server, "/melo/why", "lead", 0)
    address, (voice, index, *pairs) = because
    facts = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert (address, voice, index) == ("/melo/because", "lead", 0)
    assert (facts["pitch"], facts["duration"]) == (note[0], note[2])
    assert {"prior", "harmony", "smoothness", "variety", "style", "form"} <= facts.keys()
    assert 0 < number(facts["probability"]) <= 1
    assert 1 <= number(facts["rank"]) <= number(facts["allowed"]) <= number(facts["candidates"])
    assert [values[:3] for _, values in alternatives] == [("lead", 0, n) for n in range(1, 6)]
    odds = [number(values[5]) for _, values in alternatives]
    assert odds == sorted(odds, reverse=True)


def test_why_is_answered_for_a_note_of_any_agent_and_of_the_cheap_policy(
    server: Responder,
) -> None:
    notes(server, 0, 2, "agent", "classic")
    assert ask(server, "/melo/why", "lead", 1)[0][0] == "/melo/because"
    notes(server, 2, 2, "agent", "one", "within", 0)
    assert ask(server, "/melo/why", "lead", 3)[0][0] == "/melo/because"


def test_why_of_a_note_that_isnt_there_is_refused(server: Responder) -> None:
    assert error(ask(server, "/melo/why", "lead", 3)) == (
        8,
        "the voice has no note 3: it keeps the latest 128 that it gave out",
    )


# Agents


def test_an_agent_is_changed_by_its_own_request(server: Responder) -> None:
    first = notes(server, 0, 8)
    assert ask(server, "/melo/agent", "lead", "one") == [
        ("/melo/agent", ("one", "melody", 2, 4)),
    ]
    after = notes(server, 8, 8)
    ends = [number(note[3]) + number(note[2]) for note in (*first, *after)]
    assert [number(note[3]) for note in (*first, *after)][1:] == pytest.approx(ends[:-1], abs=1e-4)
    assert error(ask(server, "/melo/agent", "lead", "jazz"))[0] == 6


def test_morph_goes_from_one_agent_to_another(server: Responder) -> None:
    def pitches(*keys: codec.Argument) -> list[codec.Argument]:
        ask(server, "/melo/reset", "lead")
        return [note[0] for note in notes(server, 0, 24, "seed", 1, *keys)]

    one, two = pitches("agent", "one"), pitches("agent", "two")
    assert pitches("agent", "one", "morph_to", "two", "morph", 0.0) == one
    assert pitches("agent", "one", "morph_to", "two", "morph", 1.0) == two
    assert pitches("agent", "one", "morph_to", "two", "morph", 0.5) not in (one, two)


def test_morph_needs_a_second_agent_of_the_same_task(server: Responder) -> None:
    code, _ = error(ask(server, "/melo/set", "lead", "morph_to", "classic", "morph", 0.5))
    assert code == 4
    assert error(ask(server, "/melo/set", "lead", "morph_to", "jazz"))[0] == 6
    assert ask(server, "/melo/get", "lead", "morph")[0][1] == ("lead", "morph", 0.0)


def test_an_agent_that_is_swapped_plays_on_from_the_very_next_note(server: Responder) -> None:
    first = notes(server, 0, 8, "agent", "one")
    server.swap("one", little_player(3))
    assert notes(server, 0, 8) == first
    after = notes(server, 8, 1)
    assert number(after[0][3]) == pytest.approx(number(first[-1][3]) + number(first[-1][2]))


# Duets


def test_a_voice_hears_another_one_of_its_client(server: Responder) -> None:
    def answers(*keys: codec.Argument) -> list[codec.Argument]:
        ask(server, "/melo/reset", "bass")
        fixed = ("seed", 2, "temperature", 0, "follow", 1.0)
        replies = ask(server, "/melo/next", "bass", 1, 0, 16, *fixed, *keys)
        return [values[3] for _, values in replies]

    notes(server, 0, 16, "key", "C", "seed", 1)
    alone = answers("listen", "none")
    assert answers("listen", "lead") != alone
    assert answers("listen", "nobody") == alone
    assert answers("listen", "bass") == alone


def test_a_voice_that_starts_over_is_still_heard(server: Responder) -> None:
    def heard_by_bass(index: int) -> int:
        ask(server, "/melo/next", "bass", 1, index, 1, "listen", "lead")
        return len(server._registry.voices[ME, "bass"]._composed[index].heard)

    notes(server, 0, 20)
    assert heard_by_bass(0) == 20
    assert heard_by_bass(1) == 0
    ask(server, "/melo/reset", "lead")
    notes(server, 0, 8)
    assert heard_by_bass(2) == 8


# Deadlines


class Slow:
    """A pace that never has time, and one answer of which was late."""

    late = 1

    def now(self) -> float:
        return 100.0

    def has_time_for_network(self, index: int, left: int, deadline: float) -> bool:
        return deadline > 100.1

    def answered(self, began: float, thought: int, deadline: float) -> None:
        """Nothing to learn."""


def test_a_note_without_time_to_think_is_flagged_and_keeps_the_constraints(
    shipped: dict[str, AnyPlayer],
) -> None:
    server = Responder(shipped, "all", 0, deadlines=Slow())

    def given(index: int, *keys: codec.Argument) -> list[Values]:
        message = "/melo/next", "lead", 1, index, 16, "scale", "dorian", "key", "D", *keys
        return [values[3:] for _, values in ask(server, *message, arrived=100.0)]

    cheap, thought = given(0, "within", 50), given(16, "within", 500)
    assert [note[4] for note in cheap] == [1] * 16
    assert [note[4] for note in thought] == [0] * 16
    assert {number(n[0]) % 12 for n in cheap if n[0] != -1} <= {2, 4, 5, 7, 9, 11, 0}
    assert given(0, "within", 500) == cheap


# After a restart


@pytest.mark.parametrize("agent", ["all", "classic"])
def test_a_voice_goes_on_at_the_index_and_the_beat_that_a_client_names(
    server: Responder, agent: str
) -> None:
    first, second = notes(server, 37, 2, "agent", agent, "onset", 52)
    assert first[3] == 52.0
    assert number(second[3]) == pytest.approx(52 + number(first[2]))


# Statistics


def test_the_statistics_count_notes_voices_and_what_the_loop_adds(
    shipped: dict[str, AnyPlayer],
) -> None:
    server = Responder(shipped, "all", 0, deadlines=Slow(), statistics=lambda: {"p50_us": 170.5})
    ask(server, "/melo/next", "lead", 1, 0, 8)
    ask(server, "/melo/next", "lead", 1, 8, 8, "within", 1, arrived=100.0)
    [(address, values)] = ask(server, "/melo/stats")
    figures = dict(zip(values[::2], values[1::2], strict=True))
    assert address == "/melo/statistics"
    assert (figures["clients"], figures["voices"], figures["notes"]) == (1, 1, 16)
    assert (figures["fallbacks"], figures["late"], figures["p50_us"]) == (8, 1, 170.5)


# Playing by MIDI


def test_to_play_a_voice_is_a_job_for_others(server: Responder) -> None:
    ask(server, "/melo/set", "lead", "meter", "3/4", "chords", "Am F C G", "tempo", 96)
    request = codec.encode("/melo/play", "lead", "synth", 3, "duet")
    answer = server.answer(request, ME)
    [job] = answer.jobs
    assert answer.packets == []
    assert job == PlayJob(
        voice="lead",
        to=ME,
        port="synth",
        channel=3,
        mode="duet",
        meter="3/4",
        chords=4,
        tempo=96.0,
    )


def test_without_a_mode_it_plays_on_its_own(server: Responder) -> None:
    [job] = server.answer(codec.encode("/melo/play", "lead", "synth", 1), ME).jobs
    assert isinstance(job, PlayJob)
    assert job.mode == "generate"


def test_to_stop_it_is_a_job_too(server: Responder) -> None:
    [job] = server.answer(codec.encode("/melo/stop", "lead"), ME).jobs
    assert job == StopJob("lead", ME)


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("synth", 17), "channel is 17: use 1 to 16"),
        (("", 1), "port must have 1 to 128 characters"),
        (("synth", 1, "solo"), "mode is 'solo': use generate, answer, duet, pitch"),
    ],
)
def test_what_cant_be_meant_is_refused(server: Responder, arguments: Values, fault: str) -> None:
    assert error(ask(server, "/melo/play", "lead", *arguments)) == (4, fault)


# Those who watch, and keys that are held


def test_who_watches_gets_a_copy_of_what_another_client_asks_and_gets(server: Responder) -> None:
    assert ask(server, "/melo/watch", 10.0) == [("/melo/watching", (10.0,))]
    answer = server.answer(codec.encode("/melo/next", "lead", 1, 0, 2, "seed", 3), OTHER)
    [(copy, to)] = list(answer.copies)
    assert to == ME
    assert codec.decode(copy) == [
        ("/melo/from", (f"{OTHER[0]}:{OTHER[1]}",)),
        ("/melo/next", ("lead", 1, 0, 2, "seed", 3)),
        *(message for packet in answer.packets for message in codec.decode(packet.data)),
    ]


@pytest.mark.parametrize(
    "asked",
    [
        ("/melo/ping", 1),
        ("/melo/stats",),
        ("/melo/get", "lead", "key"),
        ("/melo/set", "lead", "x", 1),
    ],
)
def test_questions_and_errors_are_not_copied(server: Responder, asked: Values) -> None:
    ask(server, "/melo/watch", 10.0)
    assert not list(server.answer(codec.encode(*asked), OTHER).copies)  # type: ignore[arg-type]


def test_nobody_gets_copies_of_its_own_requests_or_when_its_time_is_over(server: Responder) -> None:
    ask(server, "/melo/watch", 10.0)
    request = codec.encode("/melo/set", "lead", "harmony", 1.5)
    assert not list(server.answer(request, ME).copies)
    assert len(list(server.answer(request, OTHER, 9.9).copies)) == 1
    assert not list(server.answer(request, OTHER, 10.1).copies)


def test_each_message_of_a_bundle_has_its_own_copy(server: Responder) -> None:
    ask(server, "/melo/watch", 10.0)
    one, two = (codec.encode("/melo/set", "lead", "harmony", value) for value in (1.5, 1.0))
    size = len(one).to_bytes(4, "big")
    bundle = b"#bundle\0" + bytes(7) + b"\1" + size + one + size + two
    assert [codec.decode(copy)[1][1][2] for copy, _ in server.answer(bundle, OTHER).copies] == [
        1.5,
        1.0,
    ]


def test_only_programs_on_the_servers_machine_may_watch(shipped: dict[str, AnyPlayer]) -> None:
    server = Responder(shipped, "all", 7, host="192.168.1.5")
    assert error(ask(server, "/melo/watch", 10.0, sender=("192.168.1.9", 5000)))[0] == 4
    [(address, _)] = ask(server, "/melo/watch", 10.0, sender=("192.168.1.5", 5000))
    assert address == "/melo/watching"


def test_a_held_key_stays_whatever_the_client_asks(server: Responder) -> None:
    ask(server, "/melo/set", "lead", "harmony", 0.5)
    assert ask(server, "/melo/hold", "lead", "harmony", 1.5) == [("/melo/held", ("lead", 1))]
    notes(server, 0, 4, "harmony", 0.25, "variety", 1.25)
    assert ask(server, "/melo/get", "lead", "harmony")[0][1] == ("lead", "harmony", 1.5)
    assert ask(server, "/melo/get", "lead", "variety")[0][1] == ("lead", "variety", 1.25)


def test_released_keys_are_as_the_client_wants_them(server: Responder) -> None:
    ask(server, "/melo/set", "lead", "harmony", 0.5, "key", "D")
    ask(server, "/melo/hold", "lead", "harmony", 1.5)
    assert ask(server, "/melo/hold", "lead", "key", "A") == [("/melo/held", ("lead", 2))]
    ask(server, "/melo/set", "lead", "harmony", 0.25)
    assert ask(server, "/melo/hold", "lead") == [("/melo/held", ("lead", 0))]
    assert ask(server, "/melo/get", "lead", "harmony")[0][1] == ("lead", "harmony", 0.25)
    assert ask(server, "/melo/get", "lead", "key")[0][1] == ("lead", "key", 2)


def test_what_cannot_be_held_is_refused_and_changes_nothing(server: Responder) -> None:
    assert error(ask(server, "/melo/hold", "lead", "agent", "nobody"))[0] == 6
    notes(server, 0, 4, "agent", "one")
    assert ask(server, "/melo/get", "lead", "agent")[0][1] == ("lead", "agent", "one")


def test_names_of_agents_come_in_any_case(server: Responder) -> None:
    notes(server, 0, 4, "agent", "Classic")
    assert ask(server, "/melo/get", "lead", "agent")[0][1] == ("lead", "agent", "classic")
    assert error(ask(server, "/melo/set", "lead", "agent", "clasic")) == (
        6,
        "there is no agent 'clasic': did you mean 'classic'?",
    )
    assert ask(server, "/melo/agent", "lead", "All")[0][1][0] == "all"
    assert error(ask(server, "/melo/agent", "lead", "alto"))[0] == 6
