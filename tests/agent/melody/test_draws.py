from agent.melody.draws import drawn, fate_of


def test_a_fate_is_never_none() -> None:
    assert fate_of(0.0) == 1
    assert fate_of(0.5) == 2**31


def test_the_same_question_has_the_same_answer() -> None:
    assert drawn(7, 1, 2) == drawn(7, 1, 2)
    assert len({drawn(7, 1, 2), drawn(7, 2, 1), drawn(8, 1, 2), drawn(7, 1)}) == 4


def test_draws_are_uniform_and_independent() -> None:
    tenths = [0] * 100
    for fate in range(1, 10_001):
        tenths[int(10 * drawn(fate, 384)) * 10 + int(10 * drawn(fate, 768))] += 1
    assert min(tenths) > 60
    assert max(tenths) < 140
