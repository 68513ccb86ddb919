"""What the interpreter can't or won't run."""


class MaxError(AssertionError):
    """A patch does what Max would refuse, or what the interpreter doesn't know: it names the box.

    An AssertionError, so that a test fails by it.
    """
