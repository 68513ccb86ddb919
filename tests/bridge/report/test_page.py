import math
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import mido
import numpy as np
import pytest

from agent.evaluation import panel as panels
from agent.evaluation.columns import ReferenceBand
from agent.evaluation.contestants import Contestant, agent_contestant
from agent.evaluation.knob_effects import Effect
from agent.evaluation.long_pieces import Stage
from agent.evaluation.panel import Extent, Panel, measured_panel
from agent.evaluation.scale_colours import Colouring
from agent.evaluation.yardstick import Yardstick, corpus_yardstick
from bridge.report.page import files, write_report
from bridge.report.page import page as report_page
from bridge.report.svg import band_mark, distributions, knob_effect
from bridge.report.takes import describe, shown_takes
from tests.support.halves import split_songbook
from tests.support.melody_agent import little_player
from tests.support.tunes import tune

EFFECT = Effect("form", "returns", True, (0.0, 1.0, 2.0), (0.1, 0.2, 0.15), (0.01, 0.01, 0.01))
ALONE = {"meta", "circle", "line", "rect", "path", "polyline"}
NAME = "<little> & co"


class Reader(HTMLParser):
    """Checks that every element is closed; collects what leads elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ALONE:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def yardstick() -> Yardstick:
    return corpus_yardstick(split_songbook(), "the songbook", bars=8)


@pytest.fixture(scope="module")
def agent() -> Contestant:
    return agent_contestant(NAME, little_player(), 8, seed=0)


@pytest.fixture(scope="module")
def panel(agent: Contestant, yardstick: Yardstick) -> Panel:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(panels, "CONSTRAINED_PIECES", 1)
        patch.setattr(panels, "effects", lambda *_: iter([EFFECT]))
        return measured_panel(agent, [], yardstick, Extent(10, seed=0, knob_effects=True))


@pytest.fixture
def whole_panel(panel: Panel) -> Panel:
    """The panel, with scales and long pieces."""
    return replace(
        panel,
        scales=(Colouring("lydian", "#4", 0.125, 1 / 7, math.nan, 3, 60),),
        stages=(Stage("beginning", 1.25, 24.5),),
    )


@pytest.fixture
def page(tmp_path: Path, panel: Panel, yardstick: Yardstick, agent: Contestant) -> str:
    write_report(tmp_path, panel, yardstick, agent)
    return (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_page_is_whole_and_needs_nothing_from_elsewhere(page: str, tmp_path: Path) -> None:
    reader = Reader()
    reader.feed(page)
    assert not reader.open
    assert reader.links == [f"take-{number}.mid" for number in range(1, 9)]
    assert all((tmp_path / link).is_file() for link in reader.links)
    assert not re.search(r"https?:|url\(|@import", page)
    assert page.count("<script") == page.count("<script>") == 1
    assert "prefers-color-scheme: dark" in page


def test_names_are_text(page: str) -> None:
    assert "<h1>&lt;little&gt; &amp; co</h1>" in page
    assert "<little>" not in page


def test_figures_of_the_panel_are_on_the_page(page: str, panel: Panel) -> None:
    ours, _, real = panel.columns
    assert f"{ours.overlap:.2f} <small>real: {real.overlap:.2f}</small>" in page
    assert f"0 <small>in {panel.violations.notes + panel.constrained.notes:,} notes" in page
    assert "Not every turn moves it the right way." in page
    assert "nan" not in page


def test_traits_stand_beside_those_of_real_tunes(page: str, panel: Panel) -> None:
    cells = [f"{100 * one.traits['ends_opens']:.1f}" for one in panel.columns]
    row = f"<td>end with another note than the tonic</td><td class='ours'>{cells[0]}</td>"
    assert f"{row}<td>{cells[1]}</td><td>{cells[2]}</td>" in page
    assert "distance of all forms from real ones" in page
    assert "The colour of scales" not in page
    assert "Long pieces" not in page


def test_scales_and_long_pieces_have_tables_where_they_were_measured(whole_panel: Panel) -> None:
    text = report_page(whole_panel, [])
    row = "<td>lydian</td><td class='ours'>12.5</td><td>#4</td><td>14.3</td><td>-</td><td>3</td>"
    assert row in text
    assert "<td>beginning</td><td class='ours'>1.25</td><td>24.5</td>" in text


def test_every_picture_is_sound(page: str) -> None:
    pictures = re.findall(r"<svg.*?</svg>", page)
    assert len(pictures) > 20
    for picture in pictures:
        ElementTree.fromstring(picture)


def test_the_same_figures_give_the_same_bytes(
    tmp_path: Path, panel: Panel, yardstick: Yardstick, agent: Contestant
) -> None:
    for name in ("one", "two"):
        write_report(tmp_path / name, panel, yardstick, agent)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_a_take_is_written_with_its_chords(page: str, tmp_path: Path) -> None:
    tracks = mido.MidiFile(tmp_path / "take-1.mid").tracks
    assert [any(m.type == "note_on" for m in track) for track in tracks] == [False, True, True]


def test_every_take_can_be_played_on_the_page(page: str) -> None:
    assert re.findall(r"class='take-player' data-take='([^']*)'", page) == [
        f"take {number}" for number in range(1, 9)
    ]


def test_what_it_writes_is_known_before(page: str, tmp_path: Path) -> None:
    assert page
    assert {path.name for path in tmp_path.iterdir()} <= {path.name for path in files(tmp_path)}


def test_shown_takes_are_under_different_conditions(
    agent: Contestant, yardstick: Yardstick
) -> None:
    shown = shown_takes(agent, yardstick.reference.briefs, 4)
    assert len({take.meter for take in shown}) > 1
    assert shown == shown_takes(agent, yardstick.reference.briefs, 4)
    assert shown_takes(Contestant("noise", lambda number: None), (), 4) == []


def test_a_take_is_described_in_a_few_words() -> None:
    assert describe(tune("0 2 4", meter="3/4", mode="dorian")) == "test, C dorian, 3/4"


def test_densities_share_a_scale_and_stand_missing_values() -> None:
    real, ours = np.array([1.0, 2.0, 2.0, 3.0]), np.array([2.0, math.nan])
    for values in (ours, np.array([math.nan])):
        drawn = distributions(values, real, "title")
        assert drawn.count("<path") == 2
        assert "nan" not in drawn
    assert ">1<" in drawn
    assert ">3<" in drawn


def test_a_mark_stays_inside_its_picture() -> None:
    drawn = band_mark(ReferenceBand(1.0, 2.0, 3.0, 2.0, 0.5), 9.0, "title")
    place = re.search(r'cx="([\d.]+)"', drawn)
    assert place is not None
    assert 100 < float(place[1]) < 120
    assert "nan" not in band_mark(ReferenceBand(0.0, 0.0, 0.0, 0.0, 0.0), 0.0, "title")


def test_an_effect_has_a_dot_and_a_bar_for_each_setting() -> None:
    drawn = knob_effect(EFFECT)
    assert drawn.count("<circle") == drawn.count('class="take bar"') == 3
    assert 'aria-label="form: returns"' in drawn
