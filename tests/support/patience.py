"""How long tests wait for what real programs do.

It ends tests that would hang, and says nothing of speed: it is far more than a busy machine takes.
"""

PATIENCE_SECONDS = 60.0
