"""py2max's linter, which knows Max's own reference of 1,175 objects."""

import pytest

from max_patches.source.package import patches

PATCHES = patches()
# Frames lie behind their boxes, and a patch may be larger than its window.
MEANT = {"W-OVERLAP", "W-OFFCANVAS"}
OURS = "object 'melobridge.client' is not in the Max reference"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("path", PATCHES)
def test_it_finds_nothing_that_is_not_meant(path: str) -> None:
    from py2max.core import Patcher
    from py2max.lint import lint

    findings = lint(Patcher.from_dict(PATCHES[path]["patcher"]))
    told = [f for f in findings if f.code not in MEANT and f.message != OURS]
    assert [str(finding) for finding in told] == []
