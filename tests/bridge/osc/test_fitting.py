from hypothesis import given
from hypothesis import strategies as st

from bridge.osc.fitting import fitted


def test_what_fits_stays_as_it_is() -> None:
    text = "there is no key 'x': use one of a, b"
    assert fitted(text, len(text), "all in docs") == text


def test_a_list_ends_after_an_item_and_says_where_all_are() -> None:
    text = "there is no scale 'x': use one of major, minor, dorian, phrygian, lydian, locrian"
    assert fitted(text, 78, "all in docs") == (
        "there is no scale 'x': use one of major, minor, dorian ... (all in docs)"
    )


def test_any_other_text_ends_after_a_word() -> None:
    text = "the map, which is here, can't be read: it is no TOML, and too long"
    assert fitted(text, 52, "all in docs") == "the map, which is here, can't be read: it is no ..."
    assert fitted("ü" * 50, 60) == "ü" * 28 + " ..."


@given(st.text(max_size=200), st.integers(40, 100))
def test_nothing_is_longer_than_it_may_be(text: str, most: int) -> None:
    assert len(fitted(text, most, "all in docs").encode()) <= most
