from agent.wording import counted


def test_nouns_agree_with_their_numbers() -> None:
    assert [counted(number, "more line") for number in (0, 1, 2, 1200)] == [
        "0 more lines",
        "1 more line",
        "2 more lines",
        "1,200 more lines",
    ]
