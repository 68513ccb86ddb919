"""Thumbs, reasons, presets, agents: what a voice does beside playing, with the real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.library.catalogue import DEFAULT_AGENT
from tests.real.supercollider.playing import PLAYING
from tests.support.program import Program
from tests.support.sclang import QUARK, start
from tests.support.serving import serving

pytestmark = pytest.mark.sclang

# ~value waits for what an action gets; ~post and ~get post it under a name.
CONVERSATION = r"""
~value = { |ask|
    var answer = FlowVar();
    ask.({ |value| answer.value = value });
    answer.value
};
~post = { |name, value| "% = %".format(name, value).postln };
~get = { |key| ~post.(key, ~value.({ |action| m.get(\lead, key, action) })) };
m.voice(\lead).addDependant({ |voice, what ... news|
    if(what == \learned) { ~post.(\learned, news.join(" ")) }
});
m.waitFor(\lead) {
    var notes, why;
    ~post.(\version, m.version);
    ~post.(\agents, m.agents.join(" "));

    m.set(\lead, \key, "D", \durations, [0.5, 1], \harmony, 1.5);
    m.chords(\lead, "Am F");
    0.2.wait;
    [\key, \durations, \chords].do(~get);
    m.chord(\lead, "Dm7");
    0.2.wait;
    ~get.(\chord);

    notes = ~value.({ |action| m.collect(\lead, 8, action) });
    ~post.(\collected, notes.collect(_.meloIndex).join(" "));
    why = ~value.({ |action| m.why(\lead, 3, action) });
    ~post.(\pitchOfWhy, [notes[3].midinote, why.pitch].join(" "));
    ~post.(\rank, why[\rank]);
    ~post.(\alternatives, why.alternatives.collect(_.probability).sum < 1.001);
    why = ~value.({ |action| m.why(\lead, nil, action) });
    ~post.(\pitchOfLatest, [notes[7].midinote, why.pitch].join(" "));

    [
        { m.good(\lead) }, { m.bad(\lead) }, { m.taste(\lead, \undo) },
        { m.taste(\lead, \save, \mine) }, { m.taste(\lead, \reset) },
        { m.taste(\lead, \load, \mine) }
    ].do { |thumb|
        thumb.value;
        0.2.wait;
    };

    m.preset(\lead, \save, \verse);
    0.2.wait;
    m.set(\lead, \harmony, 0.25);
    m.agent(\lead, \fiddle);
    m.morph(\lead, \hymn, 0.25);
    0.2.wait;
    [\agent, \morph_to, \morph].do(~get);
    m.preset(\lead, \load, \verse);
    0.3.wait;
    ~get.(\harmony);
    ~post.(\agentAgain, m.voice(\lead).settings[\agent]);

    ~post.(\voices, ~value.({ |action| m.serverStats(action) }).voices);
    0.exit;
};
"""

Posted = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def posted(
    require_client: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Posted]:
    """What the conversation posted under a name."""
    path, folder = require_client("sclang"), tmp_path_factory.mktemp("questions")
    code = PLAYING + CONVERSATION
    with (
        serving(folder, DEFAULT_AGENT) as server,
        start(path, folder / "home", code, {"PORT": server.port}, [QUARK]) as program,
    ):
        assert program.wait_for_exit(20) == 0
        yield lambda name: values(program, name)


def values(program: Program, name: str) -> list[str]:
    return [found[1] for found in program.printed(f"^{name} = (.*)$")]


def test_the_server_says_its_version_and_its_agents(posted: Posted) -> None:
    assert posted("version") == ["0.1.0"]
    assert posted("agents") == ["all classic fiddle hymn lied pop song little"]


def test_settings_arrive_lists_as_well(posted: Posted) -> None:
    assert posted("key") == ["2"]
    assert posted("durations") == ["0.5 1"]
    assert posted("chords") == ["Am F"]
    assert posted("chord") == ["Dm7"]


def test_notes_are_collected_in_order(posted: Posted) -> None:
    assert posted("collected") == ["0 1 2 3 4 5 6 7"]


def test_why_speaks_of_the_note_that_was_played(posted: Posted) -> None:
    for name in ("pitchOfWhy", "pitchOfLatest"):
        [pitches] = posted(name)
        one, other = pitches.split()
        assert one == other or (one, other) == ("Rest(1)", "-1")
    assert float(posted("rank")[0]) >= 1
    assert posted("alternatives") == ["true"]


def test_thumbs_are_learned_from_and_taken_back(posted: Posted) -> None:
    good, bad, undone, saved, reset, loaded = (text.split() for text in posted("learned"))
    assert int(good[0]) >= 1
    assert [thumbs for _, thumbs in (good, bad, undone, saved, reset, loaded)] == [
        "1",
        "2",
        "1",
        "1",
        "0",
        "1",
    ]


def test_agents_change_and_morph(posted: Posted) -> None:
    assert posted("agent") == ["fiddle"]
    assert posted("morph_to") == ["hymn"]
    assert posted("morph") == ["0.25"]


def test_a_preset_brings_all_settings_back(posted: Posted) -> None:
    assert posted("harmony") == ["1.5"]
    assert posted("agentAgain") == ["all"]


def test_the_server_counts_its_voices(posted: Posted) -> None:
    assert posted("voices") == ["1"]
