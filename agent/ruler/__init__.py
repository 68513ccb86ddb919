"""The ruler: measures sets of tunes, of any origin, against real ones and against rules."""
