import pytest

from bridge.cli.app import app
from bridge.cli.shared.usage import UsageError, usage_sentence


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("agnts", "no such command 'agnts': did you mean 'agents', 'stats'? ('melobridge --help'"),
        ("train clasic", "no such command 'clasic': did you mean 'classic'? ('melobridge train -"),
        ("nonsense", "no such command 'nonsense' ('melobridge --help' tells more)"),
        (
            "generate --brs 3",
            "no such option '--brs': did you mean '--bars'? ('melobridge gen",
        ),
        ("generate --zzz", "no such option '--zzz' ('melobridge generate --help' tells"),
        ("generate --bars x", "--bars must be a whole number from 1 to 1024 ('melobridge gener"),
        ("generate --seed=-1", "--seed must be a number of at least 0 ('melobridge generate --h"),
        (
            "generate --pickup 1/3",
            "--pickup must be a number of at least 0 ('melobridge generate --h",
        ),
        ("generate --tempo 1", "--tempo must be a number from 20 to 400 ('melobridge generate -"),
        ("generate --out", "option '--out' requires an argument ('melobridge --help' tells more)"),
        ("generate a b", "got unexpected extra argument(s) (b) ('melobridge generate --help' tel"),
        ("clients install foo", "invalid value for 'client': 'foo' is not one of 'supercollider'"),
        ("replay", "missing argument 'log' ('melobridge replay --help' tells more)"),
    ],
)
def test_an_error_of_usage_is_one_sentence_that_says_where_more_is(
    arguments: str, sentence: str
) -> None:
    with pytest.raises(UsageError) as caught:
        app(arguments.split(), prog_name="melobridge", standalone_mode=False)
    assert usage_sentence(caught.value).startswith(sentence)
    assert "\n" not in usage_sentence(caught.value)
