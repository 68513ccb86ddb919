"""`python -m bridge.cli`: the command line without an installed script."""

from bridge.cli import main

main()
