import zipfile

import pytest

from agent.corpus.score import UnusableTune
from agent.corpus.texts import abc_meters, split_abc, text_of, unpack_mxl
from tests.support.corpus_files import mxl


def test_the_head_of_an_abc_file_holds_for_all_its_tunes() -> None:
    tunes = split_abc(
        "M:3/4\r\nL:1/4\r\n\r\nX:7\r\nK:C\r\nCDE|\r\n\r\ntalk\r\nX:8\r\nK:G\r\nG3|\r\n"
    )
    assert [number for number, _ in tunes] == ["7", "8"]
    assert tunes[0][1] == "%abc-2.1\nX:7\nM:3/4\nL:1/4\nK:C\nCDE|\n"
    assert split_abc("no tune") == []


@pytest.mark.parametrize("container", [True, False])
def test_a_packed_score_is_unpacked(container: bool) -> None:
    assert unpack_mxl(mxl("<score/>", container)) == b"<score/>"


def test_an_archive_without_a_score_is_refused() -> None:
    with pytest.raises(UnusableTune, match="the archive holds no score"):
        unpack_mxl(mxl("", name="tune.txt"))
    with pytest.raises(zipfile.BadZipFile):
        unpack_mxl(b"PK no zip")


def test_texts_of_any_age() -> None:
    assert text_of("Frère".encode()) == "Frère"
    assert text_of("Frère".encode("utf-8-sig")) == "Frère"
    assert text_of("Frère".encode("latin-1")) == "Frère"
    assert text_of("Frère".encode("utf-16")) == "Frère"


def test_a_score_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.corpus.texts.MOST_BYTES", 10)
    with pytest.raises(UnusableTune, match="the score inside the archive is too large"):
        unpack_mxl(mxl("<score/>" * 2))


def test_the_meters_that_a_tune_names() -> None:
    assert abc_meters("X:1\nM:C|\nK:C\nC2[M:3/4]D3|\nM: 6/8 % jig\n") >= {"2/2", "3/4", "6/8"}
