import pytest

import melobridge


def test_a_notebook_has_a_server_of_its_own() -> None:
    with melobridge.serve("classic", seed=1) as melo:
        assert isinstance(melo, melobridge.Client)
        lead = melo.voice("lead", key="G")
        phrase = lead.next(8)
        assert isinstance(phrase, melobridge.Phrase)
        assert lead.good().thumbs == 1
        with pytest.raises(melobridge.ProtocolError, match="there is no agent 'nobody'"):
            lead.set(agent="nobody")
    with melobridge.serve("classic", seed=1) as melo:
        assert melo.voice("lead", key="G").next(8) == phrase


def test_a_server_that_cant_start_is_one_sentence() -> None:
    with pytest.raises(melobridge.MeloError, match="there is no agent 'nobody': use one of all"):
        melobridge.serve("nobody")
