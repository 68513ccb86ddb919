"""`python -m melobridge`: the command line, as `melobridge`."""

from bridge.cli import main

main()
