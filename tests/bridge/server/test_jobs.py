from bridge.server.jobs import PLAY, STOP, Job, Jobs

ME = ("127.0.0.1", 5001)


def test_each_job_is_taken_once() -> None:
    jobs, play, stop = Jobs(), Job(PLAY, "lead", {"channel": 1}, ME), Job(STOP, "lead", {}, ME)
    jobs.add(play)
    jobs.add(stop)
    assert jobs.take() == (play, stop)
    assert jobs.take() == ()
