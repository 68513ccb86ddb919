"""What the site makes of the pages of docs/."""

import pytest

from docs.conf import site_text, with_buttons


@pytest.mark.parametrize(
    ("link", "there"),
    [
        ("[knobs](knobs.md#turn-them)", "[knobs](knobs.md#turn-them)"),
        ("![A roll](takes/all-1.png)", "![A roll](takes/all-1.png)"),
        ("[the README](../README.md)", "[the README](index.md)"),
        ("[what is new](../CHANGELOG.md#unreleased)", "[what is new](changelog.md#unreleased)"),
        ("[five pieces](../supercollider/examples)", "five pieces (`supercollider/examples`)"),
        ("[eight_bars.scd](../supercollider/eight_bars.scd)", "`supercollider/eight_bars.scd`"),
        ("[above](#knobs)", "[above](#knobs)"),
        ("[MIT](https://opensource.org/license/mit)", "[MIT](https://opensource.org/license/mit)"),
    ],
)
def test_a_link_leads_to_a_page_or_names_a_path(link: str, there: str) -> None:
    assert site_text(link) == there


@pytest.mark.parametrize(
    ("link", "there"),
    [
        ("[takes](../takes.md#pop-popular-songs)", "[takes](../takes.md#pop-popular-songs)"),
        ("[song](song.md)", "[song](song.md)"),
        ("[the README](../../README.md)", "[the README](../index.md)"),
        ("[rules](../../agent/melody/rewards.py)", "rules (`agent/melody/rewards.py`)"),
    ],
)
def test_a_link_of_a_page_in_a_folder_is_relative_to_it(link: str, there: str) -> None:
    assert site_text(link, "docs/agents") == there


def test_a_file_of_the_root_stands_where_it_is_linked_to() -> None:
    page = site_text("[README](../README.md)\n\nand more")
    assert page.startswith("# melobridge\n")
    assert page.endswith("\n\nand more")
    assert "[install](install.md)" in page
    assert "(page/play.gif)" in page


def test_a_take_that_stands_alone_gets_a_button() -> None:
    text = "[all-1.mid](takes/all-1.mid)\n\nand [all-2.mid](takes/all-2.mid) inside"
    page = with_buttons(text)
    assert page.startswith(
        "<button type='button' class='take-player' data-take='all-1' data-hands='[[["
    )
    assert page.endswith(f"</button> {text}")
    assert page.count("<button") == 1
