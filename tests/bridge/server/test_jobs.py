from bridge.server.jobs import Jobs, PlayJob, StopJob

ME = ("127.0.0.1", 5001)


def test_each_job_is_taken_once() -> None:
    jobs, stop = Jobs(), StopJob("lead", ME)
    play = PlayJob("lead", ME, "synth", 1, "generate", "4/4", 0, 120.0)
    jobs.add(play)
    jobs.add(stop)
    assert jobs.take() == (play, stop)
    assert jobs.take() == ()
