"""The kinds of frames between the server loop and its worker process."""

# To the worker, each with its values; arrived: seconds on the server's clock.
BEGIN = "begin"  # settings: the first frame of all
LINE = "line"  # text for the console
ASKED = "asked"  # arrived, sender, datagram, replies: this one and the next three for the session
SAID = "said"  # arrived, replies
SWAPPED = "swapped"  # arrived, agent, digest
EVICTED = "evicted"  # arrived
PLAY = "play"  # a `bridge.server.jobs.PlayJob`
STOP = "stop"  # a StopJob
SAVE = "save"  # a SaveJob
TAKEN = "taken"  # file of shared arrays that was mapped
# From the worker:
AGENT = "agent"  # name, identity of the file, digest, then a SharedAgent (`shared_agents`)
NOT_SAVED = "not saved"  # kind, text, to
REPLY = "reply"  # datagram, to: what came of a job
